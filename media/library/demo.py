"""Resources of the demonstration: their pages from text files, their documents as they lie beside them."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Locale

from content.services import mark_page, put_page, put_translation
from core.demonstration import DemoFolder
from core.labels import Label
from media.files.choices import DocumentKind
from media.files.masters import fingerprints_of
from media.files.models import SiteDocument
from media.library.models import LibraryPage, ResourcePage
from reference.models import Organisation, Topic

Data = dict[str, Any]
NAMES = ("checklist", "report", "card")
KINDS = {"template": DocumentKind.REPORT}
ISSUED_ON = date(2026, 11, 24)


def load(folder: DemoFolder) -> None:
    """Create or bring up to date the resources that have their files."""
    library = LibraryPage.objects.get(locale__language_code="en")
    english, russian = Locale.objects.get(language_code="en"), Locale.objects.get(language_code="ru")
    owner = Organisation.objects.get(slug="training-programme-office")
    for name in NAMES:
        texts = {language: folder.read(f"library/{name}.{language}.yaml") for language in ("en", "ru")}
        documents = [_document(folder, text, language) for language, text in texts.items() if "file" in text]
        page = put_page(
            model=ResourcePage,
            parent=library,
            slug=texts["en"]["slug"],
            locale=english,
            fields=_fields(texts["en"], owner.name(language="en"), documents),
        )
        put_translation(source=page, locale=russian, fields=_fields(texts["ru"], owner.name(language="ru"), documents))
        mark_page(page=page, label=Label.CLEAR, owner=owner)
        folder.say(f"Resource: {page.title}")


def _fields(text: Data, issuer: str, documents: list[SiteDocument]) -> Data:
    return {
        "title": text["title"],
        "kind": text["kind"],
        "lead": text["lead"],
        "issuer": issuer,
        "issued_on": ISSUED_ON,
        "for_paper": text["kind"] == "checklist",
        "topics": list(Topic.objects.filter(code__in=text["topics"])),
        "body": [{"type": kind, "value": value} for part in text["body"] for kind, value in part.items()],
        "files": [{"type": "file", "value": document.pk} for document in documents],
    }


def _document(folder: DemoFolder, text: Data, language: str) -> SiteDocument:
    """The file of a resource in one language; the one that is there already if its bytes are the same."""
    content = ContentFile((folder.root / "library" / text["file"]).read_bytes(), name=text["file"])
    checksum, _hash = fingerprints_of(content)
    found = SiteDocument.objects.filter(checksum=checksum).first()
    return found or SiteDocument.objects.create(
        title=text["title"],
        file=content,
        language=language,
        kind=KINDS.get(text["kind"], DocumentKind.OTHER),
        issuer="Training Programme Office",
        issued_on=ISSUED_ON,
    )
