"""Texts under review: people who write and decide, a module with lessons, drafts as the editor saves them."""

from typing import Any

from accounts.choices import Role
from accounts.models import User
from best_practices.modules.models import LessonPage, ModulePage
from reference.models import Organisation
from tests.factories.accounts import PersonFactory
from tests.factories.modules import LessonFactory, ModuleFactory


def person(role: str, organisation: Organisation) -> User:
    return PersonFactory(username=str(role), organisation=organisation, role=Role(role))


def module_of_three(index: Any, **fields: Any) -> ModulePage:
    """A published module of three lessons."""
    module = ModuleFactory(parent=index, **({"title": "Kingfisher", "slug": "kingfisher"} | fields))
    for number in range(3):
        LessonFactory(parent=module, title=f"Lesson {number}", slug=f"lesson-{number}")
    return ModulePage.objects.get(pk=module.pk)


def lesson_of(module: ModulePage, number: int) -> LessonPage:
    return LessonPage.objects.child_of(module).order_by("path")[number]


def write(page: Any, user: User, *, clean: bool = True, **fields: Any) -> Any:
    """A new draft, as the editor saves it."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=user, log_action=True, clean=clean)
    return type(page).objects.get(pk=page.pk)
