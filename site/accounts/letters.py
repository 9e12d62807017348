"""Letters to people, in their language."""

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Invitation


def link_of(token: str) -> str:
    """Where an invitation is accepted."""
    return settings.BASE_URL + reverse("invitation", args=[token])


def send_invitation(invitation: Invitation, token: str) -> None:
    """Send the link to the address of an invitation; raises what the mail server says."""
    with translation.override(invitation.language):
        greeting = [_("Dear %s,") % invitation.name] if invitation.name else []
        send_mail(
            subject=_("Your invitation to Corridor"),
            message="\n\n".join(
                [
                    *greeting,
                    _("You are invited to Corridor as a member of %s.") % invitation.organisation.name(),
                    _("Open this link to begin:") + f"\n{link_of(token)}",
                ]
            ),
            from_email=None,
            recipient_list=[invitation.email],
        )
