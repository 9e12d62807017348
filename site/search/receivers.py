"""What changes is said anew to the search, in the transaction of the change."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_slug_changed, post_page_move

from content.handling import Handling
from content.signals import content_changed
from reference.models import GlossaryTerm, TermDefinition, TermName
from search.services import refresh, refresh_below


@receiver(content_changed)
def find_what_changed(sender: Any, key: Any, kind: str, **kwargs: Any) -> None:
    """A marking changes nothing here: who may see what is asked when somebody searches."""
    if key is not None and sender is not Handling:
        refresh(model=kind, keys={key})


@receiver([page_slug_changed, post_page_move])
def find_what_moved_with_its_whole(sender: Any, instance: Any, **kwargs: Any) -> None:
    refresh_below(page=instance)


def term_changed(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    pk = instance.pk if sender is GlossaryTerm else instance.term_id
    term = instance if sender is GlossaryTerm else GlossaryTerm.objects.filter(pk=pk).first()
    if term is not None and not raw:
        refresh(model=GlossaryTerm._meta.label_lower, keys={term.uuid})


for model in (GlossaryTerm, TermName, TermDefinition):
    post_save.connect(term_changed, sender=model, dispatch_uid=f"search-term-saved-{model.__name__}")
    post_delete.connect(term_changed, sender=model, dispatch_uid=f"search-term-deleted-{model.__name__}")
