"""The invented borough as it is written down: whole, of many kinds, and no two families told in the same words."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from gcp_tool.demo.contributing import read_invitations
from gcp_tool.demo.families import (
    DOMAINS,
    FOLDER,
    NOT_LOOKED_AT,
    BoroughNotUsable,
    Household,
    Reading,
    birth_of,
    households,
    read_stories,
)
from gcp_tool.demo.grading import levels
from gcp_tool.demo.living import BEGAN
from gcp_tool.demo.notes import notes_of
from gcp_tool.demo.people import AGENCIES, PEOPLE
from gcp_tool.demo.reviewing import read_decisions
from gcp_tool.demo.scores import children_in, is_old
from gcp_tool.domain.factors import FACTORS
from gcp_tool.domain.instrument import Instrument
from gcp_tool.domain.scoring import Rating, score
from gcp_tool.domain.vocabulary import AgeBand, AnswerState, RevisionState, Role
from gcp_tool.families.event_types import EVENT_TYPES
from gcp_tool.instruments.loader import load_file
from gcp_tool.settings import ROOT

TODAY = date(2026, 5, 14)
LONGEST_SHARED = 5  # words in a row that two families may have in common
_CODE = re.compile(r"[a-z][a-z0-9_.-]*")


@pytest.fixture(scope="module")
def tool() -> Instrument:
    """The tool that the borough uses."""
    return load_file(ROOT / "scoring_rules" / "six-domain-care" / "1.0.yaml").instrument


def all_readings() -> Iterator[tuple[Household, Reading]]:
    """Every reading with its family."""
    return ((one, reading) for one in households() for reading in one.readings)


def bands_of(household: Household, reading: Reading) -> dict[str, AgeBand]:
    """The children of a reading, with the age band of its day."""
    return dict(children_in(household, reading, TODAY, TODAY - timedelta(days=reading.ago)))


def test_the_borough_has_every_kind_of_family_and_of_person() -> None:
    families = households()
    assert len(families) == 60
    assert len(AGENCIES) == 4
    assert len(PEOPLE) >= 25
    assert {person.role for person in PEOPLE} == set(Role)
    assert sum(len(one.children) > 1 for one in families) >= 12, "siblings"
    assert sum(len(one.carers) > 1 for one in families) >= 8, "second carers"
    ages = [age for one in families for age in one.children.values()]
    assert sum(age.startswith("due") for age in ages) >= 4, "babies due"
    assert sum(int(found[1]) >= 11 for age in ages if (found := re.match(r"(\d+)y", age))) >= 10, (
        "adolescents"
    )
    states = Counter(reading.state for _, reading in all_readings())
    assert {*states} == set(RevisionState) - {RevisionState.SUPERSEDED, RevisionState.STOPPED}


def test_every_family_is_worked_with_by_somebody_of_its_team() -> None:
    teams = {person.login: person.team for person in PEOPLE if person.role is Role.PRACTITIONER}
    assert [one.ref for one in households() if teams.get(one.worker) != one.team] == []
    assert {one.worker for one in households()} == set(teams), "somebody has no family"


def test_who_is_asked_to_add_works_elsewhere_and_says_yes_no_or_nothing_yet(tool: Instrument) -> None:
    families = {one.ref: one for one in households()}
    teams = {person.login: person.team for person in PEOPLE if person.role is Role.PRACTITIONER}
    areas = {area.id: domain.id for domain in tool.domains for area in domain.areas}
    domains = {domain.id for domain in tool.domains}
    answers = set()
    for ref, one in read_invitations().items():
        assert teams[one.whom] != families[ref].team, ref
        assert set(one.domains) <= domains, ref
        assert set(one.grades) in (set(), set(one.domains)), ref
        assert {areas[code] for code in one.saw} <= set(one.grades), ref
        assert len(families[ref].children) == 1, ref
        answers.add((bool(one.grades), bool(one.declined)))
    assert answers == {(False, False), (True, False), (False, True)}


def test_the_grades_of_the_items_give_the_grades_of_the_story(tool: Instrument) -> None:
    for household, reading in all_readings():
        for child, band in bands_of(household, reading).items():
            found = levels(tool, household, reading, child, band)
            ratings = {code: Rating(AnswerState.GRADED, level) for code, level in found.items()}
            profile = score(tool, ratings, band)
            asked = {domain.id for domain in tool.domains_for(band)}
            grades = {one.domain.id: one.combined.grade for one in profile.domains}
            told = dict(zip(DOMAINS, reading.grades_of(child), strict=True))
            expected = {code: told[code] for code in asked if told[code] != NOT_LOOKED_AT}
            got = {code: str(grade) for code, grade in grades.items() if grade is not None}
            assert got == expected, (household.ref, reading.ago, child)


def test_every_note_is_written_where_something_was_graded(tool: Instrument) -> None:
    for household, reading in all_readings():
        found: dict[str, int] = {}
        for child, band in bands_of(household, reading).items():
            found |= levels(tool, household, reading, child, band)
        assert len(notes_of(reading, found)) == len(reading.saw), (household.ref, reading.ago)


def test_codes_that_a_story_uses_are_known(tool: Instrument) -> None:
    factors = {factor.code for factor in FACTORS}
    parts = {part.id for domain in tool.domains for area in domain.areas for part in (area, *area.items)}
    for household, reading in all_readings():
        assert set(reading.factors) <= factors, household.ref
        assert {aimed.about for aimed in reading.targets} <= parts, household.ref
        assert set(reading.not_known) <= parts, household.ref
    kinds = {event.kind for one in households() for event in one.events}
    assert kinds <= set(EVENT_TYPES.codes)


def test_readings_go_forward_and_those_made_here_say_what_the_check_page_asks() -> None:
    for household in households():
        agos = [reading.ago for reading in household.readings]
        assert agos == sorted(agos, reverse=True), household.ref
        for reading in household.readings:
            assert is_old(reading, BEGAN) or reading.state is RevisionState.DRAFT or (
                reading.visit and reading.told and (reading.voice or reading.silent)
            ), (household.ref, reading.ago)  # fmt: skip


def texts_of(value: object) -> Iterator[str]:
    """Every text that was written by hand about a family: anything of more than a few words."""
    if isinstance(value, str) and len(value.split()) > LONGEST_SHARED and not _CODE.fullmatch(value):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in texts_of(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in texts_of(one))


def runs_of_words(household: Household) -> set[tuple[str, ...]]:
    """Every run of words of a family's texts that is longer than two families may share."""
    size = LONGEST_SHARED + 1
    runs = set()
    decided = read_decisions().get(household.ref)
    invited = read_invitations().get(household.ref)
    around = [one.model_dump() for one in (decided, invited) if one is not None]
    for text in texts_of([household.model_dump(), *around]):
        words = re.findall(r"[a-z’']+", text.lower())
        runs |= {tuple(words[place : place + size]) for place in range(len(words) - size + 1)}
    return runs


def test_no_two_families_are_told_in_the_same_words() -> None:
    runs = {one.ref: runs_of_words(one) for one in households()}
    shared = [
        (first, second, " ".join(min(runs[first] & runs[second])))
        for first, second in combinations(runs, 2)
        if runs[first] & runs[second]
    ]
    assert shared == []


def test_every_assessed_family_has_notes_of_its_own() -> None:
    thin = [
        one.ref
        for one in households()
        if one.readings and sum(len(reading.saw) for reading in one.readings) < 2
    ]
    assert thin == []


@pytest.mark.parametrize(
    ("age", "born"),
    [
        ("7y8m", date(2018, 9, 5)),
        ("3y", date(2023, 5, 5)),
        ("4m", date(2026, 1, 5)),
        ("due 2m", date(2026, 7, 5)),
    ],
)
def test_an_age_is_counted_back_from_today(age: str, born: date) -> None:
    assert birth_of(age, TODAY) == born


@pytest.mark.parametrize("age", ["", "7", "seven", "due"])
def test_an_age_that_is_none_is_named(age: str) -> None:
    if age == "due":
        age = "due soon"
    with pytest.raises(BoroughNotUsable, match="is no age"):
        birth_of(age, TODAY)


FAMILY = """
tells: A story.
ends_as: low
families:
  - {ref: TH-9001, name: Some, area: Here, team: north, worker: w, children: {Ann: 3y}, carers: {Bo Some: main_carer}}
"""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("ref: TH-9001", "ref: X1"), "families, 0, ref"),
        (("ends_as: low", "ends_as: low\nmore: 1"), "more"),
        (("main_carer}}", "main_carer}, events: [{kind: visit, ago: 3, child: Zed}]}"), "Zed is not in the"),
    ],
)  # fmt: skip
def test_a_family_that_cannot_be_read_is_named(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    (tmp_path / "story.yaml").write_text(FAMILY.replace(*change), encoding="utf-8")
    with pytest.raises(BoroughNotUsable, match=message):
        read_stories(tmp_path)


def test_two_families_with_one_reference_are_named(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(FAMILY, encoding="utf-8")
    with pytest.raises(BoroughNotUsable, match="Two families are called TH-9001"):
        read_stories(tmp_path)


def test_every_story_says_what_it_tells_and_what_becomes_of_it() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(read_stories())
    for name, story in read_stories().items():
        assert story.tells.endswith("."), name
        assert (story.headline is None) == (story.ends_as is None), name


def test_nothing_but_the_demo_sets_the_clock() -> None:
    setting = {
        path.relative_to(ROOT).parts[1]
        for path in (ROOT / "gcp_tool").rglob("*.py")
        if "clock.set_to(" in path.read_text(encoding="utf-8")
    }
    assert setting == {"demo"}
