"""Resources on the site: to read, to tick, to download; who sees them, in which language."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.demonstration import DemoFolder
from core.downloads import seconds_on, size_words, time_words
from core.labels import Label
from home.management.commands.load_demo import FOLDER
from media.library.models import ResourcePage
from media.library.presentation import SLOW_LINE
from tests.factories.content import in_russian, language, mark
from tests.factories.files import DocumentFactory
from tests.factories.library import ResourceFactory
from tests.factories.reference import TopicFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/en/library/sheet/"
INDEX = "/en/library/"
MOST_OF_A_CHECKLIST = 15_000
"""Bytes of its whole HTML, as it is before any compression."""


def text_of(client, address=ADDRESS):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def titles(page):
    return re.findall(r'<h[23] class="h3"><a href="[^"]*">(.*?)</a>', page)


# To tick


def test_points_to_tick_are_labelled_checkboxes_that_nobody_sends(client, library):
    ticks = {"title": "Seal & doors", "items": ["It holds.", "It is <new>."]}
    ResourceFactory(parent=library, slug="sheet", body=[("ticks", ticks)])

    page = text_of(client)

    box = '<input type="checkbox" autocomplete="off">'
    assert re.findall(r"<label>(.*?)</label>", page) == [f"{box}It holds.", f"{box}It is &lt;new&gt;."]
    assert "<legend>Seal &amp; doors</legend>" in page
    main = page[page.index("<main") : page.index("</main")]
    assert ("<form" in main, "<script" in page) == (False, False)


def test_sheet_to_fill_in_has_lines_for_train_date_and_officer(client, library):
    ResourceFactory(parent=library, slug="sheet", for_paper=True)
    ResourceFactory(parent=library, slug="other")

    line = re.search(r'<p class="paper">(.*?)</p>', text_of(client))[1]

    assert re.findall(r"<span>(.*?)</span>", line) == ["Train, container", "Date, time", "Officer"]
    assert 'class="paper"' not in text_of(client, INDEX + "other/")


@pytest.mark.parametrize("code", ["en", "ru"])
def test_checklist_of_the_demonstration_is_a_light_page(client, library, code):
    text = DemoFolder(FOLDER, say=str).read(f"library/checklist.{code}.yaml")
    body = [(kind, value) for part in text["body"] for kind, value in part.items()]
    page = ResourceFactory(parent=library, slug="sheet", title=text["title"], lead=text["lead"], body=body)

    response = client.get(page.url, headers={"accept-encoding": "identity"})

    assert "Content-Encoding" not in response
    assert len(response.content) <= MOST_OF_A_CHECKLIST
    assert response.content.count(b'type="checkbox"') == sum(
        len(value["items"]) for kind, value in body if kind == "ticks"
    )


# To download


def test_download_says_what_it_is_how_large_and_how_long_it_takes(client, library):
    document = DocumentFactory(title="Card", language="ru", content=b"%PDF-1.4\n" + b"%" * 120_000 + b"\n%%EOF\n")
    ResourceFactory(parent=library, slug="sheet", documents=[document])

    page = text_of(client)

    entry = re.search(r'<ul class="board">\s*<li>(.*?)</li>', page, re.S)[1]
    assert '<span class="small soft" lang="ru">Русский</span>' in entry
    assert re.search(r'<a href="(.*?)" hreflang="ru">Card</a>', entry)[1].startswith("/uploads/")
    assert "PDF, 120 kB, about 3 s at 400 kbit/s" in entry


def test_file_in_the_language_of_the_page_comes_first(client, library):
    english, russian = DocumentFactory(language="en", title="Card"), DocumentFactory(language="ru", title="Памятка")
    page = ResourceFactory(parent=library, slug="sheet", documents=[english, russian])
    in_russian(page, title="Памятка")

    def order(address):
        return re.findall(r'hreflang="\w+">(Card|Памятка)</a>', text_of(client, address))

    assert (order(ADDRESS), order("/ru/library/sheet/")) == (["Card", "Памятка"], ["Памятка", "Card"])


def test_deleted_document_is_left_out(client, library):
    kept, lost = DocumentFactory(title="Kept"), DocumentFactory(title="Lost")
    ResourceFactory(parent=library, slug="sheet", documents=[kept, lost])
    lost.delete()

    page, index = text_of(client), text_of(client, INDEX)

    assert ("Kept" in page, "Lost" in page, "1 file<" in index) == (True, False, True)


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 kB"), (47_400, "47 kB"), (999_999, "1000 kB"), (2_400_000, "2.4 MB")]
)
def test_size_is_said_in_words(size, words):
    assert size_words(size) == words


def test_long_download_is_told_in_minutes():
    assert [time_words(SLOW_LINE, size) for size in (50_000, 3_000_000, 20_000_000)] == [
        *("about 1 s at 400 kbit/s", "about 60 s at 400 kbit/s", "about 7 min at 400 kbit/s")
    ]


@given(st.integers(0, 10**12), st.integers(1, 10**9))
def test_time_on_a_line_is_never_less_than_the_bits_need(size, line):
    seconds = seconds_on(line, size)

    assert seconds * line >= size * 8
    assert seconds == 1 or (seconds - 1) * line < size * 8


# Who sees it


@pytest.mark.parametrize(
    ("label", "seen_by"),
    [
        (Label.CLEAR, {"stranger", "officer", "organiser"}),
        (Label.GREEN, {"officer", "organiser"}),
        (Label.AMBER, {"officer", "organiser"}),
        (Label.AMBER_STRICT, set()),
    ],
)
def test_label_decides_who_sees_page_list_and_topic(
    request, client_of, library, programme_office, officer, organiser, label, seen_by
):
    """Shared with the office: AMBER reaches its units, AMBER+STRICT does not."""
    page = ResourceFactory(parent=library, title="Seal card", slug="sheet", topics=[TopicFactory(code="CONT")])
    mark(page, label, shared_with=[programme_office])

    for who in ("stranger", "officer", "organiser"):
        client = client_of(request.getfixturevalue(who))
        expected = who in seen_by
        assert (client.get(ADDRESS).status_code == 200) is expected, who
        assert ("Seal card" in text_of(client, INDEX)) is expected, who
        assert ("Seal card" in text_of(client, "/en/topics/CONT/")) is expected, who


# The list


def test_facets_choose_by_kind_topic_and_language_together(client, library):
    rail = TopicFactory(name="Rail")
    ResourceFactory(parent=library, title="Sheet", topics=[rail])
    ResourceFactory(parent=library, title="Card", kind="reference_card", topics=[rail])
    ResourceFactory(
        parent=library, title="Бланк", slug="form", kind="form", body=[], documents=[DocumentFactory(language="ru")]
    )

    assert titles(text_of(client, INDEX)) == ["Card", "Sheet", "Бланк"]
    assert titles(text_of(client, f"{INDEX}?topic={rail.code}&kind=checklist")) == ["Sheet"]
    assert titles(text_of(client, f"{INDEX}?language=ru")) == ["Бланк"]
    assert titles(text_of(client, f"{INDEX}?language=ru&kind=checklist")) == []


def test_resource_is_offered_in_every_language_it_is_written_in(client, library):
    in_russian(ResourceFactory(parent=library, title="Sheet"), title="Лист")

    assert titles(text_of(client, f"{INDEX}?language=ru")) == ["Sheet"]
    assert titles(text_of(client, "/ru/library/?language=en")) == ["Лист"]


@pytest.mark.parametrize("query", ["topic=none", "kind=%00", "language=%22%27%3Cb%3E", "kind=" + "x" * 5000])
def test_facet_that_is_none_says_so(client, library, query):
    ResourceFactory(parent=library)

    page = text_of(client, f"{INDEX}?{query}")

    assert "No such resource yet." in page
    assert "<b>" not in page


def test_empty_library_says_so(client, library):
    assert "There is no resource you may see yet." in text_of(client, INDEX)


# In Russian


def test_translation_is_shown_in_russian(client, library):
    page = ResourceFactory(parent=library, slug="sheet", issued_on=date(2026, 11, 24))
    in_russian(page, title="Лист", body=[("ticks", {"title": "Пломба", "items": ["Держит."]})])

    russian = text_of(client, "/ru/library/sheet/")

    assert ("Лист" in russian, "Держит." in russian, "24 ноября 2026" in russian) == (True, True, True)
    assert '<main id="main">' in russian


def test_stand_in_says_in_which_language_it_is(client, library):
    ResourceFactory(parent=library, slug="sheet").copy_for_translation(language("ru"), alias=True)

    page = text_of(client, "/ru/library/sheet/")

    assert '<main id="main" lang="en">' in page
    assert ResourcePage.objects.count() == 2


# How much it asks


@pytest.mark.parametrize(("address", "most"), [(INDEX, 22), (ADDRESS, 24)])
def test_pages_ask_the_same_for_one_and_for_three(client, library, count_queries, address, most):
    topic = TopicFactory()
    resource = ResourceFactory(parent=library, slug="sheet", documents=[DocumentFactory()], topics=[topic])
    asked = []
    for more in (0, 2):
        for _resource in range(more):
            ResourceFactory(parent=library, documents=[DocumentFactory(), DocumentFactory()], topics=[topic])
        resource = ResourcePage.objects.get(pk=resource.pk)
        resource.files = [("file", DocumentFactory()) for _file in range(more + 1)]
        resource.save_revision().publish()
        client.get(address)
        with count_queries() as counted:
            assert client.get(f"{address}?again={more}").status_code == 200
        asked.append(counted.number)

    assert asked[0] == asked[1] <= most
