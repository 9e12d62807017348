from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "content"
    label = "content"
    verbose_name = _("Content")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content import receivers, wagtail_guard  # noqa: F401, PLC0415 -- connect once models are loaded

        autodiscover_modules("views")  # every `@serves` is known before the first request
