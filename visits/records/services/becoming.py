"""What an observation becomes: a new module's draft, or evidence for a module that is there already."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.text import slugify
from django.utils.translation import gettext as _

from audit.services import record
from best_practices.modules.choices import EvidenceLevel
from best_practices.modules.models import ModuleIndexPage, ModulePage
from best_practices.modules.queries import free_code
from content.choices import RESERVED_SLUGS
from content.handling import Handling
from content.services import draft_page, mark_page
from content.signals import content_changed
from core.labels import Label
from visits.records.choices import Direction, Shown, Side
from visits.records.models import Observation, ObservationText, Visit
from visits.records.queries.becoming import index_for, label_holders, written
from visits.records.queries.words import text_in

LEVELS = {Shown.OBSERVED.value: EvidenceLevel.OBSERVED}
"""What was only told or presented is no more than presented, and so is what nobody stated."""

SHOWN_BY = {
    Direction.HOST_TO_VISITOR.value: (Side.HOST,),
    Direction.VISITOR_TO_HOST.value: (Side.VISITING,),
    Direction.BOTH.value: (Side.HOST, Side.VISITING),
}


class BecomingRefused(ValueError):
    """An act that the observation or the module does not allow; the text says why and what to do."""


@transaction.atomic
def draft_module_from(*, observation: Observation, user: Any, language: str) -> ModulePage:
    """Begin a module from an observation: unpublished, its card filled, marked as strictly as the visit.

    The words are those of the language, else of the language there are; so is the tree it stands in. Raises
    BecomingRefused if the observation became a module already, or has no words.
    """
    observation = Observation.objects.select_for_update().select_related("visit").get(pk=observation.pk)
    if observation.module_key and written(observation.module_key).exists():
        raise BecomingRefused(_("This observation has become a module already."))
    words = text_in(observation.texts.all(), language)
    if words is None:
        raise BecomingRefused(_("This observation has no words yet. Write them down first."))
    index = index_for(ModuleIndexPage, words.language)
    if index is None:
        raise BecomingRefused(_("There is no index of modules to put it under. Ask the administrator."))
    handling = _strictest(observation.visit)
    if handling is None:
        raise BecomingRefused(_("The visit has no handling label. Ask the administrator."))
    module = draft_page(model=ModulePage, parent=index, user=user, fields=_card(observation, words))
    mark_page(
        page=module,
        label=Label(handling.label),
        actor=user,
        owner=handling.owner,
        shared_with=handling.shared_with.all(),
        embargo_until=handling.embargo_until,
        expires_at=handling.expires_at,
    )
    _link(observation, module.translation_key, "observation.became_module", user, module.title)
    return module


@transaction.atomic
def link_to_module(*, observation: Observation, module_key: UUID, user: Any = None) -> Observation:
    """Say that an observation shows the practice of a module that is there already, in place of any other.

    Raises BecomingRefused if there is no such module (any more).
    """
    module = written(module_key).first()
    if module is None:
        raise BecomingRefused(_("This module was deleted meanwhile. Choose another one."))
    return _link(observation, module_key, "observation.linked", user, module.title)


@transaction.atomic
def unlink(*, observation: Observation, user: Any = None) -> Observation:
    """Take the link to a module away; the module itself stays as it is."""
    return _link(observation, None, "observation.unlinked", user, "")


def _link(observation: Observation, key: UUID | None, act: str, user: Any, title: str) -> Observation:
    observation.module_key = key
    observation.save(update_fields=["module_key"])
    record(
        act=act,
        actor=user,
        kind="observation",
        uuid=observation.uuid,
        title=str(observation),
        detail={"module": str(key) if key else "", "title": title},
    )
    for thing, kind in ((observation.visit.uuid, Visit), (key, ModulePage)):
        if thing is not None:
            content_changed.send(sender=kind, key=thing, kind=kind._meta.label_lower)
    return observation


def _card(observation: Observation, words: ObservationText) -> dict[str, Any]:
    """The fields of a module as far as the observation knows them; nothing is made up for the rest."""
    code = free_code()
    slug = slugify(words.text, allow_unicode=True)[:80].strip("-")
    return {
        "title": words.text,
        "slug": slug if slug and slug not in RESERVED_SLUGS else f"module-{code.lower()}",
        "code": code,
        "what_is_done": _paragraphs(f"{words.text}\n\n{words.detail}"),
        "why_it_works": _paragraphs(words.conditions),
        "evidence_level": LEVELS.get(observation.shown, EvidenceLevel.PRESENTED),
        "jurisdiction": " ".join(_countries(observation)),
        "topics": list(observation.topics.all()),
    }


def _paragraphs(text: str) -> str:
    """Plain words as the HTML that rich text keeps."""
    parts = [" ".join(part.split()) for part in text.split("\n\n")]
    return format_html("{}", format_html_join("", "<p>{}</p>", ((part,) for part in parts if part)))


def _countries(observation: Observation) -> list[str]:
    """The countries of the side that showed it, each once, in the order of the delegations."""
    shown = observation.visit.delegations.filter(side__in=SHOWN_BY.get(observation.direction, ()))
    countries = (delegation.of_country for delegation in shown.select_related("organisation"))
    return list(dict.fromkeys(code for code in countries if code))


def _strictest(visit: Visit) -> Handling | None:
    """The strictest marking of a visit's record and its pages: what comes of it is never less strict."""
    holders = list(Handling.objects.filter(key__in=label_holders(visit)))
    holders.sort(key=lambda handling: (-Label(handling.label).strictness, handling.key != visit.uuid))
    return next(iter(holders), None)
