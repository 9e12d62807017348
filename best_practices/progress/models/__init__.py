"""People's records of learning. They point at translation keys, so every language counts as the same."""

from best_practices.progress.models.certificates import Certificate
from best_practices.progress.models.completions import LessonCompletion, ModuleCompletion
from best_practices.progress.models.issuers import Issuer, IssuerWording

__all__ = ["Certificate", "Issuer", "IssuerWording", "LessonCompletion", "ModuleCompletion"]
