"""The addresses at which a reader finds, in the tree of their own language, what is written in another one."""

from collections.abc import Iterable

from wagtail.models import Page

from content.queries import site_roots


def stand_ins(addresses: Iterable[str], *, language: str) -> dict[str, str]:
    """Address -> that of its stand-in, where there is one (1 query, and that for the roots if they are not cached).

    A stand-in has the place of its source. An address with an anchor is a place on a page of the site itself,
    such as the glossary, which every language has.
    """
    ways = {address: address.split("/", 2)[2] for address in addresses if address.count("/") > 1}
    roots = [root for root in site_roots() if root.language_code == language]
    if len(roots) != 1:
        return {}
    places = {address: f"{roots[0].root_path.rstrip('/')}/{way}" for address, way in ways.items()}
    pages = Page.objects.live().filter(url_path__in=places.values())
    there = set(pages.values_list("url_path", flat=True))
    return {
        address: f"/{language}/{way}" for address, way in ways.items() if "#" in address or places[address] in there
    }
