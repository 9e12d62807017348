"""The process behind `BackDoor`: reads one JSON request a line, lets `acts` do it, answers in JSON.

Runs in the environment of the house, on its data. Started by `house.BackDoor`, never by hand.
"""

import json
import sys
import traceback
from contextlib import redirect_stdout
from importlib import import_module

import django

from config.cli import prepare_environment


def main() -> None:
    prepare_environment([])
    django.setup()
    acts = import_module("tests.e2e.acts")  # models can be imported only now
    import_module("tests.e2e.learning_acts")
    for line in sys.stdin:
        request = json.loads(line)
        try:
            with redirect_stdout(sys.stderr):
                answer = {"answer": acts.ACTS[request["act"]](**request["details"])}
        except Exception:
            answer = {"error": traceback.format_exc()}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
