"""What must be true before the first request. One start of Django does all of it, and says so."""

import hashlib
import io
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from content.version import bump_content_version


def prepare(*, fresh_demo: bool = False) -> None:
    """Tables, cache table, static files and, where DEMO is set, the demo's content: only what is missing.

    Exits with a sentence if the settings are wrong or the database cannot be reached.
    """
    if fresh_demo:
        throw_demo_away()
    try:
        django.setup()
        _prepare()
    except ImproperlyConfigured as error:
        sys.exit(f"The settings are not complete: {error}")
    except OperationalError as error:
        sys.exit(f"The database does not answer: {str(error).strip()}")


def _prepare() -> None:
    with step("Database tables") as line:
        counter = MigrationCounter(line)
        call_command("migrate", interactive=False, stdout=counter)
        line.result = f"{counter.applied} migrations applied" if counter.applied else "up to date"
    with step("Cache table") as line:
        call_command("createcachetable", verbosity=0)
        line.result = "there"
    with step("Static files") as line:
        line.result = collect_static(line)
    with step("Languages, home pages, groups") as line:
        line.result = build_structure()
    if settings.DEMO:
        load_demo()
    with step("Search entries") as line:
        line.result = index_search()
    bump_content_version()  # cached values are of the code before: their shape may have changed with it


class Line:
    """One step's line: rewritten while the step works if a person is watching, else written once."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.result = "done"
        self.watched = sys.stdout.isatty()
        self._write(f"  {title} ...")

    def update(self, text: str) -> None:
        if self.watched:
            self._write(f"\r\033[K  {self.title} ... {text}")

    def finish(self, seconds: float) -> None:
        self._write(f"{chr(13) + chr(27) + '[K' if self.watched else ''}")
        text = f"{self.result} ({seconds:.1f} s)"
        self._write(f"  {self.title} ... {text}\n" if self.watched else f" {text}\n")

    @staticmethod
    def _write(text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()


@contextmanager
def step(title: str) -> Iterator[Line]:
    """Say what is being done, then what came of it and how long it took."""
    line, started = Line(title), time.monotonic()
    try:
        yield line
    except BaseException:
        sys.stdout.write("\n")
        raise
    line.finish(time.monotonic() - started)


class MigrationCounter(io.StringIO):
    """Takes what `migrate` says and counts what it applied."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        self.applied = 0

    def write(self, text: str, /) -> int:
        if "Applying " in text:
            self.applied += 1
            self.line.update(f"{self.applied}: {text.strip()}")
        return len(text)


def collect_static(line: Line) -> str:
    """Collect, hash and compress the static files if any of them changed; says what was done.

    Compressing takes half a minute, comparing a tenth of a second.
    """
    stamp = Stamp("static-files")
    files = {
        path: (size.st_size, size.st_mtime_ns)
        for finder in get_finders()
        for path, storage in finder.list([])
        for size in [os.stat(storage.path(path))]
    }
    state = {
        "files": _checksum(sorted(files.items())),
        "storage": settings.STORAGES["staticfiles"]["BACKEND"],
    }
    if stamp.holds(state) and Path(settings.STATIC_ROOT).is_dir():
        return f"{len(files)}, unchanged"
    line.update(f"{len(files)} to compress, about half a minute")
    stamp.remove()
    for path in files:  # collectstatic would keep a newer copy of an older version's file
        Path(settings.STATIC_ROOT, path).unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    bump_content_version()  # cached pages name the files of before
    stamp.set(state)
    return f"{len(files)} collected and compressed"


def build_structure() -> str:
    """What every installation has, made once in this database, and again after the code for it has changed.

    Not at every start: what an administrator took away stays away.
    """
    stamp, state = Stamp("structure"), {"database": _identity_of_database(), "code": _code_of("structure")}
    if stamp.holds(state):
        return "there"
    call_command("prepare_site", verbosity=0)
    stamp.set(state)
    return "made"


def index_search() -> str:
    """The entries of the search, made once in this database, and again after the code that says what is found.

    In between every change is said to the search at once; entries that somebody emptied are made again.
    """
    services = find_spec("search.services")
    stamp = Stamp("search")
    state = {
        "database": _identity_of_database(),
        "kinds": _code_of("search_kinds"),
        "words": _code_of("folding"),
        "entries": _checksum([Path(services.origin).read_text()]) if services and services.origin else "",
    }
    entries = apps.get_model("search", "Entry")._default_manager
    if stamp.holds(state) and entries.exists():
        return "there"
    call_command("index_search", stdout=io.StringIO())
    stamp.set(state)
    return f"{entries.count()} made"


def load_demo() -> None:
    """Load the demo into this database once, and again after its files or loaders have changed.

    The demo's own words come through: at the first start they hold the password.
    """
    folder = Path(apps.get_app_config("home").path) / "demo"
    texts = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")]
    stamp = Stamp("demo")
    state = {
        "database": _identity_of_database(),
        "texts": _checksum([(path.relative_to(folder).as_posix(), path.read_bytes().hex()) for path in sorted(texts)]),
        "code": _code_of("demo"),
    }
    if stamp.holds(state):
        say("  Demo content ... there (0.0 s)")
        return
    say("  Demo content ...")
    started = time.monotonic()
    call_command("load_demo")
    stamp.set(state)
    say(f"  Demo content ... loaded ({time.monotonic() - started:.1f} s)")


def throw_demo_away() -> None:
    """Remove the demo's SQLite database, uploads and caches; nothing that was never a demo.

    Works on files only: called before Django opens any of them.
    """
    data = Path(os.environ["DATA_DIR"])
    if os.environ.get("DATABASE_URL"):
        sys.exit("DATABASE_URL is set: only the demo's own SQLite database is thrown away.")
    database = data / "corridor.sqlite3"
    if database.exists() and not (data / "stamps" / "demo.json").exists():
        sys.exit(f"{database} was not made by the demo: it is left as it is.")
    for path in (database, *data.glob("corridor.sqlite3*"), data / "stamps" / "demo.json"):
        path.unlink(missing_ok=True)
    for folder in ("uploads", "cache"):
        shutil.rmtree(data / folder, ignore_errors=True)


def say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


class Stamp:
    """A note in the data folder that a step was done, and on what: it spares the step at the next start."""

    def __init__(self, name: str) -> None:
        self.path = Path(settings.DATA_DIR) / "stamps" / f"{name}.json"

    def holds(self, state: dict[str, str]) -> bool:
        try:
            return json.loads(self.path.read_text()) == state
        except (FileNotFoundError, ValueError):
            return False

    def set(self, state: dict[str, str]) -> None:
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(json.dumps(state, indent=1) + "\n")

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)


def _identity_of_database() -> str:
    """Which database this is, and since when: one thrown away and made anew is another one."""
    first = MigrationRecorder(connection).migration_qs.order_by("id").first()
    name = "/".join(str(connection.settings_dict[key]) for key in ("HOST", "PORT", "NAME"))
    return f"{name} since {first.applied.isoformat() if first else 'never'}"


def _code_of(module: str) -> str:
    """A checksum of that module of every app that has it."""
    found = [(config.label, find_spec(f"{config.name}.{module}")) for config in apps.get_app_configs()]
    return _checksum([(label, Path(spec.origin).read_text()) for label, spec in found if spec and spec.origin])


def _checksum(rows: list) -> str:
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


if __name__ == "__main__":
    prepare()
