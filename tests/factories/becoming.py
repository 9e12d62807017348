"""A visit with two delegations and observations, through the services that make it in life."""

from typing import Any

from accounts.models import User
from reference.models import Organisation
from tests.factories.accounts import OrganisationFactory
from visits.records.models import Delegation, Observation, Visit, VisitIndexPage, VisitPage
from visits.records.services import create_visit, put_delegation, put_observation


def visit_of(creator: User, organisation: Organisation, *, slug: str = "heron-visit") -> Visit:
    """A visit of a Kazakh unit to a Polish office; its creator is its team."""
    visit = create_visit(
        creator=creator, organisation=organisation, fields={"slug": slug, "working_title": f"Visit {slug}"}
    )
    guests = OrganisationFactory(slug=f"{slug}-guests", country="KZ")
    hosts = OrganisationFactory(slug=f"{slug}-hosts", country="PL")
    put_delegation(visit=visit, delegation=Delegation(side="visiting", organisation=guests))
    put_delegation(visit=visit, delegation=Delegation(side="host", organisation=hosts))
    return visit


def observation_on(visit: Visit, text: str = "Doors are sealed before the train stops", **fields: Any) -> Observation:
    words = {name: fields.pop(name) for name in ("detail", "conditions") if name in fields}
    return put_observation(
        visit=visit,
        language=fields.pop("language", "en"),
        text={"text": text} | words,
        fields={"direction": "host_to_visitor", "code": "O1"} | fields,
    )


def page_of(visit: Visit, index: VisitIndexPage, **fields: Any) -> VisitPage:
    """The published page of a visit."""
    index = VisitIndexPage.objects.get(pk=index.pk)
    page = VisitPage(visit=visit, locale=index.locale, **({"title": f"Page of {visit.slug}"} | fields))
    index.add_child(instance=page)
    page.save_revision().publish()
    return VisitPage.objects.get(pk=page.pk)
