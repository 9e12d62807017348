"""The index of cases and cases: published, in English, below a given parent."""

from datetime import date

import factory

from best_practices.cases.models import CaseIndexPage, CaseStudyPage
from tests.factories.content import BasePageFactory


class CaseIndexFactory(BasePageFactory):
    title = "Cases"

    class Meta:
        model = CaseIndexPage


class CaseFactory(BasePageFactory):
    """A public case with what is asked of one, and nothing else: everything else is not stated."""

    case_ref = factory.Sequence(lambda n: f"CASE-{n}")
    title = factory.LazyAttribute(lambda made: f"Find {made.case_ref}")
    record_kind = "public"
    sources = "[S60]"
    release_basis = "Published by its finders. [S60]"
    date_precision = "month"
    date = date(2017, 7, 1)
    place_precision = "country"
    country = "KZ"
    mode = "3"
    trigger = "unknown"
    methods = factory.LazyFunction(lambda: ["documents"])
    concealment = "unknown"
    techniques = factory.LazyFunction(lambda: ["unknown"])
    outcomes = factory.LazyFunction(lambda: ["seized"])
    goods = factory.LazyFunction(lambda: [("line", goods_line())])

    class Meta:
        model = CaseStudyPage


def goods_line(**change: object) -> dict[str, object]:
    """A line of goods: 20,063 kg of mercury, with these values changed."""
    line = {"group": "environment", "goods": "mercury", "hs": "", "quantity": "20063", "unit": "KGM"}
    return line | {"basis": "", "packing": "", "value": None, "currency": ""} | change
