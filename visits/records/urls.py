"""Addresses of the organiser's forms, below `/<lang>/desk/visits/`."""

from django.urls import path

from visits.records.views.becoming import becomes

urlpatterns = [
    path("<slug:slug>/observations/<uuid:uuid>/becomes/", becomes, name="observation_becomes"),
]
