"""`load_demo`: the demonstration, from text files, through each app's services, in the order of the arrows."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.demonstration import DemoFolder

FOLDER = Path(__file__).resolve().parents[2] / "demo"


class Command(BaseCommand):
    help = "Load the demonstration: reference data, fictitious people, module A. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This installation is not a demonstration (DEMO is not set): nothing was loaded.")
        call_command("prepare_site", verbosity=0)
        folder = DemoFolder(FOLDER, say=self.stdout.write)
        # INSTALLED_APPS stands from the top of the house down; loading goes from the ground up.
        for config in reversed(list(apps.get_app_configs())):
            found = find_spec(f"{config.name}.demo")
            if found is None or found.origin is None:  # home/demo is the folder of the data files
                continue
            with transaction.atomic():
                import_module(f"{config.name}.demo").load(folder)
