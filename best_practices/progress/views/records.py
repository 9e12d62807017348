"""A person's training record, and the certificates from elsewhere in it."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import viewer_in
from accounts.signing_in import signs_in_here
from best_practices.progress import queries, services
from best_practices.progress.exports import record_rows
from best_practices.progress.forms import ExternalForm
from best_practices.progress.models import ExternalCertificate
from core.labels import Label
from core.printing import can_print, pdf_of
from core.slots import slot_values
from core.tables import csv_of
from media.files.delivery import content_type_of, policy_for

OWN = {"handling_label": Label.AMBER_STRICT.value}
"""What is a person's own goes no further than they let it."""
RECORD_CSS = Path(__file__).resolve().parents[1] / "static" / "progress" / "record.css"


def record_context(request: HttpRequest) -> dict[str, Any]:
    viewer = viewer_in(request)
    return OWN | {
        "record": queries.record_of(viewer, language=get_language() or "en"),
        "name": viewer.name,
        "national_name": viewer.national_name,
        "today": queries.day_in(viewer.time_zone, timezone.now()),
    }


@login_required
@never_cache
@require_safe
def training_record(request: HttpRequest) -> HttpResponse:
    """What one has learned, here and elsewhere."""
    certificates = slot_values("me.certificates", request=request)
    return render(
        request,
        "progress/record.html",
        record_context(request) | {"certificates": certificates, "can_print": can_print()},
    )


@login_required
@never_cache
@require_safe
def training_record_pdf(request: HttpRequest) -> HttpResponse:
    """The same on paper; where this machine makes no PDF, the page that the browser prints."""
    pdf = pdf_of(
        render_to_string("progress/record_paper.html", record_context(request), request=request),
        stylesheets=[RECORD_CSS],
    )
    if pdf is None:
        messages.info(request, _("This installation makes no PDF files. Print this page from your browser."))
        return redirect("training_record")
    return attachment(pdf, "application/pdf", "training-record.pdf")


@login_required
@never_cache
@require_safe
def training_record_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table."""
    record = queries.record_of(viewer_in(request), language=get_language() or "en")
    return attachment(csv_of(record_rows(record)), "text/csv; charset=utf-8", "training-record.csv")


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file that is saved, kept by no cache."""
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
def external_new(request: HttpRequest) -> HttpResponse:
    """A certificate from elsewhere is added."""
    return _edit(request, ExternalCertificate(user_id=viewer_in(request).user_id))


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
def external(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One's own certificate from elsewhere: changed, or removed (`remove`)."""
    certificate = queries.external_of(viewer_in(request).user_id, uuid)
    if certificate is None:
        raise Http404
    if request.method == "POST" and "remove" in request.POST:
        services.remove_certificate(certificate=certificate)
        messages.success(request, _("The certificate is removed."))
        return redirect("training_record")
    return _edit(request, certificate)


def _edit(request: HttpRequest, certificate: ExternalCertificate) -> HttpResponse:
    sent = request.method == "POST"
    form = ExternalForm(request.POST if sent else None, request.FILES if sent else None, instance=certificate)
    if form.is_valid():
        services.keep_certificate(
            certificate=form.instance,
            file=form.cleaned_data["evidence"],
            drop_file=form.cleaned_data.get("drop", False),
        )
        messages.success(request, _("The certificate is saved."))
        return redirect("training_record")
    context = OWN | {"form": form, "certificate": certificate, "file_again": sent and bool(request.FILES)}
    return render(request, "progress/external_form.html", context, status=422 if sent else 200)


@login_required
@never_cache
@require_safe
def external_file(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The evidence: for the person, and, once released, for their coordinators. Kept by no cache."""
    certificate = queries.evidence_for(viewer_in(request), uuid, timezone.now())
    if certificate is None or not certificate.file:
        raise Http404
    name = str(certificate.file.name)
    try:
        file = certificate.file.storage.open(name, "rb")
    except FileNotFoundError as lost:
        raise Http404 from lost
    response = FileResponse(file, content_type=content_type_of(name))
    response["Content-Disposition"] = content_disposition_header(False, name.rpartition("/")[2]) or "attachment"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Encoding"] = "identity"
    response["Content-Security-Policy"] = policy_for(content_type_of(name))
    return response
