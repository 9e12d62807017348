"""Addresses of quizzes, below `/<lang>/quiz/`."""

from django.urls import path

from best_practices.quizzes import views

urlpatterns = [
    path("start/<uuid:quiz_key>/", views.start, name="quiz_start"),
    path("drawings/<slug:name>.svg", views.drawing, name="quiz_drawing"),
    path("<uuid:uuid>/", views.attempt, name="quiz_attempt"),
    path("<uuid:uuid>/<int:position>/", views.question, name="quiz_question"),
    path("together/<uuid:quiz_key>/", views.sittings, name="sittings"),
    path("sitting/<uuid:uuid>/", views.sitting, name="sitting"),
    path("sitting/<uuid:uuid>/attendance/", views.attendance, name="sitting_attendance"),
    path("sitting/<uuid:uuid>/entry/", views.entry, name="sitting_entry"),
    path("sitting/<uuid:uuid>/paper/", views.paper, name="sitting_paper"),
    path("sitting/<uuid:uuid>/key/", views.answer_key, name="sitting_key"),
    path("sitting/<uuid:uuid>/<int:position>/", views.projector, name="sitting_question"),
    path("regrade/<uuid:question_key>/", views.regrade, name="quiz_regrade"),
]
