"""Verifying a certificate: for everybody who holds the paper, without a language in the address or a cookie."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from best_practices.progress import queries
from best_practices.progress.forms import NameForm, SerialForm
from best_practices.progress.models import Certificate
from best_practices.progress.names import agrees
from best_practices.progress.serials import read_serial, shown
from core.context import AUTONYMS
from core.tries import Tries

UNKNOWN_SERIALS = Tries("serials", most=30, seconds=600)
"""By the address of who asks; only well-formed serials that are none, so that misreading a paper counts nothing."""
NAMES = Tries("names", most=10, seconds=3600)
"""Names that did not agree, by certificate: whoever holds the paper need not guess."""


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    here = get_language() or "en"
    links = [
        (code, AUTONYMS.get(code, code), f"{request.path}?language={code}")
        for code, _name in settings.LANGUAGES
        if code != here
    ]
    response = render(request, template, context | {"language_links": links, "here": here}, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Content-Language"] = here
    return response


def _speak(request: HttpRequest) -> None:
    """The language that was chosen by a link; else that of the browser, which is active already."""
    if (chosen := request.GET.get("language", "")) in dict(settings.LANGUAGES):
        translation.activate(chosen)
        request.LANGUAGE_CODE = chosen


@require_safe
@never_cache
def verify_form(request: HttpRequest) -> HttpResponse:
    """Where a serial is typed; `?serial=` leads on to what it is."""
    _speak(request)
    typed = request.GET.get("serial")
    form = SerialForm(None if typed is None else {"serial": typed.replace("\x00", "")})
    if form.is_valid():
        chosen = f"?language={get_language()}" if "language" in request.GET else ""
        answer = redirect("verify", shown(form.cleaned_data["serial"]))
        answer["Location"] += chosen
        return answer
    return _page(request, "progress/verify_form.html", {"form": form}, status=422 if form.is_bound else 200)


@csrf_exempt  # comparing a name changes nothing, and a key in a cookie would mark strangers
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def verify(request: HttpRequest, serial: str) -> HttpResponse:
    """What a certificate is worth now. POST compares a name with the one on it, and says only whether they agree."""
    _speak(request)
    read = read_serial(serial)
    address = get_adapter().get_client_ip(request)
    if UNKNOWN_SERIALS.are_used_up(address):
        return _page(request, "progress/verify_later.html", {}, status=429)
    found = queries.certificate_with(read) if read else None
    if found is None or not queries.seal_holds(found):
        if read:
            UNKNOWN_SERIALS.count(address)
        form = SerialForm(initial={"serial": serial[:40].replace("\x00", "")})
        return _page(request, "progress/verify_unknown.html", {"form": form, "read": read}, status=404)
    return _answer(request, found)


def _answer(request: HttpRequest, found: Certificate) -> HttpResponse:
    form = NameForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {
        "certificate": found,
        "state": found.state(timezone.now()).value,
        "named": queries.is_public(found),
        "form": form,
    }
    status = 200
    if form.is_bound and not form.is_valid():
        status = 422
    elif form.is_bound:
        if NAMES.are_used_up(found.serial):
            return _page(request, "progress/verify_later.html", {}, status=429)
        context["agrees"] = agrees(form.cleaned_data["name"], (found.name_latin, found.name_national))
        context["compared"] = True
        if not context["agrees"]:
            NAMES.count(found.serial)
    return _page(request, "progress/verify.html", context, status=status)
