"""What is said of one domain: a word with the grade it leaves the child at, flags, and what to know besides."""

import pytest

from gcp_tool.history.presenters.findings import find_in
from tests.unit.history.histories import TODAY, care, ended, months_ago, series


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
