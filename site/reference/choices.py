"""Controlled vocabularies of the reference data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NameKind(models.TextChoices):
    OFFICIAL = "official", _("official")
    SHORT = "short", _("short")
    ALIAS = "alias", _("alias")
    AS_IN_SOURCE = "as_in_source", _("as in the source")


class PlaceKind(models.TextChoices):
    DRY_PORT = "dry_port", _("dry port")
    RAIL_BORDER = "rail_border", _("rail border crossing")
    ROAD_BORDER = "road_border", _("road border crossing")
    BORDER = "border", _("border crossing")
    SEAPORT = "seaport", _("seaport")
    TERMINAL = "terminal", _("terminal")
    YARD = "yard", _("rail yard")
    BRIDGE = "bridge", _("bridge")
    CAPITAL = "capital", _("capital")
    REGION_SEAT = "region_seat", _("seat of a region")
    TOWN = "town", _("town")


class OrganisationKind(models.TextChoices):
    ADMINISTRATION = "administration", _("customs administration")
    OFFICE = "office", _("office of an administration")
    CUSTOMS_POST = "customs_post", _("customs post")
    PCU = "pcu", _("port control unit")
    MINISTRY = "ministry", _("ministry")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("international organisation")
    DONOR = "donor", _("donor")
    COMPANY = "company", _("company")
