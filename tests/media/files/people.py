"""People of the known world as editors of files."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

from accounts.choices import Role
from accounts.services import give_role

KINDS = {"wagtailimages": "image", "wagtaildocs": "document", "wagtailmedia": "media"}


def with_image_permissions(person):
    """The person, now an author of their unit too, who may add, change and choose every kind of file in the admin."""
    group, made = Group.objects.get_or_create(name="Editors of files")
    if made:
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for app, kind in KINDS.items():
            of_kind = Permission.objects.filter(content_type__app_label=app, content_type__model=kind)
            for permission in of_kind:
                root = Collection.get_first_root_node()
                GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)
    person.groups.add(group)
    give_role(user=person, organisation=person.memberships.get().organisation, role=Role.AUTHOR)
    return type(person).objects.get(pk=person.pk)
