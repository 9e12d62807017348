"""The six people, always in this order, and what they are answered."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client

PEOPLE = ("stranger", "officer", "organiser", "reviewer", "staff", "administrator")
"""organiser: of Border Post West, with which AMBER things are shared. reviewer: of the harbour, which owns them."""

OTHERS = ("coordinator", "author", "translator", "guest")
"""Of the officer's unit (the guest: of a visit of that unit). Answered as the officer is, but for EXCEPTIONS."""

SIGN_IN = "in"
REFUSALS = frozenset({SIGN_IN, "401", "403", "404", "405", "410"})

EVERYBODY = "200 200 200 200 200 200"
MEMBERS = "in 200 200 200 200 200"
NOBODY = "404 404 404 404 404 404"
NOT_THIS_WAY = "405 405 405 405 405 405"
SHARED = "404 404 200 200 404 404"
"""An AMBER thing: the owner's people and those it is shared with. Not the administrator, who is no member of either."""


def answer_of(response: HttpResponseBase) -> str:
    """The status as three digits, or "in" where the answer is: sign in first."""
    if response.status_code == 302 and response["Location"].startswith("/accounts/login/"):
        return SIGN_IN
    return str(response.status_code)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves no trace in the database: each question finds the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Askers:
    """A browser for each person.

    The request goes straight to the handler: nothing an answer says changes the browser, a failure is an answer too,
    and no template is recorded, which would take as long as the page.
    """

    def __init__(self, people: dict[str, Any], client_of: Callable[[Any], Client]) -> None:
        self.browsers = {name: client_of(person) for name, person in people.items()}

    def ask(self, person: str, method: str, address: str) -> str:
        path, _mark, query = address.partition("?")
        browser = self.browsers[person]
        with undone():
            response = browser.handler(
                browser._base_environ(PATH_INFO=path, QUERY_STRING=query, REQUEST_METHOD=method.upper())
            )
            if response.streaming:
                b"".join(response.streaming_content)
        return answer_of(response)

    def all(self, method: str, address: str) -> str:
        """The answers of all six, in their order."""
        return " ".join(self.ask(person, method, address) for person in PEOPLE)
