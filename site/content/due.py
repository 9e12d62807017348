"""What is due here: autosave makes many revisions, and old ones that nobody needs are purged."""

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision


def run() -> dict[str, int]:
    """Once a night (03:00 to 03:10 UTC). Keeps what is published, scheduled, in moderation or 90 days young."""
    now = timezone.now()
    if (now.hour, now.minute // 10) != (3, 0):
        return {}
    before = Revision.objects.count()
    call_command("purge_revisions", days=90, verbosity=0)
    return {"revisions": before - Revision.objects.count()}
