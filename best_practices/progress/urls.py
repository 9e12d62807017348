"""Addresses of progress: below `/<lang>/me/`, the desk, `/<lang>/units/`, and, without a language, `/verify/`."""

from django.urls import path

from best_practices.progress.views import certificates, lessons, records, units, verifying

urlpatterns = [
    path("lessons/<uuid:key>/done/", lessons.lesson_done, name="lesson_done"),
    path("certificates/", certificates.own_certificates, name="own_certificates"),
    path("certificates/<uuid:uuid>/", certificates.certificate_paper, name="certificate_paper"),
    path("certificates/<uuid:uuid>/pdf/", certificates.certificate_pdf, name="certificate_pdf"),
    path("record/", records.training_record, name="training_record"),
    path("record/pdf/", records.training_record_pdf, name="training_record_pdf"),
    path("record/csv/", records.training_record_csv, name="training_record_csv"),
    path("record/elsewhere/", records.external_new, name="external_new"),
    path("record/elsewhere/<uuid:uuid>/", records.external, name="external"),
    path("record/elsewhere/<uuid:uuid>/file/", records.external_file, name="external_file"),
]

desk = [
    path("certificates/", certificates.certificates, name="certificates"),
    path("certificates/<uuid:uuid>/", certificates.certificate, name="certificate"),
]

verifying_patterns = [
    path("", verifying.verify_form, name="verify_form"),
    path("<str:serial>/", verifying.verify, name="verify"),
]

unit_patterns = [
    path("", units.units, name="learning_units"),
    path("<slug:slug>/learning/", units.unit, name="unit_learning"),
    path("<slug:slug>/learning/csv/", units.unit_csv, name="unit_learning_csv"),
    path("<slug:slug>/learning/assign/", units.assign, name="assign"),
    path("<slug:slug>/learning/assignments/<uuid:uuid>/", units.assignment, name="assignment"),
    path("<slug:slug>/learning/people/<uuid:uuid>/", units.learner, name="learner"),
]
