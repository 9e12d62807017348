"""Looking at published texts again: still right until a day, or work for its author; letters to those who look."""

import logging
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Comment, Page, Revision

from accounts.models import User
from accounts.queries import viewers_holding
from accounts.viewer import Viewer
from audit.services import record
from content.choices import DECIDING_ROLES
from content.models import BasePage, ReviewLanguage, ReviewLetter
from content.queries import overdue_reviews
from content.services.review import ReviewRefused
from content.signals import content_changed

logger = logging.getLogger(__name__)
A_WEEK = timedelta(days=7)
MOST_AT_ONCE = 50
"""Letters in one round of `run_due`; the others go with the next."""


@transaction.atomic
def still_right(*, page: BasePage, user: Any, until: date) -> None:
    """Say that a published text was looked at and is right until a day; in all its languages, without a new revision.

    The day stands in the drafts too, or the next publishing would bring the old one back. Texts that state the day
    on which they were right (`valid_as_of`) state today. Raises ReviewRefused if the day is not to come.
    """
    today = timezone.localdate()
    if until <= today:
        raise ReviewRefused(_("This day is not to come. Choose a later one."))
    model = type(page)
    names = {field.name for field in model._meta.get_fields()}
    told = {name: day for name, day in (("review_due", until), ("valid_as_of", today)) if name in names}
    pages = model._default_manager.filter(translation_key=page.translation_key)
    numbers = [str(number) for number in pages.values_list("pk", flat=True)]
    pages.update(**told)
    kept = Revision.objects.filter(base_content_type=page.get_base_content_type(), object_id__in=numbers)
    current = Page.objects.filter(pk__in=numbers)
    kept = kept.filter(pk__in=current.values("latest_revision")) | kept.filter(pk__in=current.values("live_revision"))
    for revision in kept | Revision.objects.filter(object_id__in=numbers, approved_go_live_at__isnull=False):
        revision.content |= {name: day.isoformat() for name, day in told.items()}
        revision.save(update_fields=["content"])
    record(
        act="review.still_right",
        actor=user,
        kind=page._meta.label_lower,
        uuid=page.uuid,
        title=page.title,
        detail={name: day.isoformat() for name, day in told.items()} | {"before": str(page.review_due or "")},
    )
    content_changed.send(sender=model, key=page.translation_key, kind=page._meta.label_lower)


@transaction.atomic
def ask_for_work(*, page: BasePage, user: Any, note: str) -> Comment:
    """Leave a note to the author of a published text, as a comment in its editor, at the day it is due."""
    names = {field.name for field in type(page)._meta.get_fields()}
    comment = Comment.objects.create(
        page_id=page.pk, user=user, text=note, contentpath="review_due" if "review_due" in names else "title"
    )
    record(act="review.needs_work", actor=user, kind=page._meta.label_lower, uuid=page.uuid, title=page.title)
    return comment


@transaction.atomic
def review_in(*, user: Any, languages: Iterable[str]) -> None:
    """Say in which languages, beside that of the profile, a person judges texts. Logged."""
    chosen = set(languages) - {user.language}
    ReviewLanguage.objects.filter(user=user).exclude(language__in=chosen).delete()
    for language in sorted(chosen):
        ReviewLanguage.objects.get_or_create(user=user, language=language)
    record(
        act="review.languages", actor=user, kind="accounts.user", uuid=user.uuid, detail={"languages": sorted(chosen)}
    )


def write_to_reviewers() -> int:
    """Write to everybody who decides what is to be looked at again: one letter for all of it, once a week at most.

    Each is in the language of the person. Who has no e-mail finds it on the desk. Returns how many were sent.
    """
    viewers = viewers_holding(*DECIDING_ROLES)
    reached = User.objects.filter(pk__in=[viewer.user_id for viewer in viewers], email__isnull=False).filter(
        gets_review_letters=True
    )
    people = reached.exclude(review_letter__sent_at__gt=timezone.now() - A_WEEK).in_bulk()
    sent = 0
    for viewer in viewers:
        if sent < MOST_AT_ONCE and viewer.user_id in people and _write(people[viewer.user_id], viewer):
            sent += 1
    return sent


def _write(user: User, viewer: Viewer) -> bool:
    """The letter is noted first: a mail server that fails does not make it two."""
    with translation.override(user.language):
        found = overdue_reviews(viewer, language=user.language)
        if not found.total:
            return False
        ReviewLetter.objects.update_or_create(user=user, defaults={"sent_at": timezone.now()})
        lines = [f"* {row.page.title} ({row.kind}): {date_format(row.due, 'DATE_FORMAT')}" for row in found.rows]
        try:
            send_mail(
                subject=ngettext(
                    "%(number)s text is to be looked at again",
                    "%(number)s texts are to be looked at again",
                    found.total,
                )
                % {"number": found.total},
                message="\n\n".join(
                    [
                        _("These published texts were to be looked at again by the day beside them:"),
                        "\n".join(lines),
                        _("Say there whether they are still right:")
                        + f"\n{settings.BASE_URL}/{user.language}/desk/#overdue",
                    ]
                ),
                from_email=None,
                recipient_list=[str(user.email)],
            )
        except OSError:  # what mail servers and the way to them raise
            logger.exception("A letter to reviewer %s was not sent", user.uuid)
            return False
    return True
