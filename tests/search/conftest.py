"""What is searched in the tests, and asking as a person does."""

from collections.abc import Callable

import pytest

from accounts.queries import viewer_for
from search.folding import terms
from search.queries import Asked, Found, find


@pytest.fixture
def found_by(db) -> Callable[..., Found]:
    """`found_by(officer, "gauge", kind="lesson")`: what a person finds, reading English unless said otherwise."""

    def ask(person, query, *, language="en", page=1, **narrowing) -> Found:
        asked = Asked(query, terms(query), **narrowing)
        return find(asked, viewer=viewer_for(person), language=language, page=page)

    return ask


@pytest.fixture
def titles(found_by) -> Callable[..., list[str]]:
    """The titles of what a person finds, in order."""

    def ask(person, query, **options) -> list[str]:
        return ["".join(text for text, _hit in result.title) for result in found_by(person, query, **options).results]

    return ask
