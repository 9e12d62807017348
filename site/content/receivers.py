"""What follows when content changes: handling for new pages, a new content version, one review for a whole."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, WorkflowState
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    task_submitted,
    unpublished,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from audit.services import record
from content.models import BasePage, Handling
from content.services import (
    decide_together,
    follow_new_whole,
    hand_over,
    handling_for_new_page,
    keep_translations_for_review,
    submit_together,
    withdraw_together,
)
from content.signals import content_changed, item_opened
from content.tasks import tell_owner
from content.version import bump_content_version
from reference import models as reference
from reference.signals import organisation_merged

keep_translations_for_review()


@receiver(post_save)
def give_new_page_its_handling(sender: Any, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw and isinstance(instance, BasePage):
        handling_for_new_page(page=instance)


@receiver(post_delete)
def forget_handling(sender: Any, instance: Any, **kwargs: Any) -> None:
    """The last language version of a page takes its handling with it."""
    if isinstance(instance, BasePage):
        key = instance.handling_key
        if not sender._default_manager.filter(translation_key=key).exists():
            Handling.objects.filter(key=key).delete()
        content_changed.send(sender=sender, key=key, kind=instance._meta.label_lower)


@receiver(post_page_move)
def part_follows_its_new_whole(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance.specific, BasePage):
        follow_new_whole(page=instance.specific)


def text_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    content_changed.send(sender=sender, key=getattr(instance, "translation_key", None), kind=sender._meta.label_lower)


for signal in (page_published, page_unpublished, page_slug_changed, post_page_move, published, unpublished):
    signal.connect(text_changed, dispatch_uid=f"content-text-changed-{id(signal)}")


def fact_changed(sender: Any, **kwargs: Any) -> None:
    transaction.on_commit(bump_content_version)


for model in (
    PageViewRestriction,
    reference.Organisation,
    reference.OrganisationName,
    reference.Place,
    reference.PlaceName,
    reference.Topic,
    reference.TopicName,
    reference.TopicDefinition,
    reference.GlossaryTerm,
    reference.TermName,
    reference.TermDefinition,
    reference.Source,
):
    post_save.connect(fact_changed, sender=model, dispatch_uid=f"content-fact-saved-{model.__name__}")
    post_delete.connect(fact_changed, sender=model, dispatch_uid=f"content-fact-deleted-{model.__name__}")


@receiver(organisation_merged)
def items_go_along(sender: Any, merged: Any, into: Any, actor: Any, **kwargs: Any) -> None:
    hand_over(organisation=merged, to=into, actor=actor)


@receiver(item_opened)
def owner_is_told(sender: Any, opening: Any, **kwargs: Any) -> None:
    transaction.on_commit(partial(tell_owner.enqueue, opening.pk))


@receiver(content_changed)
def outdate_caches(sender: Any, **kwargs: Any) -> None:
    transaction.on_commit(bump_content_version)


def page_reviewed(state: WorkflowState, act: str, user: Any) -> BasePage | None:
    """The page a review is about, if it is one of ours; the act is written down."""
    found = Page.objects.filter(pk=state.object_id).first() if state.base_content_type.model == "page" else None
    page = found.specific if found else None
    if not isinstance(page, BasePage):
        return None
    record(act=act, actor=user, kind=page._meta.label_lower, uuid=page.uuid, title=page.draft_title)
    return page


@receiver(task_submitted)
def whole_is_submitted(sender: Any, instance: Any, user: Any, **kwargs: Any) -> None:
    if page := page_reviewed(instance.workflow_state, "review.asked", user):
        submit_together(page=page, user=user)


@receiver(workflow_approved)
def whole_is_published(sender: Any, instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    if page := page_reviewed(instance, "review.approved", user):
        decide_together(page=page, state=instance, user=user)


@receiver(workflow_rejected)
def whole_is_sent_back(sender: Any, instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    if page := page_reviewed(instance, "review.sent_back", user):
        decide_together(page=page, state=instance, user=user)


@receiver(workflow_cancelled)
def whole_is_withdrawn(sender: Any, instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    if page := page_reviewed(instance, "review.ended", user):
        withdraw_together(page=page, state=instance, user=user)
