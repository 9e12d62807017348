"""Addresses of reports and questions, below `/<lang>/`."""

from django.urls import path

from feedback import views

urlpatterns = [
    path("desk/ask/<str:kind>/<uuid:key>/", views.ask, name="ask"),
    path("desk/questions/", views.enquiries, name="enquiries"),
    path("desk/questions/<uuid:uuid>/", views.enquiry, name="enquiry"),
    path("desk/my-questions/", views.my_enquiries, name="my_enquiries"),
    path("desk/noticeboard/", views.noticeboard, name="noticeboard"),
    path("go/<int:number>/", views.go, name="short_address"),
]
