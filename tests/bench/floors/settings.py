"""Settings of the bare floors; FLOOR says which one this process is, DATA_DIR where its database lies.

No debugging, SQLite with the options that Corridor gives it, gzip as Corridor has it.
"""

import os
from pathlib import Path

FLOOR = os.environ["FLOOR"]
DATA_DIR = Path(os.environ["DATA_DIR"])

SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL, STATIC_ROOT = "/static/", DATA_DIR / "static"
MEDIA_URL, MEDIA_ROOT = "/media/", DATA_DIR / "media"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "floor.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=27103364;"),
        },
        "CONN_MAX_AGE": None,
    }
}

DJANGO_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
WAGTAIL_APPS = [  # of `wagtail start`, without its sample search app
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
]
MIDDLEWARE = [  # of `django-admin startproject`, and gzip
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

if FLOOR == "bare_django":  # one view: session, user, three rows, a template of 20 kB
    INSTALLED_APPS = ["tests.bench.floors.rows", *DJANGO_APPS]
    ROOT_URLCONF = "tests.bench.floors.django_urls"
elif FLOOR == "bare_wagtail":  # the same template, user and rows in a page at depth 3
    INSTALLED_APPS = [
        "tests.bench.floors.rows",
        "tests.bench.floors.plain_wagtail",
        *WAGTAIL_APPS,
        *DJANGO_APPS,
    ]
    MIDDLEWARE.append("wagtail.contrib.redirects.middleware.RedirectMiddleware")
    ROOT_URLCONF = "tests.bench.floors.wagtail_urls"
elif FLOOR == "bare_same_apps":  # for memory: whatever Corridor has installed, without what is Corridor's
    from config.settings import base

    OURS = (
        "home",
        "search",
        "best_practices.",
        "media.",
        "visits.",
        "content",
        "accounts",
        "reference",
        "jobs",
        "audit",
        "core",
    )
    INSTALLED_APPS = [
        "tests.bench.floors.rows",
        "tests.bench.floors.plain_wagtail",
        *(app for app in base.INSTALLED_APPS if not app.startswith(OURS)),
    ]
    MIDDLEWARE = [name for name in base.MIDDLEWARE if not name.startswith(OURS)]
    ROOT_URLCONF = "tests.bench.floors.wagtail_urls"
    TASKS = base.TASKS
    AUTHENTICATION_BACKENDS = base.AUTHENTICATION_BACKENDS
    LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = base.LANGUAGES
    WAGTAIL_I18N_ENABLED = True
    SILENCED_SYSTEM_CHECKS = base.SILENCED_SYSTEM_CHECKS

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).resolve().parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

WAGTAIL_SITE_NAME = "Floor"
WAGTAILADMIN_BASE_URL = "http://localhost"
