from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModulesConfig(AppConfig):
    name = "best_practices.modules"
    label = "modules"
    verbose_name = _("Best-practice modules")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from best_practices.modules import receivers  # noqa: F401, PLC0415 -- connects once models are loaded
