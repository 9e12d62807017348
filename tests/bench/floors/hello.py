"""Settings of the third floor: Django's hello behind Corridor's middleware, without its cache of whole pages."""

from config.settings import base
from config.settings.base import *  # noqa: F403 -- Corridor's own settings, on a folder of the floor

MIDDLEWARE = [name for name in base.MIDDLEWARE if name != "content.middleware.StrangerPageCache"]
ROOT_URLCONF = "tests.bench.floors.hello_urls"
