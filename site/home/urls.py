"""Addresses of the frames, below `/<lang>/`."""

from django.urls import path

from accounts.views.own import settings
from home import views

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("glossary/", views.glossary, name="glossary"),
    path("topics/<str:code>/", views.topic, name="topic"),
    path("me/", settings, name="me"),
]
