"""Until when care is given as it was read."""

from dataclasses import replace
from datetime import date

import pytest

from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.standing.liveness import find_end
from gcp_tool.standing.series import Ended
from tests.unit.history.histories import JO, MIA, TODAY, member

LEFT, EARLIER = date(2026, 9, 1), date(2026, 3, 1)
BOTH = (member(), member(JO, MemberRole.MAIN_CARER))


def find(*, child=MIA, carer=JO, members=BOTH, closed_on=None):
    return find_end(child, carer, members=members, closed_on=closed_on, today=TODAY)


def test_a_series_is_live_while_both_are_in_a_family_whose_case_is_open():
    assert find() is None


@pytest.mark.parametrize(
    ("changes", "end"),
    [
        ({"closed_on": LEFT}, Ended("The case was closed on 1 September 2026", LEFT)),
        (
            {"members": (member(ended_on=LEFT), BOTH[1])},
            Ended("Mia Harrow left the family on 1 September 2026", LEFT),
        ),
        (
            {"members": (BOTH[0], member(JO, MemberRole.MAIN_CARER, LEFT))},
            Ended("Jo Harrow left the family on 1 September 2026", LEFT),
        ),
        ({"carer": replace(JO, died_on=LEFT)}, Ended("Jo Harrow died on 1 September 2026", LEFT)),
        ({"members": BOTH[:1]}, Ended("Jo Harrow is not recorded as a member of this family", None)),
        ({"members": BOTH[1:]}, Ended("Mia Harrow is not recorded as a member of this family", None)),
        (
            {"child": replace(MIA, birth_on=date(2008, 9, 1))},
            Ended("Mia Harrow turned 18 on 1 September 2026", LEFT),
        ),
    ],
)
def test_what_ends_a_series(changes, end):
    assert find(**changes) == end


def test_of_several_ends_the_earliest_is_told():
    end = find(closed_on=LEFT, members=(member(ended_on=EARLIER), BOTH[1]))
    assert end == Ended("Mia Harrow left the family on 1 March 2026", EARLIER)


def test_who_came_back_has_not_left():
    assert find(members=(member(ended_on=EARLIER), *BOTH)) is None


def test_of_two_times_in_the_family_the_last_day_counts():
    end = find(members=(member(ended_on=EARLIER), member(ended_on=LEFT), BOTH[1]))
    assert end is not None
    assert end.on == LEFT


@pytest.mark.parametrize(
    ("born", "turned"),
    [
        (date(2008, 11, 22), date(2026, 11, 22)),
        (date(2008, 11, 23), None),
        (date(2008, 2, 29), date(2026, 3, 1)),
        (None, None),
    ],
)
def test_a_child_is_a_child_up_to_the_eighteenth_birthday(born, turned):
    end = find(child=replace(MIA, birth_on=born))
    assert (end.on if end else None) == turned
