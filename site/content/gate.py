"""The two-person gate: who may release a draft, and what stands against it (docs/decisions/022).

Every way to publish a page ends in one act of Wagtail's: the review, the editor, bulk acts, reverting, scheduling,
translating. The gate stands there, and what is shown before it asks the same questions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Page, Revision, WorkflowState

from accounts.choices import Role
from accounts.queries import viewers_holding
from accounts.viewer import Viewer
from content.choices import DECIDING_ROLES
from content.reviewers import ReviewLanguage
from content.visibility import allows, handling_of
from content.wagtail_guard import viewer_of
from core.context import AUTONYMS

MOST_NAMED = 5
MOST_ASKED = 40


class Why(StrEnum):
    """What may stand between a person and releasing a text."""

    OWN = "own"
    OWNER = "owner"
    LANGUAGE = "language"


@dataclass(frozen=True)
class Obstacle:
    why: Why
    text: str


class Held(PermissionDenied):
    """A draft that this person may not release; the text says why."""


_because: ContextVar[str] = ContextVar("because", default="")


@contextmanager
def released_by_its_author(because: str) -> Iterator[None]:
    """Within it, an administrator may release what they wrote themself, for the reason given (empty: not)."""
    token = _because.set(because)
    try:
        yield
    finally:
        _because.reset(token)


def may_release_own(user: Any) -> bool:
    """Administrators alone, and only with a reason."""
    return bool(user.is_superuser or viewer_of(user).has_role(Role.ADMINISTRATOR))


def kind_of(text: Any) -> Any:
    """The class of a page, also of one that was loaded as a plain page, or of another text."""
    return getattr(text, "specific_class", None) or type(text)


def title_of(text: Any) -> str:
    return str(getattr(text, "draft_title", "") or text)


def is_gated(thing: Any) -> bool:
    """Whether the gate has a say in a thing: pages of ours, and texts such as questions that name its rule."""
    return hasattr(thing, "released_by_owner")


def writers_of(texts: Sequence[Any]) -> dict[int, frozenset[int]]:
    """By number of the page: who wrote on its draft since it was last published (1 query)."""
    asked = Q(pk__in=[])
    for text in texts:
        asked |= Q(object_id=str(text.pk)) & _since_published(text)
    return _by_page(texts, asked)


def _since_published(text: Any) -> Q:
    """Autosave overwrites a person's last revision, also one that was published meanwhile: so the clock counts too."""
    if text.live_revision_id is None:
        return Q()
    return Q(pk__gt=text.live_revision_id) | Q(created_at__gt=text.last_published_at)


def _by_page(texts: Sequence[Any], asked: Q) -> dict[int, frozenset[int]]:
    if not texts:
        return {}
    found = Revision.objects.filter(asked, base_content_type=texts[0].get_base_content_type(), user__isnull=False)
    writers: dict[int, set[int]] = defaultdict(set)
    for number, user_id in found.order_by().values_list("object_id", "user_id").distinct():
        writers[int(number)].add(user_id)
    return {text.pk: frozenset(writers[text.pk]) for text in texts}


def languages_of(viewer: Viewer) -> frozenset[str]:
    """The languages in which a person judges texts: that of the profile and those they named (1 query)."""
    named = ReviewLanguage.objects.filter(user_id=viewer.user_id).values_list("language", flat=True)
    return frozenset(named) | {viewer.language}


def obstacles(
    viewer: Viewer, texts: Sequence[Any], writers: dict[int, frozenset[int]], *, languages: frozenset[str]
) -> tuple[Obstacle, ...]:
    """What stands against a person releasing some texts, which are released together (1 query, if a case)."""
    return tuple(_obstacles(viewer, texts, writers, languages))


def _obstacles(
    viewer: Viewer, texts: Sequence[Any], writers: dict[int, frozenset[int]], languages: frozenset[str]
) -> Iterator[Obstacle]:
    own = [text for text in texts if viewer.user_id in writers.get(text.pk, ())]
    if own:
        titles = ", ".join(f"“{title_of(text)}”" for text in own)
        yield Obstacle(Why.OWN, _("You wrote on %(titles)s yourself: somebody else decides.") % {"titles": titles})
    for text in texts:
        if kind_of(text).released_by_owner:
            yield from _owner_obstacle(viewer, text)
    language = texts[0].locale.language_code if texts else ""
    if language and language not in languages:
        yield Obstacle(
            Why.LANGUAGE,
            _("It is in a language you do not review in: %(language)s. If you do, add it under “What you review”.")
            % {"language": AUTONYMS.get(language, language)},
        )


def _owner_obstacle(viewer: Viewer, text: Any) -> Iterator[Obstacle]:
    handling = handling_of(text)
    owner = handling.owner if handling else None
    if owner is None:
        yield Obstacle(
            Why.OWNER,
            _("“%s” has no owner. Name one in its handling: its releasing officer decides.") % text.draft_title,
        )
    elif not viewer.holds(Role.REVIEWER, among=owner.lineage_ids):
        yield Obstacle(
            Why.OWNER,
            _("“%(title)s” is released by a releasing officer of its owner, %(owner)s, or of what that is part of.")
            % {"title": title_of(text), "owner": owner},
        )


def decided_with(text: Any) -> list[Any]:
    """A text and what waits for review together with it: of a page its whole, the parts of that (3 queries at most)."""
    if not isinstance(text, Page):
        return [text]
    whole = text.get_parent().specific if text.handling_follows_parent else text
    parts = [part for part in whole.get_children() if getattr(part.specific_class, "handling_follows_parent", False)]
    waiting = set(
        WorkflowState.objects.filter(
            base_content_type=text.get_base_content_type(),
            object_id__in=[str(part.pk) for part in parts],
            status=WorkflowState.STATUS_IN_PROGRESS,
        ).values_list("object_id", flat=True)
    )
    return [whole, *(part for part in parts if str(part.pk) in waiting)]


def obstacles_for(user: Any, text: Any) -> tuple[Obstacle, ...]:
    """What stands against a person releasing a page and what waits with it (7 queries at most)."""
    texts, viewer = decided_with(text), viewer_of(user)
    return obstacles(viewer, texts, writers_of(texts), languages=languages_of(viewer))


def who_could(texts: Sequence[Any], writers: dict[int, frozenset[int]]) -> tuple[str, ...]:
    """Names of people who could release some texts now, a few at most (3 queries; 1 for each asked, if AMBER)."""
    whole = texts[0]
    handling = handling_of(whole)
    if handling is None:
        return ()
    roles = (Role.REVIEWER,) if kind_of(whole).released_by_owner else DECIDING_ROLES
    candidates = viewers_holding(*roles)[:MOST_ASKED]
    spoken = _languages([viewer.user_id for viewer in candidates])
    now, names = timezone.now(), []
    for viewer in candidates:
        languages = spoken[viewer.user_id] | {viewer.language}
        if not obstacles(viewer, texts, writers, languages=languages) and allows(handling, viewer, now):
            names.append(viewer.name)
        if len(names) == MOST_NAMED:
            break
    return tuple(names)


def _languages(numbers: Iterable[int]) -> dict[int, frozenset[str]]:
    named: dict[int, set[str]] = defaultdict(set)
    for user_id, language in ReviewLanguage.objects.filter(user_id__in=list(numbers)).values_list(
        "user_id", "language"
    ):
        named[user_id].add(language)
    return defaultdict(frozenset, {user_id: frozenset(found) for user_id, found in named.items()})


def hold(*, text: Any, revision: Revision, user: Any) -> None:
    """Raise Held if a person may not release this revision of a page.

    Without a person it is the system's own act: of a text that no person wrote (the structure, a demo), or one that
    was released before, for this hour. Else whoever wrote it counts as releasing it.
    """
    if user is None and (revision.user_id is None or revision.approved_go_live_at is not None):
        return
    user = user or revision.user
    until = Q(created_at__lte=revision.created_at) & _since_published(text) | Q(pk=revision.pk)
    writers = _by_page([text], Q(object_id=str(text.pk)) & until)
    viewer = viewer_of(user)
    found = obstacles(viewer, [text], writers, languages=languages_of(viewer))
    if _because.get() and may_release_own(user):
        found = tuple(obstacle for obstacle in found if obstacle.why is not Why.OWN)
    if found:
        raise Held(" ".join(obstacle.text for obstacle in found))


def guard_publishing() -> None:
    """Every way to publish passes here, whatever view, service or command it began in."""
    asked = PublishRevisionAction.execute

    def execute(self: Any, skip_permission_checks: bool = False) -> Any:
        if is_gated(self.object):
            hold(text=self.object, revision=self.revision, user=self.user)
        return asked(self, skip_permission_checks=skip_permission_checks)

    PublishRevisionAction.execute = execute


guard_publishing()
