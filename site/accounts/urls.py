"""Addresses without a language: allauth's, and the invitation."""

from django.urls import include, path

from accounts import views

urlpatterns = [
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("", include("allauth.account.urls")),
]
