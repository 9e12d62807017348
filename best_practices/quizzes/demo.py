"""Questions and quizzes of the demonstration, in English with their Russian translations."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from wagtail.blocks.list_block import ListValue
from wagtail.models import Locale

from best_practices.quizzes.choices import Difficulty, FeedbackTime, QuizMode
from best_practices.quizzes.kinds import KINDS
from best_practices.quizzes.models import Question, Quiz, QuizQuestion
from content.services import mark
from core.demonstration import DemoFolder
from core.labels import Label
from reference.models import Topic

Data = dict[str, Any]
LANGUAGES = ("en", "ru")
NEUTRAL: Data = {
    "answer": None,
    "tolerance": Decimal(0),
    "unit": "",
    "text": "",
    "drawing": "",
    "picture_text": "",
}
"""What a question has of the kinds it is not of."""


def load(folder: DemoFolder) -> None:
    """Create or bring up to date; a question that says the same is left alone, so no version is added."""
    for name in folder.folders("modules"):
        if not folder.exists(f"modules/{name}/quiz.en.yaml"):
            continue
        source: Quiz | None = None
        for language in LANGUAGES:
            data = folder.read(f"modules/{name}/quiz.{language}.yaml")
            locale = Locale.objects.get(language_code=language)
            questions = [_question(entry, locale) for entry in data["questions"]]
            for entry in data.get("checks") or []:  # asked in lessons only, so that they give nothing of the quiz away
                _question(entry, locale)
            source = _quiz(data, locale, questions, source)
            folder.say(f"Quiz {data['code']} ({language}): {len(questions)} questions")


def _question(entry: Data, locale: Locale) -> Question:
    question = Question.objects.filter(code=entry["code"], locale=locale).first()
    if question is None:
        source = Question.objects.filter(code=entry["code"]).first()
        question = source.copy_for_translation(locale) if source else Question(code=entry["code"], locale=locale)
    kind = KINDS[entry["kind"]]
    fields = NEUTRAL | {
        "kind": entry["kind"],
        "stem": entry["stem"],
        "feedback": entry.get("feedback") or "",
        "sources": " ".join(entry.get("sources") or []),
        "volatile": bool(entry.get("volatile")),
        "difficulty": int(entry.get("difficulty") or Difficulty.MEDIUM),
        **kind.fields_in(entry),
    }
    parts = [{"type": name, "value": value} for name, value in kind.parts_in(entry)]
    wanted = question.options.stream_block.to_python(parts)
    same = _said(question.options) == _said(wanted)
    if question.pk and same and all(getattr(question, name) == value for name, value in fields.items()):
        return question
    for name, value in fields.items():
        setattr(question, name, value)
    question.options = wanted
    question.full_clean(exclude=["translation_key"])
    question.save()
    question.topics.set(Topic.objects.filter(code__in=entry.get("topics") or []))
    question.save_revision().publish()
    mark(key=question.handling_key, label=Label.CLEAR)
    return question


def _said(parts: Any) -> list[tuple[str, Any]]:
    """What parts say, without the marks that Wagtail gives to each."""
    return [(child.block_type, _plain(child.value)) for child in parts]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, ListValue) else value


def _quiz(data: Data, locale: Locale, questions: list[Question], source: Quiz | None) -> Quiz:
    quiz = Quiz.objects.filter(code=data["code"], locale=locale).first()
    if quiz is None:
        quiz = source.copy_for_translation(locale) if source else Quiz(code=data["code"], locale=locale)
    fields = {
        "title": data["title"],
        "intro": data["intro"],
        "pass_mark": data["pass_mark"],
        "mode": data.get("mode") or QuizMode.EXAM,
        "feedback": data.get("feedback") or FeedbackTime.END,
        "shuffle": bool(data.get("shuffle")),
        "time_limit": data.get("time_limit"),
        "attempts": data.get("attempts"),
        "delay_hours": data.get("delay_hours") or 0,
    }
    sections = [
        {
            "type": "section",
            "value": {
                "key": section["key"],
                "title": section["title"],
                "draw": section.get("draw"),
                "topic": section.get("topic") or "",
                "difficulty": str(section.get("difficulty") or ""),
            },
        }
        for section in data.get("sections") or []
    ]
    section_of = {code: section["key"] for section in data.get("sections") or [] for code in section["questions"]}
    asked = [(question.pk, section_of.get(question.code, "")) for question in questions]
    had = list(quiz.quiz_questions.order_by("sort_order").values_list("question", "section")) if quiz.pk else []
    had_sections = [{"type": child.block_type, "value": dict(child.value)} for child in quiz.sections]
    same = had == asked and had_sections == sections
    if same and quiz.live and all(getattr(quiz, name) == value for name, value in fields.items()):
        return quiz
    quiz.sections = quiz.sections.stream_block.to_python(sections)
    for name, value in fields.items():
        setattr(quiz, name, value)
    places = [
        QuizQuestion(question=question, section=section_of.get(question.code, ""), sort_order=place)
        for place, question in enumerate(questions)
    ]
    setattr(quiz, "quiz_questions", places)  # noqa: B010 -- modelcluster takes a list here; the types do not know
    quiz.save()
    quiz.save_revision().publish()
    mark(key=quiz.handling_key, label=Label.CLEAR)
    return quiz
