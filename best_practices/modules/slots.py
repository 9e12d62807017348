"""What modules put into the frames below and above them: boards of modules, and the way back from a quiz."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from best_practices.cases.queries import names_for
from best_practices.modules.queries import modules_for, modules_since
from best_practices.modules.views import board_rows
from core.slots import fills


@fills("quiz.trail", queries=1)
def way_back_to_the_module(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: a quiz key. Returns (title, address) of a module the reader may see, in their language."""
    modules = modules_for(viewer, language=get_language() or "en")
    found = next((module.page for module in modules if module.quiz_key == subject), None)
    return (f"{found.code} {found.title}", found.url) if found else None


@fills("home.main", queries=4)
def modules_on_the_home_page(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    modules = modules_for(viewer, language=get_language() or "en")
    return render_to_string("modules/modules_here.html", {"rows": board_rows(modules, request)}, request=request)


@fills("topic.main", queries=4)
def modules_on_a_topic(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: the topic."""
    modules = [
        module
        for module in modules_for(viewer, language=get_language() or "en")
        if any(topic.code == subject.code for topic in module.page.topics.all)
    ]
    if not modules:
        return None
    return render_to_string("modules/modules_here.html", {"rows": board_rows(modules, request)}, request=request)


@fills("case.aside", queries=8)
def modules_that_teach_the_method(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: the page of a case. Modules that share a topic with it."""
    language = get_language() or "en"
    codes = {topic.code for topic in names_for(subject, language=language).topics}
    modules = [
        module.page
        for module in modules_for(viewer, language=language)
        if any(topic.code in codes for topic in module.page.topics.all)
    ]
    return render_to_string("modules/learn_the_method.html", {"modules": modules}) if modules else None


@fills("noticeboard.news", queries=2)
def new_modules(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: since when. Returns (title, sentence, number of the page, label) of each, the newest first."""
    return [
        (f"{module.code} {module.title}", module.lead, module.pk, label)
        for module, label in modules_since(subject, viewer, language=get_language() or "en")
    ]
