"""Organisations and people."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from accounts.choices import Role
from accounts.models import User
from accounts.services import create_person, give_role
from reference.choices import OrganisationKind
from reference.models import Organisation, OrganisationName
from reference.services import move_organisation


class OrganisationFactory(DjangoModelFactory):
    """A fictitious unit that participates; `name` in English, `name_ru` in Russian if given."""

    slug = factory.Sequence(lambda n: f"organisation-{n}")
    kind = OrganisationKind.PCU
    fictitious = True
    participates = True
    parent = None
    name = factory.LazyAttribute(lambda made: made.slug.replace("-", " ").capitalize())
    name_ru = ""

    class Meta:
        model = Organisation

    @classmethod
    def _create(cls, model_class: type[Organisation], *args: Any, **kwargs: Any) -> Organisation:
        parent = kwargs.pop("parent")
        names = {"en": kwargs.pop("name"), "ru": kwargs.pop("name_ru")}
        organisation = model_class(**kwargs)
        organisation.names = [OrganisationName(language=code, text=text) for code, text in names.items() if text]
        return move_organisation(organisation=organisation, parent=parent)


class PersonFactory(DjangoModelFactory):
    """A person who may sign in with "correct horse"; a member of `organisation` in `role` if one is given."""

    username = factory.Sequence(lambda n: f"person-{n}")
    email = None
    password = "correct horse"
    name_latin = factory.LazyAttribute(lambda made: made.username.replace("-", " ").title())
    name_national = ""
    language = "en"
    time_zone = "UTC"
    organisation = None
    role = Role.OFFICER

    class Meta:
        model = User

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        organisation, role = kwargs.pop("organisation"), kwargs.pop("role")
        person = create_person(**kwargs)
        if organisation is not None:
            give_role(user=person, organisation=organisation, role=role)
        return person


class AdministratorFactory(PersonFactory):
    """A superuser, who passes every guard; a member of nothing unless asked."""

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        person = super()._create(model_class, *args, **kwargs)
        person.is_staff = person.is_superuser = True
        person.save(update_fields=["is_staff", "is_superuser"])
        return person
