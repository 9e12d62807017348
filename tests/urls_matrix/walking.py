"""Walking the resolver: every pattern there is, with its name and the names of its arguments."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver


@dataclass(frozen=True)
class Address:
    """`name` without its namespace, "" if it has none; `route` is for people to read."""

    space: str
    name: str
    route: str
    arguments: tuple[str, ...]

    @property
    def full_name(self) -> str:
        return f"{self.space}:{self.name}" if self.space else self.name


def walk(resolver: Any = None, route: str = "", space: str = "", arguments: tuple[str, ...] = ()) -> Iterator[Address]:
    for pattern in (resolver or get_resolver()).url_patterns:
        here, asked = route + str(pattern.pattern), (*arguments, *arguments_of(pattern))
        if isinstance(pattern, URLPattern):
            yield Address(space, pattern.name or "", here, asked)
        elif isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (space, pattern.namespace) if part)
            yield from walk(pattern, here, inner, asked)


def arguments_of(pattern: URLPattern | URLResolver) -> tuple[str, ...]:
    route: Any = pattern.pattern
    return tuple(getattr(route, "converters", ())) or tuple(route.regex.groupindex)


def outside_the_admin(addresses: Iterator[Address]) -> list[Address]:
    return [address for address in addresses if not address.route.startswith("admin/")]


def inside_the_admin(addresses: Iterator[Address]) -> list[Address]:
    return [address for address in addresses if address.route.startswith("admin/")]
