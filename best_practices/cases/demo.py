"""Cases of the demonstration, written out in text files: facts once, words in English and Russian."""

from typing import Any

from markdown_it import MarkdownIt
from wagtail.models import Locale

from best_practices.cases.models import RICH, CaseIndexPage, CaseStudyPage
from content.services import mark_page, put_page, put_translation
from core.demonstration import DemoFolder
from core.labels import Label
from reference.models import Organisation, Place, Topic

Data = dict[str, Any]
NAMES = ("aktau-mercury", "terespol-cigarettes")
LINE = {"goods": "", "hs": "", "basis": "", "packing": "", "value": None, "currency": ""}
POINT = {"country": "", "place": ""}
markdown = MarkdownIt("commonmark", {"html": False}).disable(["link", "image", "heading", "code"])


def load(folder: DemoFolder) -> None:
    """Create or bring up to date the cases that have their files."""
    index = CaseIndexPage.objects.get(locale__language_code="en")
    english, russian = Locale.objects.get(language_code="en"), Locale.objects.get(language_code="ru")
    owner = Organisation.objects.get(slug="training-programme-office")
    for name in NAMES:
        facts = folder.read(f"cases/{name}.facts.yaml")
        source, translated = (folder.read(f"cases/{name}.{language}.yaml") for language in ("en", "ru"))
        case = put_page(
            model=CaseStudyPage, parent=index, slug=source["slug"], locale=english, fields=_fields(facts, source)
        )
        put_translation(source=case, locale=russian, fields=_fields(facts, translated))
        mark_page(page=case, label=Label.CLEAR, owner=owner)
        folder.say(f"Case {case.case_ref}: {case.title}")


def _fields(facts: Data, text: Data) -> Data:
    fields = {name: value for name, value in (facts | text).items() if name not in {"slug", "place", "route", *RICH}}
    return fields | {
        "place": Place.objects.get(slug=facts["place"]),
        "topics": list(Topic.objects.filter(code__in=facts["topics"])),
        "goods": [{"type": "line", "value": LINE | line} for line in text["goods"]],
        "route_points": [{"type": "point", "value": POINT | point} for point in text["route"]],
        **{name: markdown.render(text[name]).strip() for name in RICH if name in text},
    }
