"""What the frames of the site need; kept until the content changes."""

from dataclasses import dataclass

from wagtail.models import Page

from accounts.viewer import STRANGER
from content.models import HOME_DEPTH
from content.queries import Addresses
from content.version import cached
from content.visibility import visible_to

Links = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Navigation:
    """(title, address) of the public pages right below a home page: of the main menu, and of the foot."""

    menu: Links
    foot: Links


def navigation(language: str) -> Navigation:
    """The navigation in a language (from the cache, else 3 queries)."""
    return cached(f"navigation:{language}", lambda: _navigation(language))


def _navigation(language: str) -> Navigation:
    home = Page.objects.filter(depth=HOME_DEPTH, locale__language_code=language, live=True).first()
    if home is None:
        return Navigation((), ())
    addresses = Addresses()
    links: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for child in visible_to(STRANGER, Page.objects.child_of(home).live()).order_by("path"):
        if address := addresses.of(child):
            links[child.show_in_menus].append((child.title, address))
    return Navigation(tuple(links[True]), tuple(links[False]))
