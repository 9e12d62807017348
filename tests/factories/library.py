"""The library and its resources: published, in English, below a given parent."""

import factory

from media.library.models import LibraryPage, ResourcePage
from tests.factories.content import BasePageFactory


class LibraryFactory(BasePageFactory):
    title = "Library"

    class Meta:
        model = LibraryPage


class ResourceFactory(BasePageFactory):
    """A checklist with one thing to tick; `documents` are its files."""

    title = factory.Sequence(lambda n: f"Resource {n}")
    kind = "checklist"
    body = factory.LazyFunction(lambda: [("ticks", {"title": "Seal", "items": ["It holds."]})])

    class Meta:
        model = ResourcePage

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs["files"] = [("file", document) for document in kwargs.pop("documents", ())]
        return super()._create(model_class, *args, **kwargs)
