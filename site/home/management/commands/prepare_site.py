"""`prepare_site`: what every installation has: languages, home pages, indexes, groups. Each app's `structure.py`."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction


class Command(BaseCommand):
    help = "Create the languages, home pages, indexes and groups that are missing. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        # From the top of the house down: the home pages first, then what stands on them.
        for config in apps.get_app_configs():
            if find_spec(f"{config.name}.structure") is None:
                continue
            with transaction.atomic():
                import_module(f"{config.name}.structure").build()
