"""The search follows what is published, in the transaction of the change."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from content.services import put_page, put_translation
from core.search_kinds import search_kinds
from reference.models import GlossaryTerm, TermName
from search.models import Entry, EntryText
from tests.factories.content import in_russian
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.reference import TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(site, modules_index):
    return ModuleFactory(parent=modules_index, title="Kingfisher", slug="kingfisher")


def publish(page, **fields):
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_draft_is_not_found_until_it_is_published(stranger, modules_index, site, titles):
    draft = ModuleFactory(parent=modules_index, title="Kingfisher", live=False)
    before = titles(stranger, "kingfisher")

    publish(draft)

    assert (before, titles(stranger, "kingfisher")) == ([], ["Kingfisher"])


def test_unpublished_draft_of_a_page_is_not_found(stranger, module, titles):
    module.lead = "Woodpecker"
    module.save_revision()

    assert titles(stranger, "woodpecker") == []


def test_new_text_takes_the_place_of_the_old(stranger, module, titles):
    publish(module, title="Woodpecker")

    assert [titles(stranger, word) for word in ("kingfisher", "woodpecker")] == [[], ["Woodpecker"]]


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_what_is_taken_away_is_not_found(act, stranger, module, titles):
    LessonFactory(parent=module, title="Kingfisher lesson")
    module = type(module).objects.get(pk=module.pk)

    if act == "delete":
        module.delete()
    else:
        module.unpublish()

    left = {"delete": [], "unpublish": ["Kingfisher lesson"]}  # a lesson is published by itself
    assert titles(stranger, "kingfisher") == left[act]


def test_translation_taken_away_leaves_the_original(stranger, module, titles):
    russian = in_russian(module, title="Зимородок")

    russian.unpublish()

    assert [titles(stranger, word, language="ru") for word in ("зимородок", "kingfisher")] == [[], ["Kingfisher"]]


def test_stand_in_becomes_a_document_when_it_is_translated(stranger, module, home, titles):
    call_command("prepare_site", verbosity=0)  # Russian follows English
    fields = {"title": "Heron", "code": "H"}
    page = put_page(model=type(module), parent=module.get_parent(), slug="put", locale=home.locale, fields=fields)
    stand_in = page.get_translations().get(locale__language_code="ru")
    call_command("index_search", verbosity=0)
    before = list(Entry.objects.filter(title="Heron").values_list("language", flat=True))

    put_translation(source=page, locale=stand_in.locale, fields={"title": "Цапля"})

    assert (before, titles(stranger, "цапля", language="ru")) == (["en"], ["Цапля"])


def test_lessons_follow_their_module_to_its_new_address(stranger, module, found_by, django_capture_on_commit_callbacks):
    LessonFactory(parent=module, title="Woodpecker", slug="woodpecker")

    with django_capture_on_commit_callbacks(execute=True):  # Wagtail tells of it after the commit
        publish(module, slug="heron")

    assert [result.address for result in found_by(stranger, "woodpecker").results] == [
        "/en/best-practices/heron/woodpecker/"
    ]


def test_change_that_is_taken_back_leaves_the_search_as_it_was(stranger, module, titles):
    with transaction.atomic():
        publish(module, title="Woodpecker")
        transaction.set_rollback(True)

    assert [titles(stranger, word) for word in ("kingfisher", "woodpecker")] == [["Kingfisher"], []]


def test_term_follows_its_names(stranger, home, titles):
    term = TermFactory()
    TermName.objects.create(term=term, language="pl", text="przeładunek")
    with_polish = titles(stranger, "przeladunek")
    term.names.get(language="pl").delete()

    assert (with_polish, titles(stranger, "przeladunek")) == (["Gauge break"], [])
    GlossaryTerm.objects.all().delete()
    assert Entry.objects.count() == 0


def everything():
    entries = list(Entry.objects.order_by("pk").values())
    return entries, list(EntryText.objects.order_by("pk").values())


def test_building_anew_gives_what_the_changes_gave(module):
    LessonFactory(parent=module)
    in_russian(module, title="Зимородок")
    TermFactory(name_ru="Смена колеи")
    before = everything()

    call_command("index_search", verbosity=0)

    assert everything() == before
    assert {entry["kind"] for entry in before[0]} == {"module", "lesson", "term"}


def test_building_anew_mends_what_is_wrong(stranger, module, titles):
    Entry.objects.all().delete()
    Entry.objects.create(kind="gone", code="a", language="en", thing=1, title="Gone", address="/")
    Entry.objects.create(kind="module", code="b", language="en", thing=2, title="Stray", address="/")

    call_command("index_search", verbosity=0)

    assert list(Entry.objects.values_list("title", flat=True)) == ["Kingfisher"]
    assert titles(stranger, "kingfisher") == ["Kingfisher"]


def test_one_row_for_one_identity(module):
    entry = Entry.objects.get()
    entry.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


@pytest.mark.parametrize("kind", search_kinds(), ids=lambda kind: kind.name)
def test_every_kind_answers_for_no_keys_and_for_all(kind, db):
    assert (list(kind.finder(set())), list(kind.finder(None))) == ([], [])
