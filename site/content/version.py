"""The content version: one key, new after every publish, marking or change of a fact.

Every cached text carries it, so that nothing has to be purged and no worker serves an old page. A request
asks for the version once; what a worker keeps in its own memory is of that version or not used.
"""

import hashlib
import uuid
from collections.abc import Callable
from threading import local
from time import monotonic
from typing import Any

from django.core.cache import caches
from django.core.signals import request_finished, request_started

KEY = "content-version"
DAY = 86_400


MOST_AT_HAND = 500  # texts, lines and menus in the memory of a worker: some megabytes

_request = local()
_at_hand: dict[str, tuple[float, Any]] = {}


def content_version() -> str:
    """The version now, in a request that of its beginning; the first asker makes one."""
    version = getattr(_request, "version", None)
    if version is None:
        version = caches["pages"].get(KEY) or bump_content_version()
        _remember(version)
    return version


def bump_content_version() -> str:
    version = uuid.uuid4().hex[:12]
    caches["pages"].set(KEY, version, timeout=None)
    _remember(version)
    return version


def _remember(version: str) -> None:
    if getattr(_request, "runs", False):
        _request.version = version


def _request_starts(**kwargs: Any) -> None:
    _request.runs, _request.version = True, None


def _request_ends(**kwargs: Any) -> None:
    _request.runs, _request.version = False, None


request_started.connect(_request_starts, dispatch_uid="content-version-request-starts")
request_finished.connect(_request_ends, dispatch_uid="content-version-request-ends")


def cached(name: str, make: Callable[[], Any], *, timeout: int = DAY) -> Any:
    """What `make()` returns, kept under this name until the content changes; several readers share it.

    Looked for in this worker's memory, then in the cache all workers share. Must not be changed by a reader.
    """
    key = f"{content_version()}:{hashlib.sha256(name.encode()).hexdigest()[:32]}"
    until, value = _at_hand.get(key, (0.0, None))
    if until > monotonic():
        return value
    cache = caches["pages"]
    value = cache.get(key)
    if value is None:
        value = make()
        if value is None:  # nothing is not kept: addresses that lead nowhere would fill the cache
            return None
        cache.set(key, value, timeout=timeout)
    if len(_at_hand) >= MOST_AT_HAND:
        _at_hand.clear()  # mostly of versions gone by
    _at_hand[key] = (monotonic() + timeout, value)
    return value
