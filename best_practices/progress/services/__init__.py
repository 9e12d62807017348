"""What can be done with progress."""

from best_practices.progress.services.certificates import (
    AlreadyRevoked,
    issue_certificate,
    issue_for_module,
    issue_for_quiz,
    issue_missing,
    reissue_certificate,
    renew_certificates,
    revoke_certificate,
    seal_anew,
)
from best_practices.progress.services.completions import complete_module_if_done, finish_lesson, reopen_lesson

__all__ = [
    "AlreadyRevoked",
    "complete_module_if_done",
    "finish_lesson",
    "issue_certificate",
    "issue_for_module",
    "issue_for_quiz",
    "issue_missing",
    "reissue_certificate",
    "renew_certificates",
    "reopen_lesson",
    "revoke_certificate",
    "seal_anew",
]
