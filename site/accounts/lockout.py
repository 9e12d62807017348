"""Who is locked out after too many wrong passwords: a person, never an address (a whole post shares one)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.queries import person_named

LONGEST_KEY = 255
"""Characters that axes keeps of a login; PostgreSQL refuses more."""


def person_of(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The key under which failures are counted.

    The same for a person's user name and e-mail, so that trying both gives no second set of guesses. An
    unknown login counts under itself, casefolded, so that an answer never tells whether it exists.
    """
    given = credentials or {}
    login = given.get("username") or given.get("email")
    if not login and request is not None:
        login = request.POST.get("login")
    login = str(login or "").strip().replace("\x00", "")[:LONGEST_KEY]
    person = person_named(login) if login else None
    return person.username.casefold() if person else login.casefold()


def locked_out(request: HttpRequest, response: Any = None, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """What a locked-out person sees, on every path that takes a password."""
    return render(request, "accounts/locked_out.html", status=429)
