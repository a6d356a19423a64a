"""The summary of a family: its worst child's headline, a line for each child, why, and how long it holds."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcp_tool.domain.change import (
    ChangeRule,
    Headline,
    LiveLine,
    Reading,
    SeriesFlag,
    StepFlag,
    View,
    Word,
    family_summary,
    series_flags,
    summary,
    word,
    word_in,
)
from gcp_tool.domain.dates import add_months

LAST = date(2024, 7, 16)
MIA, KOFI, BABY = 1, 2, 3
JO, SAM = 8, 9
FOUR_TO_TWENTY = ChangeRule(concern_from=2, serious_from=3)


def quarterly(*grades, last=LAST):
    first = add_months(last, -3 * (len(grades) - 1))
    return [Reading(add_months(first, 3 * n), grade) for n, grade in enumerate(grades)]


def line(*grades, child=MIA, carer=JO, domain="home", **changes):
    return LiveLine(child, carer, domain, quarterly(*grades), **changes)


def test_a_family_has_the_headline_of_its_worst_child_and_a_line_for_each():
    said = family_summary([line(4, 4, 4), line(2, 2, child=KOFI)], [KOFI, MIA], LAST)
    assert (said.number, said.words) == (2, "no better after six months: check for drift")
    assert [(child.child, child.headline) for child in said.children] == [
        (KOFI, Headline.LOW),
        (MIA, Headline.NO_BETTER),
    ]
    [cause] = said.because
    assert (cause.child, cause.carer, cause.domain, cause.word, cause.grade) == (
        MIA, JO, "home", Word.UNCHANGED, 4,
    )  # fmt: skip
    assert [(reading.on, reading.grade) for reading in cause.readings] == [
        (date(2024, 1, 16), 4),
        (date(2024, 4, 16), 4),
        (LAST, 4),
    ]


def test_every_child_that_has_the_headline_causes_it():
    said = family_summary([line(4, 4, 4), line(5, 5, 5, child=KOFI, carer=SAM)], [], LAST)
    assert [(cause.child, cause.carer) for cause in said.because] == [(MIA, JO), (KOFI, SAM)]


def test_a_child_has_the_first_headline_that_fits_any_domain_with_any_carer():
    lines = [line(2, 2), line(5, domain="food"), line(2, 4, carer=SAM)]
    said = family_summary(lines, [MIA], LAST)
    assert (said.number, [cause.carer for cause in said.because]) == (1, [SAM])


def test_a_current_child_without_a_live_series_is_not_enough_recent_evidence():
    said = family_summary([line(2, 2)], [MIA, BABY], LAST)
    assert (said.number, said.children[1].headline, said.children[1].because) == (
        7, Headline.NOT_ENOUGH_RECENT, (),
    )  # fmt: skip


def test_a_child_without_a_live_series_does_not_hide_a_concern():
    assert family_summary([line(4, 4, 4)], [MIA, BABY], LAST).number == 2


@pytest.mark.parametrize(
    "lines", [[], [LiveLine(MIA, JO, "home", [])], [LiveLine(MIA, JO, "home", quarterly(5))]]
)
def test_no_live_series_at_all_is_not_assessed_and_sorted_with_what_is_not_known(lines):
    said = family_summary(lines, [MIA], add_months(LAST, -1))
    assert (said.headline, said.number, said.words, said.because) == (None, None, "not assessed", ())
    assert (said.sort_key, said.children[0].number, said.valid_until) == ((True, 7), 7, None)


def test_a_domain_never_graded_is_told_without_a_grade():
    [cause] = family_summary([line(2, 2), LiveLine(MIA, JO, "food", [])], [MIA], LAST).because
    assert (cause.domain, cause.word, cause.grade, cause.readings) == ("food", Word.NOT_ASSESSED, None, ())


def test_going_up_and_down_shows_two_years_of_readings():
    [cause] = family_summary([line(4, 2, 4, 2)], [MIA], LAST).because
    assert [reading.grade for reading in cause.readings] == [4, 2, 4, 2]


def test_a_cause_tells_what_its_latest_step_is_marked_with():
    readings = [
        Reading(add_months(LAST, -3), 4, "ann", given={"a": 4, "b": 2, "c": 2}),
        Reading(LAST, 4, "bea", given={"a": 4, "b": 4, "c": 4}),
    ]
    [cause] = family_summary([LiveLine(MIA, JO, "home", readings)], [MIA], LAST).because
    assert cause.flags == (StepFlag.WORSE_UNDERNEATH, StepFlag.SCORER_CHANGED)


def test_the_worst_of_now_is_the_worst_latest_grade_of_anybody():
    lines = [line(2, 4), line(3, 3, domain="food"), line(5, 3, child=KOFI)]
    said = family_summary(lines, [], LAST)
    assert [(one.child, one.grade, one.on, one.is_serious) for one in said.worst_now] == [
        (MIA, 4, LAST, True)
    ]
    assert [one.grade for one in said.children[1].worst_now] == [3]
    assert len(family_summary([line(4), line(4, domain="food")], [], LAST).worst_now) == 2


def test_of_two_scales_what_is_serious_is_worse_than_a_higher_number():
    said = family_summary([line(3, rule=FOUR_TO_TWENTY), line(3, child=KOFI)], [], LAST)
    assert [(one.child, one.is_serious) for one in said.worst_now] == [(MIA, True)]


def test_lists_put_serious_care_first_and_then_go_by_headline():
    def key(*lines):
        return family_summary(lines, [], LAST).sort_key

    keys = [key(line(2, 4)), key(line(4, 4, 4)), key(line(2, 3)), key(line(3, 3, 3)), key(line(2, 2))]
    assert keys == sorted(keys) == [(False, 1), (False, 2), (True, 1), (True, 2), (True, 10)]


def test_when_a_reading_is_due_moves_the_headline_of_what_is_overdue():
    early = line(5, 4, due_on=LAST - timedelta(days=29))
    grace = line(5, 4, due_on=LAST - timedelta(days=28))
    assert [family_summary([one], [], LAST).number for one in (early, grace)] == [3, 6]
    said = family_summary([grace], [], LAST)
    assert said.valid_until == LAST


@pytest.mark.parametrize(
    "pair", list(product([(2, 4), (4, 4, 4), (5,), (4, 2), (4, 2, 2), (2, 2)], repeat=2))
)
def test_two_children_are_as_two_domains_of_one(pair):
    one, other = pair
    family = family_summary([line(*one), line(*other, child=KOFI)], [], LAST)
    child = family_summary([line(*one), line(*other, domain="food")], [], LAST)
    assert family.number == child.number == summary([quarterly(*one), quarterly(*other)], LAST).number


def check_every_day(lines, children, start, days):
    """Compare what each day promises with what the days after it turn out to say."""
    said = [family_summary(lines, children, start + timedelta(days=n)) for n in range(days)]
    holds_until = None
    for n in reversed(range(days - 1)):
        now, then = said[n], said[n + 1]
        if (now.headline, now.children, now.worst_now) != (then.headline, then.children, then.worst_now):
            holds_until = start + timedelta(days=n)
        assert now.valid_until == holds_until, start + timedelta(days=n)


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 300), st.integers(1, 5)), min_size=1, max_size=4),
        min_size=1,
        max_size=3,
    )
)
def test_everything_that_is_said_holds_exactly_as_long_as_it_says(family):
    start = date(2023, 1, 31)
    lines = [
        LiveLine(child, JO, "home", [Reading(start + timedelta(days=day), grade) for day, grade in readings])
        for child, readings in enumerate(family)
    ]
    check_every_day(lines, [0, 99], start + timedelta(days=300), 260)


# Views and marks of a series.


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (View.last_months(6), Word.SLIPPED_BACK),
        (View.last_months(12), Word.RECOVERING),
        (View.since(date(2023, 7, 2)), Word.RECOVERING),
        (View.since(date(2023, 10, 2)), Word.SLIPPED_BACK),
        (View.since(date(2024, 4, 3)), Word.WORSE),
        (View.since(date(2024, 7, 16)), Word.NO_NEW_READING),
        (View.since_first(), Word.SLIPPED_BACK),
    ],
)
def test_the_word_depends_on_the_view(view, said):
    readings = quarterly(5, 4, 3, 5, 5, 3, 4)
    assert word_in(readings, LAST, view) is said


def test_the_view_of_a_plan_starts_with_the_reading_up_to_fourteen_days_into_it():
    readings = quarterly(5, 4, 3)
    for day, said in ((date(2024, 4, 2), Word.STILL_A_CONCERN), (date(2024, 4, 1), Word.STILL_A_CONCERN)):
        assert word_in(readings, LAST, View.since(day)) is said
    began = View.since(date(2024, 4, 2))
    assert [reading.grade for reading in began.of(tuple(readings), LAST, ChangeRule())] == [4, 3]
    earlier = View.since(date(2024, 4, 1))
    assert [reading.grade for reading in earlier.of(tuple(readings), LAST, ChangeRule())] == [5, 4, 3]


def test_a_view_in_months_is_the_word_in_months():
    readings = quarterly(5, 4, 3, 5, 5, 3, 4)
    for months in (1, 3, 6, 12, 15):
        assert word_in(readings, LAST, View.last_months(months)) is word(readings, LAST, months)
    with pytest.raises(ValueError, match="at least one month"):
        View.last_months(0)


def test_a_series_is_marked_with_what_is_true_of_it():
    assert series_flags(quarterly(4, 4, 4), LAST) == (SeriesFlag.NO_BETTER,)
    assert series_flags(quarterly(4, 2, 4, 3), LAST) == (SeriesFlag.UP_AND_DOWN,)
    assert series_flags([], LAST) == ()


@pytest.mark.parametrize(
    ("grades", "days", "due_on", "overdue"),
    [
        ((5, 4), 0, None, False),
        ((5, 4), 92, None, False),
        ((5, 4), 93, None, True),
        ((2, 2), 93, None, False),
        ((2, 2), 93, LAST, True),
        ((5, 4), 1, LAST, True),
        ((5, 4), 0, LAST, False),
    ],
)
def test_a_line_is_overdue_from_the_day_after_it_was_due(grades, days, due_on, overdue):
    flags = series_flags(quarterly(*grades), LAST + timedelta(days=days), due_on=due_on)
    assert (SeriesFlag.OVERDUE in flags) is overdue
