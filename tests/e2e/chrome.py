"""Finding a browser on this machine and starting it."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


class NoBrowser(Exception):
    """There is none here; the text says what would help."""


def executable(playwright: Playwright) -> str:
    """E2E_BROWSER, else Playwright's own, else one on the PATH. Raises NoBrowser."""
    named = os.environ.get("E2E_BROWSER", "")
    if named:
        found = shutil.which(named)
        if found is None:
            raise NoBrowser(f"E2E_BROWSER is {named!r}, and that cannot be run.")
        return found
    own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    for name in NAMES:
        found = shutil.which(name)
        if found is not None:
            return found
    raise NoBrowser(
        "No browser: tried E2E_BROWSER, Playwright's own and "
        f"{', '.join(NAMES)} on the PATH. On Debian: apt-get install --no-install-recommends chromium"
    )


def launch(playwright: Playwright) -> Browser:
    """Start it without a window. Raises NoBrowser."""
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return playwright.chromium.launch(executable_path=executable(playwright), args=flags)
