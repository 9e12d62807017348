"""The content version: one key, new after every publish, marking or change of a fact.

Every cached text carries it, so that nothing has to be purged and no worker serves an old page.
"""

import hashlib
import uuid
from collections.abc import Callable
from typing import Any

from django.core.cache import caches

KEY = "content-version"
DAY = 86_400


def content_version() -> str:
    """The version now; the first asker makes one."""
    cache = caches["pages"]
    version = cache.get(KEY)
    if version is None:
        version = bump_content_version()
    return version


def bump_content_version() -> str:
    version = uuid.uuid4().hex[:12]
    caches["pages"].set(KEY, version, timeout=None)
    return version


def cached(name: str, make: Callable[[], Any], *, timeout: int = DAY) -> Any:
    """What `make()` returns, kept under this name until the content changes."""
    cache = caches["pages"]
    key = f"{content_version()}:{hashlib.sha256(name.encode()).hexdigest()[:32]}"
    value = cache.get(key)
    if value is None:
        value = make()
        cache.set(key, value, timeout=timeout)
    return value
