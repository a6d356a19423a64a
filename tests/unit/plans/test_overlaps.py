"""Two plans of one child and kind do not share more than the day on which one follows the other."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.domain.vocabulary import PlanKind
from gcp_tool.plans.overlaps import Episode, find_overlap, overlap_words

FIRST = date(2026, 1, 1)
EPISODES = st.builds(
    lambda start, length: Episode(
        1,
        PlanKind.EARLY_HELP,
        FIRST + timedelta(days=start),
        FIRST + timedelta(days=start + length) if length is not None else None,
    ),
    st.integers(0, 20),
    st.none() | st.integers(0, 20),
)


def inner_days(episode: Episode) -> set[date]:
    """The days between the first and the last, on which no other plan of the kind may be."""
    end = episode.ended_on or FIRST + timedelta(days=60)
    return {episode.started_on + timedelta(days=n) for n in range(1, (end - episode.started_on).days)}


@given(EPISODES, EPISODES)
def test_it_does_not_matter_which_is_looked_at_first(one, other):
    assert one.overlaps(other) == other.overlaps(one)


@given(EPISODES, EPISODES)
def test_plans_that_share_a_day_inside_both_overlap(one, other):
    if inner_days(one) & inner_days(other):
        assert one.overlaps(other)
    assert one.overlaps(one)


@given(EPISODES, EPISODES)
def test_plans_that_follow_each_other_do_not_overlap(one, other):
    if one.ended_on is not None and one.ended_on <= other.started_on and one.started_on < other.started_on:
        assert not one.overlaps(other)
    else:
        assert one.overlaps(other) or other.ended_on is not None


def test_another_child_or_kind_does_not_count():
    one = Episode(1, PlanKind.EARLY_HELP, FIRST, None)
    others = [Episode(2, PlanKind.EARLY_HELP, FIRST, None), Episode(1, PlanKind.CHILD_IN_NEED, FIRST, None)]
    assert find_overlap(one, others) is None
    assert find_overlap(one, [*others, one]) == one


def test_the_words_say_which_plan_is_in_the_way():
    one = Episode(1, PlanKind.EARLY_HELP, FIRST, date(2026, 3, 1))
    assert overlap_words(one, who="the child") == (
        "The child has an early help plan from 1 January 2026 to 1 March 2026. End that one first, or change the"
        " dates"
    )
