"""Dates, ages, counts and lists in words."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.core import formatting as words
from gcp_tool.domain.dates import completed_years

days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def test_a_date_is_written_as_people_in_england_write_it() -> None:
    day = date(2026, 11, 3)
    assert words.long_date(day) == "3 November 2026"
    assert words.short_date(day) == "3 Nov 2026"
    assert words.month_and_year(day) == "November 2026"


@pytest.mark.parametrize(
    ("moment", "time", "whole"),
    [
        (datetime(2026, 11, 3, 14, 32, tzinfo=UTC), "14:32", "3 November 2026 at 14:32"),
        (datetime(2026, 7, 3, 13, 32, tzinfo=UTC), "14:32", "3 July 2026 at 14:32"),
        (datetime(2026, 6, 30, 23, 5, tzinfo=UTC), "00:05", "1 July 2026 at 00:05"),
    ],
)
def test_a_time_is_the_one_on_the_wall(moment: datetime, time: str, whole: str) -> None:
    assert words.clock_time(moment) == time
    assert words.date_and_time(moment) == whole


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        words.clock_time(datetime(2026, 11, 3, 14, 32))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 11, 3), date(2026, 11, 17), "3 to 17 November 2026"),
        (date(2026, 10, 28), date(2026, 11, 3), "28 October to 3 November 2026"),
        (date(2025, 12, 28), date(2026, 1, 3), "28 December 2025 to 3 January 2026"),
        (date(2025, 11, 3), date(2026, 11, 3), "3 November 2025 to 3 November 2026"),
        (date(2026, 11, 3), date(2026, 11, 3), "3 November 2026"),
        (date(2026, 11, 3), None, "from 3 November 2026"),
        (None, date(2026, 11, 3), "to 3 November 2026"),
        (None, None, "no dates"),
    ],
)
def test_a_range_says_each_month_and_year_once(first: date | None, last: date | None, expected: str) -> None:
    assert words.date_range(first, last) == expected


@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        (date(2026, 11, 4), date(2026, 11, 3), "not yet born"),
        (date(2026, 11, 3), date(2026, 11, 3), "born today"),
        (date(2026, 11, 2), date(2026, 11, 3), "1 day"),
        (date(2026, 10, 28), date(2026, 11, 3), "6 days"),
        (date(2026, 10, 27), date(2026, 11, 3), "1 week"),
        (date(2026, 9, 29), date(2026, 11, 3), "5 weeks"),
        (date(2026, 8, 12), date(2026, 11, 3), "11 weeks"),
        (date(2026, 8, 11), date(2026, 11, 3), "2 months"),
        (date(2025, 11, 4), date(2026, 11, 3), "11 months"),
        (date(2025, 11, 3), date(2026, 11, 3), "1 year"),
        (date(2025, 9, 3), date(2026, 11, 3), "1 year 2 months"),
        (date(2024, 8, 3), date(2026, 11, 3), "2 years 3 months"),
        (date(2008, 11, 4), date(2026, 11, 3), "17 years 11 months"),
        (date(2008, 11, 3), date(2026, 11, 3), "18 years"),
        (date(1992, 2, 29), date(2026, 11, 3), "34 years"),
        (date(2024, 2, 29), date(2025, 2, 28), "11 months"),
        (date(2024, 2, 29), date(2025, 3, 1), "1 year"),
    ],
)
def test_an_age_is_said_as_people_say_it(born: date, on: date, expected: str) -> None:
    assert words.age(born, on) == expected


@given(days, days)
def test_an_age_in_words_has_the_years_of_the_rules(born: date, on: date) -> None:
    said = words.age(born, on)
    years = completed_years(born, on) if on >= born else 0
    assert said.startswith(f"{years} year") is (years > 0)


@pytest.mark.parametrize(
    ("born", "due", "expected"),
    [
        (date(2024, 8, 3), None, "2 years 3 months"),
        (date(2024, 8, 3), date(2024, 8, 1), "2 years 3 months"),
        (None, date(2027, 3, 3), "baby due 3 March 2027"),
        (None, None, "age not known"),
    ],
)
def test_a_child_who_is_not_born_is_a_baby_due(born: date | None, due: date | None, expected: str) -> None:
    assert words.age_or_due(born, due, date(2026, 11, 3)) == expected


@pytest.mark.parametrize(
    ("number", "names", "expected"),
    [
        (0, ("child", "children"), "0 children"),
        (1, ("child", "children"), "1 child"),
        (2, ("child", "children"), "2 children"),
        (1234, ("family", "families"), "1,234 families"),
        (3, ("item",), "3 items"),
    ],
)
def test_a_count_agrees_with_its_noun(number: int, names: tuple[str, ...], expected: str) -> None:
    assert words.counted(number, *names) == expected


@pytest.mark.parametrize(
    ("given_words", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_ends_in_and(given_words: list[str], expected: str) -> None:
    assert words.join_words(given_words) == expected
    assert words.join_words(given_words, "or") == expected.replace(" and ", " or ")


@pytest.mark.parametrize(
    ("part", "whole", "places", "expected"),
    [
        (2, 3, 0, "67%"),
        (1, 8, 0, "13%"),
        (3, 8, 0, "38%"),
        (1, 8, 1, "12.5%"),
        (1, 200, 0, "1%"),
        (0, 5, 0, "0%"),
        (5, 5, 0, "100%"),
        (0, 0, 0, "–"),
    ],
)
def test_a_half_per_cent_rounds_up(part: int, whole: int, places: int, expected: str) -> None:
    assert words.percentage(part, whole, places) == expected
