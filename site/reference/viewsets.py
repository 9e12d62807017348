"""How editors work with reference data: rows with their names and definitions on one screen."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from reference.models import GlossaryTerm, Organisation, Place, Programme, Source, Topic

NAMES = InlinePanel("names", heading=_("Names"), label=_("Name"))
DEFINITIONS = InlinePanel("definitions", heading=_("Definitions"), label=_("Definition"))


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    icon = "group"
    panels: ClassVar = [
        *(FieldPanel(name) for name in ("slug", "kind", "country", "parent", "fictitious", "participates")),
        NAMES,
    ]
    list_display: ClassVar = ["__str__", "kind", "country", "participates", "fictitious"]
    list_filter: ClassVar = ["kind", "participates", "fictitious"]
    search_fields: ClassVar = ["slug", "names__text"]
    inspect_view_enabled = True


class PlaceViewSet(ModelViewSet):
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


class ProgrammeViewSet(ModelViewSet):
    model = Programme
    icon = "folder"
    panels: ClassVar = [FieldPanel("slug"), FieldPanel("parent"), FieldPanel("note"), NAMES]
    list_display: ClassVar = ["__str__", "parent"]


class TopicViewSet(ModelViewSet):
    model = Topic
    icon = "tag"
    panels: ClassVar = [
        *(FieldPanel(name) for name in ("code", "slug", "broader", "related", "instruments")),
        NAMES,
        DEFINITIONS,
    ]
    list_display: ClassVar = ["code", "__str__"]


class GlossaryTermViewSet(ModelViewSet):
    model = GlossaryTerm
    icon = "openquote"
    panels: ClassVar = [FieldPanel("slug"), FieldPanel("number"), NAMES, DEFINITIONS]
    list_display: ClassVar = ["__str__", "slug", "number"]
    search_fields: ClassVar = ["slug", "names__text"]
    list_per_page = 100


class SourceViewSet(ModelViewSet):
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
