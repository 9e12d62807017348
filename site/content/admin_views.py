"""Parts of Wagtail's admin that ask no policy, asked again. Imported by the hooks only, once all is loaded."""

from typing import Any

from django.forms import HiddenInput
from wagtail.admin import mail
from wagtail.admin.forms.choosers import URLOrAbsolutePathField
from wagtail.admin.views import home
from wagtail.models import Page, TaskState
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.update_translations import UpdateTranslationsForm

from content.visibility import visible_keys
from content.wagtail_guard import is_open, viewer_of


def is_told(thing: Any, user: Any) -> bool:
    """Whether a panel may speak of a thing: of one with a handling only to whoever may see it."""
    guarded = isinstance(thing, Page) or hasattr(thing, "handling_key")
    return not guarded or is_open(thing, user)


class RecentEditsPanel(home.RecentEditsPanel):
    def get_context_data(self, parent_context: Any) -> Any:
        context = super().get_context_data(parent_context)
        user = parent_context["request"].user
        context["last_edits"] = [(at, page) for at, page in context["last_edits"] if is_told(page, user)]
        return context


class LockedPagesPanel(home.LockedPagesPanel):
    def get_context_data(self, parent_context: Any) -> Any:
        context = super().get_context_data(parent_context)
        user = parent_context["request"].user
        context["locked_pages"] = [page for page in context["locked_pages"] if is_told(page, user)]
        return context


class UserObjectsInWorkflowModerationPanel(home.UserObjectsInWorkflowModerationPanel):
    def get_context_data(self, parent_context: Any) -> Any:
        context = super().get_context_data(parent_context)
        user = parent_context["request"].user
        context["workflow_states"] = [
            state for state in context["workflow_states"] if is_told(state.content_object, user)
        ]
        return context


class WorkflowObjectsToModeratePanel(home.WorkflowObjectsToModeratePanel):
    def get_context_data(self, parent_context: Any) -> Any:
        context = super().get_context_data(parent_context)
        user = parent_context["request"].user
        context["states"] = [state for state in context["states"] if is_told(state["obj"], user)]
        return context


GUARDED_PANELS = {
    panel.__mro__[1]: panel
    for panel in (
        RecentEditsPanel,
        LockedPagesPanel,
        UserObjectsInWorkflowModerationPanel,
        WorkflowObjectsToModeratePanel,
    )
}
"""Each panel of the dashboard that lists pages or texts, by Wagtail's class it takes the place of."""


class VisibleTranslationsReportView(TranslationsReportView):
    def get_queryset(self) -> Any:
        found = super().get_queryset().order_by("-created_at", "-pk")
        if self.request.user.is_superuser:
            return found
        return found.filter(source__object_id__in=visible_keys(viewer_of(self.request.user)).values("key"))


def guard_letters() -> None:
    """Letters about a review go only to those who may see the text, and one for a whole, none for its parts."""
    asked = mail.EmailNotificationMixin.get_valid_recipients

    def get_valid_recipients(self: Any, instance: Any, **kwargs: Any) -> set[Any]:
        state = instance.workflow_state if isinstance(instance, TaskState) else instance
        thing = state.content_object.specific if isinstance(state.content_object, Page) else state.content_object
        if getattr(thing, "handling_follows_parent", False):
            return set()
        return {
            person
            for person in asked(self, instance, **kwargs)
            if person.gets_review_letters and is_told(thing, person)
        }

    mail.EmailNotificationMixin.get_valid_recipients = get_valid_recipients


def guard_translation_forms() -> None:
    """Bringing translations up to date makes drafts of them: each is reviewed before it is published."""
    asked = UpdateTranslationsForm.base_fields["publish_translations"]
    asked.disabled, asked.widget = True, HiddenInput()


def guard_link_form() -> None:
    """The chooser of addresses takes a form without an address for an empty one, and says so."""
    asked = URLOrAbsolutePathField.to_python

    def to_python(self: Any, value: Any) -> Any:
        return asked(self, value or "")

    URLOrAbsolutePathField.to_python = to_python
