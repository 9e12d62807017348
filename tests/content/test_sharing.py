"""Who can see this, what can this person see, broken glass and assignments: what people get and what is kept of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Ground, Role
from accounts.models import Opening
from accounts.queries import viewer_for
from audit.models import Entry
from content.handling import Handling
from content.queries.eyes import Ground as Why
from content.queries.eyes import item_of, terms_of, verdict
from content.services import OpeningRefused, assign, break_glass, end_opening, open_assigned
from content.visibility import may_see_key
from core.labels import Label
from tests.factories.accounts import PersonFactory
from tests.factories.content import mark
from tests.factories.files import DocumentFactory
from tests.factories.modules import LessonFactory, ModuleFactory

pytestmark = pytest.mark.django_db

REASON = "The owner asked the help desk about a missing picture."


@pytest.fixture
def admin(pcu_east):
    """An administrator of Training PCU East, with whom nothing here is shared."""
    return PersonFactory(username="admin", organisation=pcu_east, role=Role.ADMINISTRATOR)


@pytest.fixture
def keeper(border_post_west):
    """The coordinator of Training Border Post West."""
    return PersonFactory(
        username="keeper", email="keeper@example.org", organisation=border_post_west, role=Role.COORDINATOR
    )


@pytest.fixture
def foreign_reviewer(pcu_east):
    return PersonFactory(username="foreign", organisation=pcu_east, role=Role.REVIEWER)


@pytest.fixture
def module(site, modules_index, border_post_west):
    """AMBER+STRICT, of Training Border Post West alone, with a lesson."""
    made = ModuleFactory(parent=modules_index, title="Kingfisher", slug="kingfisher")
    LessonFactory(parent=made, title="Woodpecker", slug="woodpecker")
    mark(made, Label.AMBER_STRICT, owner=border_post_west, shared_with=[border_post_west])
    return type(made).objects.get(pk=made.pk)


@pytest.fixture
def handling(module):
    return Handling.objects.get(key=module.handling_key)


def page_of(handling):
    return reverse("who_sees", args=[handling.key])


# Broken glass


def test_broken_glass_opens_one_item_with_its_parts_everywhere_and_nothing_else(
    module, handling, admin, client_of, modules_index
):
    other = ModuleFactory(parent=modules_index, title="Nightingale", slug="nightingale")
    mark(other, Label.AMBER_STRICT, owner=handling.owner)
    browser = client_of(admin)
    before = [browser.get(address).status_code for address in (module.url, f"{module.url}woodpecker/", other.url)]

    break_glass(handling=handling, user=admin, reason=REASON)

    after = [browser.get(address).status_code for address in (module.url, f"{module.url}woodpecker/", other.url)]
    listing = browser.get("/en/best-practices/").content.decode()
    assert (before, after) == ([404, 404, 404], [200, 200, 404])
    assert ("Kingfisher" in listing, "Nightingale" in listing) == (True, False)


def test_broken_glass_is_whole_again_after_an_hour(handling, admin):
    break_glass(handling=handling, user=admin, reason=REASON, at=timezone.now() - timedelta(minutes=61))

    assert not may_see_key(viewer_for(admin), handling.key)


def test_broken_glass_holds_no_longer_than_the_role(handling, admin):
    break_glass(handling=handling, user=admin, reason=REASON)
    admin.memberships.update(role=Role.AUTHOR)

    assert viewer_for(admin).opened == frozenset()


def test_broken_glass_is_written_down_with_its_reason(handling, admin):
    break_glass(handling=handling, user=admin, reason=REASON)

    entry = Entry.objects.get(act="glass.broken")
    assert (entry.actor_uuid, entry.object_uuid, entry.detail["reason"]) == (admin.uuid, handling.key, REASON)


def test_owner_is_told_of_broken_glass_by_letter_without_title_and_on_the_desk(
    handling, admin, keeper, client_of, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        break_glass(handling=handling, user=admin, reason=REASON)

    desk = client_of(keeper).get("/en/desk/").content.decode()
    assert [letter.to for letter in mail.outbox] == [["keeper@example.org"]]
    assert (REASON in mail.outbox[0].body, "Kingfisher" in mail.outbox[0].body) == (True, False)
    assert ("Opened by administrators" in desk, REASON in desk) == (True, True)


@pytest.mark.parametrize("reason", ["", "   ", "because"])
def test_glass_without_a_reason_stays_whole(reason, handling, admin):
    with pytest.raises(OpeningRefused, match="reason"):
        break_glass(handling=handling, user=admin, reason=reason)

    assert not Opening.objects.exists()


def test_glass_is_for_administrators_only(handling, foreign_reviewer, staff):
    for person in (foreign_reviewer, staff):
        with pytest.raises(OpeningRefused, match="administrators"):
            break_glass(handling=handling, user=person, reason=REASON)


def test_glass_broken_twice_is_broken_once(handling, admin):
    first = break_glass(handling=handling, user=admin, reason=REASON)

    assert break_glass(handling=handling, user=admin, reason=REASON) == first
    assert Entry.objects.filter(act="glass.broken").count() == 1


def test_administrator_breaks_the_glass_on_the_page_and_closes_it_again(handling, module, admin, client_of):
    browser = client_of(admin)
    closed = browser.get(page_of(handling)).content.decode()
    refused = browser.post(page_of(handling), {"act": "glass", "reason": "short"})
    browser.post(page_of(handling), {"act": "glass", "reason": REASON})
    opened = browser.get(page_of(handling)).content.decode()

    browser.post(page_of(handling), {"close": str(Opening.objects.get().uuid)})

    assert ("Break the glass" in closed, "Kingfisher" in closed) == (True, False)
    assert (refused.status_code, "short" in refused.content.decode()) == (422, True)
    assert ("Break the glass" in opened, "Kingfisher" in opened) == (False, True)
    assert browser.get(module.url).status_code == 404


# Assignments


def test_assigned_reviewer_sees_the_item_once_they_opened_it_and_that_is_written_down(
    handling, module, keeper, foreign_reviewer, client_of
):
    browser = client_of(foreign_reviewer)
    client_of(keeper).post(page_of(handling), {"act": "assign", "person": "foreign", "ground": "review"})
    before = browser.get(module.url).status_code
    assert "Open it: this is logged" in browser.get("/en/desk/").content.decode()

    browser.post(reverse("begin_assigned", args=[handling.key]))

    assert (before, browser.get(module.url).status_code) == (404, 200)
    assert [entry.act for entry in Entry.objects.filter(object_uuid=handling.key, act__startswith="item.")] == [
        "item.opened",
        "item.assigned",
    ]


def test_assignment_is_for_the_role_it_names(handling, keeper, officer, foreign_reviewer):
    with pytest.raises(OpeningRefused, match="no role"):
        assign(handling=handling, person=officer, ground=Ground.REVIEW, actor=keeper)
    with pytest.raises(OpeningRefused, match="no role"):
        assign(handling=handling, person=foreign_reviewer, ground=Ground.TRANSLATION, actor=keeper)


def test_assignment_that_was_taken_back_opens_nothing(handling, keeper, foreign_reviewer):
    given = assign(handling=handling, person=foreign_reviewer, ground=Ground.REVIEW, actor=keeper)
    end_opening(opening=given, actor=keeper)

    with pytest.raises(OpeningRefused, match="any more"):
        open_assigned(opening=given)


def test_who_only_broke_the_glass_gives_the_item_to_nobody(handling, admin, foreign_reviewer, client_of):
    break_glass(handling=handling, user=admin, reason=REASON)

    answer = client_of(admin).post(page_of(handling), {"act": "assign", "person": "foreign", "ground": "review"})

    assert (answer.status_code, Opening.objects.count()) == (404, 1)


# Who can see this


def test_page_tells_names_to_who_keeps_the_item_and_to_nobody_else(handling, keeper, border_post_west, client_of):
    author = PersonFactory(username="writer", organisation=border_post_west, role=Role.AUTHOR)
    told = [client_of(person).get(page_of(handling)).content.decode() for person in (keeper, author)]

    assert [("Ask about one person" in page, "Who sees it" in page) for page in told] == [(True, True), (False, True)]


def test_page_is_not_there_for_who_keeps_nothing(handling, officer, stranger, client_of):
    answers = [client_of(person).get(page_of(handling)).status_code for person in (officer, stranger)]

    assert answers == [404, 302]


def test_one_person_is_asked_about(handling, keeper, officer, client_of):
    browser = client_of(keeper)
    out, inside, nobody = (
        browser.get(page_of(handling), {"person": name}) for name in ("officer", "keeper@example.org", "no one")
    )

    assert "does not see it. It is not shared with them." in out.content.decode()
    assert "sees it. The owner, Training Border Post West, always sees it." in inside.content.decode()
    assert nobody.status_code == 422


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ({"label": Label.CLEAR}, Why.EVERYBODY),
        ({"label": Label.GREEN}, Why.COMMUNITY),
        ({"label": Label.AMBER}, Why.NOT_SHARED),
        ({"label": Label.AMBER, "to": "office"}, Why.UNIT),
        ({"label": Label.AMBER, "to": "east"}, Why.SHARED),
        ({"label": Label.AMBER_STRICT, "to": "office"}, Why.UNIT_ONLY),
        ({"label": Label.CLEAR, "embargo_until": timedelta(days=1)}, Why.EMBARGO),
        ({"label": Label.CLEAR, "expires_at": -timedelta(days=1)}, Why.EXPIRED),
        ({"label": Label.AMBER_STRICT, "owner": "east"}, Why.OWNER),
    ],
)
def test_reason_is_the_rule_that_decides(terms, why, module, officer, pcu_east, programme_office):
    known, now = {"east": pcu_east, "office": programme_office}, timezone.now()
    label, to = terms.pop("label"), terms.pop("to", None)
    said = {name: known[value] if value in known else now + value for name, value in terms.items()}
    mark(module, label, shared_with=[known[to]] if to else [], **said)
    handling = Handling.objects.get(key=module.handling_key)

    assert verdict(item_of(handling), terms_of(handling), viewer_for(officer), now).reason.ground == why


def test_address_leads_to_who_sees_it(handling, module, staff, client_of, border_post_west):
    document = DocumentFactory()
    mark(document, Label.AMBER, owner=border_post_west)
    browser = client_of(staff)
    addresses = [
        module.url,
        f"http://testserver{module.url}",
        reverse("wagtailadmin_pages:edit", args=[module.pk]),
        type(document).objects.get(pk=document.pk).url,
        str(handling.key),
    ]

    led = [browser.get(reverse("look_up"), {"address": address}).get("Location") for address in addresses]

    of_file = reverse("who_sees", args=[document.handling_key])
    assert led == [page_of(handling)] * 3 + [of_file, page_of(handling)]
    assert browser.get(reverse("look_up"), {"address": "/en/nowhere/"}).status_code == 422


def test_page_costs_the_same_with_one_organisation_and_with_three(handling, staff, client_of, count_queries):
    from tests.factories.accounts import OrganisationFactory

    browser, numbers = client_of(staff), []
    browser.get(page_of(handling))

    for _time in range(3):
        PersonFactory(organisation=OrganisationFactory())
        with count_queries() as counted:
            browser.get(page_of(handling))
        numbers.append(counted.number)

    assert len(set(numbers)) == 1


# What can this person see


def test_person_is_told_what_they_see_and_staff_what_others_see(module, officer, organiser, staff, client_of):
    own = client_of(organiser).get(reverse("what_i_see"), {"kind": "modules.modulepage"})
    of_other = client_of(staff).get(reverse("what_sees", args=[organiser.uuid]), {"kind": "modules.modulepage"})
    refused = client_of(officer).get(reverse("what_sees", args=[organiser.uuid]))

    assert ("Kingfisher" in own.content.decode(), own.context["handling_label"]) == (True, "TLP:AMBER+STRICT")
    assert "Kingfisher" not in of_other.content.decode()
    assert "An item that you may not see yourself" in of_other.content.decode()
    assert refused.status_code == 404
