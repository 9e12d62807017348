"""Addresses of the organiser's forms, below `/<lang>/desk/visits/`."""

from django.urls import path

from visits.records.views import workbench

urlpatterns: list[object] = [
    path("<slug:slug>/sources/", workbench.visit_sources, name="visit_sources"),
    path("<slug:slug>/sources/<uuid:uuid>/", workbench.workbench, name="visit_workbench"),
]
