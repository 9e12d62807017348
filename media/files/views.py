"""The one door through which a file leaves."""

from datetime import datetime, time, timedelta
from hashlib import sha256
from http import HTTPStatus
from math import ceil
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import get_resolver
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from accounts.queries import viewer_in
from accounts.viewer import STRANGER
from content.handling import Handling
from content.serving import second_factor_for
from content.visibility import allows, handling_of
from media.files.delivery import (
    PDF,
    STAMPED_LABELS,
    Span,
    Unsatisfiable,
    blocks_of,
    content_type_of,
    name_for,
    policy_for,
    span_asked_for,
)
from media.files.models import SiteDocument, SiteImage
from media.files.queries import Found, file_named, organisation_seeing
from media.files.services import tell_not_stamped
from media.files.stamps import NotStamped, can_be_stamped, stamp_text, stamped

DAY = 86_400
FOR_ONE = "private, no-store"


@require_safe
def upload(request: HttpRequest, version: int, name: str) -> HttpResponseBase:
    """Hand out one version of a file, or 404: never more than 3 queries and those of the viewer; a stamped one 3 more.

    What a stranger may see is handed out without asking who is there, so that any cache may keep it for a
    day; everything else, "not here" too, is kept by nobody.
    """
    try:
        return deliver(request, version, name)
    except Http404 as missing:
        not_found: Any = get_resolver().resolve_error_handler(404)
        response: HttpResponseBase = not_found(request, exception=missing)
        response["Cache-Control"] = FOR_ONE
        return response


def deliver(request: HttpRequest, version: int, name: str) -> HttpResponseBase:
    """Find the file, ask whether it may be seen, and only then look at the disk."""
    found = file_named(name)
    handling = handling_of(found.thing) if found else None
    if found is None or handling is None or handling.version != version:
        raise Http404
    now = timezone.now()
    seconds = public_seconds(found, handling, now)
    if not seconds and not is_for(request, found, handling, now):
        raise Http404
    if not seconds and (asked := second_factor_for(found.thing, request)) is not None:
        return asked
    label = handling.label if handling.label in STAMPED_LABELS else ""
    try:
        stamped_copy = label and can_be_stamped(name)
        response = answer_stamped(request, found, handling, now) if stamped_copy else answer(request, found, label)
    except FileNotFoundError as lost:
        raise Http404 from lost
    except NotStamped:
        return not_stamped(request, found, now)
    response["Cache-Control"] = f"public, max-age={seconds}" if seconds else FOR_ONE
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = policy_for(content_type_of(name))
    return response


def public_seconds(found: Found, handling: Handling, now: datetime) -> int:
    """For how long any cache may keep the file: a day, or until it ceases to be public; 0 if it is not."""
    if found.part == "original" or not allows(handling, STRANGER, now):
        return 0
    ends = [handling.expires_at] if handling.expires_at else []
    if isinstance(found.thing, SiteImage):
        if not found.thing.is_released_to(STRANGER):
            return 0
        if found.thing.release_expires:
            day_after = found.thing.release_expires + timedelta(days=1)
            ends.append(timezone.make_aware(datetime.combine(day_after, time.min)))
    return min([DAY, *(ceil((end - now).total_seconds()) for end in ends)])


def is_for(request: HttpRequest, found: Found, handling: Handling, now: datetime) -> bool:
    """Whether the person who asks may have the file.

    An image is more than its marking: the release counts too, for all but its owner. An ended release takes
    the renditions from everybody. The original is not for pages: only its editors get it.
    """
    viewer = viewer_in(request)
    if not allows(handling, viewer, now):
        return False
    if not isinstance(found.thing, SiteImage):
        return True
    owns = handling.owner_id in viewer.organisations
    if found.part == "original":
        return (owns or found.thing.is_released_to(viewer)) and may_edit(request.user, found.thing)
    return found.thing.is_released_to(viewer) or (owns and not found.thing.release_ended)


def may_edit(user: Any, image: SiteImage) -> bool:
    return policy_registry.get_by_type(SiteImage).user_has_permission_for_instance(user, "change", image)


def answer_stamped(request: HttpRequest, found: Found, handling: Handling, now: datetime) -> HttpResponseBase:
    """A copy with the label, the reader's organisation and the day on it: whole, and never the same again.

    So it has no tag and no parts, and HEAD does not say how long it is. Raises NotStamped.
    """
    name = found.file.name
    headers = {"Accept-Ranges": "none", "Content-Encoding": "identity"}
    headers["Content-Disposition"] = disposition(found, handling.label)
    if request.method == "HEAD":
        return HttpResponse(content_type=content_type_of(name), headers=headers)
    organisation = organisation_seeing(viewer_in(request), handling)
    text = stamp_text(
        label=handling.label,
        organisation=organisation.name(language="en"),
        slug=organisation.slug,
        day=timezone.localdate(now),
    )
    with found.file.storage.open(name, "rb") as file:
        copy = stamped(file, name, text)
    return FileResponse(copy, content_type=content_type_of(name), headers=headers)


def not_stamped(request: HttpRequest, found: Found, now: datetime) -> HttpResponseBase:
    """Without its stamp the file is not handed out; its owner's side is told, and the reader that they were."""
    tell_not_stamped(file=found.thing, reader=request.user, at=now)
    context = {
        "heading": _("This file cannot be handed out"),
        "lead": _(
            "Every copy of it has to carry your organisation and the date, and they could not be put on it. "
            "Its owner was told. Ask them for another copy, or try again in a few days."
        ),
    }
    response = render(request, "core/message.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    response["Cache-Control"] = FOR_ONE
    return response


def answer(request: HttpRequest, found: Found, label: str = "") -> HttpResponseBase:
    """The file, the part of it that was asked for, or that it has not changed. `label`: goes into its name.

    A name is never given to other bytes, so name and checksum are enough of a tag. Compressing what is
    compressed already would cost time and the length; a named encoding keeps the middleware from it.
    """
    name, size = found.file.name, found.file.size
    etag = quote_etag(sha256(f"{found.thing.checksum}:{name}".encode()).hexdigest()[:32])
    response = get_conditional_response(request, etag=etag) or body(request, found, size, etag)
    response["ETag"] = etag
    response["Content-Disposition"] = disposition(found, label)
    if response.status_code != 200 or not content_type_of(name).startswith("text/"):  # noqa: PLR2004 -- a status
        response["Content-Encoding"] = "identity"
    return response


def body(request: HttpRequest, found: Found, size: int, etag: str) -> HttpResponseBase:
    """The whole file, or one span of it; for HEAD only what would be sent."""
    name = found.file.name
    headers = {"Content-Type": content_type_of(name), "Accept-Ranges": "bytes"}
    if request.method == "HEAD":
        return HttpResponse(headers=headers | {"Content-Length": str(size)})
    try:
        span = span_asked_for(range_of(request, etag), size)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file = found.file.storage.open(name, "rb")
    if span is None:
        return FileResponse(file, headers=headers)
    return part_of(file, span, headers | {"Content-Range": span.content_range(size)})


def part_of(file: Any, span: Span, headers: dict[str, str]) -> HttpResponseBase:
    response = StreamingHttpResponse(
        blocks_of(file, span), status=206, headers=headers | {"Content-Length": str(span.length)}
    )
    response._resource_closers.append(file.close)  # type: ignore[attr-defined]
    return response


def range_of(request: HttpRequest, etag: str) -> str | None:
    """The Range header, unless it goes on with another version of the file (If-Range)."""
    continued = request.headers.get("If-Range")
    return request.headers.get("Range") if continued in {None, etag} else None


def disposition(found: Found, label: str = "") -> str:
    """Documents are downloaded, except PDF, which browsers show; everything has its name, with a label before it."""
    name = found.file.name
    is_download = isinstance(found.thing, SiteDocument) and content_type_of(name) != PDF
    return content_disposition_header(is_download, name_for(name, label)) or "attachment"
