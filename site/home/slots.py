"""The navigation of every page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.shared_computer import is_on
from core.slots import fills
from home.queries import navigation


def items(links: Any, path: str) -> SafeString:
    """List items of (title, address); the one that leads here or above is marked."""
    return format_html_join(
        "\n        ",
        '<li><a href="{}"{}>{}</a></li>',
        (
            (address, SafeString(' aria-current="page"') if path.startswith(address) else "", title)
            for title, address in links
        ),
    )


@fills("head.nav", queries=3)
def main_navigation(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    language = get_language() or "en"
    links = [*navigation(language).menu, (_("Glossary"), reverse("glossary"))]
    if viewer.signed_in:
        links.insert(0, (_("My desk"), reverse("desk")))
    return items(links, request.path)


def way_on(request: HttpRequest) -> str:
    """Where to go after signing in: here, or where the sign-in page was to lead."""
    return request.GET.get("next", "") if request.path.startswith("/accounts/") else request.path


@fills("head.me", queries=0)
def me(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    if viewer.signed_in:
        return format_html(
            '<li class="who"><a href="{}"{}>{}</a></li>\n        <li><a href="{}"{}>{}</a></li>',
            reverse("me"),
            SafeString(' aria-current="page"') if request.path == reverse("me") else "",
            viewer.name_in(get_language() or "en"),
            reverse("account_logout") + f"?next=/{get_language()}/",
            SafeString(' class="btn"') if is_on(request) else "",
            _("Not me: sign out") if is_on(request) else _("Sign out"),
        )
    return format_html(
        '<li><a href="{}?next={}">{}</a></li>',
        reverse("account_login"),
        way_on(request),
        _("Sign in"),
    )


@fills("foot.links", queries=3)
def foot(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    return items(navigation(get_language() or "en").foot, "-")
