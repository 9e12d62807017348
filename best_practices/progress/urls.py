"""Addresses of progress, below `/<lang>/me/`."""

from django.urls import path

from best_practices.progress import views

urlpatterns = [path("lessons/<uuid:key>/done/", views.lesson_done, name="lesson_done")]
