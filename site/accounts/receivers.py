"""What happens to people elsewhere and belongs in the log."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from accounts import services
from audit.services import record
from reference.signals import organisation_merged


@receiver(user_logged_in)
def log_sign_in(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    record(act="person.signed_in", actor=user, kind="accounts.user", uuid=user.uuid, title=str(user))


@receiver(organisation_merged)
def people_go_along(sender: Any, merged: Any, into: Any, actor: Any, **kwargs: Any) -> None:
    services.move_people(organisation=merged, to=into, actor=actor)
