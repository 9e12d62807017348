"""Questions in and out of the bank as files, in the admin, for who may add questions."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from best_practices.quizzes import exports, services
from best_practices.quizzes.forms.bank import LanguageForm, QuestionsForm
from best_practices.quizzes.imports import CHANGE, MOST_AT_ONCE, NEW, SAME, WRONG, Plan, plans_for, read_file
from best_practices.quizzes.queries import bank

KEPT = 60 * 60
"""Seconds that a file waits for its confirmation."""
MOST_SHOWN = 200
"""Questions left out of a GIFT file that are named on the page; the file names all."""
View = Callable[..., HttpResponse]


def for_who_adds_questions(view: View) -> View:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        if not user.has_perm("quizzes.add_question"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return never_cache(asked)


def _languages() -> list[str]:
    """The languages of the site, that of the page first."""
    here = translation.get_language()
    return sorted(bank.locales(), key=lambda code: code != here)


def _place(request: HttpRequest, upload: UUID) -> str:
    user: Any = request.user
    return f"questions:{user.uuid}:{upload}"


@for_who_adds_questions
@require_http_methods(["GET", "POST"])
def exchange(request: HttpRequest) -> HttpResponse:
    """Choose a file, or take one away."""
    languages = _languages()
    form = QuestionsForm(request.POST, request.FILES, languages=languages) if request.method == "POST" else None
    if form is not None and form.is_valid():
        upload = uuid4()
        kept = {"name": form.cleaned_data["file"].name, "language": form.cleaned_data["language"]}
        cache.set(_place(request, upload), kept | {"content": form.content}, KEPT)
        return redirect("quiz_bank_import", upload)
    context = {
        "form": form or QuestionsForm(languages=languages),
        "export": LanguageForm(languages=languages, auto_id="export_%s"),
        "number": bank.bank_of(request.user).count(),
    }
    return render(request, "quizzes/bank/exchange.html", context, status=422 if form is not None else 200)


@for_who_adds_questions
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, upload: UUID) -> HttpResponse:
    """What a file would become, row by row; POST takes in what is right, and changes what was ticked."""
    kept = cache.get(_place(request, upload))
    if kept is None:
        messages.warning(request, _("A file waits for an hour. Choose it again; nothing was taken in."))
        return redirect("quiz_bank")
    read = read_file(kept["name"], kept["content"], language=kept["language"], languages=_languages())
    plans = plans_for(read.found, user=request.user)
    ticked = set(request.POST.getlist("change"))
    chosen = [plan for plan in plans if plan.act == NEW or (plan.act == CHANGE and ticked & {"all", str(plan.line)})]
    if request.method == "POST" and _took_in(request, kept["name"], chosen):
        cache.delete(_place(request, upload))
        return redirect("quiz_bank")
    context = {
        "name": kept["name"],
        "notes": read.notes,
        "plans": plans,
        "ticked": ticked,
        "counts": {act: sum(plan.act == act for plan in plans) for act in (NEW, CHANGE, SAME, WRONG)},
    }
    return render(request, "quizzes/bank/look.html", context, status=422 if request.method == "POST" else 200)


def _took_in(request: HttpRequest, name: str, chosen: list[Plan]) -> bool:
    if not chosen:
        messages.warning(request, _("There is nothing to take in. Tick what is to be changed."))
        return False
    if len(chosen) > MOST_AT_ONCE:
        told = _("These are %(number)d questions; at most %(most)d are taken in at once. Divide the file.")
        messages.warning(request, told % {"number": len(chosen), "most": MOST_AT_ONCE})
        return False
    try:
        counts = services.import_questions(rows=chosen, actor=request.user, file_name=name)
    except services.BankChanged:
        messages.error(request, _("The bank has changed since. Nothing was taken in; look at the rows again."))
    except ValidationError as refused:
        told = _("Nothing was taken in: %s")
        messages.error(request, told % " ".join(refused.messages))
    else:
        messages.success(
            request, _("Taken in as drafts: %(new)d new, %(changed)d changed. Nothing is published yet.") % counts
        )
        return True
    return False


@for_who_adds_questions
@require_GET
def as_xlsx(request: HttpRequest) -> HttpResponse:
    """The whole bank, all kinds and languages, as far as somebody may see it."""
    questions = bank.bank_of(request.user)
    label = bank.strictest_label(questions)
    entries, left = exports.xlsx_report(bank.entries_of(questions))
    content = exports.xlsx_of(entries, left, label=label)
    services.log_export(actor=request.user, form="XLSX", number=len(entries), left_out=len(left), label=label)
    return _file(content, exports.XLSX, "questions.xlsx")


@for_who_adds_questions
@require_GET
def as_gift(request: HttpRequest) -> HttpResponse:
    """What of a language fits into GIFT and what does not; with `download` the file."""
    form = LanguageForm(request.GET, languages=_languages())
    if not form.is_valid():
        return redirect("quiz_bank")
    language = form.cleaned_data["language"]
    questions = bank.bank_of(request.user).filter(locale__language_code=language)
    label = bank.strictest_label(questions)
    content, number, left = exports.gift_of(bank.entries_of(questions), language=language, label=label)
    if "download" in request.GET:
        services.log_export(actor=request.user, form="GIFT", number=number, left_out=len(left), label=label)
        return _file(content, "text/plain; charset=utf-8", f"questions.{language}.gift")
    context = {"language": language, "number": number, "left": left[:MOST_SHOWN], "more": len(left) - MOST_SHOWN}
    return render(request, "quizzes/bank/gift.html", context)


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)
