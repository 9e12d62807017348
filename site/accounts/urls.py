"""Addresses without a language: allauth's, invitations and codes, units and their people."""

from django.urls import include, path

from accounts.views import lists, own, unit

urlpatterns = [
    path("invitation/<str:token>/", own.invitation, name="invitation"),
    path("code/", own.code, name="code"),
    path("idle/", own.idle, name="idle"),
    path("second-factor/", own.second_factor_choice, name="second_factor"),
    path("second-factor/", include("allauth.mfa.urls")),
    path("units/", unit.units, name="units"),
    path("units/<slug:slug>/", unit.unit, name="unit"),
    path("units/<slug:slug>/invite/", unit.invite, name="unit_invite"),
    path("units/<slug:slug>/codes/", unit.codes, name="unit_codes"),
    path("units/<slug:slug>/slips/", unit.slips, name="unit_slips"),
    path("units/<slug:slug>/invitations/<uuid:uuid>/", unit.invitation, name="unit_invitation"),
    path("units/<slug:slug>/people/<uuid:uuid>/", unit.person, name="unit_person"),
    path("units/<slug:slug>/list/", lists.new_list, name="unit_list"),
    path("units/<slug:slug>/list/<uuid:uuid>/", lists.people_list, name="people_list"),
    path("", include("allauth.account.urls")),
]
