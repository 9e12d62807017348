"""What progress brings to every installation: the programme staff look after the issuers of certificates."""

from django.contrib.auth.models import Group, Permission

from accounts.choices import Role


def build() -> None:
    """Give the permissions that are missing."""
    found = Permission.objects.filter(
        content_type__app_label="progress", content_type__model="issuer", codename__in=["add_issuer", "change_issuer"]
    )
    for role in (Role.STAFF, Role.ADMINISTRATOR):
        group, _created = Group.objects.get_or_create(name=role.name.title())
        group.permissions.add(*found)
