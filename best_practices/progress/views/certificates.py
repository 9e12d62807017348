"""One's own certificates, as a list, as paper and as PDF; those of others for who looks after them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import second_factor
from accounts.queries import viewer_in
from accounts.signing_in import signs_in_here
from best_practices.progress import queries, services
from best_practices.progress.choices import CertificateState
from best_practices.progress.forms import ReissueForm, RevocationForm
from best_practices.progress.models import Certificate
from best_practices.progress.presentation.certificates import PAPER_CSS, listed, paper, rows_for
from core.labels import Label
from core.printing import can_print, pdf_of


@require_safe
@login_required
@never_cache
def own_certificates(request: HttpRequest) -> HttpResponse:
    """All that a person has."""
    rows = listed(queries.certificates_of(viewer_in(request).user_id), timezone.now())
    return render(request, "progress/certificates.html", {"rows": rows, "can_print": can_print()})


def _own(request: HttpRequest, uuid: UUID) -> Certificate:
    """One that may be printed: one's own, not revoked, with its seal."""
    found = queries.own_certificate(user_id=viewer_in(request).user_id, uuid=uuid)
    if found is None or found.state(timezone.now()) == CertificateState.REVOKED or not queries.seal_holds(found):
        raise Http404
    return found


@require_safe
@login_required
@never_cache
def certificate_paper(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The certificate as a page that the browser prints."""
    found = _own(request, uuid)
    context = paper(found, label=queries.label_of(found)) | {"can_print": can_print(), "on_screen": True}
    return render(request, "progress/certificate.html", context)


@require_safe
@login_required
@never_cache
def certificate_pdf(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The same as a PDF; where this machine makes none, the page that the browser prints, with a sentence."""
    found = _own(request, uuid)
    context = paper(found, label=queries.label_of(found))
    pdf = pdf_of(render_to_string("progress/certificate.html", context), stylesheets=[PAPER_CSS])
    if pdf is None:
        return redirect("certificate_paper", found.uuid)
    name = f"certificate-{found.shown_serial}.pdf"
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


# Those of others


def _show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, template, context | {"handling_label": Label.AMBER_STRICT.value}, status=status)


@require_safe
@login_required
@never_cache
def certificates(request: HttpRequest) -> HttpResponse:
    """What people have, with a search: staff of everybody, coordinators of the people of their units."""
    viewer = viewer_in(request)
    if not queries.oversees_certificates(viewer):
        raise Http404
    if second_factor.is_missing(request):
        return second_factor.ask(request)
    words = request.GET.get("q", "")
    found = queries.found_by(queries.certificates_for(viewer, timezone.now()), words)
    page = queries.certificate_page(found, request.GET.get("page", "1"))
    context = {
        "rows": rows_for(viewer, page.object_list, timezone.now()),
        "listed": page,
        "words": words,
        "decides": queries.may_decide(viewer),
    }
    return _show(request, "progress/certificate_list.html", context)


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
def certificate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One certificate for programme staff: POST revokes it, or issues it anew."""
    viewer = viewer_in(request)
    found = queries.certificates_for(viewer, timezone.now()).filter(uuid=uuid).first()
    if found is None or not queries.may_decide(viewer):
        raise Http404
    if second_factor.is_missing(request):
        return second_factor.ask(request)
    if "reissue" in request.POST:
        return _reissue(request, found)
    form = RevocationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _revoke(request, found, form)
    row = rows_for(viewer, [found], timezone.now())[0]
    context = {
        "row": row,
        "certificate": found,
        "sound": queries.seal_holds(found),
        "form": form,
        "reissue": ReissueForm(),
        "renamed": (found.user.name_latin, found.user.name_national) != (found.name_latin, found.name_national),
    }
    return _show(request, "progress/certificate_staff.html", context, status=422 if form.is_bound else 200)


def _revoke(request: HttpRequest, found: Certificate, form: RevocationForm) -> HttpResponse:
    try:
        services.revoke_certificate(certificate=found, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except services.AlreadyRevoked:
        messages.warning(request, _("Somebody else has revoked it meanwhile. Nothing was changed."))
    else:
        messages.success(request, _("The certificate is revoked. Whoever asks is told so from now on."))
    return redirect("certificate", found.uuid)


def _reissue(request: HttpRequest, found: Certificate) -> HttpResponse:
    form = ReissueForm(request.POST)
    wrong = form.is_valid() and form.cleaned_data["old_was_wrong"]
    if not queries.seal_holds(found):
        messages.error(request, _("Its seal is broken, so nothing can be issued instead of it."))
        return redirect("certificate", found.uuid)
    new = services.reissue_certificate(certificate=found, actor=request.user, at=timezone.now(), old_was_wrong=wrong)
    messages.success(request, _("It is issued anew: %s.") % new.shown_serial)
    return redirect("certificate", new.uuid)
