"""A file against what is on record: who is known, whose dates differ, which codes are for another age."""

from datetime import UTC, date, datetime

import pytest

from gcp_tool.data_imports.adding import find_additions
from gcp_tool.data_imports.checking import check
from gcp_tool.data_imports.gathering import gather
from gcp_tool.data_imports.known import Known, KnownPerson, Posting, Recorded
from gcp_tool.data_imports.problems import Problems
from gcp_tool.data_imports.ready import Ready, youngest
from gcp_tool.domain.vocabulary import AgeBand
from tests.unit.data_imports.sheets import DAYS, Row, row, score_file, tools

_ADD_PERSON = (
    "There is nobody with this reference here. Add them to the family first, or import with --create-missing."
)
_LUNCH = {"code": "food.meals.lunch"}
_PREGNANCY = {"code": "food.meals.pregnancy"}
_WARMTH = {"code": "home.rooms.warmth"}


def known() -> Known:
    """What the rows name, on record: a family of two children and two carers, one child living elsewhere."""
    return Known(
        versions={"past-care/1.0": 1},
        agencies={"thornmere council": 1},
        teams={("thornmere council", "north"): 1},
        users={"amina.okafor@thornmere.example": 1},
        postings={1: [Posting(1, 1, date(2020, 1, 1), None)]},
        families={"F-1": 1},
        people={
            "P-1": KnownPerson(1, date(2019, 5, 14), None),
            "P-2": KnownPerson(2, date(2024, 9, 1), None),
            "P-3": KnownPerson(3, None, date(2026, 8, 1)),
            "P-4": KnownPerson(4, None, None),
            "P-8": KnownPerson(8, None, None),
            "P-9": KnownPerson(9, None, None),
            "P-0": KnownPerson(10, date(2019, 5, 14), None),
        },
        households={
            (1, 1): "Home",
            (1, 2): "Home",
            (1, 3): "Home",
            (1, 4): "Gran’s",
            (1, 8): "Home",
            (1, 9): "Home",
        },
        assessments={
            "A-imported": Recorded(datetime(2026, 3, 9, 23, 30, tzinfo=UTC)),
            "A-typed": Recorded(None),
        },
    )


def checked(*rows: Row, create_missing: bool = False) -> tuple[list[Ready], list[str]]:
    """What may be written of the rows, and what is wrong with them."""
    problems = Problems()
    gathered = gather(score_file(rows), tools(), DAYS, problems)
    ready = check(gathered, known(), problems, days=DAYS, create_missing=create_missing)
    if not problems:
        find_additions(gathered, known(), ready, DAYS)
    return ready, problems.lines(100)


def test_rows_that_fit_what_is_on_record_are_good() -> None:
    ready, lines = checked(
        row(), row(child_ref="P-2", child_dob=""), row(child_ref="P-3", child_dob="01/08/2026", **_PREGNANCY)
    )
    assert lines == []
    assert [(care.band, care.household) for care in ready[0].cares] == [
        (AgeBand.FIVE_TO_TEN, "Home"),
        (AgeBand.UNDER_TWO, "Home"),
        (AgeBand.UNBORN, "Home"),
    ]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"assessment_ref": "A-imported"},
            (
                "Row 2, assessment_ref “A-imported”: This assessment was already imported, on 9 March 2026."
                " Delete its rows."
            ),
        ),
        (
            {"assessment_ref": "A-typed"},
            (
                "Row 2, assessment_ref “A-typed”: An assessment with this reference is recorded here"
                " already. Delete its"
                " rows, or correct the reference."
            ),
        ),
        (
            {"lead_email": "b@thornmere.example"},
            (
                "Row 2, lead_email “b@thornmere.example”: Nobody here has this email address. Add the account first, or"
                " import with --create-missing."
            ),
        ),
        (
            {"agency": "Thornmere Health"},
            (
                "Row 2, agency “Thornmere Health”: There is no agency of this name here. Add it first, or import with"
                " --create-missing."
            ),
        ),
        (
            {"family_ref": "F-2"},
            (
                "Row 2, family_ref “F-2”: There is no family with this reference here. Add it first, or import with"
                " --create-missing."
            ),
        ),
        ({"child_ref": "P-7"}, f"Row 2, child_ref “P-7”: {_ADD_PERSON}"),
        ({"carer_ref": "P-7"}, f"Row 2, carer_ref “P-7”: {_ADD_PERSON}"),
        (
            {"child_ref": "P-0"},
            (
                "Row 2, child_ref “P-0”: This person is not in the family. Add them to it first, or import with"
                " --create-missing."
            ),
        ),
        (
            {"child_dob": "15/05/2019"},
            "Row 2, child_dob “15/05/2019”: The record here has another date. Correct the one that is wrong.",
        ),
        (
            {"child_ref": "P-3", "child_dob": "02/08/2026", **_PREGNANCY},
            "Row 2, child_dob “02/08/2026”: The record here has another date. Correct the one that is wrong.",
        ),
        (
            {"child_ref": "P-4", "child_dob": ""},
            "Row 2, child_dob is empty: Enter the child’s date of birth, which is not on record here.",
        ),
        (
            {"child_ref": "P-4", "child_dob": "02/03/2008"},
            (
                "Row 2, child_dob “02/03/2008”: The child was 18 or over on 2 March 2026. Check this"
                " date and the period"
                " looked at."
            ),
        ),
        (
            {"child_ref": "P-2", "child_dob": "", **_LUNCH},
            (
                "Row 2, code “food.meals.lunch”: This is not for a child of this age (0 to 1 year). Delete the row,"
                " or check the dates."
            ),
        ),
        (
            {"child_ref": "P-3", "child_dob": ""},
            (
                "Row 2, code “food.meals.enough”: This is not for a child of this age (baby due). Delete the row,"
                " or check the dates."
            ),
        ),
        (
            _PREGNANCY,
            (
                "Row 2, code “food.meals.pregnancy”: This is not for a child of this age (5 to 10"
                " years). Delete the row,"
                " or check the dates."
            ),
        ),
    ],
)
def test_what_does_not_fit_the_record_is_said_in_full(changes: dict[str, str], line: str) -> None:
    assert checked(row(**changes))[1] == [line]


@pytest.mark.parametrize(
    "changes",
    [
        {"lead_email": "b@thornmere.example"},
        {"agency": "Thornmere Health"},
        {"family_ref": "F-2"},
        {"carer_ref": "P-7"},
        {"child_ref": "P-0"},
        {"child_ref": "P-7"},
    ],
)
def test_nobody_is_missing_where_they_may_be_created(changes: dict[str, str]) -> None:
    assert checked(row(**changes), create_missing=True)[1] == []


def test_a_child_to_be_created_needs_a_date_of_birth() -> None:
    assert checked(row(child_ref="P-7", child_dob=""), create_missing=True)[1] == [
        "Row 2, child_dob is empty: Enter the child’s date of birth, which is not on record here."
    ]


def test_a_date_of_birth_that_cannot_be_read_is_not_asked_for_again() -> None:
    assert checked(row(child_ref="P-4", child_dob="31/02/2019"))[1] == [
        "Row 2, child_dob “31/02/2019”: 31/02/2019 cannot be right: February 2019 has days 1 to 28."
    ]


def test_a_date_of_birth_given_once_holds_for_every_row_of_the_child() -> None:
    rows = [row(child_ref="P-4", child_dob=""), row(child_ref="P-4", assessment_ref="A-2")]
    ready, lines = checked(*rows)
    assert lines == []
    assert [one.cares[0].band for one in ready] == [AgeBand.FIVE_TO_TEN] * 2


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("03/03/2026", AgeBand.UNBORN),
        ("02/03/2026", AgeBand.UNDER_TWO),
        ("03/03/2024", AgeBand.UNDER_TWO),
        ("02/03/2024", AgeBand.TWO_TO_FOUR),
        ("03/03/2008", AgeBand.ELEVEN_TO_SEVENTEEN),
        ("01/09/2026", AgeBand.UNBORN),
    ],
)
def test_the_age_is_that_on_the_last_day_of_the_period(born: str, band: AgeBand) -> None:
    ready, lines = checked(row(child_ref="P-4", child_dob=born, **_WARMTH))
    assert lines == []
    assert [care.band for care in ready[0].cares] == [band]


def test_a_household_has_one_answer_to_what_is_asked_of_it_as_a_whole() -> None:
    second = row(child_ref="P-2", child_dob="", **_WARMTH)
    elsewhere = row(child_ref="P-4", child_dob="01/02/2015", grade="40", **_WARMTH)
    other_carer = row(carer_ref="P-8", carer_role="second_carer", grade="", state="not_known", **_WARMTH)
    _, lines = checked(
        row(**_WARMTH), second, elsewhere, second | {"carer_ref": "P-8", "grade": "30"}, other_carer
    )
    words = "Row 2 answers this otherwise, and it is asked of the household as a whole. Make them the same."
    assert lines == [f"Row 5 to row 6, code “home.rooms.warmth”: {words}"]


def test_a_household_is_asked_what_is_for_its_youngest_born_child() -> None:
    baby = row(child_ref="P-2", child_dob="", **_WARMTH)
    _, lines = checked(row(code="home.safety.stairs"), baby)
    assert lines == [
        "Row 2, code “home.safety.stairs”: This is not for a household with a youngest child of 0 to 1 year. Delete it."
    ]
    baby_due = row(child_ref="P-3", child_dob="", **_WARMTH)
    assert checked(row(code="home.safety.stairs"), baby_due)[1] == []


def test_what_a_household_repeats_is_stored_once() -> None:
    rows = [
        row(evidence="The boiler was out.", **_WARMTH),
        row(child_ref="P-2", child_dob="", evidence="The boiler was out.", **_WARMTH),
        row(carer_ref="P-8", carer_role="second_carer", evidence="A heater was lent.", **_WARMTH),
        row(child_ref="P-4", child_dob="01/02/2015", evidence="The boiler was out.", **_WARMTH),
        row(evidence="Lunch was made.", **_LUNCH),
    ]
    (ready,), lines = checked(*rows)
    assert lines == []
    assert [(stored.profile, stored.place.code, stored.answered.row) for stored in ready.answers()] == [
        ("Home", "home.rooms.warmth", 2),
        ("Gran’s", "home.rooms.warmth", 5),
        (("P-1", "P-9"), "food.meals.lunch", 6),
    ]
    assert [(note.profile, note.words) for note in ready.evidence()] == [
        ("Home", "The boiler was out."),
        ("Home", "A heater was lent."),
        ("Gran’s", "The boiler was out."),
        (("P-1", "P-9"), "Lunch was made."),
    ]


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        ([AgeBand.FIVE_TO_TEN, AgeBand.TWO_TO_FOUR], AgeBand.TWO_TO_FOUR),
        ([AgeBand.UNBORN, AgeBand.ELEVEN_TO_SEVENTEEN], AgeBand.ELEVEN_TO_SEVENTEEN),
        ([AgeBand.UNBORN], AgeBand.UNBORN),
    ],
)
def test_the_youngest_born_child_decides_the_words_of_the_household(
    bands: list[AgeBand], expected: AgeBand
) -> None:
    assert youngest(bands) is expected


def test_everything_is_said_at_once_of_a_file_with_many_faults() -> None:
    _, lines = checked(
        row(purpose="?", family_ref="F-2", child_dob="", grade="5"),
        row(assessment_ref="A-2", window_to="", carer_ref="P-7"),
    )
    assert [line.split(":")[0] for line in lines] == [
        "Row 2, family_ref “F-2”",
        "Row 2, purpose “?”",
        "Row 2, grade “5”",
        "Row 3, carer_ref “P-7”",
        "Row 3, window_to is empty",
    ]
