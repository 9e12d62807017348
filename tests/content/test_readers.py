"""The three planted modules on the site: who finds them where."""

import pytest

from reference.models import Topic
from tests.content.planted import SEEN, WORDS

pytestmark = pytest.mark.django_db

MEMBERS = {person: seen for person, seen in SEEN.items() if person != "stranger"}


@pytest.fixture
def as_reader(planted, client_of, administrator):
    """`as_reader("officer")`: the browser of a person of the planted world."""
    people = planted.people | {"administrator": administrator}
    return lambda name: client_of(people[name])


def answers(client, address_of, planted):
    """The modules whose page at `address_of(module)` is there and tells their word."""
    found = []
    for name, module in planted.modules.items():
        answer = client.get(address_of(module))
        if answer.status_code == 200 and module.word in answer.content.decode():
            found.append(name)
        else:
            assert answer.status_code == 404
    return found


def told(answer):
    text = answer.content.decode()
    assert answer.status_code == 200
    return [name for name, word in WORDS.items() if word in text]


@pytest.mark.parametrize(
    "address_of",
    [
        pytest.param(lambda m: m.module.url, id="module"),
        pytest.param(lambda m: m.lesson.url, id="lesson"),
        pytest.param(lambda m: m.russian.url, id="module in Russian"),
        pytest.param(lambda m: f"{m.module.url}?print=all", id="print of the whole module"),
    ],
)
def test_page_is_there_for_whom_it_is_meant(address_of, planted, as_reader):
    assert {person: answers(as_reader(person), address_of, planted) for person in SEEN} == SEEN


def test_quiz_is_there_for_whom_its_module_is_meant(planted, as_reader):
    def address_of(module):
        return f"/en/quiz/start/{module.quiz.translation_key}/"

    assert {person: answers(as_reader(person), address_of, planted) for person in MEMBERS} == MEMBERS


@pytest.mark.parametrize(
    "address", ["/en/best-practices/", "/ru/best-practices/", "/en/best-practices/?topic=PROF", "/en/topics/PROF/"]
)
def test_listing_tells_only_of_what_may_be_seen(address, planted, as_reader):
    topic = Topic.objects.create(slug="profiling", code="PROF")
    for module in planted.modules.values():
        module.module.topics.add(topic)
        module.module.save()

    assert {person: told(as_reader(person).get(address)) for person in SEEN} == SEEN


def test_desk_tells_only_of_what_may_be_seen(planted, as_reader):
    assert {person: told(as_reader(person).get("/en/desk/")) for person in MEMBERS} == MEMBERS


def test_sitemap_is_that_of_a_stranger_for_everybody(planted, as_reader):
    assert {person: told(as_reader(person).get("/sitemap.xml")) for person in SEEN} == {person: [] for person in SEEN}


def test_desk_forgets_a_begun_module_that_was_closed(planted, as_reader):
    """Progress points at keys; the page behind a key may have been closed since."""
    client = as_reader("organiser")
    lesson = planted.modules["amber"].lesson
    client.post(f"/en/me/lessons/{lesson.translation_key}/done/")
    assert told(client.get("/en/desk/")) == ["green", "amber"]

    planted.people["organiser"].memberships.all().delete()

    assert told(client.get("/en/desk/")) == []
    assert client.post(f"/en/me/lessons/{lesson.translation_key}/done/").status_code == 404


def test_administrator_without_membership_is_a_stranger_on_the_site(planted, as_reader):
    assert told(as_reader("administrator").get("/en/best-practices/")) == []


def test_not_to_be_seen_is_the_same_as_not_to_exist(planted, as_reader):
    client = as_reader("officer")
    hidden = client.get(planted.modules["amber"].module.url)
    missing = client.get("/en/best-practices/no-such-module/")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content.decode().replace("Woodpecker", "no-such-module") == missing.content.decode()


def test_page_of_a_member_is_never_kept_for_strangers(planted, as_reader):
    module = planted.modules["green"].module
    as_reader("officer").get(module.url)

    answer = as_reader("stranger").get(module.url)

    assert (answer.status_code, answer.has_header("X-Cache")) == (404, False)
