"""People's records of learning. They point at translation keys, so every language counts as the same."""

from best_practices.progress.models.assignments import (
    Assignment,
    Reminder,
)
from best_practices.progress.models.certificates import (
    Certificate,
)
from best_practices.progress.models.completions import (
    LessonCompletion,
    ModuleCompletion,
)
from best_practices.progress.models.external import (
    ExternalCertificate,
)
from best_practices.progress.models.issuers import (
    Issuer,
    IssuerWording,
)
from best_practices.progress.models.sums import (
    ModuleSum,
)

__all__ = [
    "Assignment",
    "Certificate",
    "ExternalCertificate",
    "Issuer",
    "IssuerWording",
    "LessonCompletion",
    "ModuleCompletion",
    "ModuleSum",
    "Reminder",
]
