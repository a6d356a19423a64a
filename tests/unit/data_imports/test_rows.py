"""Every cell of a row, by itself and beside its neighbours: what is taken, and the exact words for what is not."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.core.text import read_typed
from gcp_tool.data_imports import rows
from gcp_tool.data_imports.rows import Cells, Days, Head, read_evidence, read_head, read_words
from gcp_tool.data_imports.workbooks import as_text
from gcp_tool.domain.vocabulary import MemberRole, Purpose
from tests.unit.data_imports.sheets import DAYS, gathered, row

_DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def _lines(**changes: str) -> list[str]:
    return gathered(row(**changes))[1]


def test_a_good_row_has_nothing_wrong() -> None:
    assert _lines() == []


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"assessment_ref": " "},
            "Row 2, assessment_ref is empty: Enter the reference of the assessment, the same on each of its rows.",
        ),
        ({"family_ref": ""}, "Row 2, family_ref is empty: Enter the reference of the family."),
        ({"child_ref": ""}, "Row 2, child_ref is empty: Enter the reference of the child."),
        ({"carer_ref": ""}, "Row 2, carer_ref is empty: Enter the reference of the carer."),
        ({"agency": ""}, "Row 2, agency is empty: Enter the agency that the lead worked for."),
        ({"instrument": ""}, "Row 2, instrument is empty: Enter the code of the tool."),
        ({"version": ""}, "Row 2, version is empty: Enter the version of the tool."),
        (
            {"carer_ref": "P-1"},
            "Row 2, carer_ref “P-1”: Child and carer have the same reference. Correct one of them.",
        ),
        ({"carer_role": "mum"}, "Row 2, carer_role “mum”: Use main_carer, second_carer or other."),
        ({"carer_role": "child"}, "Row 2, carer_role “child”: Use main_carer, second_carer or other."),
        ({"purpose": "first"}, "Row 2, purpose “first”: Use baseline or review."),
        (
            {"child_dob": "31/02/2019"},
            "Row 2, child_dob “31/02/2019”: 31/02/2019 cannot be right: February 2019 has days 1 to 28.",
        ),
        (
            {"child_dob": "05/14/2019"},
            (
                "Row 2, child_dob “05/14/2019”: 05/14/2019 cannot be right: there is no month 14. Write the day first,"
                " then the month, for example 27/03/2026."
            ),
        ),
        (
            {"child_dob": "14/05/19"},
            "Row 2, child_dob “14/05/19”: Write the year with four digits, for example 27/03/2026.",
        ),
        ({"window_from": ""}, "Row 2, window_from is empty: Enter a date, for example 27/03/2026."),
        (
            {"completed_on": "soon"},
            "Row 2, completed_on “soon”: Write the date as day/month/year, for example 27/03/2026.",
        ),
        (
            {"window_to": "15/02/2026"},
            "Row 2, window_to “15/02/2026”: The period looked at must end on or after the day it begins.",
        ),
        (
            {"window_from": "30/11/2025"},
            "Row 2, window_from “30/11/2025”: The period looked at must be 92 days or fewer, and this is 93.",
        ),
        (
            {"completed_on": "01/03/2026"},
            "Row 2, completed_on “01/03/2026”: The period looked at ends later, on 2 March 2026. Correct one of them.",
        ),
        (
            {"completed_on": "21/05/2026"},
            "Row 2, completed_on “21/05/2026”: This day is still to come. Enter the day on which it was completed.",
        ),
        (
            {"lead_email": "Amina Okafor"},
            "Row 2, lead_email “Amina Okafor”: Enter an email address, for example amina.okafor@thornmere.example.",
        ),
        ({"instrument": "gcp"}, "Row 2, instrument “gcp”: There is no such tool here. Use past-care."),
        ({"version": "2.0"}, "Row 2, version “2.0”: past-care has no such version here. Use 1.0."),
        (
            {"code": "food.meals.supper"},
            "Row 2, code “food.meals.supper”: past-care/1.0 has no item, area or domain with this code. Correct it.",
        ),
        ({"code": ""}, "Row 2, code is empty: Enter the code of an item, area or domain of the tool."),
        (
            {"grade": "2"},
            "Row 2, grade “2”: This is not on the scale of past-care/1.0: use 10, 20, 30 or 40.",
        ),
        (
            {"grade": "20.5"},
            "Row 2, grade “20.5”: This is not on the scale of past-care/1.0: use 10, 20, 30 or 40.",
        ),
        (
            {"grade": ""},
            (
                "Row 2, grade is empty: Enter a grade, or not_known or not_applicable in the column"
                " state, or delete the"
                " row."
            ),
        ),
        (
            {"grade": "", "state": "graded"},
            "Row 2, grade is empty: This is not on the scale of past-care/1.0: use 10, 20, 30 or 40.",
        ),
        ({"state": "done"}, "Row 2, state “done”: Use graded, not_applicable or not_known."),
        ({"state": "words"}, "Row 2, state “words”: Use graded, not_applicable or not_known."),
        (
            {"state": "not_known"},
            "Row 2, grade “20”: There is a grade beside a state that has none. Delete one of them.",
        ),
        (
            {"state": "not_known", "grade": "", "reason": "forgot"},
            "Row 2, reason “forgot”: Use not_seen, refused, not_asked, not_for_this_child or other.",
        ),
        (
            {"reason": "not_seen"},
            (
                "Row 2, reason “not_seen”: A reason says why there is no grade. Move it to the evidence, or delete the"
                " grade."
            ),
        ),
        (
            {"evidence": "x" * 20_001},
            "Row 2, the evidence: The text is 1 character too long. Shorten it.",
        ),
        (
            {"evidence": "He said\x00"},
            "Row 2, the evidence: The text holds a character that cannot be kept, such as NUL. Delete it.",
        ),
        (
            {"family_ref": "F\x00"},
            "Row 2, family_ref “F�”: It holds a character that cannot be kept, such as NUL. Delete it.",
        ),
        (
            {"family_ref": "F" * 251},
            f"Row 2, family_ref “{'F' * 40}…”: It has 251 characters, and 250 at most fit here. Shorten it.",
        ),
    ],
)
def test_what_is_wrong_with_a_row_is_said_in_full(changes: dict[str, str], line: str) -> None:
    assert _lines(**changes) == [line]


def test_a_period_that_is_not_over_and_completed_before_its_end_is_said_twice() -> None:
    assert _lines(window_from="20/05/2026", window_to="21/05/2026", completed_on="20/05/2026") == [
        "Row 2, window_to “21/05/2026”: The period looked at must end today or earlier.",
        "Row 2, completed_on “20/05/2026”: The period looked at ends later, on 21 May 2026. Correct one of them.",
    ]


def test_everything_that_is_wrong_with_a_row_is_said() -> None:
    lines = _lines(purpose="first", lead_email="Amina", code="food", grade="7", state="", reason="why")
    assert lines == [
        "Row 2, purpose “first”: Use baseline or review.",
        "Row 2, lead_email “Amina”: Enter an email address, for example amina.okafor@thornmere.example.",
        "Row 2, grade “7”: This is not on the scale of past-care/1.0: use 10, 20, 30 or 40.",
        "Row 2, reason “why”: Use not_seen, refused, not_asked, not_for_this_child or other.",
    ]


def test_capitals_blanks_and_dashes_do_not_matter_where_they_mean_nothing() -> None:
    head, problems = read_head(
        {
            "assessment_ref": "  A-1 ",
            "carer_role": "Main carer",
            "purpose": " BASELINE",
            "lead_email": "Amina.Okafor@Thornmere.example",
            "agency": "Thornmere   Council",
        },
        DAYS,
    )
    assert problems == []
    assert head == Head(
        assessment_ref="A-1",
        carer_role=MemberRole.MAIN_CARER,
        purpose=Purpose.BASELINE,
        lead_email="amina.okafor@thornmere.example",
        agency="Thornmere Council",
    )
    changes = {
        "state": "Not known",
        "reason": "Not-seen",
        "grade": "",
        "code": " FOOD.meals.enough ",
        "version": "1",
    }
    assert _lines(**changes) == []


def test_a_file_that_tells_up_to_a_day_holds_nothing_later() -> None:
    days = Days(today=DAYS.today, as_at=date(2026, 3, 4))
    _, problems = read_head({"completed_on": "05/03/2026"}, days)
    assert [problem.words for problem in problems] == [
        "The file tells up to 4 March 2026. Correct this day, or give a later --as-at."
    ]


@given(_DAYS)
def test_a_day_is_the_same_in_every_way_of_writing_it(day: date) -> None:
    moment = datetime(day.year, day.month, day.day, 14, 30)  # noqa: DTZ001 - a cell knows no time zone
    for cell in (
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year:04}",
        day.isoformat(),
        as_text(day),
        as_text(moment),
    ):
        head, problems = read_head({"child_dob": f" {cell} "}, DAYS)
        assert (head.child_dob, problems) == (day, [])


@given(st.text(max_size=30))
def test_no_text_in_a_date_column_stops_the_reading(text: str) -> None:
    head, problems = read_head({"window_to": text}, DAYS)
    assert (head.window_to is None) == any(problem.column == "window_to" for problem in problems)


@given(_DAYS, st.integers(0, 120), st.integers(-3, 30))
def test_a_period_is_in_order_and_92_days_at_most(first: date, length: int, later: int) -> None:
    last = first + timedelta(days=length)
    completed = last + timedelta(days=later)
    texts = {
        "window_from": first.isoformat(),
        "window_to": last.isoformat(),
        "completed_on": completed.isoformat(),
    }
    days = Days(today=date(2100, 6, 1), as_at=date(2100, 6, 1))
    columns = {
        problem.column for problem in read_head(texts, days)[1] if "cannot be right" not in problem.words
    }
    assert ("window_from" in columns) == (length + 1 > 92 and last.year <= 2099)
    assert ("completed_on" in columns) == (later < 0 and completed.year <= 2099)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  He said so.  ", "He said so."),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("Zoe\u0308", "Zoë"),
        ("\n\n  first\nsecond  \n\n", "  first\nsecond"),
        ("x" * 20_000, "x" * 20_000),
        ("👩🏽‍🍼 שלום", "👩🏽‍🍼 שלום"),
    ],
)
def test_evidence_is_kept_as_typed(typed: str, kept: str) -> None:
    assert read_words(typed) == kept


@given(
    st.text(st.characters(max_codepoint=0x310) | st.characters(min_codepoint=0x2000, max_codepoint=0x2070))
)
def test_a_text_with_nothing_to_normalise_is_read_as_any_other(typed: str) -> None:
    kept = read_typed(typed)
    if kept.is_good:
        assert read_evidence(typed) == read_words(typed) == kept.text
    else:
        with pytest.raises(ValueError, match="cannot be kept"):
            read_evidence(typed)


def test_a_cell_that_was_read_before_says_the_same_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_MOST_REMEMBERED", 3)
    cells = Cells()
    for dob in ("14/05/2019", "due 1/1/2027", "31/02/2019", "14/05/2019", "due x", "due x"):
        texts = {"child_dob": dob, "purpose": "first", "child_ref": "P-1"}
        assert read_head(texts, DAYS, cells) == read_head(texts, DAYS)
        assert len(cells) <= 3
