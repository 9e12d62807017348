"""How editors work with texts: the explorer of pages, with what is asked of them; lists and choosers of other texts."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters.filters import BooleanFilter, ChoiceFilter, ModelChoiceFilter
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import SnippetViewSet

from content.choices import DECIDING_ROLES
from content.handling import Handling
from content.queries import overdue_pages
from content.wagtail_guard import only_visible, viewer_of
from core.labels import LABEL_CHOICES
from core.templatetags.components import day
from reference.models import Organisation


class OnlyVisible:
    """For the views of a chooser, which ask no policy."""

    request: HttpRequest

    def get_object_list(self) -> QuerySet[Any]:
        return only_visible(super().get_object_list(), self.request.user)  # type: ignore[misc]


class MarkedTextChooseView(OnlyVisible, chooser.ChooseView):
    pass


class MarkedTextChooseResultsView(OnlyVisible, chooser.ChooseResultsView):
    pass


class MarkedTextCreateView(chooser.SnippetCreateView):
    """A chooser that offers no form to make a new text has no address for one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.get_creation_form_class() is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class MarkedTextChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class: ClassVar = MarkedTextChooseView
    choose_results_view_class: ClassVar = MarkedTextChooseResultsView
    create_view_class: ClassVar = MarkedTextCreateView


class MarkedTextViewSet(SnippetViewSet):
    """Its models are registered with `wagtail_guard.guard_texts` first."""

    chooser_viewset_class: ClassVar = MarkedTextChooserViewSet

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return only_visible(self.model._default_manager.all(), request.user)


def their_own(user: Any, pages: QuerySet[Any]) -> QuerySet[Any]:
    """Of an explorer's pages what a person works on: who decides, all; an author or translator no drafts of others.

    Published texts, texts of their organisations, and what they began or last wrote on themself.
    """
    viewer = viewer_of(user)
    if user.is_superuser or viewer.has_role(*DECIDING_ROLES):
        return pages
    keys = Handling.objects.filter(owner_id__in=viewer.organisations).values("key")
    mine = Q(owner_id=user.pk) | Q(latest_revision__user_id=user.pk)
    return among(pages, Q(live=True) | Q(translation_key__in=keys) | mine)


def among(pages: QuerySet[Any], condition: Q) -> QuerySet[Any]:
    """By primary key, which Wagtail's search can filter by beside its words."""
    return pages.filter(pk__in=Page.objects.filter(condition).values("pk"))


class WorkFilterSet(GenericPageFilterSet):
    """The filters of the explorer: those of a reviewer's and an author's day beside Wagtail's own."""

    label = ChoiceFilter(label=_("Handling"), choices=LABEL_CHOICES, method="with_label")
    administration = ModelChoiceFilter(label=_("Owner"), queryset=lambda _request: owners(), method="of_administration")
    drafts = BooleanFilter(label=_("Changes that are not published"), method="with_changes")
    overdue = BooleanFilter(label=_("Review overdue"), method="that_are_overdue")

    def with_changes(self, pages: QuerySet[Any], _name: str, changed: bool) -> QuerySet[Any]:
        return among(pages, Q(has_unpublished_changes=changed))

    def with_label(self, pages: QuerySet[Any], _name: str, label: str) -> QuerySet[Any]:
        return among(pages, Q(translation_key__in=Handling.objects.filter(label=label).values("key")))

    def of_administration(self, pages: QuerySet[Any], _name: str, owner: Organisation) -> QuerySet[Any]:
        return among(pages, Q(translation_key__in=Handling.objects.filter(owner=owner).values("key")))

    def that_are_overdue(self, pages: QuerySet[Any], _name: str, overdue: bool) -> QuerySet[Any]:
        late = overdue_pages(timezone.localdate())
        return among(pages, late if overdue else ~late)


def owners() -> QuerySet[Organisation]:
    return Organisation.objects.filter(owned__isnull=False).distinct().prefetch_related("names")


class WorkIndexView(ExplorableIndexView):
    """Pages with their label, their owner, the day they are to be looked at again and their state."""

    base_columns: ClassVar = [
        *ExplorableIndexView.base_columns[:-1],
        Column("label", label=_("Handling"), accessor=lambda page: getattr(known(page), "label", "")),
        Column("administration", label=_("Owner"), accessor=lambda page: getattr(known(page), "owner", None) or ""),
        Column("review_due", label=_("Review due"), accessor=lambda page: day(getattr(page, "review_due", None))),
        ExplorableIndexView.base_columns[-1],
    ]

    @property
    def show_locale_labels(self) -> bool:
        """One tree is one language; a search through all of them says which."""
        return self.parent_page.is_root() or self.is_searching_whole_tree

    def get_base_queryset(self) -> Any:
        return their_own(self.request.user, super().get_base_queryset())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        know_handlings(context["object_list"])
        return context


def known(page: Any) -> Handling | None:
    found: Handling | None = page.__dict__.get("_handling")
    return found


def know_handlings(pages: Iterable[Any]) -> None:
    """Give pages their handlings, with the names of the owners (3 queries for all of them)."""
    handlings = (
        Handling.objects.select_related("owner")
        .prefetch_related("owner__names")
        .in_bulk([page.translation_key for page in pages], field_name="key")
    )
    for page in pages:
        page.__dict__["_handling"] = handlings.get(page.translation_key)


class WorkPageViewSet(PageViewSet):
    """Of every kind of page: registered for Page, in the place of Wagtail's own."""

    model = Page
    index_view_class = WorkIndexView
    filterset_class: ClassVar = WorkFilterSet
