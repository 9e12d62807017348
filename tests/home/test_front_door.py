"""The front door, languages that are not spoken here, and pages that strangers share from the cache."""

import pytest
from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client, RequestFactory

from content.middleware import StrangerPageCache
from content.version import content_version
from reference.models import GlossaryTerm, Organisation, Topic
from tests.factories.content import StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepts", "home"),
    [
        ("ru", "/ru/"),
        ("en", "/en/"),
        ("kk, ru;q=0.8", "/kk/"),
        ("tg, ru;q=0.8", "/ru/"),
        ("de", "/en/"),
        ("", "/en/"),
        ("*", "/en/"),
    ],
)
def test_front_door_leads_to_the_language_of_the_browser(accepts, home):
    answer = Client().get("/", headers={"accept-language": accepts})

    assert (answer.status_code, answer["Location"]) == (302, home)
    assert "Accept-Language" in answer["Vary"]


def test_front_door_is_not_kept_for_the_next_stranger():
    Client().get("/", headers={"accept-language": "ru"})

    assert Client().get("/", headers={"accept-language": "en"})["Location"] == "/en/"


@pytest.mark.parametrize(
    "address", ["/de/", "/xx/desk/", "/en-gb/", "/ru/no-such-page/", "/en/\x00/", "/en/" + "a/" * 90]
)
def test_what_is_not_here_is_not_found(address, site):
    answer = Client().get(address, follow=True)

    assert answer.status_code == 404


def test_both_languages_have_their_home_page(site):
    titles = [Client().get(address).context["page"].title for address in ("/en/", "/ru/")]

    assert titles == ["Corridor", "Коридор"]


# Pages that strangers share


@pytest.fixture
def page(site, home):
    return StandardPageFactory(parent=home, title="About", slug="about")


def test_second_stranger_gets_the_page_of_the_first(page, count_queries):
    first = Client().get(page.url)
    with count_queries() as counted:
        second = Client().get(page.url)

    assert (first.has_header("X-Cache"), second["X-Cache"], counted.number) == (False, "hit", 0)
    assert second.content == first.content


def test_member_neither_gets_nor_leaves_a_shared_page(page, officer, client_of):
    Client().get(page.url)
    member = client_of(officer).get(page.url)
    stranger = Client().get(page.url)

    assert (member.has_header("X-Cache"), stranger["X-Cache"]) == (False, "hit")
    assert ["Officer" in answer.content.decode() for answer in (member, stranger)] == [True, False]


def test_page_of_a_member_is_not_kept(page, officer, client_of):
    client_of(officer).get(page.url)

    assert Client().get(page.url).has_header("X-Cache") is False


def kept(answer, **cookies):
    """Whether the cache keeps this answer for the second who asks."""
    asked = []

    def view(request):
        asked.append(request)
        return answer

    cache = StrangerPageCache(view)
    request = RequestFactory().get("/en/about/")
    request.COOKIES |= cookies
    cache(request)
    cache(request)
    return len(asked) == 1


def with_cookie():
    answer = HttpResponse("page")
    answer.set_cookie("csrftoken", "of one person")
    return answer


@pytest.mark.parametrize(
    ("answer", "is_kept"),
    [
        (HttpResponse("page"), True),
        (with_cookie(), False),
        (HttpResponse("page", headers={"Cache-Control": "private"}), False),
        (HttpResponse("page", headers={"Cache-Control": "no-store"}), False),
        (HttpResponse("gone", status=404), False),
        (HttpResponse(status=302, headers={"Location": "/en/"}), False),
    ],
)
def test_only_what_is_the_same_for_every_stranger_is_kept(answer, is_kept):
    assert kept(answer) == is_kept


@pytest.mark.parametrize("cookie", [settings.SESSION_COOKIE_NAME, "messages"])
def test_nothing_is_kept_for_who_carries_a_cookie_of_theirs(cookie):
    assert kept(HttpResponse("page"), **{cookie: "of one person"}) is False


def test_search_in_the_address_is_never_kept(page):
    Client().get(f"{page.url}?a=1")

    assert Client().get(f"{page.url}?a=1").has_header("X-Cache") is False


def test_two_hosts_do_not_share_pages(page):
    Client().get(page.url)

    assert Client().get(page.url, headers={"host": "other.example"}).has_header("X-Cache") is False


# What outdates them


def publish(page):
    page.save_revision().publish()


def unpublish(page):
    page.unpublish()


def move(page):
    other = StandardPageFactory(parent=page.get_parent(), title="Elsewhere")
    page.refresh_from_db()
    page.move(other, pos="last-child")


def delete(page):
    page.delete()


def change_an_organisation(_page):
    Organisation.objects.create(slug="new", kind="pcu")


def change_a_topic(_page):
    Topic.objects.create(slug="new", code="NEW")


def change_a_term(_page):
    GlossaryTerm.objects.create(slug="new")


@pytest.mark.parametrize(
    "change", [publish, unpublish, move, delete, change_an_organisation, change_a_topic, change_a_term]
)
def test_change_makes_a_new_content_version(change, page, django_capture_on_commit_callbacks):
    before = content_version()

    with django_capture_on_commit_callbacks(execute=True):
        change(page)

    assert content_version() != before


def test_reading_makes_no_new_content_version(page):
    before = content_version()

    Client().get(page.url)

    assert (content_version(), caches["pages"].get("content-version")) == (before, before)
