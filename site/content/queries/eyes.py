"""Who can see this, and why: the rules of `content.visibility` in words, for one viewer and for everybody.

`reason` says in the same order what `allows` decides; `tests/content/test_eyes_agree.py` holds the two, and what the
site answers, together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.models import NO_SCOPE, Membership, Opening, User
from accounts.viewer import Viewer
from content.handling import Handling
from content.visibility import key_field
from core.labels import Label
from reference.models import Organisation


class Ground(StrEnum):
    """What a marking says of somebody: first why they see a thing, then why they do not."""

    OWNER = "owner"
    OPENED = "opened"
    EVERYBODY = "everybody"
    COMMUNITY = "community"
    SHARED = "shared"
    UNIT = "unit"
    TEAM = "team"
    EMBARGO = "embargo"
    EXPIRED = "expired"
    STRANGER = "stranger"
    NO_COMMUNITY = "no community"
    UNIT_ONLY = "unit only"
    NOT_SHARED = "not shared"
    UNMARKED = "unmarked"


SEES = frozenset(
    {Ground.OWNER, Ground.OPENED, Ground.EVERYBODY, Ground.COMMUNITY, Ground.SHARED, Ground.UNIT, Ground.TEAM}
)


@dataclass(frozen=True)
class Reason:
    """Why a marking lets somebody see a thing, or not. `organisation`: the owner, or the one it is shared with."""

    ground: Ground
    organisation: str = ""
    at: datetime | None = None

    @property
    def sees(self) -> bool:
        return self.ground in SEES

    @property
    def words(self) -> str:
        """One sentence in the reader's language."""
        return SENTENCES[self.ground]() % {"organisation": self.organisation, "at": moment(self.at)}


SENTENCES = {
    Ground.OWNER: lambda: _("The owner, %(organisation)s, always sees it."),
    Ground.OPENED: lambda: _("It is open for a time: by broken glass, or to review or translate it."),
    Ground.EVERYBODY: lambda: _("TLP:CLEAR is for everybody, strangers too."),
    Ground.COMMUNITY: lambda: _("TLP:GREEN is for the members of every participating organisation."),
    Ground.SHARED: lambda: _("It is shared with %(organisation)s."),
    Ground.UNIT: lambda: _("It is shared with %(organisation)s, and TLP:AMBER reaches the units below."),
    Ground.TEAM: lambda: _("They work in the team of the visit: its record is the team's, whatever the label."),
    Ground.EMBARGO: lambda: _("Until %(at)s it is under embargo: only the owner sees it."),
    Ground.EXPIRED: lambda: _("It expired on %(at)s: only the owner sees it since."),
    Ground.STRANGER: lambda: _("Who is not signed in sees only TLP:CLEAR."),
    Ground.NO_COMMUNITY: lambda: _("TLP:GREEN is for members of participating organisations only."),
    Ground.UNIT_ONLY: lambda: _(
        "It is shared with %(organisation)s, but TLP:AMBER+STRICT does not reach the units below."
    ),
    Ground.NOT_SHARED: lambda: _("It is not shared with them."),
    Ground.UNMARKED: lambda: _("It has no marking: nobody sees it."),
}


def moment(at: datetime | None) -> str:
    """A day and time as a person reads it, in their own zone: 24 Nov 2026, 14:02."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{date_format(local, pgettext('date format', 'j M Y'))}, {local:%H:%M}"


@dataclass(frozen=True)
class Terms:
    """A marking with everything a reason needs, loaded once however many viewers are asked about."""

    handling: Handling
    owner: Organisation | None
    shared_with: tuple[Organisation, ...]

    @property
    def label(self) -> Label:
        return Label(self.handling.label)

    def is_in_force(self, at: datetime) -> bool:
        return self.handling.is_in_force(at)


def terms_of(handling: Handling) -> Terms:
    """The terms of a marking with the names of its organisations (4 queries at most)."""
    named = Organisation.objects.prefetch_related("names")
    owner = named.filter(pk=handling.owner_id).first() if handling.owner_id else None
    shared = named.filter(shared_with_it=handling).order_by("slug")
    return Terms(handling, owner, tuple(shared))


def reason(terms: Terms | None, viewer: Viewer, at: datetime) -> Reason:
    """Why the marking lets a viewer see a thing at a moment, or not (no query). `terms` None: there is none."""
    if terms is None:
        return Reason(Ground.UNMARKED)
    handling = terms.handling
    if handling.owner_id in viewer.organisations:
        return Reason(Ground.OWNER, str(terms.owner))
    if handling.key in viewer.opened:
        return Reason(Ground.OPENED)
    if handling.embargo_until and at < handling.embargo_until:
        return Reason(Ground.EMBARGO, at=handling.embargo_until)
    if handling.expires_at and at >= handling.expires_at:
        return Reason(Ground.EXPIRED, at=handling.expires_at)
    return _of_label(terms, viewer)


def _of_label(terms: Terms, viewer: Viewer) -> Reason:
    if terms.label is Label.CLEAR:
        return Reason(Ground.EVERYBODY)
    if not viewer.signed_in:
        return Reason(Ground.STRANGER)
    if terms.label is Label.GREEN:
        return Reason(Ground.COMMUNITY if viewer.participates else Ground.NO_COMMUNITY)
    direct = next((shared for shared in terms.shared_with if shared.pk in viewer.organisations), None)
    if direct is not None:
        return Reason(Ground.SHARED, str(direct))
    above = next((shared for shared in terms.shared_with if shared.pk in viewer.lineage), None)
    if above is None:
        return Reason(Ground.NOT_SHARED)
    return Reason(Ground.UNIT if terms.label is Label.AMBER else Ground.UNIT_ONLY, str(above))


# The thing itself


@dataclass(frozen=True)
class Item:
    """What carries a marking: its rows (one for each language of a text), the one to speak of first.

    `published`: codes of the languages in which readers have it; None for what is not published but simply there.
    """

    handling: Handling
    kind: str
    rows: tuple[Any, ...]

    @property
    def title(self) -> str:
        row = self.rows[0] if self.rows else None
        return str(getattr(row, "draft_title", "") or row or self.handling.title or self.kind)

    @property
    def is_page(self) -> bool:
        return bool(self.rows) and hasattr(self.rows[0], "url_path")

    @property
    def published(self) -> tuple[str, ...] | None:
        if not self.rows or not hasattr(self.rows[0], "live"):
            return None
        return tuple(sorted({row.locale.language_code for row in self.rows if row.live}))

    @property
    def drafts(self) -> tuple[str, ...]:
        return tuple(
            sorted(
                {
                    row.locale.language_code
                    for row in self.rows
                    if not getattr(row, "live", True) and not getattr(row, "alias_of_id", None)
                }
            )
        )


def item_of(handling: Handling) -> Item:
    """The thing that carries a marking (1 query). Without rows, if it is gone."""
    try:
        model = apps.get_model(handling.kind)
    except (LookupError, ValueError):
        return Item(handling, handling.kind, ())
    kind = capfirst(str(model._meta.verbose_name))
    found = model._default_manager.filter(**{key_field(model): handling.key})
    if hasattr(model, "locale"):
        found = found.select_related("locale")
    here = get_language() or "en"
    rows = sorted(found, key=lambda row: _preference(row, here))
    for row in rows:
        row.__dict__["_handling"] = handling
    return Item(handling, kind, tuple(rows))


def _preference(row: Any, language: str) -> tuple[bool, bool, bool, int]:
    code = row.locale.language_code if hasattr(row, "locale_id") else language
    return getattr(row, "alias_of_id", None) is not None, code != language, not getattr(row, "live", True), row.pk


@dataclass(frozen=True)
class Verdict:
    """What a viewer gets to see of an item, and why. `hindrance`: what keeps it from whoever the marking lets through.

    `sees`: as a reader. Whoever edits, and is let through by the marking, sees drafts too.
    """

    reason: Reason
    hindrance: str = ""

    @property
    def sees(self) -> bool:
        return self.reason.sees and not self.hindrance

    @property
    def words(self) -> str:
        return self.hindrance or self.reason.words


def verdict(item: Item, terms: Terms | None, viewer: Viewer, at: datetime) -> Verdict:
    """What a viewer sees of an item at a moment, and why (no query)."""
    because = reason(terms, viewer, at)
    if not item.rows:
        return Verdict(because, _("The thing itself is gone."))
    if item.published == ():
        return Verdict(because, _("It is not published: only those who work on it see it."))
    team = getattr(item.rows[0], "team_key", None)
    if team is not None:
        only = _("It is a record of work: only the team of the visit sees it, whatever the label.")
        return Verdict(Reason(Ground.TEAM)) if team in viewer.teams else Verdict(because, only)
    ask = getattr(item.rows[0], "also_needs", None)
    if ask is None:
        return Verdict(because)
    return Verdict(because, ask(viewer, owns=because.ground is Ground.OWNER))


# Everybody


@dataclass(frozen=True)
class Watching:
    """An organisation with members, what the marking says of it, and how many people belong to it now."""

    organisation: Organisation
    reason: Reason
    people: int


@dataclass(frozen=True)
class Audience:
    """Everybody a thing is for, as far as its marking goes. `people`: in all, each once."""

    seeing: tuple[Watching, ...]
    others: tuple[Watching, ...]
    people: int

    @property
    def organisations(self) -> frozenset[int]:
        return frozenset(row.organisation.pk for row in self.seeing)


def member_of(organisation: Organisation) -> Viewer:
    """Somebody who belongs to one organisation and is nothing else."""
    return Viewer(
        signed_in=True,
        participates=organisation.participates,
        organisations=frozenset({organisation.pk}),
        lineage=organisation.lineage_ids,
    )


def current_members(at: datetime) -> QuerySet[Membership]:
    """The memberships that make somebody a member at a moment; guests of a visit belong to no organisation."""
    return Membership.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at, user__is_active=True
    ).exclude(role=Role.GUEST)


def audience(terms: Terms | None, at: datetime) -> Audience:
    """The organisations that see a thing, and those that do not, with the reason (4 queries)."""
    members = current_members(at)
    people = dict(
        members.values("organisation_id").annotate(n=Count("user", distinct=True)).values_list("organisation_id", "n")
    )
    with_people = Organisation.objects.filter(Q(pk__in=people) | Q(participates=True))
    rows = [
        Watching(organisation, reason(terms, member_of(organisation), at), people.get(organisation.pk, 0))
        for organisation in with_people.prefetch_related("names").order_by("lineage")
    ]
    seeing = tuple(row for row in rows if row.reason.sees)
    ids = [row.organisation.pk for row in seeing]
    reached = members.filter(organisation_id__in=ids).aggregate(n=Count("user", distinct=True))["n"]
    return Audience(seeing, tuple(row for row in rows if not row.reason.sees), reached)


def people_in(organisations: Iterable[int], at: datetime) -> QuerySet[User]:
    """The people who belong to some organisations at a moment, by name."""
    members = current_members(at).filter(organisation_id__in=list(organisations))
    return User.objects.filter(pk__in=members.values("user_id")).order_by("name_latin", "username")


def openings_of(key: UUID, at: datetime) -> list[Opening]:
    """Who has an item open at a moment, or was assigned to it (1 query)."""
    return list(Opening.objects.filter(key=key, until__gt=at).select_related("user").order_by("given_at"))


def team_of(item: Item, at: datetime) -> list[User] | None:
    """The people whose team a record belongs to, for what only a team sees; None for everything else (1 query)."""
    team = getattr(item.rows[0], "team_key", None) if item.rows else None
    if team is None or team == NO_SCOPE:
        return None
    members = current_members(at).filter(scope_uuid=team)
    return list(User.objects.filter(pk__in=members.values("user_id")).order_by("name_latin", "username"))


# Who may ask


def may_ask(viewer: Viewer, terms: Terms) -> bool:
    """Whether a person is told who sees a thing (no query): staff of any, others of what they keep."""
    return viewer.has_role(Role.STAFF, Role.ADMINISTRATOR) or keeps(viewer, terms) or writes_for(viewer, terms)


def keeps(viewer: Viewer, terms: Terms) -> bool:
    """Whether a person answers for a thing on its owner's side: its coordinators and releasing officers (no query)."""
    above = terms.owner.lineage_ids if terms.owner else frozenset()
    return any(viewer.holds(role, among=above) for role in (Role.COORDINATOR, Role.REVIEWER))


def writes_for(viewer: Viewer, terms: Terms) -> bool:
    """Whether a person writes for the owner (no query)."""
    owner = frozenset({terms.owner.pk}) if terms.owner else frozenset()
    return any(viewer.holds(role, among=owner) for role in (Role.AUTHOR, Role.ORGANISER, Role.TRANSLATOR))


def may_mark(viewer: Viewer, terms: Terms) -> bool:
    """Whether a person decides who sees a thing (no query): its owner's side and staff. A recipient never does."""
    if terms.owner is None or viewer.has_role(Role.STAFF, Role.ADMINISTRATOR):
        return True
    return keeps(viewer, terms) or writes_for(viewer, terms)


def is_told_names(viewer: Viewer, terms: Terms) -> bool:
    """Whether a person may know the others by name (no query)."""
    return viewer.has_role(Role.STAFF, Role.ADMINISTRATOR) or keeps(viewer, terms)
