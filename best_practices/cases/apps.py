from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "best_practices.cases"
    label = "cases"
    verbose_name = _("Case studies")
    default_auto_field = "django.db.models.BigAutoField"
