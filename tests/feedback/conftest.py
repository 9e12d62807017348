"""A lesson that Training Harbour Unit owns, and those of it who answer."""

import pytest

from accounts.choices import Role
from core.labels import Label
from tests.content.planted import harbour_unit
from tests.factories.accounts import PersonFactory
from tests.factories.content import mark
from tests.factories.modules import LessonFactory, ModuleFactory


@pytest.fixture
def harbour(db):
    return harbour_unit()


@pytest.fixture
def reviewer(harbour):
    return PersonFactory(
        username="reviewer", email="reviewer@example.org", organisation=harbour, role=Role.REVIEWER, language="ru"
    )


@pytest.fixture
def module(site, modules_index, harbour):
    module = ModuleFactory(parent=modules_index, title="Harbour module", slug="harbour")
    mark(module, Label.GREEN, owner=harbour)
    return module


@pytest.fixture
def lesson(module, harbour):
    lesson = LessonFactory(parent=module, title="Gauge breaks", slug="gauge-breaks")
    mark(module, Label.GREEN, owner=harbour)
    return lesson
