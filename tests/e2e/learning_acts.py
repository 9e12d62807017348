"""What the back door can do about learning: quizzes of other rules, sittings, certificates, assignments."""

import secrets
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Locale

from accounts.models import User
from accounts.queries import viewer_for
from best_practices.modules.models import LessonPage, ModuleIndexPage, ModulePage
from best_practices.progress.models import Certificate, ExternalCertificate
from best_practices.progress.services import assign_module, keep_certificate
from best_practices.quizzes.choices import QuizMode
from best_practices.quizzes.models import Question, Quiz, QuizQuestion, Sitting
from best_practices.quizzes.services import (
    begin_from_paper,
    open_sitting,
    record_participation,
    start_attempt,
    store_answer,
    submit_attempt,
)
from content.services import mark
from core.labels import Label
from reference.models import Organisation
from tests.e2e import acts
from tests.factories.content import in_russian

UNIT = "training-pcu-east"
NINE = ("A-Q1", "A-Q3", "A-Q5", "A-Q7", "A-Q2", "A-Q6", "A-Q9", "A-Q11", "A-Q12")
"""A question of each kind: one answer, number, several, true or false, order, pairs, place, text, gaps."""


def _quiz(codes: tuple[str, ...], **rules: Any) -> UUID:
    """The key of a new published quiz of these questions, in English and Russian."""
    source: Quiz | None = None
    code = f"TEST-{secrets.token_hex(4)}"
    for language, title in (("en", "A quiz of this test"), ("ru", "Тест для проверки")):
        locale = Locale.objects.get(language_code=language)
        quiz = source.copy_for_translation(locale) if source else Quiz(code=code, locale=locale)
        for name, value in {"title": title, "pass_mark": 1, **rules}.items():
            setattr(quiz, name, value)
        questions = [Question.objects.get(code=each, locale=locale) for each in codes]
        places = [QuizQuestion(question=question, sort_order=n) for n, question in enumerate(questions)]
        quiz.quiz_questions.set(places)
        quiz.save()
        quiz.save_revision().publish()
        source = source or quiz
    assert source is not None
    mark(key=source.handling_key, label=Label.CLEAR)
    return source.translation_key


def _attempt(user: User, quiz: UUID) -> Any:
    return start_attempt(viewer=viewer_for(user), quiz_key=quiz, language="en", at=timezone.now(), seed=1)


def _answer(attempt: Any, codes: tuple[str, ...], *, wrong: bool, check: bool = False) -> None:
    for item in attempt.items.select_related("version"):
        code = item.version.code
        answer = acts.WRONG.get(code, {"chosen": ["c"]}) if wrong else acts.RIGHT[code]
        answer = {"chosen": ["true"]} if wrong and code == "A-Q7" else answer
        if code in codes:
            store_answer(
                attempt=attempt, position=item.position, answer=answer, language="en", at=timezone.now(), check=check
            )


def _handed_in(user: User, quiz: UUID) -> None:
    attempt = _attempt(user, quiz)
    _answer(attempt, ("A-Q1",), wrong=False)
    submit_attempt(attempt=attempt, at=timezone.now())


def _practising(user: User) -> dict[str, str]:
    """An attempt in practice mode with a wrong answer to every kind, each told at once."""
    quiz = _quiz(NINE, mode=QuizMode.PRACTICE)
    attempt = _attempt(user, quiz)
    _answer(attempt, NINE, wrong=True, check=True)
    return {"practice": str(attempt.uuid), "practice_quiz": str(quiz), "fresh_practice_quiz": str(_practice())}


def _practice() -> UUID:
    return _quiz(NINE, mode=QuizMode.PRACTICE)


def _refusing(user: User) -> dict[str, str]:
    """Quizzes that cannot be begun now, and one that goes on under a time limit."""
    now, day = timezone.now(), timedelta(days=1)
    early = _quiz(NINE, opens_at=now + day)
    closed = _quiz(NINE, closes_at=now - day)
    spent, soon = _quiz(NINE, attempts=1), _quiz(NINE, delay_hours=24)
    for quiz in (spent, soon):
        _handed_in(user, quiz)
    timed = _quiz(NINE, time_limit=240)
    attempt = _attempt(user, timed)
    _answer(attempt, ("A-Q1",), wrong=False)
    later = _quiz(NINE, feedback="after_closing", closes_at=now + day)
    told_later = _attempt(user, later)
    submit_attempt(attempt=told_later, at=timezone.now())
    return {
        "early_quiz": str(early),
        "closed_quiz": str(closed),
        "spent_quiz": str(spent),
        "soon_quiz": str(soon),
        "timed_quiz": str(timed),
        "timed": str(attempt.uuid),
        "told_later": str(told_later.uuid),
    }


def _locked() -> dict[str, str]:
    """A module that asks for module A first, with one lesson and a quiz of its own; one for all tests."""
    known = ModulePage.objects.filter(code="Z", locale__language_code="en").select_related("quiz").first()
    if known is not None and known.quiz is not None:
        return {"locked": f"best-practices/{known.slug}", "locked_quiz": str(known.quiz.translation_key)}
    quiz = Quiz.objects.get(translation_key=_quiz(NINE), locale__language_code="en")
    index = ModuleIndexPage.objects.get(locale__language_code="en")
    first = ModulePage.objects.get(code="A", locale__language_code="en")
    slug = f"locked-{secrets.token_hex(4)}"
    module = index.add_child(
        instance=ModulePage(code="Z", title="A module for those who have done A", slug=slug, locale=index.locale)
    )
    module.quiz, module.force, module.prerequisites = quiz, "required", [first]
    module.save_revision().publish()
    lesson = module.add_child(
        instance=LessonPage(code="Z1", title="Its only lesson", slug="one", minutes=5, locale=index.locale)
    )
    lesson.save_revision().publish()
    in_russian(module, title="Модуль для тех, кто прошёл модуль A")
    in_russian(lesson, title="Единственный урок")
    return {"locked": f"best-practices/{slug}", "locked_quiz": str(quiz.translation_key)}


def _sitting(leader: User, way: str) -> Sitting:
    return open_sitting(
        viewer=viewer_for(leader),
        actor=leader,
        quiz_key=acts._quiz_key(),
        unit=Organisation.objects.get(slug=UNIT),
        way=way,
        held_on=timezone.localdate(),
        language="en",
        at=timezone.now(),
        seed=1,
    )


def _together(leader: User, officer: User) -> dict[str, str]:
    """One sitting on paper, with a paper entered and one begun; one from a projector, attended."""
    at = timezone.now()
    paper, projector = _sitting(leader, "paper"), _sitting(leader, "projector")
    entered, begun = (User.objects.get(username=acts.person()["username"]) for _n in range(2))
    for somebody, done in ((entered, True), (begun, False)):
        attempt = begin_from_paper(sitting=paper, person=somebody, actor=leader, at=at)
        _answer(attempt, ("A-Q1", "A-Q3"), wrong=False)
        if done:
            submit_attempt(attempt=attempt, at=at)
    record_participation(sitting=paper, people=[entered, begun], actor=leader, at=at)
    record_participation(sitting=projector, people=[officer], actor=leader, at=at)
    return {"paper": str(paper.uuid), "projector": str(projector.uuid), "entry": str(attempt.uuid)}


def _corrected(user: User) -> dict[str, str]:
    """A question that was answered, and whose key was corrected afterwards."""
    code = f"TEST-{secrets.token_hex(4)}"
    options = [
        {"key": key, "text": text, "correct": key == "a", "feedback": ""}
        for key, text in (("a", "1435 mm"), ("b", "1520 mm"))
    ]
    source: Question | None = None
    for language, stem in (("en", "Which gauge has Kazakhstan?"), ("ru", "Какая колея в Казахстане?")):
        locale = Locale.objects.get(language_code=language)
        question = source.copy_for_translation(locale) if source else Question(code=code, locale=locale)
        question.kind, question.stem = "single", stem
        question.options = question.options.stream_block.to_python([{"type": "option", "value": o} for o in options])
        question.save()
        question.save_revision().publish()
        source = source or question
    assert source is not None
    mark(key=source.handling_key, label=Label.CLEAR)
    attempt = _attempt(user, _quiz((code,)))
    store_answer(attempt=attempt, position=1, answer={"chosen": ["b"]}, language="en", at=timezone.now())
    submit_attempt(attempt=attempt, at=timezone.now())
    for question in Question.objects.filter(code=code):
        question.options = question.options.stream_block.to_python(
            [{"type": "option", "value": o | {"correct": o["key"] == "b"}} for o in options]
        )
        question.save_revision().publish()
    return {"corrected": str(source.translation_key)}


def _record(user: User, leader: User) -> dict[str, str]:
    """A certificate from elsewhere with its paper, and an assignment to everybody of the unit."""
    made = ExternalCertificate(
        user=user,
        title="Container control: risk profiling and the examination of documents, basic course",
        provider="clikc",
        issuer="WCO Regional Training Centre",
        completed_on=date(2026, 3, 1),
        expires_on=date(2030, 3, 1),
        hours=12,
        released=True,
    )
    keep_certificate(certificate=made, file=ContentFile(b"%PDF-1.4 a paper of this test", name="paper.pdf"))
    module = ModulePage.objects.get(code="B", locale__language_code="en")
    given = assign_module(
        module_key=module.translation_key,
        module_title=f"{module.code} {module.title}",
        organisation=Organisation.objects.get(slug=UNIT),
        actor=leader,
        at=timezone.now(),
        person=user,
        due_on=timezone.localdate() + timedelta(days=7),
    )
    return {"external": str(made.uuid), "assignment": str(given.uuid), "learner": str(user.uuid)}


def _graduated(user: User) -> dict[str, str]:
    acts.lessons(username=user.username)
    acts.attempt(username=user.username, submit=True)
    certificate = Certificate.objects.filter(user=user).latest("pk")
    return {"certificate": str(certificate.uuid), "serial": certificate.shown_serial}


@acts.act
def scenes(*, officer: str, coordinator: str, graduate: str) -> dict[str, str]:
    """Everything that the pages of learning show: see each part."""
    user, leader, done = (User.objects.get(username=name) for name in (officer, coordinator, graduate))
    return {
        **_practising(user),
        **_refusing(user),
        **_locked(),
        **_together(leader, user),
        **_corrected(user),
        **_record(user, leader),
        **_graduated(done),
    }


@acts.act
def editors() -> dict[str, str]:
    """The addresses of the editors in the admin: a question of each kind, the quiz, the module, a lesson, the files."""
    edit = "/admin/snippets/quizzes/{}/edit/{}/".format
    questions = Question.objects.filter(code__in=NINE, locale__language_code="en")
    module = ModulePage.objects.get(code="A", locale__language_code="en")
    lesson = LessonPage.objects.child_of(module).order_by("path")[0]
    return {
        **{question.kind: edit("question", question.pk) for question in questions},
        "quiz": edit("quiz", Quiz.objects.get(code="B-QUIZ", locale__language_code="en").pk),
        "module": f"/admin/pages/{module.pk}/edit/",
        "lesson": f"/admin/pages/{lesson.pk}/edit/",
        "new question": "/admin/snippets/quizzes/question/add/",
        "bank": "/admin/questions/files/",
    }
