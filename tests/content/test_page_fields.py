"""A field of a page must not take the name of something Wagtail's page does."""

from django.apps import apps
from wagtail.models import Page

from content.models import BasePage


def hidden(names):
    """Names that are methods or attributes of every page; its own columns are no surprise."""
    columns = {field.name for field in BasePage._meta.get_fields()} | {field.name for field in Page._meta.get_fields()}
    return sorted(name for name in names if hasattr(Page, name) and name not in columns)


def test_no_field_hides_what_a_page_does():
    found = {
        model.__name__: names
        for model in apps.get_models()
        if issubclass(model, BasePage) and (names := hidden(field.name for field in model._meta.local_fields))
    }

    assert found == {}


def test_a_field_that_hides_the_way_to_a_page_is_seen():
    assert hidden(["lead", "route", "title", "serve"]) == ["route", "serve"]
