"""What the back door can do: arrange people and attempts through the services, look at what was stored."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.queries import viewer_for
from accounts.services import accept_invitation, create_person, give_role, invite
from best_practices.modules.models import LessonPage, ModulePage
from best_practices.progress.models import LessonCompletion, ModuleCompletion
from best_practices.progress.services import finish_lesson
from best_practices.quizzes.models import Attempt, Question, Response
from best_practices.quizzes.services import start_attempt, store_answer, submit_attempt
from home.models import HomePage
from reference.models import Organisation
from tests.factories.visits import ItemFactory, SourceTextFactory, VisitFactory
from visits.records.models import SourceMark

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ACTS: dict[str, Callable[..., Any]] = {}
RIGHT: dict[str, dict[str, Any]] = {
    "A-Q1": {"chosen": ["a"]},
    "A-Q3": {"number": "3", "typed": "3"},
    "A-Q4": {"chosen": ["b"]},
    "A-Q5": {"chosen": ["a", "b", "d", "f"]},
    "A-Q7": {"chosen": ["false"]},
    "A-Q8": {"number": "2800", "typed": "2 800"},
    "A-Q10": {"chosen": ["b"]},
    "A-Q2": {"order": list("abcdef")},
    "A-Q6": {"pairs": {key: key for key in "abcd"}},
    "A-Q9": {"points": [[70, 50]]},
    "A-Q11": {"text": "CIM/SMGS"},
    "A-Q12": {"gaps": {"1": "a", "2": "b", "3": "b"}},
}
"""The right answers of quiz A, by the code of the question, as they are stored."""
WRONG: dict[str, dict[str, Any]] = {
    "A-Q3": {"number": "7", "typed": "7"},
    "A-Q8": {"number": "7", "typed": "7"},
    "A-Q2": {"order": list("abcdfe")},
    "A-Q6": {"pairs": {"a": "x", "b": "b"}},
    "A-Q9": {"points": [[10, 50]]},
    "A-Q11": {"text": "SMGS"},
    "A-Q12": {"gaps": {"1": "b", "2": "b"}},
}
"""Wrong ones for the questions that offer no third option."""


def act(function: Callable[..., Any]) -> Callable[..., Any]:
    ACTS[function.__name__] = function
    return function


def _module() -> ModulePage:
    return ModulePage.objects.select_related("quiz").get(code="A", locale__language_code="en")


def _quiz_key() -> UUID:
    quiz = _module().quiz
    assert quiz is not None
    return quiz.translation_key


@act
def session(*, username: str) -> str:
    """The session cookie of a new sign-in of that person."""
    client = Client()
    client.force_login(User.objects.get(username=username), backend=BACKEND)
    return client.cookies["sessionid"].value


@act
def person(
    *,
    role: str = "officer",
    organisation: str = "training-pcu-east",
    language: str = "en",
    time_zone: str = "Asia/Almaty",
    superuser: bool = False,
) -> dict[str, str]:
    """A new person with a user name and a password of their own, signed in once."""
    username, password = f"{role}-{secrets.token_hex(4)}", secrets.token_urlsafe(9)
    user = create_person(
        username=username,
        password=password,
        name_latin="An officer of this test" if role == "officer" else f"Somebody of this test, {role}",
        language=language,
        time_zone=time_zone,
    )
    give_role(user=user, organisation=Organisation.objects.get(slug=organisation), role=role)
    if superuser:
        user.is_superuser = user.is_staff = True
        user.save(update_fields=["is_superuser", "is_staff"])
    return {"username": username, "password": password, "session": session(username=username)}


@act
def invitation(*, state: str = "open", language: str = "en") -> str:
    """The path of a new invitation that is "open", "expired" or "used"."""
    organisation = Organisation.objects.get(slug="training-pcu-east")
    lasts = timedelta(seconds=-1) if state == "expired" else timedelta(days=14)
    made, token = invite(organisation=organisation, language=language, lasts=lasts)
    if state == "used":
        name = f"guest-{secrets.token_hex(4)}"
        accept_invitation(invitation=made, username=name, password=secrets.token_urlsafe(9), name_latin=name.title())
    return f"/accounts/invitation/{token}/"


@act
def attempt(
    *, username: str, answered: list[int] | None = None, wrong: list[int] | None = None, submit: bool = False
) -> str:
    """An attempt at quiz A with right answers at those positions (all if None), turned wrong at some."""
    user = User.objects.get(username=username)
    viewer = viewer_for(user)
    made = start_attempt(viewer=viewer, quiz_key=_quiz_key(), language="en", at=timezone.now())
    for item in made.items.select_related("version"):
        if answered is not None and item.position not in answered:
            continue
        answer = RIGHT[item.version.code]
        if wrong and item.position in wrong:
            answer = WRONG.get(item.version.code, {"chosen": ["c"]})
        store_answer(attempt=made, position=item.position, answer=answer, language="en", at=timezone.now())
    if submit:
        submit_attempt(attempt=made, at=timezone.now())
    return str(made.uuid)


@act
def lessons(*, username: str, first: int = 5) -> None:
    """The first lessons of module A are done."""
    module, user = _module(), User.objects.get(username=username)
    for lesson in LessonPage.objects.child_of(module).order_by("path")[:first]:
        finish_lesson(user=user, lesson=lesson, module=module, language="en", at=timezone.now())


@act
def record(*, username: str) -> dict[str, Any]:
    """What is stored about a person's work: lessons done, modules completed, attempts with their answers."""
    user = User.objects.get(username=username)
    return {
        "lessons": LessonCompletion.objects.filter(user=user).count(),
        "modules": ModuleCompletion.objects.filter(user=user).count(),
        "attempts": [
            {
                "uuid": str(made.uuid),
                "state": made.state,
                "passed": made.passed,
                "answers": {
                    str(response.item.position): response.answer
                    for response in Response.objects.filter(item__attempt=made).select_related("item")
                },
            }
            for made in Attempt.objects.filter(user=user).order_by("started_at")
        ],
    }


@act
def places() -> dict[str, Any]:
    """Addresses and numbers of the demo: the quiz, and what the admin's screens need."""
    module = _module()
    home = HomePage.objects.get(locale__language_code="en")
    return {
        "quiz": str(_quiz_key()),
        "home_id": home.pk,
        "index_id": module.get_parent().pk,
        "module_id": module.pk,
        "lesson_id": LessonPage.objects.child_of(module).order_by("path")[0].pk,
        "question_id": Question.objects.get(code="A-Q1", locale__language_code="en").pk,
    }


@act
def source(*, username: str) -> dict[str, str]:
    """A new visit with that person as its team, one programme item, and our own report as its source."""
    user = User.objects.get(username=username)
    organisation = Organisation.objects.get(slug="training-border-post-west")
    slug = f"visit-{secrets.token_hex(4)}"
    visit = VisitFactory(slug=slug, creator=user, organisation=organisation, working_title="A training visit")
    ItemFactory(visit=visit, text="Briefing at the profiling desk")
    text = SourceTextFactory(visit=visit, title="Three days at Training Border Post West")
    return {"visit": slug, "uuid": str(text.uuid), "path": f"/desk/visits/{slug}/sources/{text.uuid}/"}


@act
def marks(*, uuid: str) -> list[str]:
    """What the sentences of a source carry: "dates 1.1"."""
    found = SourceMark.objects.filter(source__uuid=uuid).order_by("field", "paragraph", "sentence")
    return [f"{mark.field} {mark}".strip() for mark in found]
