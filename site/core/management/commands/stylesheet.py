"""`stylesheet`: write the served style sheet from its parts; with --check only say whether it is current."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.stylesheet import TARGET, joined


class Command(BaseCommand):
    help = "Join core/css/*.css into static/core/corridor.css."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        text = joined()
        if options["check"]:
            if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
                raise CommandError("The style sheet is not current: run `manage.py stylesheet`.")
            return
        TARGET.write_text(text, encoding="utf-8")
        self.stdout.write(f"{TARGET.name}: {len(text)} bytes")
