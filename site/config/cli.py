import os
def prepare_environment(): os.environ.setdefault("SECRET_KEY","x")
