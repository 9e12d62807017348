"""The files of a resource are seen by those who see it, at their own address too."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from content.visibility import handling_of
from core.labels import Label
from media.files.models import SiteDocument
from media.library.models import ResourcePage
from tests.factories.content import in_russian, mark
from tests.factories.files import DocumentFactory
from tests.factories.library import ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(db):
    return DocumentFactory(title="Card")


def label_of(document):
    return handling_of(SiteDocument.objects.get(pk=document.pk)).label


def address_of(document):
    """Its address now: a marking makes a new one."""
    return SiteDocument.objects.get(pk=document.pk).url


def test_file_of_a_public_resource_is_public(client, library, document):
    before = label_of(document)
    ResourceFactory(parent=library, documents=[document])

    assert (before, label_of(document)) == ("TLP:GREEN", "TLP:CLEAR")
    assert client.get(address_of(document)).status_code == 200


def test_file_of_an_amber_resource_is_not_found_by_others_at_any_address(
    client, client_of, officer, organiser, library, document, pcu_east
):
    page = ResourceFactory(parent=library, documents=[document])
    public = address_of(document)

    mark(page, Label.AMBER, owner=pcu_east, shared_with=[pcu_east])

    now = address_of(document)
    assert public != now
    assert [client.get(address).status_code for address in (public, now)] == [404, 404]
    assert [client_of(organiser).get(address).status_code for address in (public, now)] == [404, 404]
    assert client_of(officer).get(now).status_code == 200


def test_file_added_to_a_marked_resource_is_marked_when_it_is_published(library, document, pcu_east):
    page = ResourceFactory(parent=library)
    mark(page, Label.AMBER_STRICT, owner=pcu_east)

    page = ResourcePage.objects.get(pk=page.pk)
    page.files = [("file", document)]
    page.save_revision().publish()

    assert label_of(document) == "TLP:AMBER+STRICT"


def typed(page, *documents):
    """What the form of a resource sends."""
    fields = {name: getattr(page, name) for name in ("title", "slug", "kind", "check_status")}
    comments = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    files = streamfield([("file", document.pk) for document in documents])
    return nested_form_data(fields | {"body": streamfield([]), "files": files, "comments": comments})


def save_draft(client, page, *documents):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), typed(page, *documents))


def test_file_of_a_draft_is_closed_at_once_and_opened_only_by_publishing(
    client_of, administrator, library, document, pcu_east
):
    amber, clear = ResourceFactory(parent=library), ResourceFactory(parent=library)
    mark(amber, Label.AMBER, owner=pcu_east)
    other = DocumentFactory()

    answers = [save_draft(client_of(administrator), *both) for both in ((amber, document), (clear, other))]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert (label_of(document), label_of(other)) == ("TLP:AMBER", "TLP:GREEN")


def test_file_of_another_resource_is_refused_at_the_field(client_of, administrator, library, document):
    ResourceFactory(parent=library, title="First", documents=[document])
    second = ResourceFactory(parent=library)

    answer = save_draft(client_of(administrator), second, document)

    assert answer.status_code == 200
    assert answer.context["form"].errors["files"] == [
        "“Card” belongs to “First” already. Add it as a document of its own."
    ]
    assert "belongs to" in answer.content.decode()


def test_file_marked_more_strictly_is_refused(library, document, pcu_east):
    mark(document, Label.AMBER, owner=pcu_east)

    with pytest.raises(ValidationError, match="more strictly marked"):
        ResourceFactory(parent=library, documents=[document])

    assert label_of(document) == "TLP:AMBER"


def test_resource_without_text_and_file_is_refused(library):
    with pytest.raises(ValidationError, match="at least one file"):
        ResourceFactory(parent=library, body=[])


def test_unpublished_resource_takes_its_file_from_the_public(client, library, document):
    page = ResourceFactory(parent=library, documents=[document])
    public = address_of(document)

    page.unpublish()

    assert label_of(document) == "TLP:GREEN"
    assert [client.get(address).status_code for address in (public, address_of(document))] == [404, 404]


def test_file_stays_public_while_another_language_is_published(client, library, document):
    page = ResourceFactory(parent=library, documents=[document])
    in_russian(page, title="Памятка")

    page.unpublish()

    assert client.get(address_of(document)).status_code == 200


def test_translation_brings_the_same_files(client, library, document):
    page = ResourceFactory(parent=library, documents=[document])
    russian = in_russian(page, title="Памятка")

    assert russian.document_ids == [document.pk]
    assert address_of(document) in client.get(russian.url).content.decode()


def test_file_closed_by_itself_is_not_named_on_its_page(client, client_of, officer, library, document, pcu_east):
    page = ResourceFactory(parent=library, documents=[document])
    mark(document, Label.AMBER, owner=pcu_east)

    strangers, officers = (browser.get(page.url).content.decode() for browser in (client, client_of(officer)))

    assert ("Card" in strangers, "The files of this resource are not for you." in strangers) == (False, True)
    assert address_of(document) in officers
