"""Addresses of deciding on texts, below `/<lang>/desk/review/`."""

from django.urls import path

from content.views import review

urlpatterns = [path("<int:page_id>/", review, name="review")]
