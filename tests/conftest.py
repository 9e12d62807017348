"""The known world of every test: four people, three organisations, a stranger, a site in two languages."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck, settings
from wagtail.models import Page, Site

from accounts.choices import Role
from accounts.models import User
from best_practices.modules.models import ModuleIndexPage
from home.models import HomePage
from reference.models import Organisation
from tests.factories.accounts import AdministratorFactory, OrganisationFactory, PersonFactory
from tests.factories.content import HomePageFactory, in_russian
from tests.factories.modules import ModuleIndexFactory

settings.register_profile(
    "suite",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # a busy machine is no fault of the code; our function-scoped fixtures only open the database
settings.load_profile("suite")

ALLAUTH = "allauth.account.auth_backends.AuthenticationBackend"
NOT_A_QUESTION = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK")


@pytest.fixture(scope="session", autouse=True)
def collected_static() -> None:
    """WhiteNoise warns, and a warning is an error here, where nothing was ever collected."""
    Path(project.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def fresh_start() -> Iterator[None]:
    """No cached page and no active language is left over from the test before."""
    for alias in ("default", "pages"):
        caches[alias].clear()
    with translation.override("en"):
        yield


# Organisations


@pytest.fixture
def programme_office(db: None) -> Organisation:
    return OrganisationFactory(slug="training-programme-office", kind="office", name="Training Programme Office")


@pytest.fixture
def pcu_east(programme_office: Organisation) -> Organisation:
    return OrganisationFactory(
        slug="training-pcu-east",
        name="Training PCU East",
        name_ru="Учебная группа портового контроля «Восток»",
        parent=programme_office,
    )


@pytest.fixture
def border_post_west(programme_office: Organisation) -> Organisation:
    return OrganisationFactory(
        slug="training-border-post-west",
        kind="customs_post",
        name="Training Border Post West",
        name_ru="Учебный пограничный пост «Запад»",
        parent=programme_office,
    )


# People


@pytest.fixture
def officer(pcu_east: Organisation) -> User:
    """An officer of Training PCU East."""
    return PersonFactory(username="officer", organisation=pcu_east, role=Role.OFFICER)


@pytest.fixture
def organiser(border_post_west: Organisation) -> User:
    """An organiser of Training Border Post West."""
    return PersonFactory(username="organiser", organisation=border_post_west, role=Role.ORGANISER)


@pytest.fixture
def staff(programme_office: Organisation) -> User:
    """Programme staff, of the office that both units belong to."""
    return PersonFactory(username="staff", organisation=programme_office, role=Role.STAFF)


@pytest.fixture
def administrator(db: None) -> User:
    """A superuser."""
    return AdministratorFactory(username="administrator")


@pytest.fixture
def stranger() -> AnonymousUser:
    """Nobody we know."""
    return AnonymousUser()


@pytest.fixture
def client_of(db: None) -> Callable[[User | AnonymousUser], Client]:
    """`client_of(officer).get(...)`: a browser in which this person is signed in; a stranger's is not."""

    def browser(person: User | AnonymousUser) -> Client:
        client = Client()
        if person.is_authenticated:
            client.force_login(person, backend=ALLAUTH)
        return client

    return browser


# The site


@pytest.fixture
def home(db: None) -> HomePage:
    """The English home page: the root of the one site, `http://testserver/en/`."""
    root = Page.objects.get(depth=1)
    for welcome in root.get_children():  # Wagtail's own first page
        welcome.delete()
    root.refresh_from_db()
    page = HomePageFactory(parent=root)
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", port=80, root_page=page, is_default_site=True, site_name="Corridor")
    return page


@pytest.fixture
def home_ru(home: HomePage) -> HomePage:
    """The Russian home page, a translation of the English one: `/ru/`."""
    return in_russian(home, title="Коридор", headline="От одной границы к другой")


@pytest.fixture
def modules_index(home: HomePage) -> ModuleIndexPage:
    """`/en/best-practices/`."""
    return ModuleIndexFactory(parent=home)


@pytest.fixture
def modules_index_ru(modules_index: ModuleIndexPage, home_ru: HomePage) -> ModuleIndexPage:
    """`/ru/best-practices/`."""
    return in_russian(modules_index, title="Лучшие практики")


@pytest.fixture
def site(home: HomePage, home_ru: HomePage, modules_index: ModuleIndexPage, modules_index_ru: ModuleIndexPage) -> Site:
    """Everything above, in both languages."""
    return Site.objects.get()


# Counting


@dataclass
class Counted:
    """The queries of a block, without those that only open and close transactions."""

    statements: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.statements)


@pytest.fixture
def count_queries(db: None) -> Callable[[], AbstractContextManager[Counted]]:
    """`with count_queries() as counted: ...` and afterwards `assert counted.number == 3`."""

    @contextmanager
    def counting() -> Iterator[Counted]:
        counted = Counted()
        with CaptureQueriesContext(connection) as captured:
            yield counted
        sql: list[Any] = [query["sql"] for query in captured.captured_queries]
        counted.statements = [text for text in sql if not text.upper().startswith(NOT_A_QUESTION)]

    return counting
