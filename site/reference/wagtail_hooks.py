"""Reference data in Wagtail's admin."""

from typing import Any

from wagtail import hooks

from reference.viewsets import ReferenceGroup


@hooks.register("register_admin_viewset")
def reference_data() -> Any:
    return ReferenceGroup()
