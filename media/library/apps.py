from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "media.library"
    label = "library"
    verbose_name = _("Resource library")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from media.library import receivers  # noqa: F401, PLC0415 -- connects once models are loaded
