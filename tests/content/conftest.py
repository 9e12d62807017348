"""The planted world, once for each test that asks for it."""

import pytest
from django.core.management import call_command

from accounts.choices import Role
from core.labels import Label
from tests.content.planted import World, harbour_unit, plant, plant_people
from tests.content.reviewing import person


@pytest.fixture
def prepared(site):
    """The site with everything `prepare_site` brings: above all the groups that may edit."""
    call_command("prepare_site", verbosity=0)
    return site


@pytest.fixture
def author(prepared, border_post_west):
    """An author of Training Border Post West, with what the editors' group may."""
    return person(Role.AUTHOR, border_post_west)


@pytest.fixture
def reviewer(prepared, border_post_west):
    """A reviewer of Training Border Post West."""
    return person(Role.REVIEWER, border_post_west)


@pytest.fixture
def known_people(stranger, officer, organiser, staff):
    return {"stranger": stranger, "officer": officer, "organiser": organiser, "staff": staff}


@pytest.fixture
def planted(site, modules_index, known_people, border_post_west, programme_office):
    """See `tests.content.planted`."""
    harbour = harbour_unit()
    people = plant_people(known_people, border_post_west, harbour)
    owner = people["owner"]
    modules = {
        "green": plant("green", modules_index, owner, Label.GREEN, owner=harbour),
        "amber": plant("amber", modules_index, owner, Label.AMBER, owner=harbour, shared_with=[border_post_west]),
        "strict": plant(
            "strict", modules_index, owner, Label.AMBER_STRICT, owner=harbour, shared_with=[programme_office]
        ),
    }
    return World(modules, people)
