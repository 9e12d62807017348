"""The short way to a page is the way Wagtail would have gone, and it is forgotten when the tree changes."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.modules import ModuleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(modules_index):
    return ModuleFactory(parent=modules_index, title="Reading a seal")


def test_unpublished_page_is_gone_at_the_next_click(module, client, django_capture_on_commit_callbacks):
    before = client.get(module.url).status_code

    with django_capture_on_commit_callbacks(execute=True):
        module.unpublish()

    assert [before, client.get(module.url).status_code] == [200, 404]


def test_page_with_a_new_address_is_found_there_and_only_there(module, client, django_capture_on_commit_callbacks):
    old = module.url
    client.get(old)

    module.slug = "reading-a-seal-again"
    with django_capture_on_commit_callbacks(execute=True):
        module.save_revision().publish()

    assert client.get(old).status_code == 404
    assert client.get(type(module).objects.get(pk=module.pk).url).status_code == 200


def test_privacy_of_wagtail_holds_from_the_moment_it_is_set(module, client, django_capture_on_commit_callbacks):
    before = client.get(module.url).status_code

    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=module, restriction_type=PageViewRestriction.LOGIN)

    assert [before, client.get(module.url).status_code] == [200, 302]
