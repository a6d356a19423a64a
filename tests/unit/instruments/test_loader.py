"""Reading tool files: what a good one becomes, and that a bad one is told everything at once, by line."""

import hashlib
import json
import shutil
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcp_tool.domain.change import ChangeRule
from gcp_tool.domain.errors import ToolError
from gcp_tool.domain.instrument import CombiningRule, instrument_from
from gcp_tool.domain.vocabulary import AgeBand, PlanKind
from gcp_tool.instruments.format import ChangePart
from gcp_tool.instruments.loader import load_file, load_folder
from gcp_tool.instruments.problems import Problem, ToolFileInvalid
from gcp_tool.instruments.source import MAX_BYTES

TOOLS = Path(__file__).parents[2] / "data" / "tools"
BANDS = "'unborn', '0-1', '2-4', '5-10' or '11-17'"
PLANS = "'early_help', 'child_in_need', 'child_protection' or 'looked_after'"
NEGLECT_TYPES = "'physical', 'nutritional', 'medical', 'emotional', 'educational' or 'supervision'"
WITHOUT_DESCRIPTORS = [
    "52: descriptors is missing.",
    "53: words is not a name that the format has here.",
]
WITHOUT_DEFAULT = [
    "42: descriptors are missing for 5-10.",
    "46: words is not a name that the format has here.",
]
FOUR = (TOOLS / "four-level" / "1.0.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """A copy of the test tools that a test may spoil."""
    return shutil.copytree(TOOLS, tmp_path / "tools")


@pytest.fixture
def problems_of(folder):
    """Write a file over the four-level tool, and return what is wrong with it, line by line."""

    def problems_of(content):
        path = folder / "four-level" / "1.0.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(ToolFileInvalid) as caught:
            load_file(path)
        assert {problem.file for problem in caught.value.problems} == {"four-level/1.0.yaml"}
        return [f"{problem.line}: {problem.message}" for problem in caught.value.problems]

    return problems_of


def changed(*changes):
    """The four-level tool with one passage after another replaced."""
    text = FOUR
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def test_a_file_becomes_a_tool_with_its_content_and_hash():
    path = TOOLS / "four-level" / "1.0.yaml"
    loaded = load_file(path)
    assert loaded.instrument.name == "four-level/1.0"
    assert loaded.instrument.combining == CombiningRule("mode_with_override", 4)
    assert loaded.instrument.change == ChangeRule(concern_from=2, serious_from=3)
    assert loaded.instrument.item("home.rooms.warmth").household
    assert loaded.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert instrument_from(json.loads(json.dumps(loaded.content))) == loaded.instrument


def test_values_in_a_file_become_levels():
    scale = load_file(TOOLS / "five-to-twenty" / "1.0.yaml").instrument.scale
    assert (scale.concern_from, scale.serious_from) == (3, 4)
    assert [(level.number, level.value) for level in scale.levels] == [(1, 5), (2, 10), (3, 15), (4, 20)]


def test_a_tool_may_ask_for_an_assessment_sooner_or_later_on_a_kind_of_plan():
    loaded = load_file(TOOLS / "five-to-twenty" / "1.0.yaml")
    rule = loaded.instrument.change
    months = [rule.interval_on([kind]) for kind in PlanKind]
    assert months == [6, 3, 2, 3]
    assert instrument_from(json.loads(json.dumps(loaded.content))) == loaded.instrument


def test_a_tool_without_intervals_of_its_own_has_one_for_all_and_its_content_is_as_it_was():
    loaded = load_file(TOOLS / "four-level" / "1.0.yaml")
    assert [loaded.instrument.change.interval_on([kind]) for kind in PlanKind] == [3, 3, 3, 3]
    assert "interval_months" not in loaded.content["change"]


def test_a_rule_without_override_needs_none():
    assert load_file(TOOLS / "five-to-twenty" / "1.0.yaml").instrument.combining.name == "mode"


def test_words_of_their_own_replace_those_of_the_item():
    beds = load_file(TOOLS / "four-level" / "1.0.yaml").instrument.item("home.rooms.beds")
    assert beds.descriptor(1, AgeBand.UNDER_TWO) == "A made-up cot each night."
    assert beds.descriptor(1, AgeBand.FIVE_TO_TEN) == "A made-up bed each night."
    assert beds.applies_to == (AgeBand.UNDER_TWO, AgeBand.FIVE_TO_TEN)


def test_headings_need_neither_question_nor_words():
    loaded = load_file(TOOLS / "headings" / "1.0.yaml")
    assert loaded.instrument.headings_only
    assert loaded.instrument.items[0].wordings == ()
    assert instrument_from(loaded.content) == loaded.instrument


def test_a_folder_gives_every_tool_in_order():
    assert [tool.instrument.name for tool in load_folder(TOOLS)] == [
        "compared/1.0",
        "compared/1.1",
        "compared/1.2",
        "five-to-twenty/1.0",
        "four-level/1.0",
        "headings/1.0",
    ]


def test_versions_are_in_order_of_number_not_of_letters(folder):
    for version in ("1.9", "1.10"):
        text = changed(('version: "1.0"', f'version: "{version}"'))
        (folder / "four-level" / f"{version}.yaml").write_text(text, encoding="utf-8")
    names = [tool.instrument.name for tool in load_folder(folder)]
    assert names[4:7] == ["four-level/1.0", "four-level/1.9", "four-level/1.10"]


def test_a_folder_tells_the_problems_of_every_file(folder):
    for name in ("four-level", "headings"):
        path = folder / name / "1.0.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    with pytest.raises(ToolFileInvalid) as caught:
        load_folder(folder)
    assert sorted({problem.file for problem in caught.value.problems}) == [
        "four-level/1.0.yaml",
        "headings/1.0.yaml",
    ]


def test_every_problem_is_told_at_once_with_its_line(problems_of):
    text = changed(
        ("title: Four-level care", "titel: Four-level care"),
        ("concern_from: 2", "concern_from: 9"),
        ("kept_after_months: 3", "kept_after_months: 6"),
        ("title: Warmth", "title: 12"),
        ("              4: Cold on every visit.\n", ""),
        ("id: home.rooms.beds", "id: home.rooms.warmth"),
        ("applies_to: [0-1, 5-10]", "applies_to: [0-1, 5-11]"),
        ("3: A cot on about half of nights.", "3: ''"),
    )
    assert problems_of(text) == [
        "1: title is missing.",
        "4: titel is not a name that the format has here.",
        "12: concern_from is 9, which is not on the scale.",
        "15: kept_after_months must be under drift_after_months, or nothing could ever be kept.",
        "33: title must be text; put a number that is meant as text in quotes.",
        "37: There is no descriptor for 4 (unborn, 0-1, 2-4, 5-10, 11-17).",
        "41: The id home.rooms.warmth is already on line 32.",
        f"44: An entry of applies_to must be one of {BANDS}.",
        "55: The descriptor for 3 is empty.",
    ]


def test_an_error_reads_as_a_line_for_each_problem():
    error = ToolFileInvalid(
        [Problem("b.yaml", 3, "Two."), Problem("a.yaml", 9, "One."), Problem("b.yaml", 3, "Two.")]
    )
    assert isinstance(error, ToolError)
    assert str(error) == "a.yaml:9: One.\nb.yaml:3: Two."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  concern_from: 2\n", "", ["6: concern_from is missing."]),
        ("  serious_from: 3\n", "", ["6: serious_from is missing."]),
        ("concern_from: 2", "concern_from: 1", ["12: concern_from must not be the best level."]),
        ("serious_from: 3", "serious_from: 7", ["13: serious_from is 7, which is not on the scale."]),
        ("concern_from: 2", "concern_from: 4", ["13: serious_from must not be better than concern_from."]),
        ("{value: 2,", "{value: 1,", ["9: 1 is on the scale already."]),
        ("value: 2,", "", ["9: value is missing."]),
        ("value: 2,", "value: 0x2,", ["9: value must be a whole number."]),
        ("value: 2,", "value: true,", ["9: value must be a whole number."]),
        ("value: 2,", "value: two,", ["9: value must be a whole number."]),
        ("value: 2,", "value: 2.5,", ["9: value must be a whole number."]),
        ("label: Steady", "label: ' '", ["9: label is empty."]),
        (
            "label: Steady",
            "label: null",
            ["9: label must be text; put a number that is meant as text in quotes."],
        ),
        (
            "rescore_every_months: 3",
            "rescore_every_months: 3\n  interval_months: {early_help: 0}",
            ["15: interval_months for early_help must be a whole number from 1 to 120."],
        ),
        (
            "rescore_every_months: 3",
            "rescore_every_months: 3\n  interval_months: {early-help: 6}",
            [f"20: An entry of interval_months must be one of {PLANS}."],
        ),
        ("household: true", "household: 1", ["35: household must be true or false."]),
        ("household: true", "household: yes", ["35: household must be true or false."]),
        (
            "rule: mode_with_override",
            "rule: mean",
            ["14: rule must be one of median_with_override, mode_with_override, mode, worst."],
        ),
        (", override_from: 4", "", ["14: override_from is missing: this rule needs it."]),
        ("override_from: 4", "override_from: 5", ["14: override_from is 5, which is not on the scale."]),
        (
            "neglect_type: physical",
            "neglect_type: moral",
            [f"27: neglect_type must be one of {NEGLECT_TYPES}."],
        ),
        ("  tolerance_days: 14\n", "", ["15: tolerance_days is missing."]),
        (
            "tolerance_days: 14",
            "tolerance_days: 99",
            ["15: tolerance_days must be a whole number from 0 to 27."],
        ),
        (
            "id: home.rooms.warmth",
            "id: house.rooms.warmth",
            ["32: The id house.rooms.warmth must start with home.rooms. here."],
        ),
        (
            "id: home.rooms.warmth",
            "id: Home.rooms.warmth",
            [
                "32: The id Home.rooms.warmth must start with home.rooms. here.",
                "32: id must be domain.area.item, in lower-case letters, digits and hyphens.",
            ],
        ),
        (
            "id: home.rooms\n",
            "id: home-rooms\n",
            [
                "29: The id home-rooms must start with home. here.",
                "29: id must be domain.area, in lower-case letters, digits and hyphens.",
                "32: The id home.rooms.warmth must start with home-rooms. here.",
                "42: The id home.rooms.beds must start with home-rooms. here.",
            ],
        ),
        (
            "id: home\n",
            "id: home.\n",
            [
                "25: id must be lower-case letters and digits, with single hyphens between words.",
                "29: The id home.rooms must start with home.. here.",
            ],
        ),
        ("            question: Where does the child sleep?\n", "", ["42: question is missing."]),
        ("applies_to: [0-1, 5-10]", "applies_to: []", ["45: applies_to needs at least 1."]),
        (
            "applies_to: [0-1, 5-10]",
            "applies_to: 5-10",
            ["45: applies_to must be a list, a line each, starting with a dash."],
        ),
        ("applies_to: [0-1, 5-10]", "applies_to: [0-1, 5-10, 0-1]", ["45: applies_to has 0-1 twice."]),
        (
            "applies_to: [0-1, 5-10]",
            "applies_to: [5-10]",
            ["52: 0-1 is not among the bands the item applies to."],
        ),
        ("bands: [0-1]", "bands: [0-1, 0-1]", ["52: 0-1 has words of its own already."]),
        (
            "bands: [0-1]",
            "bands: [0-1, 5-10]",
            ["46: descriptors are never shown: every age band has words of its own."],
        ),
        (
            "2: A dry bed each night.",
            "2: A dry bed each night.\n              5: No bed at all.",
            ["49: There is a descriptor for 5, which is not on the scale."],
        ),
        (
            "2: A dry bed each night.",
            "two: A dry bed each night.",
            [
                "46: There is no descriptor for 2 (5-10).",
                "48: The descriptor for two must be a whole number.",
            ],
        ),
        ("                  2: A dry cot each night.\n", "", ["53: There is no descriptor for 2 (0-1)."]),
        (
            "A dry bed each night.",
            "b" * 601,
            ["48: The descriptor for 2 is too long: 600 characters at most."],
        ),
        (
            "bands: [0-1]\n                descriptors:",
            "bands: [0-1]\n                words:",
            WITHOUT_DESCRIPTORS,
        ),
        (
            "descriptors:\n              1: A made-up bed",
            "words:\n              1: A made-up bed",
            WITHOUT_DEFAULT,
        ),
        ("code: four-level", "code: five-level", ["2: code is five-level, but the folder is four-level."]),
        (
            "code: four-level",
            "code: Four_level",
            ["2: code must be lower-case letters and digits, with single hyphens between words."],
        ),
        ('version: "1.0"', 'version: "1.1"', ["3: version is 1.1, but the file is 1.0.yaml."]),
        (
            'version: "1.0"',
            "version: 1.0",
            ["3: version must be text; put a number that is meant as text in quotes."],
        ),
        (
            'version: "1.0"',
            'version: "1"',
            ['3: version must be two whole numbers with a dot between, in quotes, such as "1.0".'],
        ),
        (
            "licence: Written",
            "colour: blue\nlicence: Written",
            ["5: colour is not a name that the format has here."],
        ),
        (
            "title: Four-level care",
            "title: Four\ntitle: Level",
            ["5: title comes twice; it is already on line 4."],
        ),
        (
            "title: Four-level care",
            "title: &a Four",
            ["4: Tool files have no anchors (&) or aliases (*): write the text out."],
        ),
        ("title: Four-level care", "title: !secret Four", ["4: Tool files have no tags (!)."]),
        (
            "title: Four-level care",
            "title: !!python/name:os.system Four",
            ["4: Tool files have no tags (!)."],
        ),
        ("title: Four-level care", "? [a]\n: b\ntitle: Four", ["4: A name must be text or a number."]),
        ("title: Four-level care", "true: b\ntitle: Four", ["4: A name must be text or a number."]),
    ],
)
def test_a_problem_is_told_on_its_line(problems_of, old, new, expected):
    assert problems_of(changed((old, new))) == expected


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", 1, "A tool file is a mapping"),
        (b"- a\n- b\n", 1, "A tool file is a mapping"),
        (b"just words", 1, "A tool file is a mapping"),
        (b"# only\n# comments\n", 1, "A tool file is a mapping"),
        (b"code: four\ntitle: \xff\xfe\n", 2, "The file is not UTF-8 text."),
        (b"\xff\xfec\x00o\x00", 1, "The file is not UTF-8 text."),
        (b"code: a\nb: [1, 2\nc: d\n", 3, "This is not YAML"),
        (b"code: a\ntitle: b: c\n", 2, "This is not YAML"),
        (b"code: a\n\tb: c\n", 2, "This is not YAML"),
        (b"code: a\n---\ncode: b\n", 2, "This is not YAML"),
        (b"code: \x00\n", 1, "This is not YAML"),
        (b"%YAML 1.1\n---\ncode: a\n", 1, "Tool files have no YAML directives (%)."),
        (b"code: *nowhere\n", 1, "This is not YAML"),
        (b"- " * 20_000, 1, "The file is nested too deeply."),
        (b"[" * 20_000, 1, "The file is nested too deeply."),
        (b"a" * (MAX_BYTES + 1), 1, "The file is too large: 1,000,000 bytes at most."),
        (b"PK\x03\x04", 1, "This is not YAML"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_a_file_that_is_not_what_it_claims_is_told_so(problems_of, content, line, message):
    assert any(problem.startswith(f"{line}: {message}") for problem in problems_of(content))


def test_a_file_full_of_nonsense_is_told_about_all_of_it(problems_of):
    found = problems_of(
        "code: 1\nscale: []\ncombining: word\nchange: {}\ndomains: [1, {areas: [2, {items: [3]}]}]\n"
    )
    assert "2: scale must be a mapping of names to what they hold." in found
    assert "3: combining must be a mapping of names to what they hold." in found
    assert "5: An entry of areas must be a mapping of names to what they hold." in found
    assert len(found) > 15


PIECES = [
    "[",
    "}",
    ": ",
    "- ",
    "&a",
    "*a",
    "!x",
    "%",
    "'",
    '"',
    "\n",
    "  ",
    "\t",
    "null",
    "1.0",
    "\x85",
    "🙂",
    "\ufeff",
    "0-1",
]


def loaded_or_problems(path):
    try:
        return load_file(path), ()
    except ToolFileInvalid as error:
        return None, error.problems


@settings(max_examples=25, deadline=None)
@given(
    at=st.integers(0, len(FOUR)), drop=st.integers(0, 80), put=st.lists(st.sampled_from(PIECES), max_size=3)
)
def test_a_spoilt_file_is_a_tool_or_a_list_of_problems(tmp_path_factory, at, drop, put):
    path = tmp_path_factory.mktemp("spoilt") / "four-level" / "1.0.yaml"
    path.parent.mkdir()
    path.write_text(FOUR[:at] + "".join(put) + FOUR[at + drop :], encoding="utf-8", newline="")
    loaded, problems = loaded_or_problems(path)
    last = path.read_text(encoding="utf-8").count("\n") + 1
    assert bool(loaded) is not bool(problems)
    assert all(1 <= problem.line <= last and problem.message for problem in problems)


def test_a_file_that_is_not_there_cannot_be_read(tmp_path):
    with pytest.raises(
        ToolFileInvalid, match=r"four-level/1\.0\.yaml:1: The file cannot be read: No such file"
    ):
        load_file(tmp_path / "four-level" / "1.0.yaml")


def test_a_file_saved_by_an_editor_with_a_mark_is_read(folder):
    path = folder / "four-level" / "1.0.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + FOUR.replace("\n", "\r\n").encode())
    assert load_file(path).instrument == load_file(TOOLS / "four-level" / "1.0.yaml").instrument


def test_words_of_yaml_stay_words(folder):
    path = folder / "four-level" / "1.0.yaml"
    path.write_text(
        changed(("label: Strong", "label: no"), ("label: Steady", "label: 2020-01-01")), encoding="utf-8"
    )
    assert [level.label for level in load_file(path).instrument.scale.levels[:2]] == ["no", "2020-01-01"]


def test_headings_cannot_have_words(problems_of):
    found = problems_of(changed(("title: Four-level care", "title: Four-level care\nheadings_only: true")))
    assert found == [
        "38: descriptors cannot stand in a tool of headings only.",
        "47: descriptors cannot stand in a tool of headings only.",
        "52: by_band cannot stand in a tool of headings only.",
    ]


def test_what_stands_in_a_comparable_version_keeps_its_line():
    lines = {
        tool.instrument.version: [item.line for item in tool.instrument.items]
        for tool in load_folder(TOOLS)
        if tool.instrument.code == "compared"
    }
    assert lines == {
        "1.0": ["compared@1.0:play.home.game"],
        "1.1": ["compared@1.0:play.home.game", "compared@1.1:play.home.song"],
        "1.2": [
            "compared@1.0:play.home.game",
            "compared@1.1:play.home.song",
            "compared@1.2:play.home.story",
        ],
    }
    assert load_file(TOOLS / "compared" / "1.2.yaml").instrument.domain("play").line == "compared@1.0:play"


def test_a_version_that_declares_nothing_starts_its_own_lines(folder):
    path = folder / "compared" / "1.1.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('comparable_with: ["1.0"]', ""), encoding="utf-8"
    )
    assert load_file(path).instrument.item("play.home.game").line == "compared@1.1:play.home.game"


@pytest.mark.parametrize(
    ("version", "declared", "message"),
    [
        (
            "1.2",
            '["1.1"]',
            "Version 1.1 is comparable with 1.0: name it with exactly those, or leave it out.",
        ),
        ("1.2", '["1.3"]', "1.3 is not earlier than 1.2."),
        ("1.2", '["1.2"]', "1.2 is not earlier than 1.2."),
        (
            "1.2",
            '["0.8"]',
            "Version 0.8 cannot be used itself: The file cannot be read: No such file or directory.",
        ),
        (
            "1.2",
            "[1.0]",
            "An entry of comparable_with must be text; put a number that is meant as text in quotes.",
        ),
    ],
)
def test_a_declaration_that_is_not_an_equivalence_is_refused(folder, version, declared, message):
    path = folder / "compared" / f"{version}.yaml"
    text = path.read_text(encoding="utf-8").replace('["1.0", "1.1"]', declared)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ToolFileInvalid) as caught:
        load_file(path)
    assert [problem.message for problem in caught.value.problems] == [message]
    assert text.splitlines()[caught.value.problems[0].line - 1].startswith("comparable_with")


def test_versions_that_are_not_comparable_with_each_other_cannot_be_joined_by_a_third(folder):
    path = folder / "compared" / "1.1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('["1.0"]', "[]"), encoding="utf-8")
    with pytest.raises(ToolFileInvalid, match=r"Version 1\.1 is comparable with no earlier version"):
        load_file(folder / "compared" / "1.2.yaml")


def test_versions_with_another_scale_cannot_be_compared(folder):
    path = folder / "compared" / "1.1.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("value: 3", "value: 30").replace("from: 3", "from: 30")
    )
    with pytest.raises(ToolFileInvalid, match=r"Version 1\.0 has another scale"):
        load_file(path)


def test_the_change_block_has_every_number_of_the_rule_but_what_the_scale_says():
    numbers = {field.name for field in fields(ChangeRule)} - {"concern_from", "serious_from"}
    assert set(ChangePart.model_fields) == numbers
