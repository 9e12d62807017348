"""A large installation in a database of its own, and how long its questions take. Prints JSON.

Run as `python -m tests.bench.filled` in Corridor's environment. What is compared is asked in turns, so that whatever
else the machine does falls on both; medians of milliseconds.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from typing import Any
from uuid import UUID, uuid4

import django
from django.core.management import call_command
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone

ENTRIES, PAGES = 10_000, 100_000
ORGANISATIONS, OF_THE_MEMBER, RECIPIENTS = 50, 3, 3
TURNS = 15
WORD = "container"
CODES = ("PROF", "RAIL", "SEAL", "DOCS", "RM")
LABELS = ("TLP:CLEAR", "TLP:CLEAR", "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER")
Acts = dict[str, Callable[[], Any]]


def measure() -> dict[str, dict[str, float]]:
    """Milliseconds of each question, by how much there was to search."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)  # a whole page asks for its style sheet by name
    found: dict[str, dict[str, float]] = {}
    dice = random.Random(6346)
    texts = documents(dice, ENTRIES)
    for number in (ENTRIES // 2, ENTRIES):
        put_entries(texts[:number])
        found[f"{number} entries"] = in_turns(questions_of_search())
    started = time.perf_counter()
    put_pages(PAGES)
    found["pages"] = in_turns(questions_of_pages()) | {"making": (time.perf_counter() - started) * 1000}
    return found


def in_turns(acts: Acts) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _turn in range(TURNS):
        for name, act in acts.items():
            started = time.perf_counter()
            act()
            taken[name].append((time.perf_counter() - started) * 1000)
    return {name: median(times[2:]) for name, times in taken.items()}  # the first two fill caches


# What is searched


def documents(dice: random.Random, number: int) -> list[Any]:
    """Documents of 100 to 500 words, as often as they are in a language, and the word in every one of them."""
    from core.search_kinds import Document

    letters = "abcdefghiklmnoprstu"
    words = ["".join(dice.choices(letters, k=dice.randint(3, 10))) for _word in range(8000)]

    def text(length: int) -> str:
        return " ".join(words[min(int(dice.paretovariate(0.6)), len(words) - 1)] for _word in range(length))

    return [
        Document(
            code=str(uuid4()),
            language="en",
            title=text(5),
            text=f"{text(dice.randint(50, 250))} {WORD} {text(dice.randint(50, 250))} {WORD if place % 3 else ''}",
            address=f"/en/best-practices/{place}/",
            key=UUID(int=dice.getrandbits(128)),
            topics=tuple(dice.sample(CODES, dice.randint(0, 2))),
        )
        for place in range(number)
    ]


def put_entries(texts: list[Any]) -> None:
    """The entries of these documents, in four kinds, each with a marking of its own."""
    from content.handling import Handling
    from core import search_kinds
    from search.services import rebuild

    search_kinds._kinds.clear()
    for number in range(4):
        search_kinds.finds(f"kind{number}", title="Kind", models=())(lambda keys, number=number: texts[number::4])
    rebuild()
    have = set(Handling.objects.values_list("key", flat=True))
    mark([document.key for document in texts if document.key not in have])


def mark(keys: list[UUID]) -> None:
    """Three in five CLEAR, one GREEN, one AMBER; every other AMBER shared with the unit of the person who asks."""
    from content.handling import Handling

    made = Handling.objects.bulk_create(
        Handling(key=key, kind="bench", label=LABELS[place % len(LABELS)]) for place, key in enumerate(keys)
    )
    sharing = Handling.shared_with.through
    amber = [handling for handling in made if handling.label == "TLP:AMBER"]
    sharing.objects.bulk_create(sharing(handling=handling, organisation=unit()) for handling in amber[::2])


def unit() -> Any:
    from reference.models import Organisation

    return Organisation.objects.get_or_create(slug="unit", defaults={"kind": "pcu", "participates": True})[0]


def questions_of_search() -> Acts:
    from django.db import connection

    from accounts.viewer import STRANGER, Viewer
    from search.folding import terms
    from search.queries import Asked, find, matched

    organisations = frozenset({unit().pk})
    member = Viewer(signed_in=True, participates=True, organisations=organisations, lineage=organisations)
    asked = Asked(WORD, terms(WORD))

    def raw() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid FROM search_words WHERE search_words MATCH %s ORDER BY rank LIMIT 20", [f'"{WORD}"']
            )
            assert len(cursor.fetchall()) == 20

    def whole(viewer: Viewer, page: int = 1) -> None:
        found = find(asked, viewer=viewer, language="en", page=page)
        assert len(found.results) == 20

    return {
        "raw": raw,
        "member, SQL": lambda: matched(asked, member, "en", 40),
        "member": lambda: whole(member),
        "stranger": lambda: whole(STRANGER),
        "page 50": lambda: whole(STRANGER, 50),
    }


# What is listed


def put_pages(number: int) -> None:
    """Pages in a flat tree below the root, each with a marking of its own."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Locale, Page

    root = Page.objects.get(depth=1)
    locale = Locale.objects.get_or_create(language_code="en")[0]
    kind = ContentType.objects.get_for_model(Page)
    pages = [
        Page(
            path=Page._get_path(root.path, 2, place + 100),
            depth=2,
            title=f"Page {place}",
            draft_title=f"Page {place}",
            slug=f"page-{place}",
            url_path=f"/page-{place}/",
            content_type=kind,
            locale=locale,
            live=True,
        )
        for place in range(number)
    ]
    Page.objects.bulk_create(pages, batch_size=1000)
    mark_among([page.translation_key for page in pages], units())


def units() -> list[Any]:
    """Fifty organisations: ten administrations, each with four units."""
    from reference.models import Organisation
    from reference.services import move_organisation

    if (found := list(Organisation.objects.filter(slug__startswith="of-fifty").order_by("pk"))) == []:
        for number in range(ORGANISATIONS):
            above = found[number // 5 * 5] if number % 5 else None
            made = Organisation(slug=f"of-fifty-{number}", kind="pcu", participates=True)
            found.append(move_organisation(organisation=made, parent=above))
    return found


def mark_among(keys: list[UUID], among: list[Any]) -> None:
    """Each thing is owned by one organisation; those that are AMBER are shared with three; some under embargo."""
    from content.handling import Handling

    dice = random.Random(50)
    later = timezone.now() + timedelta(days=9)
    made = Handling.objects.bulk_create(
        (
            Handling(
                key=key,
                kind="bench",
                label=LABELS[place % len(LABELS)],
                owner=among[place % len(among)],
                embargo_until=later if place % 10 == 0 else None,
            )
            for place, key in enumerate(keys)
        ),
        batch_size=1000,
    )
    sharing = Handling.shared_with.through
    amber = (handling for handling in made if handling.label == "TLP:AMBER")
    sharing.objects.bulk_create(
        (
            sharing(handling=handling, organisation=organisation)
            for handling in amber
            for organisation in dice.sample(among, RECIPIENTS)
        ),
        batch_size=2000,
    )


def member_of_three() -> Any:
    """Somebody who belongs to three of the fifty: an administration, a unit of it and a unit of another."""
    from accounts.viewer import Viewer

    belongs = [units()[place] for place in (0, 1, 7)]
    lineage: frozenset[int] = frozenset().union(*(organisation.lineage_ids for organisation in belongs))
    ids = frozenset(organisation.pk for organisation in belongs)
    assert len(ids) == OF_THE_MEMBER
    return Viewer(signed_in=True, participates=True, organisations=ids, lineage=lineage)


LISTING = """{% extends "core/base.html" %}{% block main %}<h1>Pages</h1>
<ul class="board">{% for page in pages %}<li><p>{{ page.first_published_at|day }}</p>
<div><h2><a href="{{ page.url_path }}">{{ page.title }}</a></h2>
<p class="small soft">{{ page.locale.language_code }}</p></div></li>{% endfor %}</ul>{% endblock %}"""


def questions_of_pages() -> Acts:
    from wagtail.models import Page

    from accounts.viewer import STRANGER, Viewer
    from content.visibility import visible_to

    member = member_of_three()
    template = engines["django"].from_string(LISTING)

    def listed(pages: Any) -> list[Any]:
        found = list(pages.select_related("locale").order_by("path")[:20])
        assert len(found) == 20
        return found

    def shown(pages: Any, viewer: Viewer) -> None:
        """The whole page: the list in the frame of the site, as the viewer is given it."""
        request: Any = RequestFactory().get("/en/")
        request.viewer = viewer
        assert "</html>" in template.render({"pages": listed(pages)}, request)

    return {
        "all": lambda: listed(Page.objects.filter(depth=2)),
        "visible": lambda: listed(visible_to(STRANGER, Page.objects.filter(depth=2))),
        "visible to the member": lambda: listed(visible_to(member, Page.objects.filter(depth=2))),
        "page of all": lambda: shown(Page.objects.filter(depth=2), member),
        "page of the member": lambda: shown(visible_to(member, Page.objects.filter(depth=2)), member),
        "count all": lambda: Page.objects.filter(depth=2).count(),
        "count visible": lambda: visible_to(STRANGER, Page.objects.filter(depth=2)).count(),
    }


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(measure()))
