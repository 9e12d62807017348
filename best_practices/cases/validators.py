"""What free text of a case may not give away, and how an editor says that a finding is none."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from core.identifiers import CONTAINER, FICTITIOUS_PREFIX, identifiers_in, uncleared
from core.screening import KINDS

COUNTRY_CODE = RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, e.g. KZ."))
HS_CODE = RegexValidator(r"^\d{6}$", _("Six digits, without a point."))
SIZE_TYPE = RegexValidator(r"^[0-9A-Z]{4}$", _("Four signs of ISO 6346, e.g. 45G1."))


def refuse_identifiers(text: str, may_stay: str) -> None:
    """Raise ValidationError, naming each finding, unless an editor has listed it (a line each) as harmless."""
    if found := uncleared(identifiers_in(text), may_stay):
        listed = ", ".join(f"{KINDS[finding.kind]} {finding.text}" for finding in found)
        raise ValidationError(
            _(
                "This looks like something that identifies a consignment or a person: %(found)s. "
                "Mask it (MSCU 12•••••), or, if it identifies nobody, write it into “May stay in the text”."
            ),
            code="identifier",
            params={"found": listed},
        )


def refuse_live_prefixes(texts: Iterable[str]) -> None:
    """Raise ValidationError if a fictitious case uses a container number whose owner code may be in use."""
    written = [number for text in texts for number in CONTAINER.findall(text)]
    if live := [number for number in written if not re.match(FICTITIOUS_PREFIX, number)]:
        raise ValidationError(
            _("In a fictitious case a container number begins with ZZZU: %(found)s."),
            code="prefix",
            params={"found": ", ".join(live)},
        )
