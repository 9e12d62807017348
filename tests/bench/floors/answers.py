"""Settings of the floor of answers: Corridor's tables and database, Django's own middleware, one view."""

from config.settings import base

globals().update({name: value for name, value in vars(base).items() if name.isupper()})  # on a folder of the floor

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # its app refuses to start without; it does next to nothing
]
AUTHENTICATION_BACKENDS = [base.AUTHENTICATION_BACKENDS[-1]]
ROOT_URLCONF = "tests.bench.floors.answers_urls"
