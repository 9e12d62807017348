"""The issuers of the demonstration: their certificates say so."""

from typing import Any

from best_practices.progress.models import Issuer, IssuerWording
from core.demonstration import DemoFolder
from reference.models import Organisation

FILE = "issuers.yaml"


def load(folder: DemoFolder) -> None:
    """Create or bring up to date; certificates that were issued keep their wording."""
    if not folder.exists(FILE):
        return
    entries = folder.read(FILE)
    for entry in entries:
        _issuer(entry)
    folder.say(f"Issuers of certificates: {len(entries)}")


def _issuer(entry: dict[str, Any]) -> None:
    issuer, _created = Issuer.objects.update_or_create(
        organisation=Organisation.objects.get(slug=entry["organisation"]),
        defaults={
            "valid_months": entry["valid_months"],
            "time_zone": entry["time_zone"],
            "demonstration": True,
        },
    )
    for language, wording in entry["wordings"].items():
        IssuerWording.objects.update_or_create(
            issuer=issuer, language=language, defaults={"name": wording["name"], "signatory": wording["signatory"]}
        )
