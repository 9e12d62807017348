"""`invite`: open an invitation and print its link."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.choices import Role
from accounts.letters import link_of, send_invitation
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
        link = link_of(token)
        if options["email"]:
            send_invitation(invitation, token)
        self.stdout.write(f"{link}\nValid until {invitation.expires_at:%Y-%m-%d %H:%M} UTC, for one person.")
