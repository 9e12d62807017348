"""Modules of the demonstration, written out in text files: English with their Russian translations."""

from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from wagtail.models import Locale

from best_practices.cases.models import CaseStudyPage
from best_practices.modules.models import LessonPage, ModuleIndexPage, ModulePage
from best_practices.quizzes.models import Question, Quiz
from content.services import mark_page, put_page, put_translation
from core.demonstration import DemoFolder
from core.labels import Label
from media.files.models import Recording, SiteDocument, SiteImage
from reference.models import Organisation, Topic

Data = dict[str, Any]
CARD = ("what_is_done", "why_it_works", "limits", "evidence", "changed_at_home")
markdown = MarkdownIt("commonmark", {"html": False}).disable(["link", "image", "heading", "code"])


def load(folder: DemoFolder) -> None:
    """Create or bring up to date the modules that have their files."""
    index = ModuleIndexPage.objects.get(locale__language_code="en")
    names = [name for name in folder.folders("modules") if folder.exists(f"modules/{name}/module.en.yaml")]
    for name in names:
        module = _module(folder, name, index)
        folder.say(f"Module {module.code}: {module.title}")
    for name in names:
        _rules(folder, name, index)


def _module(folder: DemoFolder, name: str, index: ModuleIndexPage) -> ModulePage:
    english, russian = Locale.objects.get(language_code="en"), Locale.objects.get(language_code="ru")
    source = folder.read(f"modules/{name}/module.en.yaml")
    module = put_page(
        model=ModulePage,
        parent=index,
        slug=source["slug"],
        locale=english,
        fields=_module_fields(folder, name, "en"),
    )
    put_translation(source=module, locale=russian, fields=_module_fields(folder, name, "ru"))
    number = 1
    while folder.exists(f"modules/{name}/lesson-{number}.en.yaml"):
        data = folder.read(f"modules/{name}/lesson-{number}.en.yaml")
        lesson = put_page(
            model=LessonPage,
            parent=module,
            slug=data["slug"],
            locale=english,
            fields=_lesson_fields(folder, data, source, "en"),
        )
        if folder.exists(f"modules/{name}/lesson-{number}.ru.yaml"):
            translated = folder.read(f"modules/{name}/lesson-{number}.ru.yaml")
            put_translation(source=lesson, locale=russian, fields=_lesson_fields(folder, translated, source, "ru"))
        number += 1
    owner = Organisation.objects.get(slug="training-programme-office")
    mark_page(page=module, label=Label.CLEAR, owner=owner)
    return module


def _rules(folder: DemoFolder, name: str, index: ModuleIndexPage) -> None:
    """`completion`, `first` (codes of modules, all loaded by now) and `force` of a module, where its file has them."""
    data = folder.read(f"modules/{name}/module.en.yaml")
    rules = {rule: data[rule] for rule in ("completion", "force") if rule in data}
    if "first" in data:
        rules["prerequisites"] = list(ModulePage.objects.child_of(index).filter(code__in=data["first"]))
    if rules:
        module = ModulePage.objects.child_of(index).get(slug=data["slug"])
        put_page(model=ModulePage, parent=index, slug=module.slug, locale=module.locale, fields=rules)


def _module_fields(folder: DemoFolder, name: str, language: str) -> Data:
    data = folder.read(f"modules/{name}/module.{language}.yaml")
    quiz = folder.exists(f"modules/{name}/quiz.{language}.yaml") and folder.read(f"modules/{name}/quiz.{language}.yaml")
    return {
        "title": data["title"],
        "code": data["code"],
        "lead": data["lead"],
        "audience": data["audience"],
        "level": data.get("level") or "",
        "objectives": "\n".join(data.get("objectives") or []),
        "minutes_min": data["minutes_min"],
        "minutes_max": data["minutes_max"],
        "evidence_level": data["evidence_level"],
        **{field: html(data.get(field)) for field in CARD},
        **_dated(data),
        "topics": list(Topic.objects.filter(code__in=data["topics"])),
        "quiz": Quiz.objects.filter(code=quiz["code"], locale__language_code=language).first() if quiz else None,
    }


def _dated(data: Data) -> Data:
    return {
        "jurisdiction": " ".join(data["jurisdiction"]),
        "valid_as_of": data["valid_as_of"],
        "review_due": data["review_due"],
    }


def _lesson_fields(folder: DemoFolder, data: Data, module: Data, language: str) -> Data:
    return {
        "title": data["title"],
        "code": data["code"],
        "lead": data["lead"],
        "objectives": "\n".join(data.get("objectives") or []),
        "minutes": data["minutes"],
        **{rule: data[rule] for rule in ("completion", "least_minutes") if rule in data},
        "body": [
            _named(folder, kind, value, language) if kind in NAMING else block(kind, value)
            for entry in data["body"]
            for kind, value in entry.items()
        ],
        **_dated(module),
    }


def _named(folder: DemoFolder, kind: str, value: Data, language: str) -> Data:
    """A block that names something of the demonstration by its title, slug or code."""
    return {"type": kind, "value": NAMING[kind](folder, value, language)}


def _gallery(_folder: DemoFolder, value: Data, _language: str) -> Data:
    return {"images": [_figure(image) for image in value["images"]]}


def _figure(value: Data) -> Data:
    image = SiteImage.objects.get(title=value["file"])
    shown = {"image": image.pk, "alt_text": value.get("alt") or image.default_alt_text, "decorative": False}
    return {"image": shown, "caption": value.get("caption") or ""}


def _case(_folder: DemoFolder, value: Data, _language: str) -> Data:
    case = CaseStudyPage.objects.get(slug=value["case"], locale__language_code="en")
    return {"case": case.pk, "why": value.get("why") or ""}


def _document(folder: DemoFolder, value: Data, language: str) -> Data:
    title = folder.read(f"library/{value['file']}.{language}.yaml")["title"]
    document = SiteDocument.objects.get(title=title, language=language)
    return {"document": document.pk, "note": value.get("note") or ""}


def _recording(_folder: DemoFolder, value: Data, _language: str) -> Data:
    recording = Recording.objects.get(title=value["file"])
    return {"recording": recording.pk, "note": value.get("note") or ""}


def _check(_folder: DemoFolder, value: Data, _language: str) -> Data:
    question = Question.objects.get(code=value["question"], locale__language_code="en")
    return {"question": question.pk}


NAMING: dict[str, Callable[[DemoFolder, Data, str], Data]] = {
    "gallery": _gallery,
    "case_excerpt": _case,
    "document": _document,
    "recording": _recording,
    "knowledge_check": _check,
}
"""Blocks that name something, and how they find it: a document by the name of its files in `library/`."""


def html(text: str | None) -> str:
    """Markdown of the data files as the HTML that rich text keeps."""
    return markdown.render(text).strip() if text else ""


def block(kind: str, value: Any) -> Data:
    """An entry of a lesson's body as raw StreamField data."""
    if kind == "text":
        value = html(value)
    elif kind == "table":
        value = {
            "data": [value["header"], *value["rows"]],
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_caption": value.get("caption") or "",
        }
    elif kind == "comparison":
        rows = [{"aspect": "", "left": "", "right": "", "both": ""} | row for row in value["rows"]]
        value = value | {"rows": rows}
    elif kind == "procedure":
        value = {"title": value.get("title") or "", "steps": [{"text": ""} | step for step in value["steps"]]}
    elif kind == "risk_indicators":
        value = {"title": value.get("title") or "", "rows": [{"source": ""} | row for row in value["rows"]]}
    elif kind == "check_digit":
        value = {"title": value.get("title") or "", "example": value.get("example") or ""}
    elif kind == "drawing":
        value = {"caption": "", "source": ""} | {name: text or "" for name, text in value.items()}
    return {"type": kind, "value": value}
