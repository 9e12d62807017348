"""What is filled in on the pages of progress."""

from best_practices.progress.forms.certificates import NameForm, ReissueForm, RevocationForm, SerialForm
from best_practices.progress.forms.learning import AssignForm, DueForm, ExternalForm

__all__ = ["AssignForm", "DueForm", "ExternalForm", "NameForm", "ReissueForm", "RevocationForm", "SerialForm"]
