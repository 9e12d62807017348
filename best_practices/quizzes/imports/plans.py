"""What each question of a file would become in the bank, and what stands in its way."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Locale

from best_practices.quizzes.choices import QuestionKind
from best_practices.quizzes.entries import Entry, Found
from best_practices.quizzes.gift import merged
from best_practices.quizzes.grading import differences
from best_practices.quizzes.imports.words import sentence
from best_practices.quizzes.models import Question
from best_practices.quizzes.presentation import named_parts
from best_practices.quizzes.queries import bank
from core.context import AUTONYMS
from media.files.models import SiteImage
from reference.models import Topic

NEW, CHANGE, SAME, WRONG = "new", "change", "same", "wrong"


@dataclass
class Plan:
    """One row. `question` is the one that is there already; `source` the one in another language."""

    line: int
    entry: Entry
    act: str = NEW
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    question: Question | None = None
    source: Question | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    topics: list[Topic] = field(default_factory=list)

    @property
    def kind(self) -> str:
        known = dict(QuestionKind.choices)
        return str(known.get(self.entry.kind, self.entry.kind))

    @property
    def lines(self) -> list[str]:
        """The answers as they were read, a right one with its sign."""
        entry = self.entry
        shown = [f"{entry.answer} ± {entry.tolerance} {entry.unit}"] if entry.answer else []
        shown += [entry.text] if entry.text else []
        for name, part in entry.parts:
            for each in part.get("choices", [part]):
                sign = "✓ " if each.get("correct") or name == "accepted" else ""
                texts = [each.get(key, "") for key in ("left", "text", "label", "right")]
                shown.append(sign + " – ".join(text for text in texts if text))
        return shown


def plans_for(found: list[Found], *, user: Any) -> list[Plan]:
    """A plan for every question of a file, in its order; 7 queries and 2 more with pictures, whatever its length."""
    there = bank.with_code(user, [each.entry.code for each in found])
    asked = bank.bank_of(user).filter(code__in={each.entry.code for each in found}).order_by("pk")
    now = {row.pk: entry for row, entry in zip(asked, bank.entries_of(asked), strict=True)} if there else {}
    reviewed = bank.in_review(now)
    locales, topics = bank.locales(), bank.topics_by_name()
    pictures = bank.pictures_named(user, [each.entry.picture for each in found])
    seen: dict[tuple[str, str], int] = {}
    first: dict[str, Question] = {}
    plans = []
    for each in found:
        plan = Plan(each.line, each.entry, notes=[sentence(note) for note in each.notes])
        plan.errors = [sentence(fault) for fault in each.faults]
        if not plan.errors:
            _place(plan, there.get(each.entry.code, []))
            _fill(plan, each, now, topics, pictures)
            _decide(plan, now, reviewed, user)
            _twice(plan, seen)
            _check(plan, locales, first)
        plan.act = WRONG if plan.errors else plan.act
        plans.append(plan)
    return plans


def _named(category: str, topics: dict[str, Topic]) -> str:
    """The topic that a category of GIFT names, its innermost part first."""
    parts = [part.strip() for part in reversed(category.split("/"))]
    return next((topics[part.casefold()].code for part in parts if part.casefold() in topics), "")


def _fill(
    plan: Plan, found: Found, now: dict[int, Entry], topics: dict[str, Topic], pictures: dict[str, SiteImage]
) -> None:
    """The values that the fields of the question get."""
    if named := _named(found.category, topics):
        plan.entry = replace(plan.entry, topics=(named,))
    elif found.category.strip("/ ") not in ("", "$course$", "$course$/top"):
        plan.notes.append(_("The category “%s” is no topic here. Choose a topic in the editor.") % found.category)
    if found.is_partial and plan.question is not None:
        plan.entry = merged(plan.entry, now[plan.question.pk])
    entry = plan.entry
    picture = pictures.get(entry.picture) or (plan.question.picture if found.is_partial and plan.question else None)
    if entry.picture and picture is None:
        plan.errors.append(_("There is no such picture, or you may not see it: %s.") % entry.picture)
    names = entry.topics
    unknown = [name for name in names if name.casefold() not in topics]
    if unknown:
        plan.errors.append(_("There is no such topic: %s.") % ", ".join(unknown))
    plan.topics = list(
        {topics[name.casefold()].pk: topics[name.casefold()] for name in names if name.casefold() in topics}.values()
    )
    plan.fields = {
        name: getattr(entry, name)
        for name in ("code", "kind", "stem", "feedback", "text", "unit", "drawing", "picture_text")
    } | {
        "answer": Decimal(entry.answer) if entry.answer else None,
        "tolerance": Decimal(entry.tolerance or 0),
        "sources": " ".join(entry.sources),
        "difficulty": entry.difficulty,
        "volatile": entry.volatile,
        "picture": picture,
    }


def _place(plan: Plan, there: list[Question]) -> None:
    """Whether a question of this code is there, in this language or another."""
    same = [row for row in there if row.locale.language_code == plan.entry.language]
    if len(same) > 1:
        plan.errors.append(_("Several questions of this language have this code. Give another one."))
    elif same:
        plan.question = same[0]
    elif there:
        plan.source = there[0]


def _decide(plan: Plan, now: dict[int, Entry], reviewed: set[int], user: Any) -> None:
    """What may be done with a question that is there."""
    if plan.source is not None and not plan.errors:
        _compare(plan, plan.source)
    if plan.question is None:
        return
    plan.act = SAME if _means(now[plan.question.pk]) == _means(plan.entry) else CHANGE
    if plan.act == CHANGE and not user.has_perm("quizzes.change_question"):
        plan.errors.append(_("This question is there, and you may not change it."))
    elif plan.act == CHANGE and plan.question.pk in reviewed:
        plan.errors.append(_("It is in review: it cannot be changed now."))


def _means(entry: Entry) -> Entry:
    """The same without what a form or a sheet changes: line ends, spaces around, the order of topics and tags."""
    flat = {name: _flat(value) for name, value in vars(entry).items() if name not in ("topics", "tags")}
    return Entry(**flat | {"topics": tuple(sorted(entry.topics)), "tags": tuple(sorted(entry.tags))})


def _flat(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, list | tuple):
        return tuple(_flat(each) for each in value)
    return {name: _flat(part) for name, part in value.items()} if isinstance(value, dict) else value


def _compare(plan: Plan, original: Question) -> None:
    built = _built(plan, original.locale)
    if parts := differences(built.key, original.key):
        language = original.locale.language_code
        told = _("Not the same as in %(language)s: %(parts)s. Every language has to ask for the same.")
        plan.notes.append(told % {"language": AUTONYMS.get(language, language), "parts": named_parts(parts)})


def _twice(plan: Plan, seen: dict[tuple[str, str], int]) -> None:
    line = seen.setdefault((plan.entry.code, plan.entry.language), plan.line)
    if line != plan.line:
        plan.errors.append(_("The same code stands in line %d.") % line)


def _built(plan: Plan, locale: Locale) -> Question:
    question = Question(locale=locale, **plan.fields)
    question.options = question.options.stream_block.to_python(parts_of(plan.entry))
    return question


def parts_of(entry: Entry) -> list[dict[str, Any]]:
    """The parts of a question as its StreamField takes them."""
    return [{"type": name, "value": value} for name, value in entry.parts]


def _check(plan: Plan, locales: dict[str, Locale], first: dict[str, Question]) -> None:
    """What the editor would refuse on publishing is refused here too."""
    if plan.errors:
        return
    question = _built(plan, locales[plan.entry.language])
    try:
        question.options.stream_block.clean(question.options)
        question.full_clean(
            exclude=["locale", "translation_key", "uuid", "picture", "options"],
            validate_unique=False,
            validate_constraints=False,
        )
    except ValidationError as refused:
        plan.errors += list(dict.fromkeys(_sentences(refused)))
    other = first.setdefault(plan.entry.code, question)
    if other is not question and plan.source is None and plan.question is None:
        _compare(plan, other)


def _sentences(error: Any) -> Iterator[str]:
    """What a ValidationError says, with the name of the field or the number of the part; of blocks in blocks too."""
    if nested := getattr(error, "block_errors", None):
        named = nested.items() if isinstance(nested, dict) else enumerate(nested, start=1)
        for name, inner in named:
            place = int(name) + 1 if isinstance(nested, dict) and str(name).isdigit() else name
            yield from (f"{place}: {text}" for text in _sentences(inner))
    elif isinstance(error, list | tuple):
        yield from (text for each in error for text in _sentences(each))
    elif hasattr(error, "error_dict"):
        for name, errors in error.message_dict.items():
            yield from (f"{_label(name)}{text}" for text in errors)
    elif isinstance(error, ValidationError):
        yield from error.messages


def _label(name: str) -> str:
    if name in ("__all__", "options"):
        return ""
    field: Any = Question._meta.get_field(name)
    return f"{field.verbose_name}: "
