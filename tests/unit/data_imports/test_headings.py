"""Headings are matched in any order and any capitals; what does not match is named."""

import pytest

from gcp_tool.data_imports.columns import NEEDED
from gcp_tool.data_imports.headings import Layout, find_layout
from gcp_tool.data_imports.problems import Problems


def _layout(*headings: str) -> tuple[Layout | None, list[str]]:
    problems = Problems()
    return find_layout(1, headings, problems), problems.lines(50)


def test_headings_may_be_in_any_order_and_any_capitals() -> None:
    headings = [f" {name.upper()} " for name in reversed(NEEDED)]
    layout, lines = _layout(*headings, "Team", "", " ")
    assert lines == []
    assert layout is not None
    cells = [f"<{name}>" for name in reversed(NEEDED)] + ["<team>"]
    assert layout.answer_of(cells) == ("<code>", "<state>", "<grade>", "<reason>", "<evidence>")
    assert dict(zip(layout.head_columns, layout.head_of(cells), strict=True))["team"] == "<team>"


def test_every_heading_that_is_unknown_missing_or_there_twice_is_named() -> None:
    headings = [name for name in NEEDED if name not in {"reason", "child_dob"}]
    layout, lines = _layout(*headings, "Score", "CODE", "code")
    assert layout is None
    assert lines == [
        "Row 1, heading “Score”: There is no such column. Correct the heading, or delete the column.",
        "Row 1, heading “code”: It is there 3 times. Keep one of these columns.",
        "Row 1, heading “child_dob”: This column is missing. Add it, even if it stays empty.",
        "Row 1, heading “reason”: This column is missing. Add it, even if it stays empty.",
    ]


@pytest.mark.parametrize(("separator", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_columns_separated_by_something_else_are_said_once(separator: str, word: str) -> None:
    layout, lines = _layout(separator.join(NEEDED))
    assert layout is None
    assert lines == [
        f"Row 1: The columns are separated by {word}. Save the file as “CSV UTF-8 (comma delimited)”."
    ]


def test_a_short_row_is_given_its_empty_cells() -> None:
    layout, _ = _layout(*NEEDED)
    assert layout is not None
    cells = ["A-1"]
    assert layout.fit(cells) is None
    assert cells == ["A-1"] + [""] * (len(NEEDED) - 1)


@pytest.mark.parametrize("headings", [NEEDED, ("", *NEEDED)])
def test_a_value_under_no_heading_is_a_problem(headings: tuple[str, ...]) -> None:
    layout, lines = _layout(*headings)
    assert (lines, layout is not None) == ([], True)
    assert layout is not None
    assert layout.fit([""] * len(headings) + [" ", ""]) is None
    stray = [""] * len(headings) + ["x"] if headings[0] else ["x"] + [""] * len(NEEDED)
    problem = layout.fit(stray)
    assert problem is not None
    assert problem.words == (
        "There is a value under no heading. If it is a part of a text with a comma in it, put the whole text in"
        " quotation marks; otherwise delete it."
    )
