"""The site in Kazakh, over texts that are not: what an officer reads, in which language, and what is said of it."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from wagtail.models import Locale

from best_practices.modules.models import ModuleIndexPage
from content.services import put_page, put_translation
from home.models import StandardPage
from search.queries.stand_ins import stand_ins

pytestmark = pytest.mark.django_db

UNREVIEWED = "No administration has checked yet how Corridor speaks this language. Tell us of mistakes."


def put(home, *, in_russian):
    page = put_page(
        model=StandardPage,
        parent=home,
        slug="about-us",
        locale=home.locale,
        fields={"title": "About us", "lead": "We."},
    )
    if in_russian:
        russian = Locale.objects.get(language_code="ru")
        put_translation(source=page, locale=russian, fields={"title": "О нас", "lead": "Мы."})
    return page


@pytest.mark.parametrize(
    ("in_russian", "title", "language"), [(True, "О нас", "ru"), (False, "About us", "en")], ids=["ru", "en"]
)
def test_text_that_is_not_in_kazakh_is_read_in_russian_else_in_english(in_russian, title, language, prepared, home):
    put(home, in_russian=in_russian)

    page = Client().get("/kk/about-us/").content.decode()

    assert f"<h1>{title}</h1>" in page
    assert '<html lang="kk">' in page
    assert f'<main id="main" lang="{language}">' in page
    assert f'<link rel="canonical" href="/{language}/about-us/">' in page
    with translation.override("kk"):
        assert translation.gettext("Skip to content") in page


@pytest.mark.parametrize(("language", "said"), [("en", False), ("ru", False), ("kk", True)])
def test_readers_are_told_what_nobody_has_checked(language, said, prepared):
    page = Client().get(f"/{language}/").content.decode()

    with translation.override(language):
        assert (translation.gettext(UNREVIEWED) in page) is said


def test_index_written_by_somebody_is_left_alone(prepared):
    index = ModuleIndexPage.objects.get(locale__language_code="kk")
    index.title = "Оқыту"
    index.save_revision().publish()

    call_command("prepare_site", verbosity=0)

    assert ModuleIndexPage.objects.get(locale__language_code="kk").title == "Оқыту"


def test_site_from_before_gets_its_pages_in_kazakh(prepared):
    ModuleIndexPage.objects.filter(locale__language_code="kk").first().delete()

    call_command("prepare_site", verbosity=0)

    assert ModuleIndexPage.objects.get(locale__language_code="kk").title == "Модульдер"


def test_what_is_found_in_russian_opens_among_the_kazakh_pages(prepared, home):
    put(home, in_russian=True)

    found = stand_ins(["/ru/about-us/", "/en/about-us/", "/ru/gone/", "/ru/glossary/#t-seal"], language="kk")

    assert found == {
        "/ru/about-us/": "/kk/about-us/",
        "/en/about-us/": "/kk/about-us/",
        "/ru/glossary/#t-seal": "/kk/glossary/#t-seal",
    }
