"""Questions and quizzes: published, in English."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from best_practices.quizzes.choices import QuestionKind
from best_practices.quizzes.models import Question, Quiz, QuizQuestion
from tests.factories.content import language


class PublishedTextFactory(DjangoModelFactory):
    """Publishing is what freezes a question and opens a quiz; `live=False` leaves a draft."""

    live = True

    class Meta:
        abstract = True

    @classmethod
    def _publish(cls, text: Any, live: bool) -> Any:
        text.full_clean()
        text.save()
        if live:
            text.save_revision().publish()
            text.refresh_from_db()
        return text


class QuestionFactory(PublishedTextFactory):
    """`options` maps keys to words, `right` names the right ones ("a", or "ac"); a number has `answer`."""

    code = factory.Sequence(lambda n: f"Q-{n}")
    kind = QuestionKind.SINGLE
    stem = factory.LazyAttribute(lambda made: f"What does {made.code} ask?")
    options = {"a": "The gauge changes", "b": "Nothing changes", "c": "The sea begins"}
    right = "a"
    feedback = "The rails are 1520 mm apart on one side and 1435 mm on the other."

    class Meta:
        model = Question

    class Params:
        numeric = factory.Trait(kind=QuestionKind.NUMERIC, options={}, answer=1520)

    @classmethod
    def _create(cls, model_class: type[Question], *args: Any, **kwargs: Any) -> Question:
        options, right, live = kwargs.pop("options"), kwargs.pop("right"), kwargs.pop("live")
        blocks = [
            ("option", {"key": key, "text": text, "correct": key in right, "feedback": f"About {key}."})
            for key, text in options.items()
        ]
        kwargs.setdefault("locale", language("en"))
        return cls._publish(model_class(options=blocks, live=False, **kwargs), live)


class QuizFactory(PublishedTextFactory):
    """A quiz of the given `questions`, in that order (none by default)."""

    code = factory.Sequence(lambda n: f"QUIZ-{n}")
    title = factory.LazyAttribute(lambda made: f"Quiz {made.code}")
    pass_mark = 1
    questions = ()

    class Meta:
        model = Quiz

    @classmethod
    def _create(cls, model_class: type[Quiz], *args: Any, **kwargs: Any) -> Quiz:
        questions, live = kwargs.pop("questions"), kwargs.pop("live")
        kwargs.setdefault("locale", language("en"))
        quiz = model_class(live=False, **kwargs)
        quiz.quiz_questions = [
            QuizQuestion(question=question, sort_order=order) for order, question in enumerate(questions)
        ]
        return cls._publish(quiz, live)


PARTS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "text": [
        ("accepted", {"text": "Zweig-Key"}),
        ("near", {"text": "Almost", "feedback": "About almost."}),
    ],
    "matching": [
        ("pair", {"key": "p1", "left": "Left one", "right": "Right one", "feedback": "About p1."}),
        ("pair", {"key": "p2", "left": "Left two", "right": "Right two", "feedback": "About p2."}),
        ("pair", {"key": "p3", "left": "Left three", "right": "Right three", "feedback": "About p3."}),
        ("distractor", {"key": "d1", "text": "Nowhere"}),
    ],
    "ordering": [
        ("step", {"key": f"s{n}", "text": f"Step {word}", "feedback": f"About s{n}."})
        for n, word in enumerate(("alpha", "beta", "gamma", "delta"), start=1)
    ],
    "gaps": [
        (
            "gap",
            {
                "key": key,
                "choices": [
                    {"key": "a", "text": f"{key} first", "correct": key == "1", "feedback": f"About {key} a."},
                    {"key": "b", "text": f"{key} second", "correct": key == "2", "feedback": f"About {key} b."},
                ],
            },
        )
        for key in ("1", "2")
    ],
    "hotspot": [
        (
            "region",
            {
                "key": key,
                "label": f"Wagon {key}",
                "shape": "rectangle",
                "points": points,
                "correct": key == "w4",
                "feedback": f"About {key}.",
            },
        )
        for key, points in (("w1", "1 30 18 42"), ("w4", "61 30 18 42"))
    ],
}
FIELDS: dict[str, dict[str, Any]] = {
    "gaps": {"text": "It is [[1]] and then [[2]]."},
    "hotspot": {"drawing": "container_train"},
}


def question_of(kind: str, **fields: Any) -> Question:
    """A published question of one of the kinds with parts of their own; `parts` replaces them."""
    live, parts = fields.pop("live", True), fields.pop("parts", PARTS[kind])
    made = {
        "code": f"Q-{kind}",
        "stem": f"What does {kind} ask?",
        "feedback": "The whole reason.",
        **FIELDS.get(kind, {}),
    }
    question = Question(kind=kind, live=False, locale=language("en"), **made | fields)
    question.options = question.options.stream_block.to_python(
        [{"type": name, "value": value} for name, value in parts]
    )
    question.full_clean()
    question.save()
    if live:
        question.save_revision().publish()
        question.refresh_from_db()
    return question
