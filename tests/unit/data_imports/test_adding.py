"""What is added with --create-missing: only what is not on record, held by the right team, as the latest rows tell."""

from datetime import date

import pytest

from gcp_tool.data_imports.adding import (
    TEAM_WITHOUT_A_NAME,
    Additions,
    NewFamily,
    NewMember,
    NewPerson,
    NewUser,
    find_additions,
)
from gcp_tool.data_imports.checking import check
from gcp_tool.data_imports.gathering import gather
from gcp_tool.data_imports.known import Known, Posting
from gcp_tool.data_imports.problems import Problems
from gcp_tool.domain.vocabulary import MemberRole
from tests.unit.data_imports.sheets import ALL, DAYS, Row, row, score_file, tools
from tests.unit.data_imports.test_checking import known

_SINCE = date(2026, 2, 16)
_COUNCIL, _HEALTH = "thornmere council", "thornmere health"
_EARLIER = {
    "assessment_ref": "A-0",
    "window_from": "01/02/2025",
    "window_to": "08/02/2025",
    "completed_on": "08/02/2025",
}


def added(*rows: Row, on_record: Known | None = None) -> Additions:
    """What must be added for the rows; nothing is on record unless it is given."""
    problems = Problems()
    gathered = gather(score_file(rows, ALL), tools(), DAYS, problems)
    there = on_record or Known(versions={"past-care/1.0": 1})
    ready = check(gathered, there, problems, days=DAYS, create_missing=True)
    assert problems.lines(10) == []
    return find_additions(gathered, there, ready, DAYS)


def test_nothing_is_added_that_is_on_record() -> None:
    assert added(row(), on_record=known()) == Additions()


def test_all_that_an_empty_database_lacks_is_added() -> None:
    new = added(
        row(team="North", child_name="Isla Harrow", carer_name="Jo Harrow", family_label="Harrow family")
    )
    assert {key: agency.name for key, agency in new.agencies.items()} == {_COUNCIL: "Thornmere Council"}
    assert {key: team.name for key, team in new.teams.items()} == {(_COUNCIL, "north"): "North"}
    email = "amina.okafor@thornmere.example"
    assert new.users == {email: NewUser(email, _COUNCIL, (_COUNCIL, "north"), _SINCE)}
    assert new.families == {"F-1": NewFamily("Harrow family", (_COUNCIL, "north"), _SINCE)}
    assert new.people == {"P-1": NewPerson("Isla Harrow", date(2019, 5, 14)), "P-9": NewPerson("Jo Harrow")}
    assert new.members == {
        ("F-1", "P-1"): NewMember(MemberRole.CHILD, _SINCE),
        ("F-1", "P-9"): NewMember(MemberRole.MAIN_CARER, _SINCE),
    }


def test_without_names_people_and_families_go_by_their_references() -> None:
    new = added(row(), row(child_ref="P-3", child_dob="01/08/2026", code="food.meals.pregnancy"))
    assert new.families["F-1"].label == "F-1"
    assert new.people == {
        "P-1": NewPerson("P-1", date(2019, 5, 14)),
        "P-3": NewPerson("Baby", None, date(2026, 8, 1)),
        "P-9": NewPerson("P-9"),
    }


def test_everything_is_added_from_the_earliest_period_looked_at() -> None:
    new = added(row(), row(**_EARLIER))
    since = {
        new.agencies[_COUNCIL].opened_on,
        new.users["amina.okafor@thornmere.example"].started_on,
        new.families["F-1"].opened_on,
        *(team.opened_on for team in new.teams.values()),
        *(member.started_on for member in new.members.values()),
    }
    assert since == {date(2025, 2, 1)}


def test_the_latest_assessment_says_who_a_carer_is_and_where_a_lead_works() -> None:
    new = added(row(agency="Thornmere Health"), row(carer_role="other", **_EARLIER))
    assert new.members["F-1", "P-9"].role is MemberRole.MAIN_CARER
    assert new.users["amina.okafor@thornmere.example"].agency == _HEALTH


def test_a_person_who_is_a_child_of_the_family_stays_one_as_a_carer() -> None:
    young_carer = row(child_ref="P-5", child_dob="01/09/2024", carer_ref="P-1", **_EARLIER)
    new = added(young_carer, row())
    assert new.members["F-1", "P-1"].role is MemberRole.CHILD
    assert new.people["P-1"] == NewPerson("P-1", date(2019, 5, 14))


def test_somebody_on_record_elsewhere_is_only_added_to_the_family() -> None:
    new = added(row(child_ref="P-0"), on_record=known())
    assert new == Additions(members={("F-1", "P-0"): NewMember(MemberRole.CHILD, _SINCE)})


@pytest.mark.parametrize(
    ("teams", "team", "held_by", "new_teams"),
    [
        ([], "", (_COUNCIL, TEAM_WITHOUT_A_NAME.casefold()), [TEAM_WITHOUT_A_NAME]),
        ([], "North", (_COUNCIL, "north"), ["North"]),
        ([(_COUNCIL, "north")], "NORTH ", (_COUNCIL, "north"), []),
        ([(_COUNCIL, "north"), (_HEALTH, "north")], "North", (_COUNCIL, "north"), []),
        ([(_HEALTH, "north")], "North", (_HEALTH, "north"), []),
        ([(_HEALTH, "north"), ("school", "north")], "North", (_COUNCIL, "north"), ["North"]),
    ],
)
def test_the_team_of_a_family_is_found_before_one_is_made(
    teams: list[tuple[str, str]], team: str, held_by: tuple[str, str], new_teams: list[str]
) -> None:
    there = Known(
        versions={"past-care/1.0": 1}, teams={key: number for number, key in enumerate(teams, start=1)}
    )
    new = added(row(team=team), on_record=there)
    assert new.families["F-1"].team == held_by
    assert [one.name for one in new.teams.values()] == new_teams


def test_a_family_without_a_team_goes_to_the_team_of_its_lead() -> None:
    there = known()
    there.families = {}
    assert added(row(), on_record=there).families["F-1"].team == 1


def test_a_team_that_holds_families_of_two_agencies_is_one_team() -> None:
    health = {"agency": "Thornmere Health", "lead_email": "b@health.example"}
    new = added(row(team="North", **health), row(team="North", **_EARLIER))
    assert list(new.teams) == [(_COUNCIL, "north")]
    assert new.families["F-1"].team == (_COUNCIL, "north")
    assert {user.email: user.team for user in new.users.values()} == {
        "amina.okafor@thornmere.example": (_COUNCIL, "north"),
        "b@health.example": None,
    }


def test_a_lead_is_not_posted_to_a_team_of_another_agency() -> None:
    there = Known(versions={"past-care/1.0": 1}, agencies={_HEALTH: 1}, teams={(_HEALTH, "north"): 1})
    new = added(row(team="North"), on_record=there)
    assert new.users["amina.okafor@thornmere.example"].team is None


@pytest.mark.parametrize(
    ("on", "team"),
    [(date(2021, 6, 1), 7), (date(2023, 6, 1), 8), (date(2019, 1, 1), 8), (date(2025, 1, 1), 8)],
)
def test_the_team_of_a_lead_is_the_one_of_that_day_or_the_last_one(on: date, team: int) -> None:
    there = Known(
        agencies={_COUNCIL: 1, _HEALTH: 2},
        users={"a@b.c": 1},
        postings={
            1: [
                Posting(1, 7, date(2020, 1, 1), date(2022, 1, 1)),
                Posting(1, 8, date(2023, 1, 1), date(2024, 1, 1)),
                Posting(2, 9, date(2024, 1, 2), None),
            ]
        },
    )
    assert there.team_of_lead("a@b.c", _COUNCIL, on) == team
    assert there.team_of_lead("nobody@b.c", _COUNCIL, on) is None


@pytest.mark.parametrize(
    ("email", "name"),
    [
        ("amina.okafor@t.example", "Amina Okafor"),
        ("j_o-neil2@t.example", "J O Neil2"),
        ("...@t.example", "...@t.example"),
    ],
)
def test_a_lead_is_called_by_their_address(email: str, name: str) -> None:
    assert NewUser(email, _COUNCIL, None, _SINCE).name == name
