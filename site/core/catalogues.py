"""Which messages a language of the interface has to have. Pure: no Django.

Kazakh is there for the officer's path. What only editors, organisers, coordinators and administrators meet may
still be missing in it, and is then read in English; everything else fails the check until it is translated.
"""

from collections.abc import Iterable
from fnmatch import fnmatch

WHOLE = ("ru",)
OFFICERS_PATH = ("kk",)

NOT_MET_BY_OFFICERS = (
    # names of tables, columns and blocks, and the words of the editor around them
    "*/apps.py",
    "*/models.py",
    "*/models/*.py",
    "*/blocks.py",
    "*/blocks/*.py",
    "*/validators.py",
    "*/vocabularies.py",
    "*/viewsets.py",
    "*/wagtail_hooks.py",
    "*/admin_views.py",
    "*/editor.py",
    "*/imports.py",
    "*/imports/*.py",
    "*/exports.py",
    "*/exports/*.py",
    "*/templates/wagtailadmin/*",
    "*/templates/wagtailsnippets/*",
    # who sees what, and reviewing
    "site/content/forms.py",
    "site/content/gate.py",
    "site/content/handling.py",
    "site/content/queries/*.py",
    "site/content/reviewers.py",
    "site/content/services/*.py",
    "site/content/sharing_*.py",
    "site/content/tasks.py",
    "site/content/views.py",
    "site/content/templates/content/handling.html",
    "site/content/templates/content/look_up.html",
    "site/content/templates/content/review*.html",
    "site/content/templates/content/w*_sees.html",
    "site/content/templates/content/desk/*",
    "site/content/templates/content/sharing/*",
    "site/jobs/*",
    "site/reference/services.py",
    "site/content/marking_views.py",
    "site/reference/forms.py",
    # questions as files
    "best_practices/quizzes/columns.py",
    "best_practices/quizzes/entries.py",
    "best_practices/quizzes/gift/*.py",
    "best_practices/quizzes/queries/bank.py",
    "best_practices/quizzes/services/bank.py",
    "best_practices/quizzes/services/questions.py",
    "best_practices/quizzes/views/bank.py",
    "best_practices/quizzes/forms/bank.py",
    "best_practices/quizzes/templates/quizzes/bank*",
    # a quiz taken together, and graded again
    "best_practices/quizzes/forms/sittings.py",
    "best_practices/quizzes/views/regrading.py",
    "best_practices/quizzes/views/sittings.py",
    "best_practices/quizzes/templates/quizzes/paper_key.html",
    "best_practices/quizzes/templates/quizzes/regrade*.html",
    "best_practices/quizzes/templates/quizzes/sitting*.html",
    # learning in the units, and certificates of others
    "best_practices/modules/forms.py",
    "best_practices/progress/forms/certificates.py",
    "best_practices/progress/services/certificates.py",
    "best_practices/progress/views/units.py",
    "best_practices/progress/templates/progress/assignment.html",
    "best_practices/progress/templates/progress/certificate_list.html",
    "best_practices/progress/templates/progress/certificate_staff.html",
    "best_practices/progress/templates/progress/desk_oversight.html",
    "best_practices/progress/templates/progress/learner.html",
    "best_practices/progress/templates/progress/unit*.html",
    "best_practices/progress/templates/progress/whom.html",
    # files as they come in
    "media/files/forms.py",
    "media/files/inspection/*.py",
    "media/files/tasks.py",
    "media/library/templates/library/files_to_look_at.html",
    "media/library/templates/library/marking_of_file.html",
    "media/library/templates/library/words_of_files.html",
    # a coordinator's people
    "site/accounts/forms/unit.py",
    "site/accounts/queries.py",
    "site/accounts/templates/accounts/list*.html",
    "site/accounts/templates/accounts/unit*.html",
    "site/accounts/templates/accounts/desk_unit.html",
    "site/accounts/views/lists.py",
    "site/accounts/views/unit.py",
    # answering what readers ask
    "site/feedback/templates/feedback/enquiry.html",
    "site/feedback/templates/feedback/queue*.html",
    # an organiser's record of a visit
    "visits/records/forms/*.py",
    "visits/records/queries/sources.py",
    "visits/records/services/*.py",
    "visits/records/views/becoming.py",
    "visits/records/views/parts.py",
    "visits/records/views/record.py",
    "visits/records/views/words.py",
    "visits/records/views/workbench.py",
    "visits/records/templates/records/becoming.html",
    "visits/records/templates/records/desk.html",
    "visits/records/templates/records/facts.html",
    "visits/records/templates/records/guest_slip.html",
    "visits/records/templates/records/guests.html",
    "visits/records/templates/records/new_visit.html",
    "visits/records/templates/records/part.html",
    "visits/records/templates/records/record.html",
    "visits/records/templates/records/row_acts.html",
    "visits/records/templates/records/sources.html",
    "visits/records/templates/records/words.html",
    "visits/records/templates/records/workbench*.html",
)
"""Files by their path in the repository. A new file is an officer's until it is named here."""

MET_ALL_THE_SAME = (
    "site/accounts/models.py",  # labels of one's own settings
    "visits/records/forms/notes.py",  # what a guest writes
)


def is_needed(language: str, places: Iterable[str]) -> bool:
    """Whether a language has to have a message that stands in these files."""
    return language in WHOLE or any(_is_met(place) for place in places)


def _is_met(place: str) -> bool:
    return place in MET_ALL_THE_SAME or not any(fnmatch(place, pattern) for pattern in NOT_MET_BY_OFFICERS)
