"""Who decides on a resource sees which of its files carry a marking, or could not be checked for one."""

import pytest
from django.core.management import call_command

from accounts.choices import Role
from content.services import submit_for_review
from core.slots import fillings
from media.library.models import ResourcePage
from media.library.slots import files_to_look_at
from tests.factories.accounts import PersonFactory
from tests.factories.files import DocumentFactory
from tests.factories.library import ResourceFactory
from tests.media.files.stamped import docx_with_header
from tests.visits.records.papers import SCANNED, docx

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(library, border_post_west):
    call_command("prepare_site", verbosity=0)
    return PersonFactory(username="reviewer", organisation=border_post_west, role=Role.REVIEWER)


def test_reviewer_sees_them_and_not_the_others(library, reviewer, client_of):
    documents = [
        DocumentFactory(title="A scan", name="a.pdf", content=SCANNED),
        DocumentFactory(title="A text", name="a.docx", content=docx("Words.")),
        DocumentFactory(
            title="A form", name="b.docx", content=docx_with_header("Секретно"), marking_reason="A blank form."
        ),
    ]
    page = ResourceFactory(parent=library, documents=documents)
    page.save_revision()
    submit_for_review(page=ResourcePage.objects.get(pk=page.pk), user=reviewer)

    shown = client_of(reviewer).get(f"/en/desk/review/{page.pk}/").content.decode()

    section = shown[shown.index('id="markings"') : shown.index('id="decision"')]
    assert [document.title in section for document in documents] == [True, False, True]
    assert "It says “Секретно”, and is kept because: A blank form." in section


def test_it_needs_no_more_queries_for_more_files(library, reviewer, client_of, count_queries):
    numbers = []
    for count in (1, 3):
        documents = [DocumentFactory(name="a.pdf", content=SCANNED) for _number in range(count)]
        page = ResourceFactory(parent=library, documents=documents)
        page.save_revision()
        submit_for_review(page=ResourcePage.objects.get(pk=page.pk), user=reviewer)
        client = client_of(reviewer)
        client.get(f"/en/desk/review/{page.pk}/")
        with count_queries() as counted:
            client.get(f"/en/desk/review/{page.pk}/")
        numbers.append(counted.number)

    assert numbers[0] == numbers[1]
    assert [filling.queries for filling in fillings("review.main") if filling.filler is files_to_look_at] == [4]
