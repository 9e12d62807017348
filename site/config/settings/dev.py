"""For working on Corridor itself: tracebacks in the browser, no manifest."""

import os
import secrets

os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
os.environ.setdefault("INSECURE_HTTP", "1")

from config.settings.base import *  # noqa: F403 -- the base, and what differs

DEBUG = True
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405 -- of the base
