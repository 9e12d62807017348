"""`index_search`: everything that can be found, said anew by the apps it belongs to."""

from typing import Any

from django.core.management.base import BaseCommand

from search.services import rebuild


class Command(BaseCommand):
    help = "Make the entries of the search anew from everything that is published. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        counted = rebuild()
        self.stdout.write("Search: " + ", ".join(f"{number} {kind}" for kind, number in counted.items()))
