"""The tool of headings only: the classic shape and rule, and none of anybody's words."""

import re
from pathlib import Path

import pytest

from gcp_tool.domain.instrument import CombiningRule
from gcp_tool.domain.scoring import Rating, combine, score
from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.instruments.loader import load_file
from gcp_tool.instruments.publishing import check_published, list_published

FOLDER = Path(__file__).parents[3] / "scoring_rules"
LOADED = load_file(FOLDER / "four-area-care" / "1.0.yaml")
TOOL = LOADED.instrument


def test_it_is_published_as_it_stands() -> None:
    check_published(FOLDER)
    published = {each.name: each.sha256 for each in list_published(FOLDER)}
    assert published["four-area-care/1.0"] == LOADED.sha256


def test_it_has_the_classic_shape() -> None:
    assert {domain.title: [area.title for area in domain.areas] for domain in TOOL.domains} == {
        "Physical care": ["Nutrition", "Housing", "Clothing", "Hygiene", "Health"],
        "Safety": ["In the carer's presence", "In the carer's absence"],
        "Emotional care": ["Carer", "Mutual engagement"],
        "Developmental care": ["Stimulation", "Approval", "Disapproval", "Acceptance"],
    }


def test_it_holds_headings_and_no_words() -> None:
    assert TOOL.headings_only
    assert {(item.question, item.hints, item.wordings) for item in TOOL.items} == {("", (), ())}
    assert [item.title for item in TOOL.items] == [area.title for d in TOOL.domains for area in d.areas]


def test_it_names_no_other_tool_and_says_what_it_is_for() -> None:
    text = (FOLDER / "four-area-care" / "1.0.yaml").read_text(encoding="utf-8")
    assert not re.search("gcp|nspcc|outcomes star", text, re.IGNORECASE)
    assert "MIT licence: headings only" in TOOL.licence
    assert "do not carry over" in TOOL.licence


@pytest.mark.parametrize("band", [band for band in AgeBand if band is not AgeBand.UNBORN])
def test_every_heading_is_for_every_born_child(band: AgeBand) -> None:
    assert TOOL.items_for(band) == TOOL.items


def test_it_is_not_for_a_baby_who_is_due() -> None:
    assert TOOL.items_for(AgeBand.UNBORN) == ()


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ((1, 2, 2, 2), 2),
        ((1, 1, 2, 2), 2),
        ((1, 2, 3), 3),
        ((1, 2, 2, 2, 4), 4),
        ((1, 1, 1, 5), 5),
        ((), None),
    ],
)
def test_headings_make_a_grade_by_the_classic_rule(grades: tuple[int, ...], expected: int | None) -> None:
    assert TOOL.combining == CombiningRule("mode_with_override", 4)
    assert combine(list(grades), TOOL.combining).grade == expected


def test_a_domain_is_the_grade_given_most_to_its_headings() -> None:
    physical = TOOL.domain("physical")
    grades = dict(zip((area.items[0].id for area in physical.areas), (1, 2, 2, 3, 2), strict=True))
    ratings = {code: Rating.graded(grade) for code, grade in grades.items()}
    profile = score(TOOL, ratings, AgeBand.FIVE_TO_TEN)
    assert profile.domains[0].combined.grade == 2
