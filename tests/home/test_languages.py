"""One text in two languages: put there by code or by an editor, and shown honestly while it is untranslated."""

import re

import pytest
from django.test import Client
from wagtail.models import Locale, Page, Revision
from wagtail.test.utils.form_data import nested_form_data, streamfield

from best_practices.modules.models import LessonPage, ModulePage
from content.services import put_page, put_translation
from home.models import StandardPage
from reference.models import Topic

pytestmark = pytest.mark.django_db

TEXT = [{"type": "heading", "value": "One"}, {"type": "text", "value": "<p>Two.</p>"}]


@pytest.fixture
def russian(prepared):
    return Locale.objects.get(language_code="ru")


def put(home, **change):
    fields = {"title": "About us", "lead": "Who we are.", "body": TEXT} | change
    return put_page(model=StandardPage, parent=home, slug="about-us", locale=home.locale, fields=fields)


def written():
    """How many pages and revisions there are."""
    return Page.objects.count(), Revision.objects.count()


def test_page_is_put_once_with_a_stand_in_in_russian(prepared, home, russian):
    page = put(home)

    stand_in = page.get_translation(russian)
    assert (page.live, page.url, stand_in.url) == (True, "/en/about-us/", "/ru/about-us/")
    assert (stand_in.alias_of_id, stand_in.uuid == page.uuid) == (page.pk, False)


def test_putting_the_same_again_writes_nothing(prepared, home):
    topic = Topic.objects.create(slug="profiling", code="PROF")
    page = put(home, topics=[topic])
    before = written(), page.latest_revision_id

    again = put(home, topics=[topic])

    assert ((written(), again.latest_revision_id), again) == (before, page)


@pytest.mark.parametrize(
    "change", [{"title": "About"}, {"lead": ""}, {"body": TEXT[:1]}, {"body": TEXT[::-1]}, {"topics": []}]
)
def test_putting_something_else_publishes_it(change, prepared, home):
    topic = Topic.objects.create(slug="profiling", code="PROF")
    page = put(home, topics=[topic])
    revisions = page.revisions.count()

    put(home, **({"topics": [topic]} | change))

    page = StandardPage.objects.get(pk=page.pk)
    assert (page.revisions.count(), page.live) == (revisions + 1, True)
    assert page.live_revision_id == page.latest_revision_id


def test_stand_in_follows_its_source(prepared, home, russian):
    page = put(home)

    put(home, title="About the programme")

    assert StandardPage.objects.get(pk=page.get_translation(russian).pk).title == "About the programme"


def test_translation_takes_the_place_of_the_stand_in(prepared, home, russian):
    page = put(home)
    stand_in = page.get_translation(russian)

    translation = put_translation(source=page, locale=russian, fields={"title": "О нас", "lead": "Кто мы."})

    assert (translation.pk, translation.alias_of_id, translation.title) == (stand_in.pk, None, "О нас")
    assert translation.uuid == stand_in.uuid


def test_putting_the_same_translation_again_writes_nothing(prepared, home, russian):
    page = put(home)
    put_translation(source=page, locale=russian, fields={"title": "О нас", "body": TEXT})
    before = written()

    put_translation(source=page, locale=russian, fields={"title": "О нас", "body": TEXT})

    assert written() == before


# Not yet translated


def put_module(index):
    fields = {"title": "Gauge", "code": "G"}
    return put_page(model=ModulePage, parent=index, slug="gauge", locale=index.locale, fields=fields)


def test_untranslated_module_is_shown_in_english_and_says_so(prepared, modules_index):
    module = put_module(modules_index)
    put_page(model=LessonPage, parent=module, slug="one", locale=module.locale, fields={"title": "One", "code": "G1"})

    answers = [Client().get(f"/ru/best-practices/gauge/{path}") for path in ("", "one/")]

    shown = [(answer.context["main_language"], answer.context["shown_in"]) for answer in answers]
    assert shown == [("en", "English")] * 2
    for answer, path in zip(answers, ("", "one/"), strict=True):
        html = answer.content.decode()
        assert [part in html for part in ('<html lang="ru"', 'lang="en"', "English")] == [True] * 3
        assert re.findall(r'rel="canonical" href="([^"]+)"', html) == [f"/en/best-practices/gauge/{path}"]


def test_translated_module_has_no_banner(prepared, modules_index, russian):
    module = put_module(modules_index)
    put_translation(source=module, locale=russian, fields={"title": "Колея"})

    answer = Client().get("/ru/best-practices/gauge/")

    assert (answer.context["main_language"], answer.context["shown_in"], answer.context["canonical"]) == ("", "", "")
    assert "Колея" in answer.content.decode()


def test_stand_in_is_not_in_the_sitemap(prepared, home, russian):
    put(home)

    text = Client().get("/sitemap.xml").content.decode()

    assert ["/en/about-us/" in text, "/ru/about-us/" in text] == [True, False]


# By an editor


def form(**change):
    """What the editor of a plain page sends."""
    fields = {"title": "New page", "slug": "new-page", "lead": "Short.", "body": streamfield([]), "comments": []}
    return nested_form_data(fields | {"action-publish": "1", "comments": {}} | change) | {
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }


def test_page_made_in_the_admin_gets_its_stand_in(prepared, home, russian, client_of, administrator):
    answer = client_of(administrator).post(f"/admin/pages/add/home/standardpage/{home.pk}/", form())

    page = StandardPage.objects.get(slug="new-page", locale=home.locale)
    assert answer.status_code == 302
    assert page.get_translation(russian).alias_of_id == page.pk


@pytest.mark.parametrize("slug", ["desk", "admin", "accounts", "quiz", "ru", "en", "uploads", "me"])
def test_reserved_slug_is_refused_at_its_field_and_nothing_typed_is_lost(
    slug, prepared, home, client_of, administrator
):
    answer = client_of(administrator).post(f"/admin/pages/add/home/standardpage/{home.pk}/", form(slug=slug))

    refused = answer.context["form"]
    assert (answer.status_code, dict(refused.errors)) == (
        200,
        {"slug": [f"“{slug}” is an address of the site itself. Choose another one."]},
    )
    assert [refused[name].value() for name in ("title", "slug", "lead")] == ["New page", slug, "Short."]
    assert not StandardPage.objects.filter(slug=slug).exists()
