"""The one view of the bare Django project."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tests.bench.floors.rows.presentation import page_context


def page(request: HttpRequest) -> HttpResponse:
    return render(request, "floor_page.html", page_context(request))


urlpatterns = [path("page/", page)]
