"""Letters that nobody waits for."""

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.models import Opening
from content.handling import Handling
from content.queries.eyes import moment
from content.queries.openings import keepers_of


@task()
def tell_owner(opening_id: int) -> None:
    """Write to those who keep an item that its glass was broken. The letter names no title: mail is not guarded."""
    opening = Opening.objects.select_related("user").filter(pk=opening_id).first()
    handling = Handling.objects.filter(key=opening.key).first() if opening else None
    if opening is None or handling is None:
        return
    for person in keepers_of(handling):
        if not person.email:
            continue
        with translation.override(person.language):
            link = settings.BASE_URL + reverse("who_sees", args=[handling.key])
            told = {"person": opening.user, "at": moment(opening.opened_at), "until": moment(opening.until)}
            send_mail(
                subject=_("An administrator opened an item of yours"),
                message="\n\n".join(
                    [
                        _("%(person)s broke the glass of an item that you keep, on %(at)s (UTC), until %(until)s.")
                        % told,
                        _("Reason: %(reason)s") % {"reason": opening.reason},
                        _("Which item, and who sees it:") + f"\n{link}",
                    ]
                ),
                from_email=None,
                recipient_list=[person.email],
            )
