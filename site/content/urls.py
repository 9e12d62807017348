"""Addresses of deciding on texts, below `/<lang>/desk/review/`."""

from django.urls import path

from content.views import look, queue, review, submit

urlpatterns = [
    path("", queue, name="review_queue"),
    path("<int:page_id>/", review, name="review"),
    path("<int:page_id>/submit/", submit, name="review_submit"),
    path("<int:page_id>/again/", look, name="review_look"),
]
