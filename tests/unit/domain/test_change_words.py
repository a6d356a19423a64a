"""The word for a change: every example, every branch, every tolerance to the day."""

from datetime import date, timedelta

import pytest

from gcp_tool.domain.change import ChangeRule, Reading, Word, word
from gcp_tool.domain.dates import add_months

START = date(2023, 1, 16)


def quarterly(*grades, by=()):
    """Readings three months apart, by the people named (or nobody known)."""
    names = (*by, *(None for _ in grades))
    return [Reading(add_months(START, 3 * n), grade, names[n]) for n, grade in enumerate(grades)]


def on_days(*days_and_grades, by=()):
    """Readings so many days after the start."""
    names = (*by, *(None for _ in days_and_grades))
    return [
        Reading(START + timedelta(days=day), grade, names[n])
        for n, (day, grade) in enumerate(days_and_grades)
    ]


@pytest.mark.parametrize(
    ("grades", "lag", "said"),
    [
        ((), 0, "not assessed"),
        ((1,), 0, "first reading"),
        ((5,), 0, "first reading"),
        ((5,), 7, "first reading"),
        ((5, 3), 6, "no new reading"),
        ((1, 1), 6, "no new reading"),
        ((1, 2), 0, "low concern throughout"),
        ((2, 1, 2), 0, "low concern throughout"),
        ((5, 1, 1, 1), 0, "low concern throughout"),
        ((2, 3), 0, "worse"),
        ((3, 4), 0, "worse"),
        ((2, 3, 2, 5), 0, "worse"),
        ((2, 5, 5), 0, "worse"),
        ((3, 2, 4), 0, "worse"),
        ((2, 5, 4), 0, "worse than at the start, recovering"),
        ((1, 4, 2), 0, "worse than at the start, recovering"),
        ((4, 2, 4, 3), 0, "worse than at the start, recovering"),
        ((4, 2, 4), 0, "slipped back"),
        ((5, 2, 4), 0, "slipped back"),
        ((4, 1, 2), 0, "slipped back"),
        ((5, 3, 4), 0, "slipped back"),
        ((3, 3), 0, "unchanged"),
        ((5, 5, 5), 0, "unchanged"),
        ((5, 4, 4, 4, 4), 0, "unchanged"),
        ((3, 5, 3), 0, "back where it started"),
        ((2, 4, 2), 0, "back where it started"),
        ((5, 4), 0, "improved, still a concern"),
        ((5, 3, 3), 0, "improved, still a concern"),
        ((4, 2), 0, "improved, not yet shown to be kept"),
        ((4, 3, 2), 0, "improved, not yet shown to be kept"),
        ((4, 2, 1), 0, "improved, not yet shown to be kept"),
        ((4, 2, 2), 0, "improved and kept"),
        ((3, 1, 1), 2, "improved and kept"),
    ],
)
def test_the_word_for_readings_three_months_apart(grades, lag, said):
    readings = quarterly(*grades)
    as_of = add_months(readings[-1].on if readings else START, lag)
    assert str(word(readings, as_of)) == said


def test_the_words_are_the_published_phrases():
    assert [str(each) for each in Word] == [
        "not assessed",
        "first reading",
        "no new reading",
        "low concern throughout",
        "worse",
        "worse than at the start, recovering",
        "slipped back",
        "unchanged",
        "back where it started",
        "improved, still a concern",
        "improved and kept",
        "improved, not yet shown to be kept",
    ]


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (1, Word.WORSE),
        (3, Word.WORSE),
        (6, Word.SLIPPED_BACK),
        (12, Word.RECOVERING),
        (15, Word.SLIPPED_BACK),
        (None, Word.SLIPPED_BACK),
    ],
)
def test_the_word_depends_on_how_far_back_one_looks(months, said):
    readings = quarterly(5, 4, 3, 5, 5, 3, 4)
    assert word(readings, readings[-1].on, months) is said


def test_since_the_first_reading_there_is_always_something_to_compare():
    readings = quarterly(5, 2, 2)
    assert word(readings, add_months(readings[-1].on, 60), None) is Word.KEPT
    assert word(readings, add_months(readings[-1].on, 60)) is Word.NO_NEW_READING


@pytest.mark.parametrize("months", [0, -6])
def test_a_view_is_a_month_at_least(months):
    with pytest.raises(ValueError, match="at least one month"):
        word(quarterly(2, 3), date(2024, 1, 1), months)


def test_a_month_is_long_enough_a_view():
    readings = quarterly(2, 3)
    assert word(readings, readings[-1].on, 1) is Word.WORSE


@pytest.mark.parametrize(("days", "said"), [(14, Word.RECOVERING), (15, Word.SLIPPED_BACK)])
def test_a_reading_up_to_fourteen_days_into_the_view_is_in_force_at_its_start(days, said):
    as_of = date(2024, 7, 16)
    six_months_before = date(2024, 1, 16)
    readings = [
        Reading(six_months_before - timedelta(days=80), 4),
        Reading(six_months_before + timedelta(days=days), 3),
        Reading(as_of - timedelta(days=60), 5),
        Reading(as_of, 4),
    ]
    assert word(readings, as_of) is said


@pytest.mark.parametrize(("days", "said"), [(14, Word.NO_NEW_READING), (15, Word.UNCHANGED)])
def test_a_last_reading_up_to_fourteen_days_into_the_view_is_not_new(days, said):
    as_of = date(2024, 7, 16)
    readings = [Reading(date(2023, 1, 1), 4), Reading(date(2024, 1, 16) + timedelta(days=days), 4)]
    assert word(readings, as_of) is said


def test_a_view_counts_from_the_last_day_of_a_shorter_month():
    readings = [Reading(date(2024, 6, 1), 4), Reading(date(2025, 3, 14), 4), Reading(date(2025, 3, 20), 3)]
    assert word(readings, date(2025, 8, 31)) is Word.STILL_A_CONCERN
    moved = [readings[0], Reading(date(2025, 3, 15), 5), Reading(date(2025, 3, 20), 4)]
    assert word(moved, date(2025, 8, 31)) is Word.BACK_AT_START


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (date(2024, 5, 1), Word.NOT_YET_KEPT),
        (date(2024, 5, 2), Word.KEPT),
        (date(2024, 5, 16), Word.KEPT),
    ],
)
def test_an_improvement_is_kept_from_fourteen_days_before_three_months(last, said):
    readings = [Reading(date(2024, 1, 16), 4), Reading(date(2024, 2, 16), 2), Reading(last, 2)]
    assert word(readings, last) is said


def test_passing_time_alone_does_not_keep_an_improvement():
    readings = on_days((0, 4), (30, 2), (60, 2))
    assert word(readings, START + timedelta(days=180)) is Word.NOT_YET_KEPT


def test_only_the_final_run_at_the_latest_grade_keeps_an_improvement():
    assert word(on_days((0, 4), (20, 2), (40, 1), (125, 1)), START + timedelta(days=125)) is Word.KEPT
    assert word(on_days((0, 4), (20, 1), (40, 2), (125, 1)), START + timedelta(days=125)) is Word.NOT_YET_KEPT


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (("ann", "bea", "bea"), Word.KEPT),
        (("ann", "bea", "cai"), Word.NOT_YET_KEPT),
        (("ann", "ann", "bea"), Word.NOT_YET_KEPT),
        (("ann", None, None), Word.KEPT),
        (("ann", None, "ann"), Word.NOT_YET_KEPT),
        ((None, None, None), Word.KEPT),
    ],
)
def test_two_readings_keep_an_improvement_only_by_one_person(people, said):
    readings = quarterly(4, 2, 2, by=people)
    assert word(readings, readings[-1].on) is said


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (("ann", "bea", "cai", "dee"), Word.KEPT),
        (("ann", "bea", "cai", "bea"), Word.KEPT),
        (("ann", "bea", "cai", None), Word.KEPT),
    ],
)
def test_three_readings_keep_an_improvement_whoever_made_them(people, said):
    readings = on_days((0, 4), (30, 2), (70, 2), (120, 2), by=people)
    assert word(readings, readings[-1].on) is said


def test_who_graded_before_the_final_run_does_not_matter():
    readings = on_days((0, 4), (10, 3), (30, 2), (120, 2), by=("bea", "bea", "ann", "bea"))
    assert word(readings, readings[-1].on) is Word.NOT_YET_KEPT


def test_readings_may_come_in_any_order():
    readings = quarterly(4, 2, 4, 3, 1)
    for mixed in (readings, readings[::-1], readings[2:] + readings[:2]):
        assert word(mixed, readings[-1].on) is Word.NOT_YET_KEPT


def test_readings_after_the_day_are_not_known_yet():
    readings = quarterly(4, 2, 5)
    assert word(readings, readings[2].on) is Word.WORSE
    assert word(readings, readings[2].on - timedelta(days=1)) is Word.NOT_YET_KEPT
    assert word(readings, readings[1].on - timedelta(days=1)) is Word.FIRST_READING
    assert word(readings, readings[0].on - timedelta(days=1)) is Word.NOT_ASSESSED


def test_of_two_readings_on_one_date_the_later_in_the_sequence_is_the_point():
    first, later = quarterly(3, 5)
    again = Reading(later.on, 2)
    assert word([first, later, again], later.on) is Word.NOT_YET_KEPT
    assert word([again, first, later], later.on) is Word.WORSE
    assert word([later, again], later.on) is Word.FIRST_READING


def test_readings_may_be_given_once_only():
    assert word(iter(quarterly(4, 2, 2)), add_months(START, 6)) is Word.KEPT


def test_another_scale_has_its_own_concern():
    rule = ChangeRule(concern_from=2, serious_from=3)
    readings = quarterly(4, 2, 2)
    assert word(readings, readings[-1].on, rule=rule) is Word.STILL_A_CONCERN
    assert word(quarterly(1, 1), add_months(START, 3), rule=rule) is Word.LOW_THROUGHOUT


def test_another_rule_has_its_own_patience():
    readings = quarterly(4, 2, 2)
    assert word(readings, readings[-1].on, rule=ChangeRule(kept_after_months=4)) is Word.NOT_YET_KEPT
    late = on_days((0, 4), (30, 2), (110, 2))
    assert word(late, late[-1].on) is Word.KEPT
    assert word(late, late[-1].on, rule=ChangeRule(tolerance_days=0)) is Word.NOT_YET_KEPT
