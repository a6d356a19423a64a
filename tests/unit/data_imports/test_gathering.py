"""Rows against each other: what makes an assessment, and where two rows contradict each other."""

import gc
import tracemalloc
from collections.abc import Iterator

import pytest

from gcp_tool.data_imports.columns import NEEDED
from gcp_tool.data_imports.gathering import gather, no_collecting
from gcp_tool.data_imports.problems import CannotRead, Problems
from gcp_tool.data_imports.reading import ScoreFile
from tests.unit.data_imports.sheets import ALL, DAYS, gathered, row, score_file, tools


def test_rows_of_one_reference_make_one_assessment_wherever_they_stand() -> None:
    told, lines = gathered(
        row(),
        row(assessment_ref="A-2", family_ref="F-2", child_ref="P-3", carer_ref="P-4"),
        row(code="home.rooms.bed", grade="30", evidence="The cot was damp."),
        row(child_ref="P-2", child_dob="01/09/2024"),
    )
    assert lines == []
    assert list(told.assessments) == ["A-1", "A-2"]
    first = told.assessments["A-1"]
    assert sorted(first.rows) == [2, 4, 5]
    assert {key: list(care.answers) for key, care in first.cares.items()} == {
        ("P-1", "P-9"): ["food.meals.enough", "home.rooms.bed"],
        ("P-2", "P-9"): ["food.meals.enough"],
    }
    answered = first.cares["P-1", "P-9"].answers["home.rooms.bed"]
    assert (answered.row, answered.given.level, answered.evidence) == (4, 3, "The cot was damp.")
    assert answered.given.raw == {"choice": "30", "reason": ""}
    assert told.row_count == 4


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("family_ref", "F-2", "F-2"),
        ("purpose", "review", "review"),
        ("window_from", "17/02/2026", "17/02/2026"),
        ("window_to", "2026-03-01", "01/03/2026"),
        ("completed_on", "06/03/2026", "06/03/2026"),
        ("lead_email", "bethan@thornmere.example", "bethan@thornmere.example"),
        ("agency", "Thornmere Health", "Thornmere Health"),
    ],
)
def test_rows_of_one_assessment_agree_on_what_is_the_assessments_own(
    column: str, value: str, said: str
) -> None:
    _, lines = gathered(row(), row(code="food.meals.lunch"), row(code="home.rooms.bed", **{column: value}))
    assert lines == [
        f"Row 4, {column} “{said}”: Row 2 has another {column} for the same assessment. Make them the same."
    ]


def test_one_day_written_in_two_ways_is_one_day_and_one_agency_in_capitals_is_one_agency() -> None:
    _, lines = gathered(
        row(),
        row(
            code="home.rooms.bed",
            window_to="2026-03-02",
            agency="THORNMERE council",
            instrument="Past-Care",
            version="1",
        ),
    )
    assert lines == []


def test_a_value_that_is_bad_in_one_row_is_not_held_against_the_others() -> None:
    _, lines = gathered(
        row(purpose="?"), row(code="food.meals.lunch"), row(code="home.rooms.bed", purpose="review")
    )
    assert lines == [
        "Row 2, purpose “?”: Use baseline or review.",
        "Row 4, purpose “review”: Row 3 has another purpose for the same assessment. Make them the same.",
    ]


def test_a_child_has_one_date_of_birth_in_the_whole_file() -> None:
    _, lines = gathered(
        row(), row(assessment_ref="A-2", child_dob=""), row(assessment_ref="A-3", child_dob="15/05/2019")
    )
    assert lines == [
        "Row 4, child_dob “15/05/2019”: Row 2 has another date of birth for the same child. Make them the same."
    ]


def test_a_carer_has_one_role_for_a_child_in_an_assessment() -> None:
    other = row(code="food.meals.lunch", carer_role="second_carer")
    _, lines = gathered(row(), other, row(child_ref="P-2", carer_role="other"))
    assert lines == [
        "Row 3, carer_role “second_carer”: Row 2 has another role for the same child and carer. Make them the same."
    ]


def test_a_code_comes_once_for_a_child_with_a_carer() -> None:
    second_carer = row(carer_ref="P-8", carer_role="second_carer")
    _, lines = gathered(row(), second_carer, row(child_ref="P-2"), row(grade="30"), row(assessment_ref="A-2"))
    assert lines == [
        "Row 5, code “food.meals.enough”: Row 2 has this code for the same child and carer already. Delete one of them."
    ]


def test_a_problem_of_the_assessment_is_said_of_all_its_rows_in_one_line() -> None:
    rows = [
        row(code=code, purpose="first")
        for code in ("home.rooms.bed", "home.rooms.warmth", "food.meals.enough")
    ]
    assert gathered(*rows)[1] == ["Row 2 to row 4, purpose “first”: Use baseline or review."]


def test_grades_are_checked_also_where_the_rest_of_the_row_is_bad() -> None:
    _, lines = gathered(row(purpose="first", grade="99", code="x", family_ref=""))
    assert [line.split(":")[0] for line in lines] == [
        "Row 2, family_ref is empty",
        "Row 2, purpose “first”",
        "Row 2, code “x”",
        "Row 2, grade “99”",
    ]


def test_names_are_those_of_the_latest_assessment() -> None:
    later = {
        "assessment_ref": "A-2",
        "window_from": "01/04/2026",
        "window_to": "10/04/2026",
        "completed_on": "10/04/2026",
    }
    told, lines = gathered(
        row(child_name="Isla Harrow-Finch", family_label="Finch family", **later),
        row(child_name="Isla Harrow", carer_name="Jo Harrow", family_label="Harrow family", team="North"),
        headings=ALL,
    )
    assert lines == []
    assert told.name_of("child_name", "P-1") == "Isla Harrow-Finch"
    assert told.name_of("carer_name", "P-9") == "Jo Harrow"
    assert told.name_of("family_label", "F-1") == "Finch family"
    assert told.name_of("team", "F-1") == "North"
    assert told.name_of("team", "F-2") == ""


def test_a_file_with_headings_alone_says_so() -> None:
    with pytest.raises(CannotRead) as refused:
        gather(score_file([]), tools(), DAYS, Problems())
    assert str(refused.value) == "scores.csv has headings but no rows."


def test_rows_under_bad_headings_are_not_read() -> None:
    problems = Problems()
    told = gather(score_file([row(grade="?")], [*NEEDED, "colour"]), tools(), DAYS, problems)
    assert (told.row_count, problems.count) == (0, 1)


def _lines_of_many() -> Iterator[list[str]]:
    yield list(NEEDED)
    for number in range(2_000):
        for code in ("home.rooms.bed", "food.meals.enough", "food.meals.lunch", "home", "food", "food.meals"):
            told = row(assessment_ref=f"A-{number}", child_ref=f"P-{number}", code=code)
            yield [told.get(name, "") for name in NEEDED]


def test_memory_grows_by_what_is_kept_of_a_row_and_not_by_the_row() -> None:
    file = ScoreFile("scores.csv", "0" * 64, _lines_of_many)
    tracemalloc.start()
    told = gather(file, tools(), DAYS, Problems())
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told.row_count == 12_000
    assert size / told.row_count < 1_000


def test_cycles_are_looked_for_again_after_a_file_was_read_or_refused() -> None:
    with no_collecting(), no_collecting():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(CannotRead), no_collecting():
        gathered()
    assert gc.isenabled()
