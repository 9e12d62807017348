"""What readers asked, and its answers."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from feedback.choices import About
from feedback.models import Enquiry
from feedback.services import answer, ask


class EnquiryFactory(DjangoModelFactory):
    """An open question of `asker` about `thing` (a page or question), `days` old."""

    text = factory.Sequence(lambda n: f"Is number {n} of the list right?")
    about = About.QUESTION
    language = "en"
    wants_answer = True
    asked_from = ""
    days = 0

    class Meta:
        model = Enquiry

    @classmethod
    def _create(cls, model_class: type[Enquiry], *args: Any, **kwargs: Any) -> Enquiry:
        thing, days = kwargs.pop("thing"), kwargs.pop("days")
        return ask(
            token=uuid4(),
            at=timezone.now() - timedelta(days=days),
            kind=thing._meta.label_lower,
            key=thing.handling_key,
            title=str(getattr(thing, "title", thing)),
            **kwargs,
        )


def answered(
    enquiry: Enquiry, *, by: Any, text: str = "Yes, it is.", released: bool = False, at: datetime | None = None
) -> Enquiry:
    """The enquiry with an answer."""
    return answer(
        enquiry=enquiry,
        by=by,
        seen=enquiry.version,
        at=at or timezone.now(),
        text=text,
        language="en",
        released=released,
        shown_question=enquiry.text,
    )
