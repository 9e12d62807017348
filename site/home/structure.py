"""What home brings to every installation: languages, home pages, the site, plain pages, groups."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from accounts.choices import EDITING_ROLES, Role
from content.services import put_missing_translation, put_page
from core.languages import reading_order
from home.models import HomePage, StandardPage

TEXTS = Path(__file__).resolve().parent / "pages.yaml"
PUBLISHERS = frozenset({Role.REVIEWER, Role.STAFF, Role.ADMINISTRATOR})
KEEPERS_OF_THE_TREE = frozenset({Role.STAFF, Role.ADMINISTRATOR})
"""Who changes what an organisation is part of: what reaches its people hangs on it."""
TRANSLATORS = frozenset({Role.TRANSLATOR, Role.STAFF, Role.ADMINISTRATOR})


def build() -> None:
    """Create what is missing; leave alone what is there."""
    texts = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    home = _home_pages(texts["home"])
    for number, entry in enumerate(texts["pages"]):
        _plain_page(home, entry, number)
    _groups()


def _locales() -> list[Locale]:
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES]
    known = {locale.language_code: locale for locale in locales}
    for locale in locales[1:]:
        instead = next(code for code in reading_order(locale.language_code)[1:] if code in known)
        LocaleSynchronization.objects.get_or_create(locale=locale, defaults={"sync_from": known[instead]})
    return locales


def _home_pages(texts: dict[str, dict[str, Any]]) -> HomePage:
    source, *others = _locales()
    root = Page.get_first_root_node()
    home = HomePage.objects.filter(locale=source).first()
    if home is None:
        Site.objects.all().delete()
        for welcome in root.get_children():  # the page Wagtail makes for a new database
            if not isinstance(welcome.specific, HomePage):
                welcome.delete()
        root = Page.get_first_root_node()
        home = put_page(model=HomePage, parent=root, slug="home", locale=source, fields=texts[source.language_code])
    for locale in others:
        if locale.language_code in texts:
            fields = texts[locale.language_code] | {"slug": f"home-{locale.language_code}"}
            put_missing_translation(source=home, locale=locale, fields=fields)
    if not Site.objects.exists():
        address = urlsplit(settings.BASE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        Site.objects.create(
            hostname=address.hostname or "localhost",
            port=port,
            root_page=home,
            is_default_site=True,
            site_name="Corridor",
        )
    return home


def _plain_page(home: HomePage, entry: dict[str, Any], number: int) -> None:
    page = StandardPage.objects.filter(slug=entry["slug"], locale=home.locale).first()
    if page is None:
        if StandardPage.objects.filter(slug=entry["slug"]).exists():
            return
        page = put_page(
            model=StandardPage, parent=home, slug=entry["slug"], locale=home.locale, fields=_fields(entry["en"])
        )
    for code, _name in settings.LANGUAGES[1:]:
        if code in entry:
            locale = Locale.objects.get(language_code=code)
            put_missing_translation(source=page, locale=locale, fields=_fields(entry[code]))


def _fields(text: dict[str, Any]) -> dict[str, Any]:
    body = [{"type": kind, "value": value} for part in text["body"] for kind, value in part.items()]
    return {"title": text["title"], "lead": text.get("lead", ""), "body": body}


def _groups() -> None:
    root, files = Page.get_first_root_node(), Collection.get_first_root_node()
    admin = Permission.objects.get(codename="access_admin")
    for role in sorted(EDITING_ROLES):
        group, _created = Group.objects.get_or_create(name=role.name.title())
        group.permissions.add(admin, *_text_permissions(publish=role in PUBLISHERS))
        tree = Permission.objects.filter(content_type__app_label="reference", content_type__model="organisation")
        if role not in KEEPERS_OF_THE_TREE:
            group.permissions.remove(*tree.exclude(codename__startswith="view"))
        if role in TRANSLATORS:
            group.permissions.add(Permission.objects.get(codename="submit_translation"))
        for permission in _file_permissions():
            GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=permission)
        for act in ("add", "change", *(("publish",) if role in PUBLISHERS else ())):
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{act}_page")
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _file_permissions() -> list[Permission]:
    """Wagtail keeps the permissions of custom image and document models on its own ones."""
    return list(
        Permission.objects.filter(content_type__model__in=["image", "document", "media"])
        .filter(content_type__app_label__in=["wagtailimages", "wagtaildocs", "wagtailmedia"])
        .exclude(codename__regex="^(delete|view)_")
    )


def _text_permissions(*, publish: bool) -> list[Permission]:
    """Questions, quizzes and reference data; publishing only for those who may publish pages."""
    found = Permission.objects.filter(content_type__app_label__in=["quizzes", "reference"]).exclude(
        codename__startswith="delete"
    )
    found = found.filter(content_type__model__in=["question", "quiz"]) | found.filter(
        content_type__app_label="reference"
    )
    return list(found if publish else found.exclude(codename__startswith="publish"))
