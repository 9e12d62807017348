"""A list of what somebody may see looks each row up on an index: the database says so itself."""

import pytest
from django.db import connection
from wagtail.models import Page

from accounts.queries import viewer_for
from accounts.viewer import STRANGER
from content.visibility import visible_to
from core.labels import Label
from reference.services import move_organisation
from tests.factories.accounts import OrganisationFactory, PersonFactory
from tests.factories.content import StandardPageFactory, mark

pytestmark = pytest.mark.django_db

MARKINGS = ("content_handling", "content_handling_shared_with")
WHOLE = {"sqlite": "SCAN {}", "postgresql": "Seq Scan on {} "}
"""How each database says that it reads all of a table."""


def plan_of(pages):
    """The plan of a list of twenty. Of few rows PostgreSQL would read all, index or not: here it may not."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    return pages.order_by("path")[:20].explain() + "\n"


def read_whole(plan, tables):
    """Those of the tables that are read from end to end; walking an index in the list's order is no such reading."""
    says = WHOLE[connection.vendor]
    lines = [line for line in plan.splitlines() if "USING" not in line or connection.vendor != "sqlite"]
    return [table for table in tables if any(says.format(table).strip() in line.replace("U0", table) for line in lines)]


@pytest.fixture
def member():
    """Somebody who belongs to three organisations, one of them a unit of a unit."""
    person = PersonFactory(organisation=OrganisationFactory())
    from accounts.services import give_role

    above = OrganisationFactory()
    unit = move_organisation(organisation=OrganisationFactory(parent=above), parent=above)
    for organisation in (unit, OrganisationFactory()):
        give_role(user=person, organisation=organisation, role="officer")
    return person


@pytest.mark.parametrize("who", ["stranger", "member"])
def test_list_of_pages_reads_no_marking_that_it_need_not(who, home, member, border_post_west):
    for label in (Label.CLEAR, Label.GREEN, Label.AMBER, Label.AMBER_STRICT):
        mark(StandardPageFactory(parent=home), label, shared_with=[border_post_west])
    viewer = STRANGER if who == "stranger" else viewer_for(member)

    plan = plan_of(visible_to(viewer, Page.objects.filter(depth=3)))

    assert read_whole(plan, MARKINGS) == [], plan
    assert "content_handling_key" in plan or "sqlite_autoindex_content_handling" in plan or "handling" in plan


def test_whole_reading_would_be_seen(home):
    from content.handling import Handling

    StandardPageFactory(parent=home)
    plan = Handling.objects.filter(title__contains="x").explain()

    assert read_whole(plan, MARKINGS[:1]) == ["content_handling"] or connection.vendor == "postgresql"
