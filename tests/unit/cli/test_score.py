"""`gcp-tool score`: the working on the screen, and every bad entry named."""

import json
import re
from functools import cache

import pytest
from click.testing import CliRunner

from gcp_tool.cli.score import score
from gcp_tool.domain.instrument import RULE_NAMES
from gcp_tool.instruments.loader import load_file

load_once = cache(load_file)
TOOLS = "four-area-care/1.0, six-domain-care/0.9, six-domain-care/1.0"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Score what a file holds, and return the exit code and what was said."""
    monkeypatch.setattr("gcp_tool.cli.score.load_file", load_once)

    def run(content):
        path = tmp_path / "grades.json"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        result = CliRunner().invoke(score, [str(path)])
        return result.exit_code, result.output.replace(str(path), "FILE")

    return run


def asked(**changes):
    """A question about a child of five to ten, with some of it changed."""
    ratings = {
        "physical.home.warmth": 2,
        "physical.home.cleanliness": 4,
        "physical.home.sleep": "not_known",
        "physical.body.washing": 1,
        "physical.body.clothing": None,
        "medical.care.illness": 2,
        "medical.care.appointments": 3,
        "medical.care.treatment": "not_applicable",
    }
    return {"tool": "six-domain-care/0.9", "age_band": "5-10", "ratings": ratings} | changes


def test_a_profile_comes_with_its_working(run):
    code, output = run(asked())
    assert code == 0
    lines = output.splitlines()
    assert lines[0] == "Six-domain care 0.9, age band 5-10"
    assert lines[2].split() == ["Grade", "Why"]
    assert [re.split("  +", line.strip()) for line in lines[3:12]] == [
        ["Physical care", "4", "because The home / A clean place to live is 4; partial, 3 of 5 graded"],
        ["The home", "4", "because A clean place to live is 4; partial, 2 of 3 graded"],
        ["Warmth and repairs", "2"],
        ["A clean place to live", "4"],
        ["A place to sleep", "not known"],
        ["Clothes and washing", "1", "the only grade; partial, 1 of 2 graded"],
        ["Washing and keeping clean", "1"],
        ["Clothes and things to wear", "not yet graded"],
        ["Food and drink", "no score", "nothing graded"],
    ]


def test_an_item_at_concern_is_named_beside_its_area(run):
    _, output = run(asked())
    (line,) = (line for line in output.splitlines() if line.strip().startswith("Health care"))
    assert line.split(maxsplit=3)[2:] == ["3", "the middle of 2 grades; Checks and appointments is 3"]
    assert "Medicine, equipment and therapy     not applicable" in output


def test_columns_stand_under_each_other(run):
    _, output = run(asked())
    heading, *rows = output.splitlines()[2:]
    grade = heading.index("Grade")
    assert all(row[grade] != " " and row[grade - 1] == " " for row in rows)


def test_nothing_graded_is_no_score_and_never_a_number(run):
    code, output = run(asked(ratings={}))
    assert code == 0
    assert output.count("no score        nothing graded") == 18
    assert not any(character.isdigit() for line in output.splitlines()[3:] for character in line)


def test_what_is_not_for_the_age_band_is_not_shown(run):
    _, output = run(asked(age_band="unborn", ratings={"emotional.bond.baby-due": 1}))
    assert "Thinking about the baby" in output
    assert "Phones and life online" not in output
    assert "Learning" not in output


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ({"grades": [1, 2, 2, 2]}, "grade 2: the middle of 4 grades; 4 of 4 graded"),
        ({"grades": [2, None, None, None]}, "grade 2: the only grade; 1 of 4 graded"),
        ({"grades": [None]}, "no score: nothing graded; 0 of 1 graded"),
        ({"grades": []}, "no score: nothing to grade; 0 of 0 graded"),
        (
            {"grades": [1, 1, 1, 5], "rule": {"name": "mode_with_override", "override_from": 4}},
            "grade 5: the worst, because one is 4 or more; 4 of 4 graded",
        ),
        (
            {"grades": [1, 1, 1, 5], "rule": {"name": "mode"}},
            "grade 1: the grade given most, 3 of 4; 4 of 4 graded",
        ),
        ({"grades": [1, 3], "rule": {}}, "grade 3: the middle of 2 grades; 2 of 2 graded"),
    ],
)
def test_grades_alone_are_combined(run, content, line):
    assert run(content) == (0, f"{line}\n")


def test_every_bad_entry_is_named_at_once(run):
    ratings = {
        "physical.home.warmth": 6,
        "physical.home.sleep": True,
        "physical.home": 2,
        "x.y.z": "not_known",
        "medical.care.pregnancy": 1,
        "medical.care.illness": "fine",
        "medical.care.treatment": 2.0,
        "medical.everyday.teeth": 3,
    }
    code, output = run(asked(ratings=ratings, colour="blue"))
    others = 'is not 1, 2, 3, 4 or 5, nor "not_known", "not_applicable" or null.'
    assert code == 1
    assert output.splitlines() == [
        'Error: "colour" is not a name used here: use tool, age_band, ratings.',
        f"physical.home.warmth: 6 {others}",
        f"physical.home.sleep: true {others}",
        '"physical.home" is not an item of six-domain-care/0.9.',
        '"x.y.z" is not an item of six-domain-care/0.9.',
        "medical.care.pregnancy is not graded in the age band 5-10.",
        f'medical.care.illness: "fine" {others}',
        f"medical.care.treatment: 2.0 {others}",
    ]


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        ({}, ["tool is missing.", "age_band is missing.", "ratings is missing."]),
        (
            asked(tool="six-domain-care/0.8", age_band="6"),
            [
                f'tool: "six-domain-care/0.8" is not one of the tools here: {TOOLS}.',
                'age_band: "6" is not one of unborn, 0-1, 2-4, 5-10, 11-17.',
            ],
        ),
        (
            asked(age_band=["5-10"], ratings=[1]),
            [
                'age_band: ["5-10"] is not one of unborn, 0-1, 2-4, 5-10, 11-17.',
                "ratings must be an object: an item id and a value each.",
            ],
        ),
        (
            asked(tool="../pyproject"),
            [f'tool: "../pyproject" is not one of the tools here: {TOOLS}.'],
        ),
        (
            asked(tool=None),
            [f"tool: null is not one of the tools here: {TOOLS}."],
        ),
        ({"grades": 3}, ["grades must be a list, and rule an object."]),
        ({"grades": [3], "rule": "mode"}, ["grades must be a list, and rule an object."]),
        (
            {"grades": [0, 1, "2", True, 2.5, -1], "rule": {"nam": "mode"}, "tool": "x"},
            [
                '"tool" is not a name used here: use grades, rule.',
                '"nam" is not a name used here: use name, override_from.',
                "grades, number 1: 0 is not a level, counted from 1, or null.",
                'grades, number 3: "2" is not a level, counted from 1, or null.',
                "grades, number 4: true is not a level, counted from 1, or null.",
                "grades, number 5: 2.5 is not a level, counted from 1, or null.",
                "grades, number 6: -1 is not a level, counted from 1, or null.",
            ],
        ),
        (
            {"grades": [1], "rule": {"name": "mean"}},
            [f"rule: There is no combining rule 'mean': use one of {', '.join(RULE_NAMES)}."],
        ),
        (
            {"grades": [1], "rule": {"override_from": "4"}},
            ["rule: override_from must be a level, counted from 1."],
        ),
        ('{"grades": [1], "grades": [2]}', ['"grades" comes twice.']),
        (
            '{"ratings": {"a": 1, "b": 1, "a": 2, "b": 3, "b": 4}}',
            ['"a" comes twice.', '"b" comes twice.'],
        ),
        ("[1, 2]", ["FILE must hold an object, in curly brackets."]),
        ("{,}", ["FILE is not JSON: Expecting property name enclosed in double quotes, line 1, column 2."]),
        ("", ["FILE is not JSON: Expecting value, line 1, column 1."]),
        (b"\xff\xfe", ["FILE is not UTF-8 text, or holds what is too deep or long."]),
        ("[" * 200_000, ["FILE is not UTF-8 text, or holds what is too deep or long."]),
        ('{"grades": [' + "9" * 5000 + "]}", ["FILE is not UTF-8 text, or holds what is too deep or long."]),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_cannot_be_scored_is_answered_with_what_to_change(run, content, messages):
    code, output = run(content)
    assert code == 1
    assert output.splitlines() == [f"Error: {messages[0]}", *messages[1:]]


def test_what_was_given_is_repeated_short_and_on_one_line(run):
    _, output = run(asked(ratings={"\n\x00" + "x" * 5000: 1}))
    assert len(output.splitlines()) == 1
    assert len(output) < 200


def test_a_file_that_is_not_there_is_named(tmp_path):
    result = CliRunner().invoke(score, [str(tmp_path / "nothing.json")])
    assert result.exit_code == 1
    assert "nothing.json cannot be read: No such file or directory." in result.output


def test_a_file_saved_with_a_mark_is_read(run):
    assert run(b'\xef\xbb\xbf{"grades": [2]}') == (0, "grade 2: the only grade; 1 of 1 graded\n")
