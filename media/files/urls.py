"""Addresses of files, below `/uploads/`."""

from django.urls import path

from media.files.views import upload

urlpatterns = [path("<int:version>/<path:name>", upload, name="upload")]
