"""How far a draft is, counted as on its list of parts."""

import pytest

from gcp_tool.desk.progress import cares_of, progress_of
from gcp_tool.domain.vocabulary import AgeBand, ProfileKind
from gcp_tool.models import Profile
from tests.factories.tools import small_tool

TOOL = small_tool()
HOUSEHOLD, MIA, KOFI = 10, 11, 12
WARMTH, SLEEP = "physical.home.warmth", "physical.home.sleep"
ENOUGH, REGULAR = "food.meals.enough", "food.meals.regular"


def profiles(*children, household="Home"):
    home = Profile(id=HOUSEHOLD, kind=ProfileKind.HOUSEHOLD, household="Home", age_band=AgeBand.TWO_TO_FOUR)
    return [
        home,
        *(
            Profile(id=id_, kind=ProfileKind.CHILD_CARER, household=household, age_band=AgeBand.FIVE_TO_TEN)
            for id_ in children
        ),
    ]


def test_only_a_child_with_a_carer_is_a_care_and_the_household_counts_for_them():
    [care] = cares_of(profiles(MIA))
    assert (care.profile.id, care.household.id) == (MIA, HOUSEHOLD)


def test_a_child_of_another_household_has_no_share_in_this_one():
    [care] = cares_of(profiles(MIA, household="Gran's"))
    assert care.household is None


@pytest.mark.parametrize(
    ("answered", "done"),
    [
        ((), 0),
        (((HOUSEHOLD, WARMTH),), 1),
        (((HOUSEHOLD, WARMTH), (MIA, ENOUGH)), 2),
        (((MIA, WARMTH),), 1),
        (((HOUSEHOLD, WARMTH), (MIA, WARMTH)), 1),
        (((KOFI, ENOUGH), (HOUSEHOLD, ENOUGH)), 0),
        (((HOUSEHOLD, WARMTH), (HOUSEHOLD, SLEEP), (MIA, ENOUGH), (MIA, REGULAR)), 4),
    ],
)
def test_an_item_is_answered_by_the_household_or_for_this_child(answered, done):
    assert progress_of(TOOL, cares_of(profiles(MIA)), set(answered)) == (done, 4)


def test_each_child_has_items_of_their_own_and_what_they_share_counts_once():
    assert progress_of(TOOL, cares_of(profiles(MIA, KOFI)), {(HOUSEHOLD, WARMTH), (KOFI, ENOUGH)}) == (2, 6)


def test_only_what_is_in_a_focused_review_is_counted():
    answered = {(HOUSEHOLD, WARMTH), (MIA, ENOUGH)}
    assert progress_of(TOOL, cares_of(profiles(MIA)), answered, ("food.meals",)) == (1, 2)
