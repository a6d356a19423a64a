"""The step from one reading to the next, item by item: what moved underneath, and what rests on one item."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcp_tool.domain.change import (
    LiveLine,
    Reading,
    StepFlag,
    Word,
    family_summary,
    latest_step,
    step,
    summary,
    up_and_down,
    word,
)
from gcp_tool.domain.dates import add_months

START = date(2023, 1, 16)


def reading(grade, items=(), months=0, held=(), **changes):
    """A reading whose items are named a, b, c and so on; None is one that was not given a grade."""
    named = dict(zip("abcdefghij", items, strict=False))
    given_now = {line: level for line, level in named.items() if level is not None}
    return Reading(add_months(START, months), grade, given=given_now, held=dict(held), **changes)


def moved(before, after, grades=(4, 4), **changes):
    return step(reading(grades[0], before), reading(grades[1], after, 3, **changes))


def test_items_are_better_worse_or_the_same():
    found = moved((4, 3, 2, 1), (3, 4, 2, 1))
    assert (found.better, found.worse, found.same) == (("a",), ("b",), ("c", "d"))
    assert (found.compared, found.changed, found.net) == (4, 2, 0)


def test_only_what_was_graded_both_times_is_compared():
    found = moved((4, None, 2), (3, 3, None))
    assert (found.better, found.compared) == (("a",), 1)


def test_an_item_held_before_and_graded_now_is_compared():
    earlier = reading(4, (2,), held={"b": 4})
    found = step(earlier, reading(2, (2, 2), 3))
    assert (found.better, found.same) == (("b",), ("a",))


def test_an_item_held_now_is_not_compared_for_nobody_looked():
    found = step(reading(4, (2, 4)), reading(4, (2,), 3, held={"b": 4}))
    assert (found.same, found.compared) == (("a",), 1)


def test_nothing_is_compared_across_a_birth():
    found = step(reading(4, (4, 4, 4), before_birth=True), reading(4, (2, 2, 2), 3))
    assert (found.compared, found.changed, found.is_moving_underneath) == (0, 0, False)


@pytest.mark.parametrize(
    ("before", "after", "grades", "expected"),
    [
        ((4, 4, 4, 4, 4, 4, 4, 4), (3, 3, 3, 3, 3, 3, 3, 4), (4, 4), True),
        ((4, 4, 4), (3, 3, 4), (4, 4), True),
        ((4, 4, 4), (3, 4, 4), (4, 4), False),
        ((4, 4, 3), (3, 3, 4), (4, 4), False),
        ((4,) * 8, (3, 3, *(4,) * 6), (4, 4), True),
        ((4,) * 9, (3, 3, *(4,) * 7), (4, 4), False),
        ((4,) * 9, (3, 3, 3, *(4,) * 6), (4, 4), True),
        ((4, 4, 4), (3, 3, 5), (4, 5), False),
        ((4, 4, 4, 4), (3, 3, 3, 5), (4, 5), True),
        ((4, 4, 4), (3, 3, 3), (4, 3), False),
    ],
)
def test_moving_underneath_is_two_items_and_a_quarter_net_better_while_the_domain_is_not(
    before, after, grades, expected
):
    assert moved(before, after, grades).is_moving_underneath is expected


@pytest.mark.parametrize(
    ("before", "after", "grades", "expected"),
    [
        ((2, 2, 4), (3, 3, 4), (4, 4), True),
        ((2, 2, 4), (3, 2, 4), (4, 4), False),
        ((*(2,) * 8, 4), (3, 3, *(2,) * 6, 4), (4, 4), False),
        ((*(2,) * 7, 4), (3, 3, *(2,) * 5, 4), (4, 4), True),
        ((2, 2, 4), (3, 3, 5), (4, 5), False),
        ((2, 2, 4), (3, 3, 3), (4, 3), False),
        ((2, 2, 4, 4), (3, 3, 4, 3), (4, 4), False),
    ],
)
def test_worse_underneath_is_two_items_and_a_quarter_net_worse_while_the_domain_is_the_same(
    before, after, grades, expected
):
    assert moved(before, after, grades).is_worse_underneath is expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((4, 2, 2), (2, 2, 2), True),
        ((4, 2, 2), (2, 2, 3), False),
        ((4, 2, 2), (4, 2, 2), False),
        ((4,), (2,), False),
        ((4, 2, None), (2, 2, 1), True),
    ],
)
def test_one_item_only_is_exactly_one_of_several_whatever_the_domain_did(before, after, expected):
    for grades in ((4, 2), (4, 4), (2, 4)):
        assert moved(before, after, grades).is_one_item_only is expected


def test_an_item_that_stops_being_applicable_has_changed():
    gone = moved((4, 2, 2), (None, 2, 2), (4, 2), not_applicable=frozenset("a"))
    assert (gone.dropped, gone.changed, gone.is_one_item_only) == (("a",), 1, True)
    also = moved((4, 2, 2), (None, 1, 2), (4, 2), not_applicable=frozenset("a"))
    assert (also.changed, also.is_one_item_only) == (2, False)


def test_an_item_that_never_had_a_grade_cannot_stop_having_one():
    assert moved((4, 2), (4, 2), not_applicable=frozenset("z")).dropped == ()


def test_one_of_many_looked_at_again_is_one_item_though_the_others_are_held():
    found = step(reading(4, (4, 2, 2)), reading(2, (2,), 3, held={"b": 2, "c": 2}))
    assert found.is_one_item_only


def test_a_domain_that_moved_though_no_item_did_is_thin_but_not_one_item_only():
    found = moved((3, 3, None, None, None), (3, 3, 1, 1, 1), (3, 1))
    assert (found.is_thin, found.is_one_item_only) == (True, False)


@pytest.mark.parametrize("changes", [{"version": "2.0"}, {"band": "5-10"}])
def test_new_items_of_another_version_or_age_leave_it_open_how_many_changed(changes):
    assert not moved((4, 2, 2), (2, 2, None, 1, 1), (4, 2), **changes).is_thin
    assert moved((4, 2, 2), (2, 2, 2), (4, 2), **changes).is_thin


def test_readings_without_items_are_never_thin():
    found = step(reading(4), reading(2, months=3))
    assert (found.is_thin, found.is_one_item_only, found.flags) == (False, False, ())


def test_everything_that_changed_besides_is_marked():
    earlier = reading(4, (4, 4, 4), scorer="ann", version="1.0", band="2-4")
    later = reading(4, (3, 3, 4), 3, scorer="bea", version="1.1", band="5-10", is_partial=True)
    assert step(earlier, later).flags == (
        StepFlag.MOVING_UNDERNEATH,
        StepFlag.SCORER_CHANGED,
        StepFlag.VERSION_CHANGED,
        StepFlag.BAND_CHANGED,
        StepFlag.PARTLY_GRADED,
    )


def test_the_latest_step_is_of_the_last_two_readings():
    readings = (reading(4), reading(3, months=3), reading(2, months=6))
    found = latest_step(readings)
    assert found is not None
    assert (found.earlier, found.later) == readings[1:]
    assert latest_step(readings[:1]) is None
    assert latest_step(()) is None


# What the steps do to words, flags and headlines.

BAD, ONE_BETTER, BETTER = (4, 2, 2, 2), (2, 2, 2, 2), (2, 1, 2, 2)


def test_an_improvement_that_rests_on_one_item_is_not_yet_shown_to_be_kept():
    thin = [reading(4, BAD), reading(2, ONE_BETTER, 3), reading(2, ONE_BETTER, 6)]
    borne_out = [reading(4, BAD), reading(2, BETTER, 3), reading(2, BETTER, 6)]
    assert word(thin, thin[-1].on) is Word.NOT_YET_KEPT
    assert word(borne_out, borne_out[-1].on) is Word.KEPT
    assert (summary([thin], thin[-1].on).number, summary([borne_out], thin[-1].on).number) == (8, 9)


def test_only_the_step_into_the_final_run_can_make_it_thin():
    within = [reading(4, BAD), reading(2, BETTER, 3), reading(2, (2, 2, 2, 2), 6)]
    assert word(within, within[-1].on) is Word.KEPT
    before = [reading(5, (5, 2, 2, 2)), reading(4, BAD, 1), reading(2, BETTER, 3), reading(2, BETTER, 6)]
    assert word(before, before[-1].on) is Word.KEPT


def test_turns_of_one_item_do_not_make_care_go_up_and_down():
    one_item = [reading(grade, (grade, 2, 2), 3 * n) for n, grade in enumerate((4, 2, 4, 3))]
    several = [reading(grade, (grade, 2, 5 - grade), 3 * n) for n, grade in enumerate((4, 2, 4, 3))]
    as_of = several[-1].on
    assert (up_and_down(one_item, as_of), up_and_down(several, as_of)) == (False, True)
    assert (summary([one_item], as_of).number, summary([several], as_of).number) == (6, 4)


DRIFT = [reading(4, (4,) * 8), reading(4, (4,) * 8, 3), reading(4, (*(3,) * 7, 4), 6)]


def test_what_moves_underneath_is_not_called_drift_until_the_step_is_no_longer_in_view():
    assert summary([DRIFT], DRIFT[-1].on).number == 6
    assert summary([DRIFT[:2]], DRIFT[-1].on).number == 2
    said = summary([DRIFT], DRIFT[-1].on)
    assert said.valid_until is not None
    for months, number in ((3, 6), (5, 3), (6, 2)):
        assert summary([DRIFT], add_months(DRIFT[-1].on, months)).number == number


def test_what_is_worse_underneath_is_getting_worse_at_concern_and_only_there():
    at_concern = [reading(4, (2, 2, 4)), reading(4, (3, 3, 4), 3)]
    low = [reading(2, (1, 1, 2)), reading(2, (2, 2, 2), 3)]
    assert summary([at_concern], at_concern[-1].on).number == 1
    assert summary([low], low[-1].on).number == 10


# Whatever the items did, the promises hold.

LEVELS = st.integers(1, 5)
ITEMS = st.lists(st.none() | LEVELS, min_size=4, max_size=4)


@st.composite
def item_histories(draw):
    """Readings with items that need not agree with the grade of the domain: a harder test than real ones."""
    months, made = 0, []
    for _ in range(draw(st.integers(1, 6))):
        held = {"e": draw(LEVELS)} if draw(st.booleans()) else {}
        not_applicable = frozenset("j") if draw(st.booleans()) else frozenset("a")
        version = draw(st.sampled_from(["1.0", "2.0"]))
        made.append(
            reading(
                draw(LEVELS), draw(ITEMS), months, held, not_applicable=not_applicable, version=version,
                scorer=draw(st.sampled_from([None, "ann", "bea"])), before_birth=not made and draw(st.booleans()),
            )
        )  # fmt: skip
        months += draw(st.integers(1, 7))
    return made


@settings(max_examples=100, deadline=None)
@given(st.lists(item_histories(), min_size=1, max_size=3), st.integers(0, 14), st.integers(0, 14))
def test_with_items_concern_is_always_asked_about_and_time_never_comforts(family, wait, longer):
    as_of = add_months(max(readings[-1].on for readings in family), wait)
    now, then = summary(family, as_of), summary(family, add_months(as_of, longer))
    assert now.number <= 6 or all(readings[-1].grade < 3 for readings in family)
    assert now.number > 7 or then.number <= 7
    lines = [LiveLine(child, 9, "x", readings) for child, readings in enumerate(family)]
    assert family_summary(lines, [], as_of).number == now.number


@settings(max_examples=100, deadline=None)
@given(item_histories(), st.integers(0, 14), LEVELS, ITEMS)
def test_with_items_a_better_latest_reading_never_brings_a_worse_headline(readings, wait, grade, items):
    as_of = add_months(readings[-1].on, wait)
    if summary([readings], as_of).number >= 8:
        last = readings[-1]
        better = [
            Reading(last.on, min(grade, last.grade), last.scorer, given=dict(zip("abcd", items, strict=True)))
            if all(items)
            else Reading(last.on, min(grade, last.grade), last.scorer)
        ]
        assert summary([readings[:-1] + better], as_of).number in (4, 8, 9, 10)
