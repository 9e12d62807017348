"""Photo release: whether people who can be recognised in a picture agreed that this viewer sees it. Pure."""

from datetime import date

from media.files.choices import ReleaseScope


def is_released(*, scope: str, shows_persons: bool, ends: date | None, today: date, participates: bool) -> bool:
    """Nobody but the owner sees an unreleased picture of persons; an ended release ends it for everyone.

    `ends` is the last day of the release; `participates` as in the viewer of TLP:GREEN.
    """
    if ends is not None and ends < today:
        return False
    if not shows_persons or scope == ReleaseScope.PUBLIC:
        return True
    return scope == ReleaseScope.MEMBERS and participates
