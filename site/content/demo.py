"""What the demonstration's reviewers say of themselves: the languages in which they judge texts."""

from accounts.models import User
from content.models import ReviewLanguage
from core.demonstration import DemoFolder


def load(folder: DemoFolder) -> None:
    for entry in folder.read("people.yaml"):
        for language in entry.get("reviews_in", ()):
            user = User.objects.get(username=entry["username"])
            ReviewLanguage.objects.get_or_create(user=user, language=language)
