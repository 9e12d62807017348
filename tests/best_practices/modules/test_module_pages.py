"""Module, index and print on the site: the practice, the line, and whose state it shows."""

import re
from datetime import UTC, datetime

import pytest

from best_practices.modules.models import LessonPage, ModulePage
from best_practices.progress.services import finish_lesson
from best_practices.quizzes.models import Quiz
from content.visibility import handling_of
from core.labels import Label
from tests.best_practices.learning import begin, hand_in, passed
from tests.factories.content import in_russian, mark
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.quizzes import QuizFactory
from tests.factories.reference import SourceFactory, TermFactory, TopicFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/en/best-practices/gauge/"
INDEX = "/en/best-practices/"
MAY = datetime(2026, 5, 4, 12, tzinfo=UTC)


def finish(person, lesson):
    module = ModulePage.objects.parent_of(lesson).get()
    finish_lesson(user=person, lesson=lesson, module=module, language="en", at=MAY)


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def line(page, heading="The line"):
    """(name, note, state) of each station of the line below a heading."""
    drawn = re.search(rf"<h2[^>]*>{heading}</h2>\s*<ol.*?</ol>", page, re.S)[0]
    stations = []
    for item in re.findall(r"<li.*?</li>", drawn, re.S):
        state = re.search(r'data-state="(\w+)"', item)
        note = re.search(r'class="note">(.*?)</span>', item)
        stations.append(
            (re.search(r'class="name"[^>]*>(.*?)<', item)[1], note[1] if note else "", state[1] if state else "")
        )
    return stations


LEAD = "After this lesson you can read a container number."


# The line


def test_stranger_sees_the_line_without_state(client, module, second_lesson):
    assert line(text_of(client, ADDRESS)) == [
        ("G1 Two gauge breaks", LEAD, ""),
        ("G2 Reading a number", LEAD, ""),
        ("Quiz", "", ""),
    ]


def test_person_sees_where_they_are(client_of, officer, lesson, second_lesson):
    finish(officer, lesson)

    page = text_of(client_of(officer), ADDRESS)

    assert line(page) == [
        ("G1 Two gauge breaks", f"Done 4 May. {LEAD}", "done"),
        ("G2 Reading a number", f"You are here. {LEAD}", "here"),
        ("Quiz", "Ahead", ""),
    ]
    assert 'href="/en/best-practices/gauge/number/">Go on with G2' in page


@pytest.mark.parametrize(
    ("so_far", "station"),
    [
        (begin, ("Quiz", "Begun, not handed in", "here")),
        (lambda person, quiz: hand_in(begin(person, quiz)), ("Quiz", "Not passed yet", "alert")),
        (passed, ("Quiz", "Passed 4 May", "done")),
    ],
    ids=["begun", "failed", "passed"],
)
def test_station_of_the_quiz_says_how_it_went(client_of, officer, quiz, lesson, so_far, station):
    so_far(officer, quiz)

    assert line(text_of(client_of(officer), ADDRESS))[-1] == station


def test_completed_module_says_since_when(client_of, officer, quiz, lesson):
    finish(officer, lesson)
    passed(officer, quiz)

    assert '<span class="saved">Module completed <time datetime="2026-05-04">' in text_of(client_of(officer), ADDRESS)


def test_state_of_one_person_is_shown_to_nobody_else(client, client_of, officer, organiser, lesson):
    before = {who: line(text_of(who, page)) for who in (client, client_of(organiser)) for page in (ADDRESS,)}
    finish(officer, lesson)
    text_of(client_of(officer), ADDRESS)

    after = {who: line(text_of(who, ADDRESS)) for who in before}

    assert after == before
    assert "Done" not in str(after)


def test_pages_with_state_are_kept_by_no_shared_cache(client_of, officer, lesson):
    answers = [client_of(officer).get(address) for address in (ADDRESS, INDEX, ADDRESS + "two/")]

    assert ["Cookie" in answer["Vary"] for answer in answers] == [True] * 3
    assert [answer.get("X-Cache") for answer in answers] == [None] * 3


def test_module_without_lessons_says_they_are_being_written(client, modules_index):
    ModuleFactory(parent=modules_index, slug="gauge")

    assert "The lessons are being written." in text_of(client, ADDRESS)


def test_draft_lesson_is_on_no_line_and_not_found(client, module, lesson):
    draft = LessonFactory(parent=module, slug="draft", live=False)

    assert draft.title not in text_of(client, ADDRESS)
    assert client.get(ADDRESS + "draft/").status_code == 404


# The practice


def test_terms_and_sources_of_the_card_are_linked_and_listed(client, modules_index):
    TermFactory()
    SourceFactory()
    text = "<p>At a [[gauge-break|change of gauge]] the train stops [S60]. Also [[unknown|this]] and [S99].</p>"
    ModuleFactory(parent=modules_index, slug="gauge", what_is_done=text)

    page = text_of(client, ADDRESS)

    assert '<a class="term" href="#t-gauge-break">change of gauge</a>' in page
    assert '<a class="src" href="#s-S60">[S60]</a>' in page
    assert '<dt id="t-gauge-break"><dfn>Gauge break</dfn></dt>' in page
    assert '<dt id="s-S60">[S60]</dt>' in page
    assert "Also this and [S99]." in page


def test_what_is_not_known_of_the_practice_is_said(client, module):
    page = text_of(client, ADDRESS)

    assert re.search(r"<h3>Limits</h3>\s*<p>(.*?)</p>", page)[1] != ""
    assert page.count("not stated") >= 6


# Who sees it


def test_amber_module_is_not_found_by_others_and_neither_is_its_print(
    client_of, officer, organiser, module, lesson, pcu_east
):
    mark(module, Label.AMBER, owner=pcu_east)
    addresses = [ADDRESS, ADDRESS + "?print=all", ADDRESS + "two/"]

    seen = {who: [client_of(who).get(address).status_code for address in addresses] for who in (officer, organiser)}

    assert seen == {officer: [200] * 3, organiser: [404] * 3}
    assert "Gauge breaks" not in text_of(client_of(organiser), INDEX)
    assert "Gauge breaks" in text_of(client_of(officer), INDEX)


def test_label_stands_on_module_lesson_and_print(client_of, officer, module, lesson, pcu_east):
    mark(module, Label.AMBER_STRICT, owner=pcu_east, shared_with=[pcu_east])

    pages = [text_of(client_of(officer), address) for address in (ADDRESS, ADDRESS + "two/", ADDRESS + "?print=all")]

    assert [page.count("TLP:AMBER+STRICT") >= 2 for page in pages] == [True] * 3


# Its quiz


def test_chosen_quiz_takes_over_the_handling_of_the_module(modules_index, pcu_east, border_post_west):
    module = ModuleFactory(parent=modules_index)
    mark(module, Label.AMBER, owner=pcu_east, shared_with=[border_post_west])
    quiz = QuizFactory()
    before = handling_of(quiz).label

    module = ModulePage.objects.get(pk=module.pk)
    module.quiz = quiz
    module.save_revision().publish()

    after = handling_of(Quiz.objects.get())
    assert (before, after.label, after.owner) == ("TLP:GREEN", "TLP:AMBER", pcu_east)
    assert list(after.shared_with.all()) == [border_post_west]


def test_quiz_follows_the_module_when_it_is_marked_anew(module, pcu_east):
    before = handling_of(Quiz.objects.get()).label

    mark(module, Label.AMBER_STRICT, owner=pcu_east)

    assert (before, handling_of(Quiz.objects.get()).label) == ("TLP:CLEAR", "TLP:AMBER+STRICT")


# The print


def test_print_has_every_published_lesson_in_order(client, module, lesson, second_lesson):
    LessonFactory(parent=module, title="A draft", live=False)

    page = text_of(client, ADDRESS + "?print=all")

    titles = re.findall(r'<article class="sheet">\s*<h1><span class="id">(\w+)</span> (.*?)</h1>', page)
    assert titles == [("G1", "Two gauge breaks"), ("G2", "Reading a number")]
    assert page.count("Every container can be identified.") == 2
    assert '<meta name="robots" content="noindex">' in page


# The index


def test_index_lists_modules_in_order_of_their_code_with_the_state_of_the_person(
    client, client_of, officer, lesson, second_lesson
):
    ModuleFactory(parent=lesson.get_parent().get_parent(), code="B", title="Seals")
    finish(officer, lesson)

    own, strangers = text_of(client_of(officer), INDEX), text_of(client, INDEX)

    assert re.findall(r'<h2 class="h3"><a href="[^"]*">(.*?)</a>', own) == ["Seals", "Gauge breaks"]
    assert "1 of 2 lessons done" in own
    assert ("lessons done" in strangers, "2 lessons" in strangers) == (False, True)


def test_topic_chooses_modules_and_only_topics_in_use_are_offered(client, modules_index):
    seals, rail, unused = TopicFactory(name="Seals"), TopicFactory(name="Rail"), TopicFactory(name="Sea")
    ModuleFactory(parent=modules_index, title="On seals", topics=[seals])
    ModuleFactory(parent=modules_index, title="On rail", topics=[rail, seals])

    whole, chosen = text_of(client, INDEX), text_of(client, f"{INDEX}?topic={rail.code}")

    assert [f"?topic={topic.code}" in whole for topic in (seals, rail, unused)] == [True, True, False]
    assert re.findall(r'<h2 class="h3"><a href="[^"]*">(.*?)</a>', chosen) == ["On rail"]
    assert '<strong aria-current="true">Rail</strong>' in chosen


@pytest.mark.parametrize("topic", ["none", "%00", "%22%27", "x" * 5000, "T01%20OR%201=1"])
def test_topic_that_is_none_says_so(client, module, topic):
    page = text_of(client, f"{INDEX}?topic={topic}")

    assert "No such module yet." in page


def test_index_without_modules_says_so(client, modules_index):
    assert "There is no module you may see yet." in text_of(client, INDEX)


def test_desk_without_modules_says_so(client_of, officer, modules_index):
    assert "There is no module for you yet." in text_of(client_of(officer), "/en/desk/")


# In Russian


def test_stand_in_says_in_which_language_it_is(client, site, module, lesson):
    russian = in_russian(module, title="Стыки колеи")
    alias = lesson.copy_for_translation(russian.locale, alias=True)

    page = text_of(client, alias.url)

    assert '<main id="main" lang="en">' in page
    assert f'<link rel="canonical" href="{lesson.url}">' in page.replace("http://testserver", "")
    assert "English" in re.search(r'<p class="notice small" lang="ru">(.*?)</p>', page)[1]


def test_lesson_of_a_translated_module_is_shown_in_russian(client, site, module, lesson):
    in_russian(module, title="Стыки колеи")
    russian = in_russian(lesson, title="Два стыка")

    page = text_of(client, russian.url)

    assert "Два стыка" in page
    assert '<main id="main">' in page
    assert LessonPage.objects.filter(translation_key=lesson.translation_key).count() == 2


# Levels


def test_modules_are_filtered_by_topic_and_level_together(client, site, modules_index):
    rail, road = TopicFactory(code="RAIL"), TopicFactory(code="ROAD")
    for code, level, topic in (("A", "introductory", rail), ("B", "advanced", rail), ("C", "advanced", road)):
        made = ModuleFactory(parent=modules_index, code=code, title=f"Module {code}", level=level)
        made.topics.set([topic])
        made.save_revision().publish()

    def shown(query):
        return re.findall(r">Module ([ABC])<", client.get(f"{INDEX}{query}").content.decode())

    assert [shown(query) for query in ("?level=advanced", "?topic=RAIL&level=advanced", "?level=none")] == [
        *(["B", "C"], ["B"], [])
    ]


def test_level_and_objectives_stand_on_the_page_of_a_module(client, site, modules_index):
    made = ModuleFactory(parent=modules_index, level="advanced", objectives="Compare two papers.")

    page = client.get(made.url).content.decode()

    assert "<dt>Level</dt><dd>Advanced</dd>" in page
    assert "<li>Compare two papers.</li>" in page
