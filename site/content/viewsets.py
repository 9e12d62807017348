"""How editors work with marked texts that are no pages: lists and choosers show only what they may see."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from content.wagtail_guard import only_visible


class MarkedTextChooserViewSet(SnippetChooserViewSet):
    def get_object_list(self) -> Any:
        """Becomes a method of the chooser's views, so `self` is a view here."""
        view: Any = self
        return only_visible(view.model_class._default_manager.all(), view.request.user)


class MarkedTextViewSet(SnippetViewSet):
    """Its models are registered with `wagtail_guard.guard_texts` first."""

    chooser_viewset_class: ClassVar = MarkedTextChooserViewSet

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return only_visible(self.model._default_manager.all(), request.user)
