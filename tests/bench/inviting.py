"""A list of 1,000 people: read, looked at, invited, their letters written. Prints seconds as JSON.

Run as `python -m tests.bench.inviting` in Corridor's environment, on a database that has its tables. Letters end in
memory: what a mail server takes is not ours to measure.
"""

import json
import sys
import time
from typing import Any

import django
from django.conf import settings
from django.core import mail

PEOPLE = 1000


def measure() -> dict[str, float]:
    from accounts.imports import checked, rows_of
    from accounts.models import Invitation
    from accounts.services.lists import begin_inviting, put_list
    from accounts.tasks import invite_people

    unit, coordinator = world()
    content = "Name;E-mail\n" + "".join(f"Person {n};person-{n}@example.org\n" for n in range(PEOPLE))
    started = time.perf_counter()
    rows = checked(rows_of("list.csv", content.encode()), roles={"officer": "officer"}, languages={"en": "en"})
    people = put_list(organisation=unit, file_name="list.csv", rows=rows, actor=coordinator)
    read = time.perf_counter()
    job, _is_new = begin_inviting(people=people, actor=coordinator)
    invite_people.func(str(people.uuid), str(job.uuid))
    invited = time.perf_counter()
    if (Invitation.objects.filter(organisation=unit).count(), len(mail.outbox)) != (PEOPLE, PEOPLE):
        sys.exit("Not everybody was invited.")
    return {"read": read - started, "invited": invited - started}


def world() -> tuple[Any, Any]:
    """A unit and its coordinator."""
    from accounts.services import create_person, give_role
    from reference.models import Organisation

    unit = Organisation.objects.create(slug="bench-unit-of-lists", kind="pcu", participates=True)
    coordinator = create_person(username="bench-coordinator", password=None)
    give_role(user=coordinator, organisation=unit, role="coordinator")
    return unit, coordinator


if __name__ == "__main__":
    django.setup()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    sys.stdout.write(json.dumps(measure()))
