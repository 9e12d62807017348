"""For the suite: immediate tasks, plain static files; each process that runs tests has a data folder of its own."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("INSECURE_HTTP", "1")
os.environ.setdefault("BASE_URL", "http://testserver")
if "DATA_DIR" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:  # else it was that of the process which started
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="corridor-test-")

from config.settings.base import *  # noqa: F403 -- the base, and what differs

ALLOWED_HOSTS = ["*"]
MEMORY = "django.core.cache.backends.locmem.LocMemCache"  # one process: nothing can be served stale to another
CACHES |= {alias: {"BACKEND": MEMORY, "LOCATION": alias} for alias in ("default", "pages")}  # noqa: F405 -- of the base
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 -- of the base; WhiteNoise warns without it
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405 -- of the base
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; no password here is worth more
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
