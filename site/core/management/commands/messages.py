"""`messages`: collect the texts to translate, compile the translations; with --check only say whether all is current.

Collected by Django's makemessages (GNU gettext), compiled by Babel, so that an installation needs neither: the
compiled catalogues are committed. Which messages a language has to have is said in `core.catalogues`. What the
libraries say in a language they do not speak is kept beside ours, in `config/borrowed`, and only compiled.
"""

import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.catalogues import OFFICERS_PATH, WHOLE, is_needed

ROOT = Path(__file__).resolve().parents[4]
FOLDERS = ("site", "best_practices", "media", "visits")
LANGUAGES = (*WHOLE, *OFFICERS_PATH)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
"""The date in every header: the history is in the repository, and the same texts give the same files."""


class Command(BaseCommand):
    help = "Collect and compile the messages of the interface."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail if anything is missing or stale")

    def handle(self, *args: Any, **options: Any) -> None:
        problems: list[str] = []
        template = self._collect()
        for language in LANGUAGES:
            folder = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES"
            catalog = self._merged(folder / "django.po", language, template)
            missing = missing_in(catalog, template, language)
            if options["check"]:
                problems += [f"{language}: not translated: {text!r}" for text in missing]
                problems += self._stale(folder, catalog, language)
                continue
            folder.mkdir(parents=True, exist_ok=True)
            text = BytesIO()
            write_po(text, catalog, width=110, no_location=True, ignore_obsolete=True, sort_output=True)
            (folder / "django.po").write_bytes(text.getvalue())
            (folder / "django.mo").write_bytes(compiled(catalog))
            self.stdout.write(f"{language}: {len(catalog)} messages, {len(missing)} to translate")
        for folder in sorted(Path(settings.LOCALE_PATHS[1]).glob("*/LC_MESSAGES")):
            catalog = read_catalogue(folder / "django.po", folder.parent.name)
            if options["check"]:
                problems += self._stale(folder, catalog, folder.parent.name)
            else:
                (folder / "django.mo").write_bytes(compiled(catalog))
        if problems:
            raise CommandError("\n".join(problems) + "\nRun `make messages`, translate, run it again.")

    def _collect(self) -> Catalog:
        """Every message of the source, as a catalogue without translations."""
        if shutil.which("xgettext") is None:
            raise CommandError("GNU gettext is not installed (Debian: apt-get install gettext).")
        with tempfile.TemporaryDirectory() as scratch:
            for name in FOLDERS:
                shutil.copytree(
                    ROOT / name,
                    Path(scratch) / name,
                    ignore=shutil.ignore_patterns("migrations", "__pycache__", "*.po", "*.mo"),
                )
            Path(scratch, "locale").mkdir()
            command = [
                sys.executable,
                "-m",
                "django",
                "makemessages",
                "--keep-pot",
                "-l",
                "xx",
                "--no-wrap",
                "-e",
                "html,txt,py,svg",
            ]
            done = subprocess.run(command, cwd=scratch, capture_output=True, text=True, check=False)  # noqa: S603 -- our own interpreter
            pot = Path(scratch, "locale", "django.pot")
            if not pot.exists():
                raise CommandError(done.stderr or "makemessages collected nothing.")
            text = pot.read_text(encoding="utf-8").replace(
                "nplurals=INTEGER; plural=EXPRESSION", "nplurals=2; plural=(n != 1)"
            )
            return read_po(BytesIO(text.encode()))

    @staticmethod
    def _merged(path: Path, language: str, template: Catalog) -> Catalog:
        """The translations there are, for exactly the messages of the source; nothing is guessed."""
        catalog = read_catalogue(path, language) if path.exists() else Catalog(locale=language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        merged = Catalog(
            locale=language,
            header_comment="# Messages of Corridor. Licence: BSD-3-Clause, as the code.",
            project="Corridor",
            version="1",
            msgid_bugs_address="-",
            last_translator="-",
            language_team=language,
            creation_date=LONG_AGO,
            revision_date=LONG_AGO,
            fuzzy=False,
        )
        for message in catalog:
            if message.id:
                merged.add(message.id, message.string, flags=message.flags - {"fuzzy"}, context=message.context)
        return merged

    @staticmethod
    def _stale(folder: Path, catalog: Catalog, language: str) -> list[str]:
        mo = folder / "django.mo"
        if mo.exists() and mo.read_bytes() == compiled(catalog):
            return []
        return [f"{language}: the compiled catalogue in {folder.parent.parent.name} is not current"]


def read_catalogue(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalog: Catalog) -> bytes:
    written = BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def missing_in(catalog: Catalog, template: Catalog, language: str) -> list[str]:
    """The messages a language has to have, by where they stand in the source, and has not."""
    missing = []
    for message in template:
        places = [path for path, _line in message.locations]
        if message.id and is_needed(language, places):
            translation = catalog.get(message.id, message.context)
            if translation is None or not is_translated(translation):
                missing.append(str(message.id))
    return missing


def is_translated(message: Any) -> bool:
    """Whether every form of a message has a translation."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(forms)
