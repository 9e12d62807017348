"""Makes learners with accounts of their own, each signed in: `python -m tests.load.people NUMBER`, in Corridor's
environment. Prints the keys of their sessions as JSON.

Sessions are made in the database. Signing in by password is slow on purpose, and from one address (all learners have
that of this machine) limited to thirty in a minute: both would be what is measured, and neither is learning.
"""

import json
import sys

import django

from tests.bench.takers import officers, session_of

if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps([session_of(person) for person in officers(int(sys.argv[1]), "load-learner")]))
