"""What visits need of the known world."""

import pytest
from django.core.management import call_command

from visits.records.models import VisitIndexPage
from visits.records.structure import build


@pytest.fixture
def visit_index(site):
    """`/visits/` in both languages."""
    build()
    return VisitIndexPage.objects.get(locale__language_code="en")


@pytest.fixture
def prepared_groups(site):
    """What `prepare_site` brings: the groups that edit, and their review."""
    call_command("prepare_site", verbosity=0)
