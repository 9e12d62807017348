"""Hello. The account addresses are there because a middleware of allauth asks for them."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [path("hello", hello), path("accounts/", include("accounts.urls"))]
