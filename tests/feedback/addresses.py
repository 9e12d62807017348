"""Addresses of the forms, and forms as a browser sends them."""

from typing import Any
from uuid import uuid4

from django.urls import reverse


def ask_address(thing: Any) -> str:
    return reverse("ask", args=[thing._meta.label_lower, thing.handling_key])


def asking(**changes: Any) -> dict[str, Any]:
    return {"token": str(uuid4()), "about": "mistake", "text": "Is 1520 right?", "wants_answer": "on"} | changes


def answering(enquiry: Any, **changes: Any) -> dict[str, Any]:
    given = {"act": "answer", "seen": enquiry.version, "answer": "Yes, 1520 mm.", "shown_to": "everybody"}
    return given | {"shown_question": "Is 1520 right?", "reason": ""} | changes
