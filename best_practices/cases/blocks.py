"""Lists inside a case: goods line by line, and the route point by point. Nothing else points at them."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from best_practices.cases.choices import Basis, CommodityGroup, RouteRole, Unit
from best_practices.cases.vocabularies import words
from reference.countries import country_name

COUNTRY = r"^[A-Z]{2}$"


class GoodsLineValue(blocks.StructValue):
    """Words for the codes of a line. A draft may lack any of them."""

    @property
    def group_words(self) -> str:
        return words(CommodityGroup, [self["group"]])

    @property
    def unit_words(self) -> str:
        return words(Unit, [self["unit"]])

    @property
    def basis_words(self) -> str:
        return words(Basis, [self["basis"]])

    @property
    def amount(self) -> str:
        """ "20,063 kg", as the reader's language writes numbers."""
        return "" if self["quantity"] is None else f"{written(self['quantity'])} {self.unit_words}".strip()

    @property
    def value_words(self) -> str:
        return "" if self["value"] is None else f"{written(self['value'])} {self['currency']}".strip()


def written(number: Decimal) -> str:
    """A number with its groups of thousands, without zeros that nobody measured."""
    whole = number == number.to_integral_value()
    return number_format(number.to_integral_value() if whole else number.normalize(), force_grouping=True)


class RoutePointValue(blocks.StructValue):
    """Words for the codes of a point."""

    @property
    def role_words(self) -> str:
        return words(RouteRole, [self["role"]])

    @property
    def name(self) -> str:
        """ "Aktau, Kazakhstan" in the reader's language; empty if the source does not say."""
        country = country_name(self["country"], get_language() or "en") if self["country"] else ""
        return ", ".join(part for part in (self["place"], country) if part)


class GoodsLineBlock(blocks.StructBlock):
    """One kind of goods in one unit. Lines are never added up: their units differ, and reports mix them."""

    group = blocks.ChoiceBlock(choices=CommodityGroup.choices, label=_("Commodity group"))
    goods = blocks.CharBlock(label=_("What it was"), required=False, default="")
    hs = blocks.RegexBlock(
        r"^\d{2}(\d{2}){0,2}$",
        label=_("HS code"),
        required=False,
        default="",
        help_text=_("2, 4 or 6 digits, without a point"),
        error_messages={"invalid": _("Two, four or six digits.")},
    )
    quantity = blocks.DecimalBlock(label=_("Quantity"), min_value=Decimal(0), max_digits=14, decimal_places=3)
    unit = blocks.ChoiceBlock(choices=Unit.choices, label=_("Unit of quantity"))
    basis = blocks.ChoiceBlock(choices=Basis.choices, label=_("Measured or estimated"), required=False, default="")
    packing = blocks.CharBlock(label=_("Packing"), required=False, default="", help_text=_("in 40 boxes"))
    value = blocks.DecimalBlock(label=_("Value"), required=False, min_value=Decimal(0), max_digits=14, decimal_places=2)
    currency = blocks.RegexBlock(
        r"^[A-Z]{3}$",
        label=_("Currency"),
        required=False,
        default="",
        help_text=_("three letters: EUR, KZT"),
        error_messages={"invalid": _("Three capital letters, e.g. EUR.")},
    )

    class Meta:
        icon = "list-ul"
        label = _("Goods")
        template = "cases/blocks/goods_line_block.html"
        value_class = GoodsLineValue
        preview_value = {"group": "revenue", "goods": "Cigarettes", "quantity": Decimal(110009), "unit": "PACK20"}
        description = _("One kind of goods with its quantity and unit.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned["value"] is not None and not cleaned["currency"]:
            raise blocks.StructBlockValidationError(
                block_errors={"currency": ValidationError(_("Say the currency of the value."))}
            )
        return cleaned


class RoutePointBlock(blocks.StructBlock):
    """A point of the route. A country, a place, or neither where the source does not say."""

    role = blocks.ChoiceBlock(choices=RouteRole.choices, label=_("Part of the route"))
    country = blocks.RegexBlock(
        COUNTRY,
        label=_("Country"),
        required=False,
        default="",
        help_text=_("two letters: KZ, PL"),
        error_messages={"invalid": _("Two capital letters, e.g. KZ.")},
    )
    place = blocks.CharBlock(label=_("Place"), required=False, default="")

    class Meta:
        icon = "site"
        label = _("Point of the route")
        template = "cases/blocks/route_point_block.html"
        value_class = RoutePointValue
        preview_value = {"role": "transit", "country": "KZ", "place": ""}
        description = _("Origin, loading, transit, point of detection, intended destination: in this order.")


class GoodsBlock(blocks.StreamBlock):
    line = GoodsLineBlock()


class RouteBlock(blocks.StreamBlock):
    point = RoutePointBlock()
