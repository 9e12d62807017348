"""Signing in where one stands: a form sent after the session ended is not lost."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts.forms.own import SignInForm
from accounts.queries import viewer_for

View = Callable[..., HttpResponse]
NOT_KEPT = ("csrfmiddlewaretoken", "login", "password")


def signs_in_here(view: View) -> View:
    """Decorate a view that takes a form from signed-in people.

    A GET without a session goes to the sign-in page as usual. A POST shows a sign-in form at the same
    address that carries everything that was typed; with the right password the view gets it as if
    nothing had happened. Goes through allauth and axes like every sign-in.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method != "POST":
            return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()}, safe='/')}")
        if "login" not in request.POST:
            return _ask(request, SignInForm(request=request))
        form = SignInForm(request.POST, request=request)
        if not form.is_valid():
            return _ask(request, form)
        answer = form.login(request)
        if not request.user.is_authenticated:  # a second factor is asked first, on a page of its own
            return answer
        request.viewer = SimpleLazyObject(lambda: viewer_for(request.user))
        return view(request, *args, **kwargs)

    return wrapped


def _ask(request: HttpRequest, form: SignInForm) -> HttpResponse:
    kept = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_KEPT]
    context = {"form": form, "kept": kept, "here": request.get_full_path()}
    return render(request, "accounts/sign_in_here.html", context, status=401)
