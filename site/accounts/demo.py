"""The people of the demonstration: one per role, in fictitious organisations."""

import os
import secrets

from accounts.models import User
from accounts.services import create_person, give_role
from core.demonstration import DemoFolder
from reference.models import Organisation


def load(folder: DemoFolder) -> None:
    """Create who is missing. The password is DEMO_PASSWORD, else a new one, said once and kept nowhere."""
    given = os.environ.get("DEMO_PASSWORD", "")
    password = given or secrets.token_urlsafe(9)
    created = []
    for entry in folder.read("people.yaml"):
        user = User.objects.filter(username=entry["username"]).first()
        if user is None:
            user = create_person(
                username=entry["username"],
                password=password,
                email=entry["email"],
                name_latin=entry["name_latin"],
                name_national=entry["name_national"],
                language=entry["language"],
                time_zone=entry["time_zone"],
            )
            if entry.get("superuser"):
                user.is_superuser = user.is_staff = True
                user.save(update_fields=["is_superuser", "is_staff"])
            created.append(user)
        for role in entry["roles"]:
            give_role(user=user, organisation=Organisation.objects.get(slug=role["organisation"]), role=role["role"])
    if created:
        folder.say("People: " + ", ".join(str(user.email) for user in created))
        folder.say(
            "Password for all of them: " + ("the one in DEMO_PASSWORD" if given else f"{password}   (shown only now)")
        )
