"""`invite`: open an invitation and print its link."""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.services import invite
from reference.queries import organisations


class Command(BaseCommand):
    help = "Invite a person into an organisation. Prints the link; with --email also sends it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organisation", help="slug of the organisation")
        parser.add_argument("--role", choices=Role.values, default=Role.OFFICER)
        parser.add_argument("--email", default="", help="send the link there; without it the link is only printed")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = organisations().filter(slug=options["organisation"]).first()
        if organisation is None:
            raise CommandError(f"There is no organisation “{options['organisation']}”.")
        invitation, token = invite(
            organisation=organisation,
            role=options["role"],
            email=options["email"],
            language=options["language"],
        )
        link = settings.BASE_URL + reverse("invitation", args=[token])
        if options["email"]:
            with translation.override(options["language"]):
                send_mail(
                    subject=_("Your invitation to Corridor"),
                    message="\n\n".join(
                        [
                            _("You are invited to Corridor as a member of %s.") % organisation.name(),
                            _("Open this link to begin:") + f"\n{link}",
                        ]
                    ),
                    from_email=None,
                    recipient_list=[options["email"]],
                )
        self.stdout.write(f"{link}\nValid until {invitation.expires_at:%Y-%m-%d %H:%M} UTC, for one person.")
