"""The library in both languages."""

import pytest

from media.library.models import LibraryPage
from tests.factories.content import in_russian
from tests.factories.library import LibraryFactory


@pytest.fixture
def library(site, home) -> LibraryPage:
    """`/en/library/`, CLEAR, and its translation `/ru/library/`."""
    page = LibraryFactory(parent=home)
    in_russian(page, title="Библиотека")
    return page
