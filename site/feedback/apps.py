from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "feedback"
    label = "feedback"
    verbose_name = _("Reports and questions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("feedback.receivers")  # connects once models are loaded
