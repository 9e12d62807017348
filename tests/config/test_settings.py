"""The settings are safe as they stand, and every variable that they read is written down."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources import ROOT, files

PATHS = os.pathsep.join([str(ROOT / "site"), str(ROOT)])
ASKED = [
    "DEBUG",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
]
READ = re.compile(r"""env(?:\.\w+)*\(\s*"([A-Z0-9_]+)"|environ(?:\.get\(|\.setdefault\(|\[)\s*"([A-Z0-9_]+)\"""")
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}  # Django's own


def settings_with(data: Path, module: str = "base", **environment: str) -> subprocess.CompletedProcess:
    """What the settings become in that environment and no other."""
    code = (
        f"import json, config.settings.{module} as s; "
        f"print(json.dumps({{n: getattr(s, n) for n in {[*ASKED, 'DATABASES', 'CACHES']!r}}}, default=str))"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": PATHS, "DATA_DIR": str(data), **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("module", ["base", "production"])
def test_settings_without_a_secret_say_so_and_stop(tmp_path: Path, module: str) -> None:
    result = settings_with(tmp_path, module)

    assert (result.returncode, result.stderr.splitlines()[-1]) == (
        1,
        "django.core.exceptions.ImproperlyConfigured: "
        "SECRET_KEY is not set: see docs/operations.md, or start with `corridor run`.",
    )


def test_settings_are_safe_without_being_told(tmp_path: Path) -> None:
    result = settings_with(tmp_path, SECRET_KEY="x", BASE_URL="https://corridor.example.org")

    found = json.loads(result.stdout)
    assert {name: found[name] for name in ASKED} == {
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
        "ALLOWED_HOSTS": ["corridor.example.org"],
        "CSRF_TRUSTED_ORIGINS": ["https://corridor.example.org"],
    }


def test_insecure_http_serves_this_machine_and_trusts_no_header(tmp_path: Path) -> None:
    result = settings_with(tmp_path, SECRET_KEY="x", INSECURE_HTTP="1")

    found = json.loads(result.stdout)
    assert {name: found[name] for name in ASKED} == {
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": False,
        "SESSION_COOKIE_SECURE": False,
        "CSRF_COOKIE_SECURE": False,
        "SECURE_HSTS_SECONDS": 0,
        "SECURE_PROXY_SSL_HEADER": None,
        "ALLOWED_HOSTS": ["localhost"],
        "CSRF_TRUSTED_ORIGINS": ["http://localhost:8000"],
    }


def test_sqlite_takes_the_write_lock_first_and_survives_a_power_cut(tmp_path: Path) -> None:
    database = json.loads(settings_with(tmp_path, SECRET_KEY="x").stdout)["DATABASES"]["default"]

    assert (database["ENGINE"], database["NAME"], database["OPTIONS"]["transaction_mode"]) == (
        "core.database.sqlite3",
        str(tmp_path / "corridor.sqlite3"),
        "IMMEDIATE",
    )
    assert "synchronous=FULL" in database["OPTIONS"]["init_command"]


def test_another_database_takes_none_of_sqlite_s_options(tmp_path: Path) -> None:
    result = settings_with(tmp_path, SECRET_KEY="x", DATABASE_URL="postgres://corridor@db.example.org/corridor")

    database = json.loads(result.stdout)["DATABASES"]["default"]
    assert (database["ENGINE"], database.get("OPTIONS")) == ("django.db.backends.postgresql", None)


@pytest.mark.parametrize("environment", [{}, {"CACHE_URL": "redis://cache.example.org:6379/0"}])
def test_caches_are_shared_between_processes(tmp_path: Path, environment: dict[str, str]) -> None:
    caches = json.loads(settings_with(tmp_path, SECRET_KEY="x", **environment).stdout)["CACHES"]

    assert [name for name, cache in caches.items() if "locmem" in cache["BACKEND"]] == []


def variables_read_in(paths: list[Path]) -> set[str]:
    return {name for path in paths for pair in READ.findall(path.read_text()) for name in pair if name} - NOT_OURS


def test_every_variable_that_is_read_stands_in_operations_md_and_no_other() -> None:
    site = variables_read_in([*files(".py", tests=False), ROOT / "manage.py"])
    suite = {name for name in variables_read_in(files(".py")) if name.startswith("E2E")}

    documented = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", (ROOT / "docs" / "operations.md").read_text(), re.MULTILINE))

    assert site | suite == documented
