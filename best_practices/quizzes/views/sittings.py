"""A quiz taken together: opened for a unit, printed or projected, attended, entered from paper."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import second_factor
from accounts.models import User
from accounts.queries import members_of, units_for, viewer_in
from accounts.slips import qr
from best_practices.quizzes import presentation, queries, services
from best_practices.quizzes.forms.sittings import EntryForm, SittingForm
from best_practices.quizzes.models import Sitting
from best_practices.quizzes.permissions import may_lead_sittings, may_see_keys
from best_practices.quizzes.queries import sittings as asked
from best_practices.quizzes.views.attempts import frame, language_of
from reference.queries import sources_by_code


def for_its_leaders(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the sitting instead of its identifier; whoever does not lead sittings of its unit finds nothing."""

    @login_required
    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, uuid: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        sitting = asked.sitting_for(viewer=viewer_in(request), uuid=uuid)
        if sitting is None:
            raise Http404
        if second_factor.is_missing(request):
            return second_factor.ask(request)
        return view(request, sitting, *args, **kwargs)

    return wrapped


def signed_in(request: HttpRequest) -> User:
    """Who acts; the views here let nobody else in."""
    return User.objects.get(pk=viewer_in(request).user_id)


def title_of(request: HttpRequest, sitting: Sitting) -> str:
    """The quiz's title in the reader's language; the one kept with the sitting if the quiz is gone (1 query)."""
    quiz = queries.quiz_for(viewer=viewer_in(request), quiz_key=sitting.quiz_key, language=language_of(request))
    return quiz.title if quiz else sitting.quiz_title


def people_of(sitting: Sitting) -> list[User]:
    """The members of the sitting's unit now (1 query)."""
    return [member.person for member in members_of(sitting.unit, timezone.now())]


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def sittings(request: HttpRequest, quiz_key: UUID) -> HttpResponse:
    """The sittings of a quiz in the units one looks after; POST opens another."""
    viewer, language = viewer_in(request), language_of(request)
    quiz = queries.quiz_for(viewer=viewer, quiz_key=quiz_key, language=language) if may_lead_sittings(viewer) else None
    if quiz is None:
        raise Http404
    units = units_for(viewer)
    form = SittingForm(
        request.POST if request.method == "POST" else None, units=units, initial={"held_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            opened = services.open_sitting(
                viewer=viewer,
                actor=signed_in(request),
                quiz_key=quiz_key,
                language=language,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except services.QuizUnavailable as error:
            messages.warning(request, presentation.refusal_text(error.refusal))
            return redirect("sittings", quiz_key)
        return redirect("sitting", opened.uuid)
    found = asked.sittings_of(viewer=viewer, quiz_key=quiz_key)
    context = frame(request, quiz_key) | {"quiz": quiz, "form": form, "sittings": found}
    return render(request, "quizzes/sittings.html", context, status=422 if form.errors else 200)


@for_its_leaders
@require_GET
def sitting(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """What can be done with a sitting: print, project, say who was there, enter what stands on the papers."""
    return _show(request, sitting, EntryForm(people=people_of(sitting)))


def _show(request: HttpRequest, sitting: Sitting, form: EntryForm) -> HttpResponse:
    present = asked.participants_of(sitting)
    context = frame(request, sitting.quiz_key) | {
        "sitting": sitting,
        "title": title_of(request, sitting),
        "form": form,
        "people": [(person, person.pk in present) for person in form.people],
        "present": len(present),
        "results": asked.results_of(sitting) if sitting.on_paper else [],
        "sees_key": may_see_keys(viewer_in(request)),
    }
    return render(request, "quizzes/sitting.html", context, status=422 if form.errors else 200)


@for_its_leaders
@require_POST
def attendance(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Record who was there: members of the unit whose box is ticked. Who has left it since stays recorded."""
    ticked = set(request.POST.getlist("present"))
    known = asked.participants_of(sitting)
    members = people_of(sitting)
    stay = User.objects.filter(pk__in=known.keys() - {person.pk for person in members})
    present = [person for person in members if str(person.uuid) in ticked]
    services.record_participation(
        sitting=sitting, people=[*present, *stay], actor=signed_in(request), at=timezone.now()
    )
    messages.success(request, _("The attendance list is saved."))
    return redirect("sitting", sitting.uuid)


@for_its_leaders
@require_POST
def entry(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Begin to enter, or go on with, the paper of one person."""
    if not sitting.on_paper:
        raise Http404
    form = EntryForm(request.POST, people=people_of(sitting))
    if not form.is_valid():
        return _show(request, sitting, form)
    try:
        attempt = services.begin_from_paper(
            sitting=sitting, person=form.cleaned_data["person"], actor=signed_in(request), at=timezone.now()
        )
    except services.AlreadyEntered:
        form.add_error("person", _("The paper of this person is entered already; the result stands below."))
        return _show(request, sitting, form)
    except services.OpenElsewhere:
        form.add_error(
            "person", _("This person has begun the quiz on the site and has not handed it in. One of the two counts.")
        )
        return _show(request, sitting, form)
    return redirect("quiz_question", attempt.uuid, queries.next_open_position(queries.stations_of(attempt)))


@for_its_leaders
@require_GET
def paper(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The test to be printed, without what is right."""
    address = f"{settings.BASE_URL}{reverse('sitting', args=[sitting.uuid])}"
    items = asked.sitting_views(sitting=sitting, language=language_of(request))
    context = frame(request, sitting.quiz_key) | {
        "sitting": sitting,
        "title": title_of(request, sitting),
        "items": items,
        "pictures": queries.pictures_of(viewer=viewer_in(request), items=items),
        "code_picture": qr(address),
    }
    return render(request, "quizzes/paper.html", context)


@for_its_leaders
@require_GET
def answer_key(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """What is right, on a sheet of its own, for who works on the question bank."""
    if not may_see_keys(viewer_in(request)):
        raise Http404
    items = asked.sitting_views(sitting=sitting, language=language_of(request))
    context = frame(request, sitting.quiz_key) | {
        "sitting": sitting,
        "rows": presentation.result_rows(items, queries.pictures_of(viewer=viewer_in(request), items=items)),
        "sources": sources_by_code(presentation.source_codes(items)),
    }
    return render(request, "quizzes/paper_key.html", context)


@for_its_leaders
@require_GET
def projector(request: HttpRequest, sitting: Sitting, position: int) -> HttpResponse:
    """One question for everybody in the room; with `?shown` what is right as well."""
    items = asked.sitting_views(sitting=sitting, language=language_of(request), position=position)
    if sitting.on_paper or not items:
        raise Http404
    (item,) = items
    shown, pictures = "shown" in request.GET, queries.pictures_of(viewer=viewer_in(request), items=items)
    context = frame(request, sitting.quiz_key) | {
        "sitting": sitting,
        "item": item,
        "pictures": pictures,
        "row": presentation.result_rows(items, pictures)[0] if shown else None,
        "sources": sources_by_code(presentation.source_codes(items)) if shown else {},
        "following": position + 1 if position < sitting.total else None,
    }
    return render(request, "quizzes/projector.html", context)
