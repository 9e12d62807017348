"""Addresses of quizzes, below `/<lang>/quiz/`."""

from django.urls import path

from best_practices.quizzes import views

urlpatterns = [
    path("start/<uuid:quiz_key>/", views.start, name="quiz_start"),
    path("drawings/<slug:name>.svg", views.drawing, name="quiz_drawing"),
    path("<uuid:uuid>/", views.attempt, name="quiz_attempt"),
    path("<uuid:uuid>/<int:position>/", views.question, name="quiz_question"),
]
