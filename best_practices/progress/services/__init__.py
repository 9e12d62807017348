"""What can be done with progress."""

from best_practices.progress.services.assigning import (
    AlreadyAssigned,
    assign_module,
    change_due_day,
    withdraw_assignment,
)
from best_practices.progress.services.attendance import (
    issue_for_attendance,
    revoke_for_absence,
)
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
from best_practices.progress.services.completions import (
    TooEarly,
    complete_module_if_done,
    finish_lesson,
    note_result,
    reopen_lesson,
    take_pass_back,
)
from best_practices.progress.services.external import (
    keep_certificate,
    remove_certificate,
)
from best_practices.progress.services.reminding import (
    claim_reminders,
    give_reminders_back,
)
from best_practices.progress.services.sums import (
    sum_up,
    sum_up_all,
)

__all__ = [
    "AlreadyAssigned",
    "AlreadyRevoked",
    "TooEarly",
    "assign_module",
    "change_due_day",
    "claim_reminders",
    "complete_module_if_done",
    "finish_lesson",
    "give_reminders_back",
    "issue_certificate",
    "issue_for_attendance",
    "issue_for_module",
    "issue_for_quiz",
    "issue_missing",
    "keep_certificate",
    "note_result",
    "reissue_certificate",
    "remove_certificate",
    "renew_certificates",
    "reopen_lesson",
    "revoke_certificate",
    "revoke_for_absence",
    "seal_anew",
    "sum_up",
    "sum_up_all",
    "take_pass_back",
    "withdraw_assignment",
]
