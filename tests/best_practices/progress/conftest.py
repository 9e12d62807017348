"""An issuer for everything that belongs to the programme office, and the module as its own."""

import pytest

from best_practices.progress.models import Certificate, Issuer
from core.labels import Label
from tests.factories.certificates import IssuerFactory, certify
from tests.factories.content import mark


@pytest.fixture
def issuer(programme_office) -> Issuer:
    """The programme office."""
    return IssuerFactory(organisation=programme_office)


@pytest.fixture
def owned(module, programme_office):
    """The module, CLEAR, of the programme office."""
    mark(module, Label.CLEAR, owner=programme_office)
    return module


@pytest.fixture
def certificate(officer, issuer, owned) -> Certificate:
    """The officer's, for the module."""
    return certify(officer, issuer, subject=owned)
