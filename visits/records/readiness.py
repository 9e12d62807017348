"""What a record still needs before its page can be published. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Gap(StrEnum):
    """One thing that is missing; the values are the anchors of the sections where it is filled in."""

    DATES = "facts"
    HOST = "hosts"
    VISITORS = "visitors"
    OBSERVATION = "observations"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class RecordState:
    """Counts and facts of a record. `dates_settled`: stated, or said to be unknown.

    `submitted`: waits for review. `has_news`: some words of its pages are not published.
    """

    dates_settled: bool
    hosts: int
    visitors: int
    observations: int
    has_words: bool
    submitted: bool = False
    published: bool = False
    has_news: bool = True

    @property
    def can_be_submitted(self) -> bool:
        return self.has_news and not self.submitted and not gaps(self)


def gaps(state: RecordState) -> list[Gap]:
    """What is missing, in the order in which a record is written."""
    there = {
        Gap.DATES: state.dates_settled,
        Gap.HOST: state.hosts > 0,
        Gap.VISITORS: state.visitors > 0,
        Gap.OBSERVATION: state.observations > 0,
        Gap.WORDS: state.has_words,
    }
    return [gap for gap, filled in there.items() if not filled]


class Step(StrEnum):
    """The line of a record: where it stands between an empty form and a published page."""

    FACTS = "facts"
    OBSERVATIONS = "observations"
    WORDS = "words"
    REVIEW = "review"
    PUBLISHED = "published"


def step(state: RecordState) -> Step:
    """The step a record is at: the first that is not done."""
    open_gaps = gaps(state)
    if state.published:
        return Step.PUBLISHED
    if {Gap.DATES, Gap.HOST, Gap.VISITORS} & set(open_gaps):
        return Step.FACTS
    if Gap.OBSERVATION in open_gaps:
        return Step.OBSERVATIONS
    return Step.WORDS if Gap.WORDS in open_gaps else Step.REVIEW
