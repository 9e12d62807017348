"""Addresses of progress: below `/<lang>/me/`, below the desk, and, without a language, below `/verify/`."""

from django.urls import path

from best_practices.progress.views import certificates, lessons, verifying

urlpatterns = [
    path("lessons/<uuid:key>/done/", lessons.lesson_done, name="lesson_done"),
    path("certificates/", certificates.own_certificates, name="own_certificates"),
    path("certificates/<uuid:uuid>/", certificates.certificate_paper, name="certificate_paper"),
    path("certificates/<uuid:uuid>/pdf/", certificates.certificate_pdf, name="certificate_pdf"),
]

desk = [
    path("certificates/", certificates.certificates, name="certificates"),
    path("certificates/<uuid:uuid>/", certificates.certificate, name="certificate"),
]

verifying_patterns = [
    path("", verifying.verify_form, name="verify_form"),
    path("<str:serial>/", verifying.verify, name="verify"),
]
