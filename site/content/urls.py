"""Addresses of deciding on texts, below `/<lang>/desk/review/`; of who sees what, below `/<lang>/desk/`."""

from django.urls import path

from content import sharing_views
from content.views import look, queue, review, submit

urlpatterns = [
    path("", queue, name="review_queue"),
    path("<int:page_id>/", review, name="review"),
    path("<int:page_id>/submit/", submit, name="review_submit"),
    path("<int:page_id>/again/", look, name="review_look"),
]

sharing = [
    path("who-sees/", sharing_views.look_up, name="look_up"),
    path("who-sees/<uuid:key>/", sharing_views.who_sees, name="who_sees"),
    path("who-sees/<uuid:key>/begin/", sharing_views.begin, name="begin_assigned"),
    path("what-sees/", sharing_views.what_sees, name="what_i_see"),
    path("what-sees/<uuid:person>/", sharing_views.what_sees, name="what_sees"),
]
