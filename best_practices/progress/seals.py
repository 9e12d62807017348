"""The seal of a certificate: a signature over everything it says, with a key of the installation for this alone.

The keys are derived from SECRET_KEY and SECRET_KEY_FALLBACKS. After SECRET_KEY is changed, with the old one among the
fallbacks, old seals hold, and `run_due` makes them anew with the new key; then the old one may go.
"""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

PURPOSE = "best_practices.progress.certificate"


def canonical(said: dict[str, Any]) -> str:
    """What is sealed as one text, the same for the same values."""
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def name_of_key(secret: str | None = None) -> str:
    """Which key a seal was made with (default: the present one); nothing about the key follows from it."""
    return salted_hmac(f"{PURPOSE}.name", "", secret=secret, algorithm="sha256").hexdigest()[:16]


def seal(said: dict[str, Any], secret: str | None = None) -> str:
    """The seal: HMAC-SHA256 as 64 hexadecimal digits."""
    digest = hashlib.sha256(canonical(said).encode()).hexdigest()
    return salted_hmac(PURPOSE, digest, secret=secret, algorithm="sha256").hexdigest()


def holds(said: dict[str, Any], found: str) -> bool:
    """Whether a seal was made over these values, with the present key or one of the fallbacks."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(constant_time_compare(seal(said, secret), found) for secret in secrets)
