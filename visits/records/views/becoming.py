"""What an observation becomes: a module's draft in one click, or a link to a module."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.choices import EDITING_ROLES
from accounts.queries import viewer_in
from content.visibility import handling_of
from visits.records.forms.becoming import ModuleForm
from visits.records.models import Observation
from visits.records.queries.becoming import became, modules_to_link, observation_of
from visits.records.queries.words import text_in
from visits.records.services.becoming import BecomingRefused, draft_module_from, link_to_module, unlink


@login_required
@never_cache
def becomes(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """GET: what it is linked to, and what can be done. POST `act`: draft, link (with `module`) or unlink."""
    viewer, language = viewer_in(request), get_language() or "en"
    observation = observation_of(viewer, slug=slug, uuid=uuid)
    if observation is None:
        raise Http404
    modules = modules_to_link(viewer, language=language)
    act = request.POST.get("act", "")
    form = ModuleForm(request.POST if act == "link" else None, modules=modules)
    if request.method == "POST" and (act != "link" or form.is_valid()):
        try:
            _do(request, act, observation, form)
        except BecomingRefused as refused:
            messages.warning(request, str(refused))
        return redirect(request.path)
    handling = handling_of(observation.visit)
    context = {
        "observation": observation,
        "in_team": observation.visit.team_key in viewer.teams,
        "words": text_in(observation.texts.all(), language),
        "became": became(observation, viewer, language=language),
        "form": form,
        "modules": modules,
        "edits": viewer.has_role(*EDITING_ROLES),
        "handling_label": handling.label if handling else None,
    }
    return render(request, "records/becoming.html", context)


def _do(request: HttpRequest, act: str, observation: Observation, form: ModuleForm) -> None:
    if act == "draft":
        module = draft_module_from(observation=observation, user=request.user, language=get_language() or "en")
        messages.success(request, _("The draft of module %s is made.") % module.code)
    elif act == "link":
        link_to_module(observation=observation, module_key=UUID(form.cleaned_data["module"]), user=request.user)
        messages.success(request, _("The observation is linked."))
    elif act == "unlink":
        unlink(observation=observation, user=request.user)
        messages.success(request, _("The link is taken away."))
