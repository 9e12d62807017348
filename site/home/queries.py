"""What the frames of the site need; kept until the content changes."""

from wagtail.models import Page

from accounts.viewer import STRANGER
from content.version import cached
from content.visibility import visible_to


def main_menu(language: str) -> tuple[tuple[str, str], ...]:
    """(title, address) of the pages of the main menu in a language (from the cache, else 3 queries)."""
    return cached(f"menu:{language}", lambda: _children(language, menu=True))


def foot_links(language: str) -> tuple[tuple[str, str], ...]:
    """(title, address) of the plain pages of the foot in a language (from the cache, else 3 queries)."""
    return cached(f"foot:{language}", lambda: _children(language, menu=False))


def _children(language: str, *, menu: bool) -> tuple[tuple[str, str], ...]:
    homes = Page.objects.filter(depth=2, locale__language_code=language, live=True)
    found: list[tuple[str, str]] = []
    for home in homes:
        children = visible_to(STRANGER, Page.objects.child_of(home).live().filter(show_in_menus=menu))
        found += [(child.title, child.url) for child in children.order_by("path") if child.url]
    return tuple(found)
