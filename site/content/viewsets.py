"""How editors work with marked texts that are no pages: lists and choosers show only what they may see."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import SnippetViewSet

from content.wagtail_guard import only_visible


class OnlyVisible:
    """For the views of a chooser, which ask no policy."""

    request: HttpRequest

    def get_object_list(self) -> QuerySet[Any]:
        return only_visible(super().get_object_list(), self.request.user)  # type: ignore[misc]


class MarkedTextChooseView(OnlyVisible, chooser.ChooseView):
    pass


class MarkedTextChooseResultsView(OnlyVisible, chooser.ChooseResultsView):
    pass


class MarkedTextChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class: ClassVar = MarkedTextChooseView
    choose_results_view_class: ClassVar = MarkedTextChooseResultsView


class MarkedTextViewSet(SnippetViewSet):
    """Its models are registered with `wagtail_guard.guard_texts` first."""

    chooser_viewset_class: ClassVar = MarkedTextChooserViewSet

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return only_visible(self.model._default_manager.all(), request.user)
