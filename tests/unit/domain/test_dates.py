"""Months, quarters, ages and typed dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.domain.dates import (
    add_months,
    age_band,
    completed_years,
    fin_quarter,
    parse_date,
    quarter_words,
)
from gcp_tool.domain.vocabulary import AgeBand

days = st.dates(date(1950, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 1, 15), 0, date(2025, 1, 15)),
        (date(2025, 1, 15), 1, date(2025, 2, 15)),
        (date(2025, 1, 28), 1, date(2025, 2, 28)),
        (date(2025, 1, 29), 1, date(2025, 2, 28)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 8, 31), -6, date(2025, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 1, 31), -1, date(2024, 12, 31)),
        (date(2025, 3, 31), -25, date(2023, 2, 28)),
        (date(2025, 5, 31), 1, date(2025, 6, 30)),
        (date(2025, 5, 30), 1, date(2025, 6, 30)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months, expected):
    assert add_months(day, months) == expected


@given(days, st.integers(-60, 60))
def test_adding_months_lands_in_the_right_month_and_never_later_in_it(day, months):
    landed = add_months(day, months)
    assert landed.year * 12 + landed.month == day.year * 12 + day.month + months
    assert landed.day <= day.day
    assert landed.day == day.day or (landed + timedelta(days=1)).day == 1


@given(days, st.integers(0, 400), st.integers(-60, 60))
def test_adding_months_keeps_days_in_order(day, gap, months):
    assert add_months(day, months) <= add_months(day + timedelta(days=gap), months)


@pytest.mark.parametrize(
    ("day", "quarter", "words"),
    [
        (date(2025, 3, 31), 20244, "2024/25 Q4"),
        (date(2025, 4, 1), 20251, "2025/26 Q1"),
        (date(2025, 6, 30), 20251, "2025/26 Q1"),
        (date(2025, 7, 1), 20252, "2025/26 Q2"),
        (date(2025, 9, 30), 20252, "2025/26 Q2"),
        (date(2025, 10, 1), 20253, "2025/26 Q3"),
        (date(2025, 12, 31), 20253, "2025/26 Q3"),
        (date(2026, 1, 1), 20254, "2025/26 Q4"),
        (date(2026, 3, 31), 20254, "2025/26 Q4"),
        (date(1999, 5, 31), 19991, "1999/00 Q1"),
    ],
)
def test_the_financial_year_begins_in_april(day, quarter, words):
    assert fin_quarter(day) == quarter
    assert quarter_words(quarter) == words


@pytest.mark.parametrize("quarter", [20250, 20255, 3, 0, -20253, 2025, 202503])
def test_what_is_no_quarter_is_refused(quarter):
    with pytest.raises(ValueError, match="is not a financial quarter"):
        quarter_words(quarter)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2020, 5, 10), date(2020, 5, 10), 0),
        (date(2020, 5, 10), date(2021, 5, 9), 0),
        (date(2020, 5, 10), date(2021, 5, 10), 1),
        (date(2007, 12, 31), date(2025, 12, 30), 17),
        (date(2007, 12, 31), date(2025, 12, 31), 18),
        (date(2020, 2, 29), date(2021, 2, 28), 0),
        (date(2020, 2, 29), date(2021, 3, 1), 1),
        (date(2020, 2, 29), date(2024, 2, 28), 3),
        (date(2020, 2, 29), date(2024, 2, 29), 4),
    ],
)
def test_a_child_is_a_year_older_on_the_birthday(born, on, years):
    assert completed_years(born, on) == years


def test_there_is_no_age_before_birth():
    with pytest.raises(ValueError, match="no age before the day of birth"):
        completed_years(date(2025, 5, 10), date(2025, 5, 9))


@pytest.mark.parametrize(
    ("on", "band"),
    [
        (date(2009, 6, 14), AgeBand.UNBORN),
        (date(2009, 6, 15), AgeBand.UNDER_TWO),
        (date(2011, 6, 14), AgeBand.UNDER_TWO),
        (date(2011, 6, 15), AgeBand.TWO_TO_FOUR),
        (date(2014, 6, 14), AgeBand.TWO_TO_FOUR),
        (date(2014, 6, 15), AgeBand.FIVE_TO_TEN),
        (date(2020, 6, 14), AgeBand.FIVE_TO_TEN),
        (date(2020, 6, 15), AgeBand.ELEVEN_TO_SEVENTEEN),
        (date(2027, 6, 14), AgeBand.ELEVEN_TO_SEVENTEEN),
        (date(2027, 6, 15), None),
    ],
)
def test_a_child_moves_up_a_band_on_a_birthday_and_out_at_eighteen(on, band):
    assert age_band(on, born=date(2009, 6, 15)) is band


def test_a_baby_who_is_due_is_unborn_however_late():
    due = date(2025, 6, 1)
    assert age_band(date(2025, 1, 1), expected=due) is AgeBand.UNBORN
    assert age_band(date(2025, 6, 20), expected=due) is AgeBand.UNBORN


def test_a_birth_wins_over_the_date_the_baby_was_due():
    assert age_band(date(2025, 6, 1), born=date(2025, 5, 20), expected=date(2025, 6, 10)) is AgeBand.UNDER_TWO
    assert age_band(date(2025, 5, 19), born=date(2025, 5, 20), expected=date(2025, 6, 10)) is AgeBand.UNBORN


def test_an_age_band_needs_a_date_to_go_by():
    with pytest.raises(ValueError, match="date of birth, or the date the baby is due"):
        age_band(date(2025, 6, 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27/03/2026", date(2026, 3, 27)),
        ("7/3/2026", date(2026, 3, 7)),
        ("07/3/2026", date(2026, 3, 7)),
        ("2026-03-07", date(2026, 3, 7)),
        ("  07/03/2026\n", date(2026, 3, 7)),
        ("29/02/2024", date(2024, 2, 29)),
        ("01/01/1900", date(1900, 1, 1)),
        ("2099-12-31", date(2099, 12, 31)),
    ],
)
def test_a_date_is_read_day_first_or_as_iso(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Enter a date, for example 27/03/2026."),
        (" \t\u00a0", "Enter a date, for example 27/03/2026."),
        ("7/3/26", "Write the year with four digits, for example 27/03/2026."),
        ("07.03.26", "Write the year with four digits, for example 27/03/2026."),
        ("26-03-07", "Write the year with four digits, for example 27/03/2026."),
        ("07/03/202", "Write the year with four digits, for example 27/03/2026."),
        ("next Tuesday", "Write the date as day/month/year, for example 27/03/2026."),
        ("7 March 2026", "Write the date as day/month/year, for example 27/03/2026."),
        ("07.03.2026", "Write the date as day/month/year, for example 27/03/2026."),
        ("07/03", "Write the date as day/month/year, for example 27/03/2026."),
        ("2026-3-7", "Write the date as day/month/year, for example 27/03/2026."),
        ("2026-03-07T10:00", "Write the date as day/month/year, for example 27/03/2026."),
        ("07/03/20266", "Write the date as day/month/year, for example 27/03/2026."),
        ("٠٧/٠٣/٢٠٢٦", "Write the date as day/month/year, for example 27/03/2026."),
        ("07/03/2026\x00", "Write the date as day/month/year, for example 27/03/2026."),
        ("\u202e07/03/2026", "Write the date as day/month/year, for example 27/03/2026."),
        ("9" * 100_000, "Write the date as day/month/year, for example 27/03/2026."),
        ("31/04/2026", "31/04/2026 cannot be right: April 2026 has days 1 to 30."),
        ("29/02/2025", "29/02/2025 cannot be right: February 2025 has days 1 to 28."),
        ("2025-02-30", "2025-02-30 cannot be right: February 2025 has days 1 to 28."),
        ("00/02/2024", "00/02/2024 cannot be right: February 2024 has days 1 to 29."),
        (
            "03/27/2026",
            (
                "03/27/2026 cannot be right: there is no month 27. Write the day first, then the month, "
                "for example 27/03/2026."
            ),
        ),
        (
            "2026-00-01",
            (
                "2026-00-01 cannot be right: there is no month 0. Write the day first, then the month, "
                "for example 27/03/2026."
            ),
        ),
        ("07/03/0205", "07/03/0205 cannot be right: the year must be from 1900 to 2099."),
        ("31/12/1899", "31/12/1899 cannot be right: the year must be from 1900 to 2099."),
        ("2100-01-01", "2100-01-01 cannot be right: the year must be from 1900 to 2099."),
    ],
)
def test_what_is_no_date_is_refused_with_what_to_do(text, sentence):
    with pytest.raises(ValueError, match=r"\.$") as refused:
        parse_date(text)
    assert str(refused.value) == sentence


@given(days)
def test_every_date_is_read_back_from_each_way_of_writing_it(day):
    assert parse_date(f"{day:%d/%m/%Y}") == day
    assert parse_date(f"{day.day}/{day.month}/{day.year}") == day
    assert parse_date(day.isoformat()) == day


def sentence_for(text):
    """What is said against a typed date, or None if nothing is."""
    try:
        parse_date(text)
    except ValueError as refused:
        return str(refused)
    return None


@given(st.text(max_size=30) | st.from_regex(r"\A\d{1,4}[/-]\d{1,2}[/-]\d{1,4}\Z"))
def test_any_text_is_a_date_or_is_refused_in_one_sentence(text):
    said = sentence_for(text)
    assert said is None or (said.endswith(".") and len(said) < 150)
