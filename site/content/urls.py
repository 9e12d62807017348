"""Addresses of deciding on texts, below `/<lang>/desk/review/`; of who sees what, below `/<lang>/desk/`."""

from django.urls import path

from content import sharing_views
from content.views import review

urlpatterns = [path("<int:page_id>/", review, name="review")]

sharing = [
    path("who-sees/", sharing_views.look_up, name="look_up"),
    path("who-sees/<uuid:key>/", sharing_views.who_sees, name="who_sees"),
    path("who-sees/<uuid:key>/begin/", sharing_views.begin, name="begin_assigned"),
    path("what-sees/", sharing_views.what_sees, name="what_i_see"),
    path("what-sees/<uuid:person>/", sharing_views.what_sees, name="what_sees"),
]
