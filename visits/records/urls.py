"""Addresses of the organiser's forms, below `/<lang>/desk/visits/`."""

from django.urls import path, register_converter

from visits.records.views import notes, parts, record, words, workbench
from visits.records.views.becoming import becomes


class PartConverter:
    """The parts of a record that stand in an order."""

    regex = "programme|observations"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class RemovableConverter(PartConverter):
    regex = "delegations|programme|observations"


register_converter(PartConverter, "ordered_part")
register_converter(RemovableConverter, "part")

urlpatterns = [
    path("new/", record.new_visit, name="visit_new"),
    path("<slug:slug>/", record.record, name="visit_record"),
    path("<slug:slug>/facts/", record.facts, name="visit_facts"),
    path("<slug:slug>/undo/", record.undo, name="visit_undo"),
    path("<slug:slug>/submit/", words.submit, name="visit_submit"),
    path("<slug:slug>/words/<str:language>/", words.words, name="visit_words"),
    path("<slug:slug>/<ordered_part:part>/move/", record.move, name="visit_move"),
    path("<slug:slug>/<part:part>/<uuid:uuid>/remove/", record.remove, name="visit_remove"),
    path("<slug:slug>/delegations/add/", parts.delegation, name="visit_delegation_add"),
    path("<slug:slug>/delegations/<uuid:uuid>/", parts.delegation, name="visit_delegation"),
    path("<slug:slug>/programme/add/", parts.item, name="visit_item_add"),
    path("<slug:slug>/programme/<uuid:uuid>/", parts.item, name="visit_item"),
    path("<slug:slug>/observations/add/", parts.observation, name="visit_observation_add"),
    path("<slug:slug>/observations/<uuid:uuid>/", parts.observation, name="visit_observation"),
    path("<slug:slug>/observations/<uuid:uuid>/becomes/", becomes, name="observation_becomes"),
    path("<slug:slug>/guests/", notes.guests, name="visit_guests"),
    path("<slug:slug>/guest/", notes.guest, name="visit_guest"),
    path("<slug:slug>/sources/", workbench.visit_sources, name="visit_sources"),
    path("<slug:slug>/sources/<uuid:uuid>/", workbench.workbench, name="visit_workbench"),
]
