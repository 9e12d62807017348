"""Pages: published, in English, below a given parent; their Russian translations and their marking."""

from typing import Any, TypeVar

import factory
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from accounts.models import User
from content.handling import Handling
from content.models import BasePage
from content.services import mark as mark_key
from content.services import mark_page
from core.labels import Label
from home.models import HomePage, StandardPage
from tests.factories.accounts import AdministratorFactory

Translatable = TypeVar("Translatable", bound=Any)


def language(code: str) -> Locale:
    """The locale of a language, made when it is asked for the first time."""
    return Locale.objects.get_or_create(language_code=code)[0]


def release(page: Any, revision: Any = None) -> None:
    """Publish the latest draft of a page, or an older one, as somebody else than who wrote it."""
    somebody = User.objects.filter(username="somebody-else").first() or AdministratorFactory(username="somebody-else")
    (revision or page.latest_revision).publish(user=somebody)


def in_russian(original: Translatable, **fields: Any) -> Translatable:
    """The published Russian translation of a page, question or quiz, with these fields changed.

    The parent of a page must have its translation already. The original is read afresh, as an editor would.
    """
    original = type(original)._default_manager.get(pk=original.pk)
    translation = original.copy_for_translation(language("ru"))
    for name, value in fields.items():
        setattr(translation, name, value)
    if translation.pk is None:
        translation.save()
    translation.save_revision(clean=False).publish()
    translation.refresh_from_db()
    return translation


def mark(thing: Any, label: Label, **terms: Any) -> Handling:
    """Mark a page with its parts, or a single marked thing; `terms` as for `content.services.mark`."""
    if isinstance(thing, BasePage):
        return mark_page(page=type(thing)._default_manager.get(pk=thing.pk), label=label, **terms)
    return mark_key(key=thing.handling_key, label=label, **terms)


class BasePageFactory(DjangoModelFactory):
    """Every page needs a title and a parent; `live=False` leaves it a draft."""

    slug = factory.LazyAttribute(lambda made: slugify(made.title))
    live = True

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[BasePage], *args: Any, **kwargs: Any) -> BasePage:
        parent, live = kwargs.pop("parent"), kwargs.pop("live")
        topics = kwargs.pop("topics", ())
        parent = type(parent)._default_manager.get(pk=parent.pk)  # the tree may have grown since it was loaded
        locale = kwargs.pop("locale", None) or (parent.locale if parent.depth > 1 else language("en"))
        page = parent.add_child(instance=model_class(live=False, locale=locale, **kwargs))
        if topics:
            page.topics = topics
            page.save()
        if live:
            page.save_revision().publish()
            page.refresh_from_db()
        return page


class HomePageFactory(BasePageFactory):
    title = "Corridor"
    slug = "home"
    headline = "From one border to the next"

    class Meta:
        model = HomePage


class StandardPageFactory(BasePageFactory):
    title = factory.Sequence(lambda n: f"Plain page {n}")

    class Meta:
        model = StandardPage
