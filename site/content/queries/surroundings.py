"""What a page needs around its text: labels, languages, where it stands. Kept until the content changes."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from content.languages import language_shown
from content.models import HOME_DEPTH, BasePage
from content.version import cached
from content.visibility import handling_of
from core.context import AUTONYMS


@dataclass(frozen=True)
class Surroundings:
    """Plain values, the same for everyone who may see the page.

    `trail`: (title, address) of the pages above it. `languages`: (code, autonym, address) of its other
    languages. `tree`: the language of the tree it stands in, `language`: the one its text is in.
    `canonical`: the address of the source, if this is a stand-in.
    """

    trail: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str, str], ...]
    tree: str
    language: str
    canonical: str

    @property
    def stand_in(self) -> bool:
        """Whether the page shows a text of another language until its own is written."""
        return self.language != self.tree


class Addresses:
    """Addresses of pages; however many are asked for, the roots of the sites are looked up at most once."""

    def __init__(self) -> None:
        # Wagtail looks for its roots on whatever it is given: a request, or this.
        self._wagtail_cached_site_root_paths = site_roots()

    def of(self, page: Any) -> str:
        """The path of a page, or nothing if it has none."""
        parts = page.get_url_parts(self)
        return (parts[2] or "") if parts else ""


def site_roots() -> list[Any]:
    """Wagtail's (site, path of its root in the tree, address, language), from the cache, else 1 query or a few."""
    return cached("roots", Site.get_site_root_paths)


def page_at(path: str, *, language: str) -> Page | None:
    """The published page at a path below `/<language>/`, of its own class (1 query once it is known, else 2).

    Wagtail's walk down the tree would ask twice for each step. None leaves the path to that walk: with more
    sites than one, or no such page.
    """
    roots = [root for root in site_roots() if root.language_code == language]
    if len(roots) != 1:
        return None
    url_path = "/".join([roots[0].root_path.rstrip("/"), *(part for part in path.split("/") if part), ""])
    known = cached(f"page-at:{url_path}", lambda: _class_and_pk(url_path))
    if known is None:
        return None
    model, pk = known
    return apps.get_model(model).objects.live().select_related("locale").filter(pk=pk).first()


def _class_and_pk(url_path: str) -> tuple[str, int] | None:
    slug = url_path.split("/")[-2]  # it has an index, the path has none
    found = Page.objects.live().filter(slug=slug, url_path=url_path).first()
    return (found.specific_class._meta.label, found.pk) if found and found.specific_class else None


def surroundings(page: Any) -> Surroundings:
    """Where a page stands (from the cache, else 5 queries at most)."""
    if page.pk is None:
        return Surroundings((), (), page.locale.language_code, page.locale.language_code, "")
    return cached(f"surroundings:{page.pk}:{get_language()}", lambda: _surroundings(page))


def _surroundings(page: Any) -> Surroundings:
    addresses = Addresses()
    trail = tuple(
        (_("Home") if ancestor.depth == HOME_DEPTH else ancestor.title, addresses.of(ancestor))
        for ancestor in page.get_ancestors().filter(depth__gt=1).order_by("depth")
    )
    siblings = (
        Page.objects.filter(translation_key=page.translation_key, live=True)
        .exclude(pk=page.pk)
        .select_related("locale")
    )
    languages = tuple(
        (code, AUTONYMS.get(code, code), address)
        for code, address in ((other.locale.language_code, addresses.of(other)) for other in siblings)
        if address
    )
    tree, shown = page.locale.language_code, language_shown(page)
    canonical = "" if shown == tree else next((address for code, _name, address in languages if code == shown), "")
    return Surroundings(trail, languages, tree, shown, canonical)


def page_context(request: HttpRequest, page: Any) -> dict[str, Any]:
    """The template context every page view begins with. `text_language`: the one the page's text is in."""
    around = surroundings(page)
    handling = handling_of(page) if page.pk else None
    return {
        "page": page,
        "handling_label": handling.label if handling else None,
        "language_links": around.languages,
        "trail": around.trail,
        "text_language": around.language,
        "main_language": around.language if around.stand_in else "",
        "shown_in": AUTONYMS.get(around.language, around.language) if around.stand_in else "",
        "canonical": around.canonical,
    }


def keys_marked_with(page: BasePage) -> set[UUID]:
    """The keys of what is marked with a page (2 queries and 1 for each language of the page).

    Its parts in every language, and aliases in its own language, which have keys of their own.
    """
    parts: set[UUID] = set()
    found = list(Page.objects.filter(translation_key=page.translation_key))
    for whole in found:
        below = whole.get_descendants().specific(defer=True)
        parts |= {part.translation_key for part in below if getattr(part, "handling_follows_parent", False)}
    originals = Page.objects.filter(Q(translation_key__in=parts) | Q(pk__in=[whole.pk for whole in found]))
    aliases = Page.objects.filter(alias_of__in=originals).values_list("translation_key", flat=True)
    return (parts | set(aliases)) - {page.translation_key}
