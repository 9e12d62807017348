"""Translations on their way to a reviewer of their language: made as drafts, never published by who translates."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import TranslationSource

from content.gate import is_gated
from content.models import BasePage
from content.queries import translation_in_work
from content.services.review import ReviewRefused, submit_for_review

OF_THE_DRAFT = frozenset(
    [
        *("path", "depth", "numchild", "page_ptr", "alias_of", "draft_title"),
        *("latest_revision", "latest_revision_created_at", "has_unpublished_changes"),
    ]
)
"""What a translated draft changes in the row of its page; everything else there is what readers see."""


@transaction.atomic
def submit_text(*, page: BasePage, user: Any) -> None:
    """Ask for a review of a page; of one that is being translated, of its translation as it stands.

    Raises ReviewRefused, also if something in the translation is not right.
    """
    _bring_up_to_date(page, user)
    submit_for_review(page=page, user=user)


@transaction.atomic
def submit_translated(*, text: Any, user: Any) -> None:
    """Ask for a review of the translation of a text that is no page, such as a question. Raises ReviewRefused."""
    _bring_up_to_date(text, user)
    workflow = text.get_workflow()
    if workflow is None:
        raise ReviewRefused(_("No review is set up here. Ask the administrator."))
    if text.workflow_in_progress:
        raise ReviewRefused(_("“%s” waits for review already.") % text)
    workflow.start(text, user)


def _bring_up_to_date(text: Any, user: Any) -> None:
    if work := translation_in_work(text):
        try:
            work.save_target(user=user, publish=False)
        except ValidationError as error:
            raise ReviewRefused(" ".join([_("The translation has mistakes:"), *error.messages])) from error
        text.refresh_from_db()


def keep_translations_for_review() -> None:
    """Whatever a person does in wagtail-localize makes a draft. What readers see stays until that is released."""
    asked = TranslationSource.create_or_update_translation

    def create_or_update_translation(self: Any, locale: Any, user: Any = None, publish: bool = True, **how: Any) -> Any:
        model = self.specific_content_type.model_class()
        if user is None or not is_gated(model):
            return asked(self, locale, user=user, publish=publish, **how)
        with transaction.atomic():
            before = model._default_manager.filter(translation_key=self.object_id, locale=locale, live=True).first()
            made = asked(self, locale, user=user, publish=False, **how)
            if before is not None:
                kept = [field for field in model._meta.concrete_fields if field.name not in OF_THE_DRAFT]
                shown = {field.attname: getattr(before, field.attname) for field in kept if not field.primary_key}
                model._default_manager.filter(pk=before.pk).update(**shown)
        return made

    TranslationSource.create_or_update_translation = create_or_update_translation
