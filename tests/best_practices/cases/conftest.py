"""The index of cases in both languages, and one case."""

import pytest

from best_practices.cases.models import CaseIndexPage, CaseStudyPage
from tests.factories.cases import CaseFactory, CaseIndexFactory
from tests.factories.content import in_russian
from tests.factories.reference import SourceFactory


@pytest.fixture
def cases_index(site, home) -> CaseIndexPage:
    """`/en/cases/`, CLEAR, and its translation `/ru/cases/`."""
    index = CaseIndexFactory(parent=home)
    in_russian(index, title="Случаи")
    return index


@pytest.fixture
def case(cases_index) -> CaseStudyPage:
    """`/en/cases/mercury/`, CLEAR."""
    SourceFactory()
    return CaseFactory(parent=cases_index, title="Mercury on a truck", slug="mercury", lead="A truck. [S60]")
