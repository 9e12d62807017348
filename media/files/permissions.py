"""Wagtail's admin shows and touches only the files that `visible_to` allows."""

from typing import Any

import wagtailmedia
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from content.visibility import may_see, visible_to
from content.wagtail_guard import viewer_of


class VisibleFilesPolicy(CollectionOwnershipPermissionPolicy):
    """What Wagtail's collections allow, of what the markings allow. Superusers pass, as with pages."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        found = super().instances_user_has_any_permission_for(user, actions)
        return found if user.is_superuser else visible_to(viewer_of(user), found)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return allowed and (user.is_superuser or instance.pk is None or may_see(viewer_of(user), instance))


def guard(model: type[Any], like: str) -> None:
    """Register the policy for a model; `like` is Wagtail's own model, whose permissions groups are given.

    For the exact class: that wins over the policy Wagtail registers for the same model, whoever comes first.
    """
    policy = VisibleFilesPolicy(model, auth_model=like, owner_field_name="uploaded_by_user")
    register_permission_policy(model, policy, exact_class=True)


def guard_recordings(model: type[Any]) -> None:
    """wagtailmedia 0.19 asks a function of its own instead of the registry: let it ask the registry."""
    guard(model, "wagtailmedia.Media")
    wagtailmedia.get_permission_policy = lambda: policy_registry.get_by_type(model)
