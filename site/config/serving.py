"""granian and the task worker, forked from a process that has loaded the site: what they share counts once in memory.

Called as granian is, the WSGI door first: `python -m config.serving config.wsgi:application --workers 2`; with
`--task-worker` before it a task worker stands beside the server, and both end together. A worker of granian that
replaces a dead one is forked from the same process, and so serves at once (docs/decisions/018).
"""

import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from granian.cli import entrypoint

from config.supervisor import STOPPING, die_with_parent

TASK_WORKER = "--task-worker"


def load(door: str) -> None:
    """Load all that a request may need, and leave nothing behind that two processes must not share."""
    import_module(door.partition(":")[0])
    import_module(settings.ROOT_URLCONF)  # the views of every address
    connections.close_all()
    gc.collect()
    gc.freeze()  # the collector would write into every page of memory, and so end the sharing


def serve() -> None:
    """granian's own command, with the arguments of this process."""
    entrypoint()


def work_off_tasks() -> None:
    """Run the tasks of the queue until told to stop."""
    call_command("db_worker", verbosity=0)


def together(*acts: Callable[[], None]) -> int:
    """Do each act in a child of this process; when one ends, all end. Returns 0 if it was told to stop, else 1."""
    children = [multiprocessing.Process(target=_in_a_child, args=(act,)) for act in acts]
    told = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal told
        told = True
        _end(children)

    for number in STOPPING:
        signal.signal(number, stop)
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)  # none may come between a fork and its being noted
    for child in children:
        child.start()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    wait([child.sentinel for child in children])
    _end(children)
    for child in children:
        child.join()
    return 0 if told else 1


def _end(children: Sequence[BaseProcess]) -> None:
    for child in children:
        child.terminate()


def _in_a_child(act: Callable[[], None]) -> None:
    die_with_parent()
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    act()


def main() -> None:
    beside = sys.argv[1] == TASK_WORKER
    if beside:
        del sys.argv[1]
    load(sys.argv[1])
    multiprocessing.set_start_method("fork")  # a newer Python would start its workers from nothing
    if beside:
        sys.exit(together(serve, work_off_tasks))
    serve()


if __name__ == "__main__":
    main()
