"""Names stand clear of each other beside a plot; dates are named as often as they fit."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.charts.dates import date_axis
from gcp_tool.charts.lettering import width_of
from gcp_tool.charts.lines import spread
from gcp_tool.charts.style import AXIS


@pytest.mark.parametrize(
    ("wanted", "heights", "placed"),
    [
        ([], [], []),
        ([10], [4], [10]),
        ([10, 30], [4, 4], [10, 30]),
        ([10, 10], [4, 4], [10, 14]),
        ([10, 10, 10], [4, 8, 4], [10, 16, 22]),
        ([99], [4], [98]),
        ([98, 98], [4, 4], [94, 98]),
        ([50, 98, 98, 98], [4, 4, 4, 4], [50, 90, 94, 98]),
    ],
)
def test_names_stand_near_where_they_are_wanted(wanted, heights, placed):
    assert spread(wanted, heights, 100) == placed


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(5, 20)), max_size=8))
def test_names_never_overlap_and_keep_their_order(names):
    wanted, heights = sorted(down for down, _ in names), [height for _, height in names]
    placed = spread(wanted, heights, 100)
    for (above, height), (below, next_height) in pairwise(zip(placed, heights, strict=True)):
        assert below - above >= (height + next_height) / 2 - 1e-9
    assert all(middle + height / 2 <= 100 + 1e-9 for middle, height in zip(placed, heights, strict=True))


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 8_000), st.floats(110, 700))
def test_months_are_named_in_order_where_they_fit(start, days, width):
    axis = date_axis(start, start + timedelta(days=days), width, before=9, after=26)
    places = [(day - axis.first) / (axis.last - axis.first) * width for day, _ in axis.ticks]
    label = width_of("Mmm 0000", AXIS)
    assert axis.ticks
    assert all(re.fullmatch(r"[A-Z][a-z]{2} \d{4}", words) for _, words in axis.ticks)
    assert all(date.fromordinal(int(day)).day == 1 for day, _ in axis.ticks)
    assert all(right - left > label * 0.9 for left, right in pairwise(places))
    assert places[0] >= 0
    assert places[-1] + label / 2 <= width + 1


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 12), date(2026, 10, 31), ["Jan 2026", "Apr 2026", "Jul 2026", "Oct 2026"]),
        (date(2023, 10, 2), date(2026, 7, 31), ["Jan 2024", "Jan 2025", "Jan 2026"]),
        (date(2026, 3, 5), date(2026, 3, 5), ["Mar 2026"]),
    ],
)
def test_the_months_named_are_round_ones(start, end, months):
    assert [words for _, words in date_axis(start, end, 260, before=9, after=26).ticks] == months


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 2, 15), date(2026, 11, 30), ["Feb 2026", "Sep 2026"]),
        (date(2025, 5, 11), date(2026, 11, 30), ["Apr 2025", "Jul 2026"]),
        (date(2026, 9, 1), date(2026, 11, 30), ["Oct 2026"]),
    ],
)
def test_a_narrow_plot_of_a_long_time_names_its_first_month_and_its_last(start, end, months):
    assert [words for _, words in date_axis(start, end, 117, before=9, after=9).ticks] == months


@pytest.mark.parametrize(("start", "end"), [(date.min, date.min), (date.max, date.max), (date.min, date.max)])
def test_the_ends_of_the_calendar_do_no_harm(start, end):
    axis = date_axis(start, end, 300, before=9, after=26)
    assert axis.first < start.toordinal() <= end.toordinal() < axis.last
