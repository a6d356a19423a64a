"""A problem names its row, column and value; what was given is repeated short, on one line, and never in free text."""

import pytest

from gcp_tool.data_imports.problems import LONGEST_SHOWN, Problem, Problems, shown
from gcp_tool.data_imports.report import MOST_LINES, problem_report

_WRONG = Problem("grade", "9", "Correct it.")


def _of(*rows: int) -> Problems:
    problems = Problems()
    for row in rows:
        problems.add(row, _WRONG)
    return problems


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (_WRONG, "Row 7, grade “9”: Correct it."),
        (Problem("grade", "", "Enter it."), "Row 7, grade is empty: Enter it."),
        (Problem("evidence", "He said", "Shorten it."), "Row 7, the evidence: Shorten it."),
        (Problem("child_name", "Isla", "Shorten it."), "Row 7, the child’s name: Shorten it."),
        (Problem("carer_name", "Jo", "Shorten it."), "Row 7, the carer’s name: Shorten it."),
        (Problem("family_label", "Harrow", "Shorten it."), "Row 7, the family’s label: Shorten it."),
        (Problem("heading “colour”", "", "Delete it."), "Row 7, heading “colour”: Delete it."),
        (Problem("", "", "Split it."), "Row 7: Split it."),
    ],
)
def test_a_line_says_where_and_what_and_what_to_do(problem: Problem, line: str) -> None:
    problems = Problems()
    problems.add(7, problem)
    assert problems.lines(10) == [line]


def test_the_same_problem_on_rows_that_follow_each_other_is_one_line() -> None:
    problems = _of(2, 3, 4, 7, 9, 10)
    assert problems.lines(10) == [
        "Row 2 to row 4, grade “9”: Correct it.",
        "Row 7, grade “9”: Correct it.",
        "Row 9 to row 10, grade “9”: Correct it.",
    ]
    assert (problems.count, problems.bad_rows) == (3, 6)


def test_a_problem_said_twice_of_a_row_is_said_once() -> None:
    assert _of(2, 2).lines(10) == ["Row 2, grade “9”: Correct it."]


def test_lines_are_in_the_order_of_rows_and_columns() -> None:
    problems = Problems()
    for row, column in ((5, "grade"), (3, "reason"), (3, "code"), (3, "assessment_ref")):
        problems.add(row, Problem(column, "x", "No."))
    assert problems.lines(10) == [
        "Row 3, assessment_ref “x”: No.",
        "Row 3, code “x”: No.",
        "Row 3, reason “x”: No.",
        "Row 5, grade “x”: No.",
    ]


def test_the_report_stops_at_200_lines_and_counts_the_rest() -> None:
    problems = _of(*range(2, 2 + 2 * 230, 2))
    lines = problem_report("scores.csv", problems).splitlines()
    assert lines[0] == "Nothing was imported: 230 rows of scores.csv must be corrected first."
    assert lines[2] == "Row 2, grade “9”: Correct it."
    assert len(lines) == 2 + MOST_LINES + 1
    assert lines[-1] == "… and 30 problems more."


def test_beyond_some_thousands_problems_are_only_counted() -> None:
    problems = _of(*range(2, 2 + 2 * 6_000, 2))
    assert (problems.count, problems.bad_rows) == (6_000, 6_000)
    assert problem_report("scores.csv", problems).splitlines()[-1] == "… and 5,800 problems more."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("9", "9"),
        ("x" * LONGEST_SHOWN, "x" * LONGEST_SHOWN),
        ("x" * (LONGEST_SHOWN + 1), "x" * LONGEST_SHOWN + "…"),
        ("x" * 100_000, "x" * LONGEST_SHOWN + "…"),
        ("a\nb\x1b[31m", "a�b�[31m"),
        ("\u202egnp.exe", "�gnp.exe"),
    ],
)
def test_a_value_is_repeated_short_and_cannot_steer_the_screen(given: str, said: str) -> None:
    assert shown(given) == said
