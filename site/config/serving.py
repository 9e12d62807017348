"""granian, with the site loaded before its workers are forked: what they share counts once in memory.

Called as granian is, the WSGI door first: `python -m config.serving config.wsgi:application --workers 2`. A worker
that replaces a dead one is forked from the same process, and so serves at once (docs/decisions/018).
"""

import gc
import multiprocessing
import sys
from importlib import import_module

from django.conf import settings
from django.db import connections
from granian.cli import entrypoint


def load(door: str) -> None:
    """Load all that a request may need, and leave nothing behind that two processes must not share."""
    import_module(door.partition(":")[0])
    import_module(settings.ROOT_URLCONF)  # the views of every address
    connections.close_all()
    gc.collect()
    gc.freeze()  # the collector would write into every page of memory, and so end the sharing


def main() -> None:
    load(sys.argv[1])
    multiprocessing.set_start_method("fork")  # a newer Python would start its workers from nothing
    entrypoint()


if __name__ == "__main__":
    main()
