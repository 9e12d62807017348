"""What is due here: letters to reviewers; autosave makes many revisions, and old ones that nobody needs are purged."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from content.services import write_to_reviewers
from content.version import bump_content_version
from content.visibility import changed_since

TWO_ROUNDS = timedelta(minutes=20)
"""`run_due` comes every ten minutes; a round that was missed is made up for."""


def run() -> dict[str, int]:
    """Caches forget what an embargo or expiry has changed; reviewers are told what is due; old revisions are purged.

    The purge (03:00 to 03:10 UTC) keeps what is published, scheduled, in moderation or 90 days young.
    """
    now = timezone.now()
    if changed_since(now - TWO_ROUNDS):
        bump_content_version()
    letters = write_to_reviewers()
    if (now.hour, now.minute // 10) != (3, 0):
        return {"letters": letters}
    before = Revision.objects.count()
    call_command("purge_revisions", days=90, verbosity=0)
    return {"letters": letters, "revisions": before - Revision.objects.count()}
