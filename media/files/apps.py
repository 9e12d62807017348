from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "media.files"
    label = "files"
    verbose_name = _("Files")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from media.files import permissions, receivers  # noqa: F401, PLC0415 -- connect once models are loaded

        permissions.guard(self.get_model("SiteImage"), "wagtailimages.Image")
        permissions.guard(self.get_model("SiteDocument"), "wagtaildocs.Document")
        permissions.guard_recordings(self.get_model("Recording"))
