"""The catalogues: what an officer meets is there in Kazakh, and no translation breaks what is put into it."""

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from core.catalogues import is_needed
from core.management.commands.messages import Command, missing_in, read_catalogue

PLACES = re.compile(r"%\(\w+\)[a-z]|%[sdr]|\{\w*\}|<[^>]+>|\[\[|\]\]")
"""What is filled in, and markup: a translation has exactly these, in any order."""

MAY_DIFFER = {"%(n)s", "%(count)s"}
"""A number may be left out of the form that is only used for one."""


CATALOGUES = [path for folder in settings.LOCALE_PATHS for path in sorted(Path(folder).glob("*/LC_MESSAGES/django.po"))]


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="GNU gettext is not installed")
def test_officers_messages_are_complete_in_kazakh():
    path = Path(settings.LOCALE_PATHS[0]) / "kk" / "LC_MESSAGES" / "django.po"

    assert missing_in(read_catalogue(path, "kk"), Command()._collect(), "kk") == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: "/".join(path.parts[-4:-2]))
def test_translation_has_the_places_of_its_message(path):
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.parent.name)

    broken = [(message.id, text) for message in catalogue for text in forms(message) if text and differs(message, text)]

    assert broken == []


def forms(message):
    return message.string if isinstance(message.string, (tuple, list)) else (message.string,)


def differs(message, text):
    asked = set(PLACES.findall(" ".join(message.id) if isinstance(message.id, (tuple, list)) else message.id))
    return bool((asked ^ set(PLACES.findall(text))) - MAY_DIFFER) if message.id else False


@pytest.mark.parametrize(
    ("language", "places", "needed"),
    [
        ("kk", ["best_practices/quizzes/templates/quizzes/question.html"], True),
        ("kk", ["best_practices/quizzes/models/questions.py"], False),
        ("kk", ["best_practices/quizzes/models/questions.py", "best_practices/quizzes/forms.py"], True),
        ("kk", ["visits/records/templates/records/workbench_row.html"], False),
        ("kk", ["site/certificates/templates/certificates/verify.html"], True),
        ("ru", ["best_practices/quizzes/models/questions.py"], True),
    ],
)
def test_message_is_needed_if_an_officer_meets_it_anywhere(language, places, needed):
    assert is_needed(language, places) is needed
