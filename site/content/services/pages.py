"""Putting texts into the tree from code."""

import json
from typing import Any, TypeVar

from django.db import transaction
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail_localize.synctree import create_aliases_for_new_page

from content.models import BasePage

AnyPage = TypeVar("AnyPage", bound=BasePage)


@transaction.atomic
def put_page(*, model: type[AnyPage], parent: Page, slug: str, locale: Locale, fields: dict[str, Any]) -> AnyPage:
    """Create and publish a page below a parent, or bring the one of that slug up to date.

    New pages get their stand-ins in the languages that follow this one. Nothing is written, and no
    revision made, if the page already says the same.
    """
    page = model.objects.child_of(parent).filter(slug=slug).first()
    if page is None:
        page = model(slug=slug, locale=locale, **_plain(model, fields))
        parent.add_child(instance=page)
        _set_relations(page, fields)
        page.save_revision().publish()
        create_aliases_for_new_page(page)
        return page
    return _update(page, fields)


@transaction.atomic
def put_translation(*, source: AnyPage, locale: Locale, fields: dict[str, Any]) -> AnyPage:
    """Publish the translation of a page, in place of the alias that stood in for it, or bring it up to date."""
    translation = source.get_translation_or_none(locale)
    if translation is None:
        translation = source.copy_for_translation(locale, copy_parents=True)
    elif translation.alias_of_id is not None:
        translation.alias_of = None
        translation.save(update_fields=["alias_of"])
    elif translation.live:
        return _update(translation, fields)
    return _update(translation, fields, always=True)


@transaction.atomic
def put_missing_translation(*, source: AnyPage, locale: Locale, fields: dict[str, Any]) -> None:
    """Publish the translation of a page where it has none yet; what somebody has written there stays."""
    if not source.get_translations().filter(locale=locale, alias_of__isnull=True).exists():
        put_translation(source=source, locale=locale, fields=fields)


@transaction.atomic
def put_index(*, model: type[AnyPage], slug: str, texts: dict[str, dict[str, Any]]) -> None:
    """Create the page of a part of the site below the home page, and its translations where they are missing.

    `texts`: fields by language, the source language first. Somebody's own text is left alone, and so is a
    site that has such a page, but none in the source language.
    """
    locales = Locale.objects.in_bulk(list(texts), field_name="language_code")
    code, *others = texts
    index = model.objects.filter(locale=locales[code]).first()
    if index is None:
        if model.objects.exists():
            return
        home = Page.objects.get(depth=2, locale=locales[code])
        index = put_page(model=model, parent=home, slug=slug, locale=locales[code], fields=texts[code])
    for other in others:
        if other in locales:
            put_missing_translation(source=index, locale=locales[other], fields=texts[other])


@transaction.atomic
def draft_page(*, model: type[AnyPage], parent: Page, user: Any, fields: dict[str, Any]) -> AnyPage:
    """Create an unpublished page below a parent, in the parent's language, owned by a person.

    Its first revision is theirs; its stand-ins in other languages are as unpublished as it is.
    """
    page = model(locale=parent.locale, live=False, owner=user, **_plain(model, fields))
    parent.add_child(instance=page)
    _set_relations(page, fields)
    page.save()
    page.save_revision(user=user, log_action=True)
    create_aliases_for_new_page(page)
    return page


def _plain(model: type[BasePage], fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if not model._meta.get_field(name).many_to_many} | {
        name: json.dumps(value, ensure_ascii=False)
        for name, value in fields.items()
        if isinstance(model._meta.get_field(name), StreamField)
    }


def _set_relations(page: BasePage, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if page._meta.get_field(name).many_to_many:
            getattr(page, name).set(value)


def _update(page: AnyPage, fields: dict[str, Any], *, always: bool = False) -> AnyPage:
    if not always and all(_says(page, name, value) for name, value in fields.items()):
        return page
    for name, value in _plain(type(page), fields).items():
        setattr(page, name, value)
    _set_relations(page, fields)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _says(page: BasePage, name: str, value: Any) -> bool:
    """Whether a field already has this value; blocks are compared without their ids."""
    field = page._meta.get_field(name)
    if field.many_to_many:
        return {row.pk for row in getattr(page, name).all()} == {row.pk for row in value}
    if isinstance(field, StreamField):
        return _without_ids(list(getattr(page, name).raw_data)) == _without_ids(
            list(field.to_python(json.dumps(value)).raw_data)
        )
    return bool(getattr(page, name) == value)


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_ids(part) for key, part in value.items() if key != "id"}
    return [_without_ids(part) for part in value] if isinstance(value, list) else value
