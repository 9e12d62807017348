"""`run_due`: everything with a date. Each app says in its `due.py` what is due there."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand

from jobs.services import open_job, running


class Command(BaseCommand):
    help = "Do what is due: called every 10 minutes by `corridor run`, by a timer in production."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("publish_scheduled", verbosity=0)
        for config in reversed(list(apps.get_app_configs())):
            if find_spec(f"{config.name}.due") is None:
                continue
            done = import_module(f"{config.name}.due").run()
            if any(done.values()):
                with running(open_job(kind=f"due.{config.label}")) as job:
                    job.result = done
                self.stdout.write(f"{config.label}: {done}")
