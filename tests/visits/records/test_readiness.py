"""What a record still needs, and where it stands."""

from hypothesis import given
from hypothesis import strategies as st

from visits.records.readiness import Gap, RecordState, Step, gaps, step

states = st.builds(
    RecordState,
    dates_settled=st.booleans(),
    hosts=st.integers(0, 3),
    visitors=st.integers(0, 3),
    observations=st.integers(0, 3),
    has_words=st.booleans(),
    submitted=st.booleans(),
    published=st.booleans(),
)


def test_empty_record_lacks_everything():
    empty = RecordState(dates_settled=False, hosts=0, visitors=0, observations=0, has_words=False)

    assert gaps(empty) == list(Gap)
    assert step(empty) is Step.FACTS


@given(states)
def test_record_without_gaps_is_in_review_or_published(state):
    found = step(state)

    if not gaps(state):
        assert found in {Step.REVIEW, Step.PUBLISHED}
    elif not state.published:
        assert found in {Step.FACTS, Step.OBSERVATIONS, Step.WORDS}


@given(states)
def test_visit_without_hosts_always_lacks_one(state):
    assert (Gap.HOST in gaps(state)) == (state.hosts == 0)
