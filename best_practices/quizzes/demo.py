"""Questions and quizzes of the demonstration, in English with their Russian translations."""

from decimal import Decimal
from typing import Any

from wagtail.models import Locale

from best_practices.quizzes.models import Question, Quiz, QuizQuestion
from content.services import mark
from core.demonstration import DemoFolder
from core.labels import Label
from reference.models import Topic

Data = dict[str, Any]
LANGUAGES = ("en", "ru")


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
    fields = {
        "kind": entry["kind"],
        "stem": entry["stem"],
        "feedback": entry.get("feedback") or "",
        "sources": " ".join(entry.get("sources") or []),
        "volatile": bool(entry.get("volatile")),
        "answer": Decimal(entry["answer"]) if entry.get("answer") is not None else None,
        "tolerance": Decimal(entry.get("tolerance") or 0),
        "unit": entry.get("unit") or "",
    }
    options = [
        {
            "type": "option",
            "value": {
                "key": str(option["key"]),
                "text": option["text"],
                "correct": bool(option["correct"]),
                "feedback": option.get("feedback") or "",
            },
        }
        for option in entry.get("options") or []
    ]
    has = [{"type": child.block_type, "value": dict(child.value)} for child in question.options]
    if question.pk and has == options and all(getattr(question, name) == value for name, value in fields.items()):
        return question
    for name, value in fields.items():
        setattr(question, name, value)
    question.options = question.options.stream_block.to_python(options)
    question.full_clean(exclude=["translation_key"])
    question.save()
    question.topics.set(Topic.objects.filter(code__in=entry.get("topics") or []))
    question.save_revision().publish()
    mark(key=question.handling_key, label=Label.CLEAR)
    return question


def _quiz(data: Data, locale: Locale, questions: list[Question], source: Quiz | None) -> Quiz:
    quiz = Quiz.objects.filter(code=data["code"], locale=locale).first()
    if quiz is None:
        quiz = source.copy_for_translation(locale) if source else Quiz(code=data["code"], locale=locale)
    fields = {"title": data["title"], "intro": data["intro"], "pass_mark": data["pass_mark"]}
    asked = [question.pk for question in questions]
    same = quiz.pk and [place.question_id for place in quiz.quiz_questions.order_by("sort_order")] == asked
    if same and quiz.live and all(getattr(quiz, name) == value for name, value in fields.items()):
        return quiz
    for name, value in fields.items():
        setattr(quiz, name, value)
    places = [QuizQuestion(question=question, sort_order=place) for place, question in enumerate(questions)]
    setattr(quiz, "quiz_questions", places)  # noqa: B010 -- modelcluster takes a list here; the types do not know
    quiz.save()
    quiz.save_revision().publish()
    mark(key=quiz.handling_key, label=Label.CLEAR)
    return quiz
