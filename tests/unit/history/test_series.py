"""What of a history may be compared, and which readings a line may join."""

import pytest

from gcp_tool.domain.change import ChangeRule
from gcp_tool.standing.series import DomainSeries
from tests.unit.history.histories import (
    TODAY,
    TOOL,
    care,
    ended,
    every_three_months,
    months_ago,
    seen,
    series,
)

RULE = ChangeRule()


@pytest.mark.parametrize(
    ("level", "graded", "of_items", "comparable"),
    [
        (2, 4, 4, True),
        (2, 2, 4, True),
        (2, 1, 4, False),
        (3, 1, 4, False),
        (4, 1, 4, True),
        (5, 1, 9, True),
        (None, 0, 4, False),
        (2, 1, 1, True),
    ],
)
def test_a_reading_compares_when_half_is_graded_or_it_holds_something_serious(
    level, graded, of_items, comparable
):
    assert seen(TODAY, level, graded=graded, of_items=of_items).is_comparable(RULE) is comparable


@pytest.mark.parametrize(
    ("graded", "of_items", "partial"), [(4, 4, False), (3, 4, True), (0, 4, False), (1, 1, False)]
)
def test_a_reading_is_partial_when_some_but_not_all_is_graded(graded, of_items, partial):
    level = 2 if graded else None
    assert seen(TODAY, level, graded=graded, of_items=of_items).is_partial is partial


def test_gaps_and_readings_with_too_little_graded_are_not_compared():
    line = series(4, None, (2, {"graded": 1}), 3)
    assert [(one.on, one.grade) for one in line.readings(RULE)] == [(months_ago(9), 4), (TODAY, 3)]


def test_the_person_who_graded_goes_with_the_reading():
    assert [one.scorer for one in series(4, (3, {"scorer": "8"})).readings(RULE)] == ["7", "8"]


@pytest.mark.parametrize(
    ("in_scope", "levels", "counts"),
    [
        (True, (), True),
        (True, (2,), True),
        (False, (2, 2), False),
        (False, (2, 4), True),
        (False, (4, 2), False),
        (False, (None,), False),
    ],
)
def test_a_domain_that_is_no_longer_asked_counts_only_while_it_is_a_concern(in_scope, levels, counts):
    assert series(*levels, in_scope=in_scope).counts(RULE) is counts


def test_readings_of_one_line_are_one_segment_without_a_label():
    history = care((4, 3, 2), (2, 2, 2))
    assert [(one.label, len(one.seen)) for one in history.segments[0]] == [("", 3)]


def test_comparable_versions_are_joined():
    history = care((4, (3, {"version": "1.1"})))
    assert [(one.label, len(one.seen)) for one in history.segments[0]] == [("", 2)]


def test_a_version_that_is_not_comparable_breaks_the_line_and_every_line_is_named():
    new = {"line": "small-care@2.0:physical", "version": "2.0"}
    history = care((4, 3, (2, new), (2, new)), (2, (2, {"version": "1.1"})))
    labels = [[(one.label, len(one.seen)) for one in segments] for segments in history.segments]
    assert labels == [[("version 1.0", 2), ("version 2.0", 2)], [("versions 1.0 to 1.1", 2)]]


def test_birth_breaks_the_line_as_a_version_does():
    history = care(((3, {"before_birth": True}), 2, 2))
    labels = [(one.label, len(one.seen)) for one in history.segments[0]]
    assert labels == [("version 1.0, before birth", 1), ("version 1.0, after birth", 2)]


def test_a_new_version_of_the_same_scale_does_not_make_a_family_look_new():
    line = series(4, 4, (4, {"line": "small-care@2.0:physical", "version": "2.0"}))
    assert len(line.readings(RULE)) == 3


@pytest.mark.parametrize(
    ("end", "as_of"),
    [
        (None, TODAY),
        (ended(months_ago(1)), months_ago(1)),
        (ended(months_ago(9)), months_ago(3)),
        (ended(None), months_ago(3)),
    ],
)
def test_change_is_told_up_to_today_or_up_to_the_end(end, as_of):
    line = DomainSeries(
        TOOL.domain("physical"), in_scope=True, seen=every_three_months(4, 3, last=months_ago(3))
    )
    assert care(line, ended=end).as_of(TODAY) == as_of
