"""Questions about files."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from accounts.queries import memberships_on
from accounts.viewer import Viewer
from content.handling import Handling
from content.queries.parts import rows_in_block
from content.visibility import visible_keys
from media.files.models import Recording, SiteDocument, SiteImage, SiteRendition, guarded_file_models
from reference.models import Organisation

LONGEST_NAME = 255


@dataclass(frozen=True)
class Found:
    """A stored file, the row that guards it, and which of the row's files it is."""

    file: Any
    thing: SiteImage | SiteDocument | Recording
    part: Literal["file", "original", "rendition", "thumbnail"]


def file_named(name: str) -> Found | None:
    """The file kept under this name: 1 query; 2 for the original of an image; 0 for a folder not ours."""
    if len(name) > LONGEST_NAME or "\x00" in name:
        return None
    finder = FINDERS.get(name.partition("/")[0])
    return finder(name) if finder else None


def _picture(name: str) -> Found | None:
    rendition = SiteRendition.objects.filter(file=name).select_related("image__collection").first()
    if rendition is not None:
        return Found(rendition.file, rendition.image, "rendition")
    image = SiteImage.objects.filter(file=name).select_related("collection").first()
    return Found(image.file, image, "original") if image else None


def _document(name: str) -> Found | None:
    document = SiteDocument.objects.filter(file=name).first()
    return Found(document.file, document, "file") if document else None


def _recording(name: str) -> Found | None:
    recording = Recording.objects.filter(file=name).first()
    return Found(recording.file, recording, "file") if recording else None


def _thumbnail(name: str) -> Found | None:
    recording = Recording.objects.filter(thumbnail=name).first()
    return Found(recording.thumbnail, recording, "thumbnail") if recording else None


FINDERS: dict[str, Callable[[str], Found | None]] = {
    "images": _picture,
    "documents": _document,
    "recordings": _recording,
    "media_thumbnails": _thumbnail,
}
"""By the folder that `upload_to` of the field names."""


def organisation_seeing(viewer: Viewer, handling: Handling) -> Organisation:
    """The organisation through which a viewer sees an AMBER thing: its owner, or one it is shared with (3 queries)."""
    shared = set(handling.shared_with.values_list("pk", flat=True))

    def nearness(organisation: Organisation) -> tuple[bool, bool, bool, int]:
        owns, named = organisation.pk == handling.owner_id, organisation.pk in shared
        return not owns, not named, organisation.lineage_ids.isdisjoint(shared), organisation.pk

    own = Organisation.objects.filter(pk__in=viewer.organisations).prefetch_related("names")
    return min(own, key=nearness)


def organisation_of(person: User | None) -> Organisation | None:
    """The first organisation a person belongs to now; a membership of one visit comes last."""
    if person is None:
        return None
    membership = memberships_on(person, timezone.now()).order_by("scope_kind", "starts_at", "pk").first()
    return membership.organisation if membership else None


def files_seen(viewer: Viewer, body: Any) -> dict[UUID, Handling]:
    """The markings of the files in a StreamField's blocks that a viewer may see, by the file's handling key.

    1 query, and 1 for each kind of file that is there; none for a text without files.
    """
    named: dict[Any, set[str]] = defaultdict(set)
    for model, number in rows_in_block(body.stream_block, body.raw_data):
        if model in guarded_file_models() and number.isdecimal():
            named[model].add(number)
    files = [file for model, numbers in named.items() for file in model._default_manager.filter(pk__in=numbers)]
    if not files:
        return {}
    keys = {file.handling_key for file in files if not isinstance(file, SiteImage) or _is_released(file, viewer)}
    found = visible_keys(viewer).filter(key__in=keys)
    return {handling.key: handling for handling in found}


def _is_released(picture: SiteImage, viewer: Viewer) -> bool:
    return picture.is_released_to(viewer) and not picture.release_ended
