"""What is said of one domain: a word with the grade it leaves the child at, flags, and what to know besides."""

from dataclasses import replace
from datetime import timedelta

import pytest

from gcp_tool.core.formatting import long_date
from gcp_tool.domain.change import View
from gcp_tool.history.presenters.findings import A_YEAR, SINCE_FIRST, SIX_MONTHS, find_in
from gcp_tool.history.presenters.headlines import headline_of
from gcp_tool.history.presenters.tables import table_of
from tests.unit.history.histories import TODAY, TOOL, care, ended, history_of, months_ago, series


def find(*levels, end=None, **changes):
    history = care(series(*levels, **changes), ended=end)
    return find_in(history, history.series[0], TODAY)


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ((4,), "first reading, now 4"),
        ((5, 5, 5), "unchanged, now 5"),
        ((4, 3, 2), "improved, not yet shown to be kept, now 2"),
        ((4, 2, 2), "improved and kept, now 2"),
        ((4, 4, 3), "improved, still a concern, now 3"),
        ((2, 2, 2), "low concern throughout, now 2"),
        ((2, 3, 5), "worse, now 5"),
        ((2, 4, 2), "back where it started, now 2"),
        ((4, 2, 4), "slipped back, now 4"),
        ((), "not assessed"),
        ((None,), "looked at, nothing graded"),
        (((2, {"graded": 1}),), "too little graded to compare"),
        ((None, (2, {"graded": 1})), "too little graded to compare"),
    ],
)
def test_a_word_is_never_shown_without_the_grade_it_leaves_the_child_at(levels, words):
    assert find(*levels).words == words


def test_the_domain_is_named():
    assert find(4).title == "Physical care"


@pytest.mark.parametrize(
    ("levels", "flags"),
    [
        ((4, 4, 4), ("No better in six months",)),
        ((4, 2, 4, 3), ("Up and down",)),
        ((4, 2, 4, 2, 4, 4, 4), ("No better in six months", "Up and down")),
        ((4, 2, 2), ()),
        ((4,), ()),
        ((), ()),
    ],
)
def test_drift_and_going_up_and_down_are_flagged_in_words(levels, flags):
    assert find(*levels).flags == flags


def test_a_series_that_ended_is_told_as_it_stood_then_and_without_flags():
    found = find(4, 4, 4, end=ended(months_ago(2)), last=months_ago(3))
    assert found.words == "unchanged, 4 when it ended"
    assert found.flags == ()


def test_where_the_last_months_and_the_whole_history_differ_both_are_told():
    assert find(4, 3, 2, 2, 2).since_first == "Since the first reading: improved and kept, now 2."
    assert find(4, 3, 2).since_first == ""


@pytest.mark.parametrize(
    ("last", "note"),
    [
        (None, "Nothing was graded in November 2026, so this rests on the reading before."),
        (
            (2, {"graded": 1}),
            "Too little was graded in November 2026 to compare, so this rests on the reading before.",
        ),
        (2, ""),
    ],
)
def test_a_last_reading_that_says_nothing_about_change_is_said_to(last, note):
    assert find(4, last).note == note


def test_looking_at_too_little_does_not_improve_anything():
    assert find(4, (2, {"graded": 1})).words == "first reading, now 4"


def test_a_reading_that_is_dated_later_says_nothing_yet():
    assert find(4, 4, 2, last=months_ago(-3)).words == "unchanged, now 4"


# What the latest step is marked with, and what nobody looked at again.

WARMTH, SLEEP = "physical.home.warmth", "physical.home.sleep"


def item_history(*readings, **changes):
    """Readings of two items, warmth and sleep, and the grade of the domain they are given with."""
    levels = [
        (grade, {"given": {WARMTH: warmth, SLEEP: sleep}, "of_items": 2, "graded": 2} | own)
        for grade, warmth, sleep, own in readings
    ]
    history = care(series(*levels, **changes))
    return find_in(history, history.series[0], TODAY)


@pytest.mark.parametrize(
    ("before", "after", "flag"),
    [
        ((4, 4, 2, {}), (2, 2, 2, {}), "One item only: Warmth"),
        ((4, 4, 4, {}), (4, 3, 3, {}), "2 items better, 0 the same, still 4"),
        (
            (4, 4, 4, {}),
            (4, 3, 3, {"because_code": SLEEP}),
            "2 items better, 0 the same, still 4 because Sleep is 4",
        ),
        ((4, 4, 4, {}), (5, 3, 3, {}), "2 items better, 0 the same, now 5"),
        ((4, 2, 2, {}), (4, 3, 3, {}), "2 items worse, 0 the same, still 4"),
        ((4, 4, 4, {}), (4, 4, 4, {"scorer": "8"}), "Who graded changed"),
        ((4, 4, 4, {}), (4, 4, 4, {"version": "1.1"}), "Version of the tool changed"),
        ((4, 4, 4, {}), (4, 4, 4, {"band": "5-10"}), "Age band changed"),
        ((4, 4, 4, {}), (4, 4, 4, {"graded": 1}), "Partly graded"),
    ],
)
def test_what_a_step_is_marked_with_is_said_in_words(before, after, flag):
    assert item_history(before, after).flags == (flag,)


def test_a_step_out_of_the_view_is_not_told():
    found = item_history((4, 4, 2, {}), (2, 2, 2, {}), last=months_ago(7))
    assert found.flags == ()


def test_an_item_at_concern_that_nobody_looked_at_again_is_named():
    held = {"given": {WARMTH: 1}, "held": {SLEEP: 4}, "graded": 1, "of_items": 2}
    found = item_history((4, 1, 4, {}), (4, 1, 4, held))
    assert found.flags == ("Partly graded", "Not re-checked: Sleep")
    low = {"given": {WARMTH: 1}, "held": {SLEEP: 2}, "graded": 2, "of_items": 2}
    assert item_history((2, 1, 2, {}), (2, 1, 2, low)).flags == ()


def test_an_item_that_no_version_knows_is_named_by_its_code():
    held = {"given": {WARMTH: 1}, "held": {"other@1:physical.home.bed": 4}, "graded": 2}
    assert item_history((4, 1, 4, {}), (4, 1, 4, held)).flags == ("Not re-checked: bed",)


@pytest.mark.parametrize(("due", "told"), [(0, False), (1, True)])
def test_what_is_overdue_says_since_when(due, told):
    history = care(series(4, 4, last=months_ago(1)))
    due_on = TODAY - timedelta(days=due)
    found = find_in(history, history.series[0], TODAY, due_on=due_on)
    assert (f"Overdue: to be read again by {long_date(due_on)}" in found.flags) is told


def test_another_view_says_another_word():
    history = care(series(5, 3, 4, 4))
    views = (SIX_MONTHS, A_YEAR, View.since(months_ago(3)), SINCE_FIRST)
    assert [find_in(history, history.series[0], TODAY, view=view).words for view in views] == [
        "worse, now 4",
        "slipped back, now 4",
        "unchanged, now 4",
        "slipped back, now 4",
    ]


def test_people_read_the_values_of_the_scale_and_not_its_levels():
    levels = tuple(replace(level, value=level.number * 5) for level in TOOL.scale.levels)
    tool = replace(TOOL, scale=replace(TOOL.scale, levels=levels))
    history = care(series(4, 2), tool=tool)
    found = find_in(history, history.series[0], TODAY)
    assert found.words == "improved, not yet shown to be kept, now 10"
    [row, _] = table_of(history).rows
    assert row.cells[0].value == 20
    assert table_of(history).scale.startswith("5 strong, 10 steady")
    [shown] = [picture for view in history_of([history]).cares for picture in view.pictures]
    assert shown.sentences[0].readings == "20 in August 2026, 10 in November 2026."
    headline = headline_of([care(series(4), tool=tool)], TODAY)
    assert headline is not None
    assert (headline.causes[0].readings, headline.worst_now) == (
        "20 on 22 November 2026",
        "20 · Physical care",
    )
