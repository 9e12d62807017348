"""How editors work with reference data: rows with their names and definitions on one screen."""

from typing import ClassVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from reference.forms import OrganisationForm
from reference.models import GlossaryTerm, Organisation, Place, Programme, Source, Topic
from reference.services import merge_organisation, move_organisation

NAMES = InlinePanel("names", heading=_("Names"), label=_("Name"))
DEFINITIONS = InlinePanel("definitions", heading=_("Definitions"), label=_("Definition"))


class DeleteUncited(DeleteView):
    """What others cite stays, and the editor is told so."""

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except (PermissionDenied, ProtectedError):  # the permission was asked before: here both mean "cited"
            messages.error(self.request, _("“%s” is cited elsewhere and cannot be deleted.") % self.object)
            return redirect(self.get_success_url())


class ReferenceViewSet(ModelViewSet):
    delete_view_class = DeleteUncited


class PutOrganisation:
    """The tree is kept by the services: a person's rights hang on it."""

    form: OrganisationForm
    request: HttpRequest

    @transaction.atomic
    def save_instance(self) -> Organisation:
        organisation: Organisation = super().save_instance()  # type: ignore[misc]
        move_organisation(organisation=organisation, parent=organisation.parent)
        if self.form.is_merger:
            merge_organisation(
                organisation=organisation, into=self.form.cleaned_data["merged_into"], actor=self.request.user
            )
        return organisation


class AddOrganisation(PutOrganisation, CreateView):
    pass


class EditOrganisation(PutOrganisation, EditView):
    pass


class OrganisationViewSet(ReferenceViewSet):
    model = Organisation
    icon = "group"
    add_view_class = AddOrganisation
    edit_view_class = EditOrganisation
    edit_handler = ObjectList(
        [
            *(FieldPanel(name) for name in ("slug", "kind", "country", "parent", "fictitious", "participates")),
            NAMES,
            MultiFieldPanel(
                [FieldPanel("merged_into"), FieldPanel("merger_meant")], heading=_("It went on as another")
            ),
        ],
        base_form_class=OrganisationForm,
    )
    list_display: ClassVar = ["__str__", "kind", "country", "participates", "fictitious"]
    list_filter: ClassVar = ["kind", "participates", "fictitious"]
    search_fields: ClassVar = ["slug", "names__text"]
    inspect_view_enabled = True


class PlaceViewSet(ReferenceViewSet):
    model = Place
    icon = "site"
    panels: ClassVar = [
        *(
            FieldPanel(name)
            for name in (
                "slug",
                "kind",
                "country",
                "latitude",
                "longitude",
                "un_locode",
                "photo_rule",
                "note",
            )
        ),
        NAMES,
    ]
    list_display: ClassVar = ["__str__", "kind", "country"]
    list_filter: ClassVar = ["kind", "country"]
    search_fields: ClassVar = ["slug", "names__text"]


class ProgrammeViewSet(ReferenceViewSet):
    model = Programme
    icon = "folder"
    panels: ClassVar = [FieldPanel("slug"), FieldPanel("parent"), FieldPanel("note"), NAMES]
    list_display: ClassVar = ["__str__", "parent"]


class TopicViewSet(ReferenceViewSet):
    model = Topic
    icon = "tag"
    panels: ClassVar = [
        *(FieldPanel(name) for name in ("code", "slug", "broader", "related", "instruments")),
        NAMES,
        DEFINITIONS,
    ]
    list_display: ClassVar = ["code", "__str__"]


class GlossaryTermViewSet(ReferenceViewSet):
    model = GlossaryTerm
    icon = "openquote"
    panels: ClassVar = [FieldPanel("slug"), FieldPanel("number"), NAMES, DEFINITIONS]
    list_display: ClassVar = ["__str__", "slug", "number"]
    search_fields: ClassVar = ["slug", "names__text"]
    list_per_page = 100


class SourceViewSet(ReferenceViewSet):
    model = Source
    icon = "link"
    form_fields: ClassVar = ["code", "title", "publisher", "address"]
    list_display: ClassVar = ["code", "title", "publisher"]
    search_fields: ClassVar = ["code", "title", "publisher"]
    list_per_page = 100


class ReferenceGroup(ModelViewSetGroup):
    items: ClassVar = (
        OrganisationViewSet,
        PlaceViewSet,
        ProgrammeViewSet,
        TopicViewSet,
        GlossaryTermViewSet,
        SourceViewSet,
    )
    menu_label = _("Reference data")
    menu_icon = "globe"
    menu_order = 260
