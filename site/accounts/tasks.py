"""Work with people that nobody waits for."""

import logging
from uuid import UUID

from django_tasks import task

from accounts.letters import send_invitation
from accounts.models import Invitation, PeopleImport, User
from accounts.services import note_sent
from accounts.services.lists import invite_all
from jobs.models import Job
from jobs.services import report_progress, running

logger = logging.getLogger(__name__)
STEP = 10
"""Letters after which the progress is told."""


@task()
def invite_people(list_uuid: str, job_uuid: str) -> None:
    """Make the invitations of a list, all or none, then send the letters; who has no mailbox gets a printed code."""
    with running(Job.objects.get(uuid=UUID(job_uuid))) as job:
        people = PeopleImport.objects.select_related("organisation").get(uuid=UUID(list_uuid))
        made = invite_all(people=people, actor=User.objects.filter(uuid=people.created_by).first())
        letters = [(invitation, token) for invitation, token in made if invitation.email]
        failed = 0
        for number, (invitation, token) in enumerate(letters, start=1):
            if not _sent(invitation, token):
                failed += 1
            if number % STEP == 0:
                report_progress(job=job, percent=number * 100 // len(letters))
        job.result = {"invited": len(made), "letters": len(letters) - failed, "not_sent": failed}


def _sent(invitation: Invitation, token: str) -> bool:
    try:
        send_invitation(invitation, token)
    except OSError:  # the mail server's: the invitation stays, its letter can be sent again
        logger.warning("The letter of invitation %s could not be sent", invitation.uuid)
        return False
    note_sent(invitation=invitation)
    return True
