"""Sending the weekly digests."""

import logging
from datetime import datetime

from django.core.mail import send_mail

from accounts.queries import viewer_for
from feedback.digest import is_due
from feedback.presentation import digest_mail
from feedback.queries import digest_readers, labels_of, waiting_for
from feedback.services import claim_digest, give_digest_back

logger = logging.getLogger(__name__)


def send_digests(at: datetime) -> int:
    """Send everybody's digest that is due and has something to say; returns how many went out.

    Each is written down before it is sent, outside the transaction: a slow mail server holds up nobody's work,
    and two processes never send the same one. One that fails is tried again at the next round.
    """
    sent = 0
    for user in digest_readers(at):
        last = user.digest.sent_at if hasattr(user, "digest") else None
        if not is_due(last=last, at=at, zone=user.time_zone):
            continue
        waiting = waiting_for(viewer_for(user), since=last)
        if waiting.is_nothing or not claim_digest(user=user, at=at):
            continue
        labels = labels_of(enquiry.key for enquiry in waiting.answers)
        subject, text = digest_mail(waiting, labels, language=user.language, at=at)
        try:
            send_mail(subject, text, from_email=None, recipient_list=[str(user.email)])
        except OSError:  # smtplib's errors are such
            logger.exception("The digest of %s could not be sent", user.uuid)
            give_digest_back(user=user, last=last)
        else:
            sent += 1
    return sent
