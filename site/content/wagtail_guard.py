"""The doors of Wagtail's admin, each one line over `visible_to`.

Three alone (policy, tester, chooser) leave open what asks none of them: logs, translations, and whatever is
fetched by its number (docs/decisions/008). So there are five. Superusers pass all of them, which is why nobody
works daily as one.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import ResolverMatch
from wagtail import hooks
from wagtail.models import Page, PageLogEntry, PagePermissionTester
from wagtail.models.audit_log import ModelLogEntry
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from accounts.queries import viewer_for
from accounts.viewer import Viewer
from content.visibility import may_see, visible_keys, visible_to


def viewer_of(user: Any) -> Viewer:
    """The viewer for a user of the admin, loaded once per request (a user object lives that long)."""
    viewer: Viewer | None = user.__dict__.get("_guard_viewer") if hasattr(user, "__dict__") else None
    if viewer is None:
        viewer = viewer_for(user)
        user.__dict__["_guard_viewer"] = viewer
    return viewer


def only_visible(rows: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Pages or marked texts the user may see; of the tree also its root, which is no page."""
    if user.is_superuser:
        return rows
    if not issubclass(rows.model, Page):
        return visible_to(viewer_of(user), rows)
    seen = visible_to(viewer_of(user), Page.objects.all()).values("pk")
    return rows.filter(Q(pk__in=seen) | Q(depth=1))


class VisiblePagePolicy(PagePermissionPolicy):
    """First door: what the explorer, reports, search and bulk actions may list and act upon."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        return only_visible(super().instances_user_has_any_permission_for(user, actions), user)

    def explorable_instances(self, user: Any) -> Any:
        return only_visible(super().explorable_instances(user), user)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return allowed and is_open(instance, user)


def is_open(thing: Any, user: Any) -> bool:
    """Whether the guard lets a user at a page or marked text at all."""
    if user.is_superuser or thing.pk is None:
        return True
    if isinstance(thing, Page):
        if thing.depth == 1:
            return True
        thing = thing if hasattr(thing, "handling_key") else thing.specific
    return hasattr(thing, "handling_key") and may_see(viewer_of(user), thing)


class VisibleTextPolicy(ModelPermissionPolicy):
    """The first door for marked texts that are no pages (questions, quizzes): `guard_texts` registers it."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        return only_visible(super().instances_user_has_any_permission_for(user, actions), user)

    def instances_user_has_permission_for(self, user: Any, action: str) -> Any:
        return self.instances_user_has_any_permission_for(user, [action])

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        allowed = super().user_has_permission_for_instance(user, action, instance)
        return allowed and is_open(instance, user)


def guard_texts(*models: type[Model]) -> None:
    """Let Wagtail's admin ask the markings about rows of these models. Called before they become snippets."""
    for model in models:
        register_permission_policy(model, VisibleTextPolicy(model), exact_class=True)


class ClosedTester(PagePermissionTester):
    """Permissions on a page that is not to be seen: none, whatever the tester is asked."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        self.permissions: set[str] = set()  # what the tester of another page asks about its destination

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("can_"):
            return lambda *args, **kwargs: False
        return super().__getattribute__(name)


def tester_for(page: Any, user: Any) -> PagePermissionTester:
    """Second door: every single act on a page (edit, history, copy, move, delete, publish)."""
    tester = PagePermissionTester if is_open(page, user) else ClosedTester
    return tester(user, page)


@hooks.register("construct_page_chooser_queryset")
def choosers_list_only_visible(pages: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """Third door: choosers, which ask no policy."""
    return only_visible(pages, request.user)


ARGUMENTS_NAMING_A_PAGE = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")
TELL_OF_EVERYTHING = frozenset({"page_types_usage", "page_types_usage_results", "snippets_api_listing"})
"""Addresses that tell of every page or text at once and cannot be asked to leave any out: superusers only."""


def address_is_closed(match: ResolverMatch, query: Any, user: Any) -> bool:
    """Fourth door: an address of the admin that names something the user may not see, whoever answers there."""
    if user.is_superuser:
        return False
    if match.url_name in TELL_OF_EVERYTHING:
        return True
    keys = visible_keys(viewer_of(user))
    return any(
        not only_visible(model._default_manager.filter(pk=number), user).exists()
        for model, number in rows_named(match, query)
    ) or any(not keys.filter(key=key).exists() for key in keys_named(match))


def rows_named(match: ResolverMatch, query: Any) -> Iterator[tuple[type[Model], Any]]:
    """The pages and marked texts an address names, as (model, primary key)."""
    for argument in ARGUMENTS_NAMING_A_PAGE:
        if argument in match.kwargs:
            yield Page, match.kwargs[argument]
    model = model_named(match)
    if model is None:
        return
    named = [match.kwargs[argument] for argument in ("pk", "object_id") if argument in match.kwargs]
    for number in [*named, *query.getlist("id")]:
        try:
            yield model, model._meta.pk.to_python(number)
        except ValidationError:
            continue  # "all", or no number at all: Wagtail's own affair


def model_named(match: ResolverMatch) -> type[Model] | None:
    """The model an address speaks of, if the markings have a say in it."""
    space = match.namespaces[-1] if match.namespaces else ""
    name: tuple[Any, ...] = match.kwargs.get("app_label"), match.kwargs.get("model_name")
    if space.startswith(("wagtailsnippets_", "wagtailsnippetchoosers_")):
        name = tuple(space.split("_", 1)[1].rsplit("_", 1))
    elif space in {"wagtailadmin_pages", "pages"} or match.url_name == "wagtailadmin_choose_page_chosen_multiple":
        return Page
    try:
        model = apps.get_model(*name) if all(name) else None
    except LookupError:
        return None
    return model if model and (issubclass(model, Page) or hasattr(model, "handling_key")) else None


def keys_named(match: ResolverMatch) -> Iterator[Any]:
    """The handling keys of what wagtail-localize's addresses name by the number of a translation."""
    for argument, name, key in (
        ("translation_id", "Translation", "source__object_id"),
        ("translation_source_id", "TranslationSource", "object_id"),
    ):
        if argument in match.kwargs:
            model = apps.get_model("wagtail_localize", name)
            yield from model._default_manager.filter(pk=match.kwargs[argument]).values_list(key, flat=True)


def only_visible_entries(entries: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Log entries about pages and texts the user may see. What is gone has no handling, so nobody sees it."""
    if entries.model is PageLogEntry:
        return entries.filter(page_id__in=only_visible(Page.objects.all(), user).values("pk"))
    hidden = Q()
    for model in guarded_texts():
        seen = only_visible(model._default_manager.all(), user)
        seen = seen.annotate(as_text=Cast("pk", CharField())).values("as_text")
        kind = ContentType.objects.get_for_model(model)
        hidden |= Q(content_type=kind) & ~Q(object_id__in=seen)
    return entries.exclude(hidden) if hidden else entries


def guarded_texts() -> list[type[Model]]:
    policies = {model: policy_registry.get_by_type(model, fallback=False) for model in apps.get_models()}
    return [model for model, policy in policies.items() if isinstance(policy, VisibleTextPolicy)]


def guard_log(manager: type[Any]) -> None:
    """Fifth door: what dashboards and reports tell of the past. Wagtail asks the manager, so that is where it is."""
    asked: Callable[[Any, Any], QuerySet[Any]] = manager.viewable_by_user

    def viewable_by_user(self: Any, user: Any) -> QuerySet[Any]:
        entries = asked(self, user)
        return entries if user.is_superuser else only_visible_entries(entries, user)

    manager.viewable_by_user = viewable_by_user


for log in (PageLogEntry, ModelLogEntry):
    guard_log(type(log.objects))
register_permission_policy(Page, VisiblePagePolicy(Page))
