"""The index of modules, modules and lessons: published, in English, below a given parent."""

import factory

from best_practices.modules.models import LessonPage, ModuleIndexPage, ModulePage
from tests.factories.content import BasePageFactory


class ModuleIndexFactory(BasePageFactory):
    title = "Best practices"

    class Meta:
        model = ModuleIndexPage


class ModuleFactory(BasePageFactory):
    """A module without lessons or quiz; its label is that of the index (CLEAR) until it is marked."""

    code = factory.Sequence(lambda n: f"M{n}")
    title = factory.LazyAttribute(lambda made: f"Module {made.code}")
    lead = "Check every container while the train stands at the gauge break."
    what_is_done = "<p>Two officers read each number aloud against the list.</p>"

    class Meta:
        model = ModulePage


class LessonFactory(BasePageFactory):
    code = factory.Sequence(lambda n: f"L{n}")
    title = factory.LazyAttribute(lambda made: f"Lesson {made.code}")
    lead = "After this lesson you can read a container number."
    minutes = 10
    body = factory.LazyFunction(
        lambda: [("heading", "Two gauge breaks"), ("text", "<p>Every container can be identified.</p>")]
    )

    class Meta:
        model = LessonPage
