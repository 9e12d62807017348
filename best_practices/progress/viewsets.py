"""How programme staff work with the issuers of certificates."""

from typing import ClassVar

from wagtail.admin.viewsets.model import ModelViewSet

from best_practices.progress.models import Issuer


class IssuerViewSet(ModelViewSet):
    model = Issuer
    icon = "clipboard-list"
    add_to_admin_menu = True
    menu_order = 260
    panels: ClassVar = Issuer.panels
    list_display: ClassVar = ["__str__", "valid_months", "demonstration", "active"]
    list_filter: ClassVar = ["demonstration", "active"]
