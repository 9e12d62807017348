"""A line of goods and a point of the route: what they refuse, what they say."""

from decimal import Decimal

import pytest
from django.utils import translation
from wagtail.blocks import StructBlockValidationError

from best_practices.cases.blocks import GoodsLineBlock, RoutePointBlock
from tests.factories.cases import goods_line


def line(**change):
    block = GoodsLineBlock()
    return block.to_python(goods_line(**change))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"value": "100"}, "currency"),
        ({"quantity": "-1"}, "quantity"),
        ({"quantity": None}, "quantity"),
        ({"hs": "2402.20"}, "hs"),
        ({"hs": "240"}, "hs"),
        ({"currency": "euro"}, "currency"),
        ({"unit": ""}, "unit"),
        ({"group": ""}, "group"),
    ],
)
def test_line_of_goods_says_at_the_field_what_is_wrong(change, field):
    with pytest.raises(StructBlockValidationError) as refused:
        GoodsLineBlock().clean(line(**change))

    assert list(refused.value.block_errors) == [field]


def test_line_of_goods_may_lack_the_currency_in_a_draft():
    block = GoodsLineBlock()

    assert block.clean_deferred(line(value="100"))["value"] == Decimal(100)


@pytest.mark.parametrize(
    ("code", "quantity", "shown"),
    [
        ("en", "20063", "20,063 kg"),
        ("en", "1313.380", "1,313.38 kg"),
        ("ru", "20063", "20\xa0063"),
        ("en", "0.5", "0.5 kg"),
        ("en", "1000000", "1,000,000 kg"),
    ],
)
def test_amount_is_written_as_the_language_writes_it(code, quantity, shown):
    with translation.override(code):
        assert line(quantity=quantity).amount.startswith(shown)


def test_line_shows_what_it_knows_and_says_what_it_does_not():
    shown = GoodsLineBlock().render(line(hs="280540", packing="in 525 canisters", value="100", currency="EUR"))

    assert "<strong>20,063 kg</strong>: mercury, in 525 canisters." in shown
    assert ("HS 280540." in shown, "Value: 100 EUR." in shown, "not stated in the source" in shown) == (True,) * 3


@pytest.mark.parametrize(
    ("point", "shown"),
    [
        ({"country": "KZ", "place": "Aktau"}, "Transit: Aktau, Kazakhstan"),
        ({"country": "KZ", "place": ""}, "Transit: Kazakhstan"),
        ({"country": "", "place": ""}, "not stated in the source"),
    ],
)
def test_point_of_the_route_says_where_or_that_nobody_knows(point, shown):
    block = RoutePointBlock()

    assert shown in block.render(block.to_python({"role": "transit"} | point))


def test_country_of_a_point_is_a_code():
    block = RoutePointBlock()

    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"role": "transit", "country": "Kazakhstan", "place": ""}))
