"""What to look for, and questions and hints of their own for some ages: read, kept, and refused by line."""

import hashlib
import json
from pathlib import Path

import pytest

from gcp_tool.domain.instrument import Instrument, content_of, instrument_from
from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.instruments.loader import load_file
from gcp_tool.instruments.problems import ToolFileInvalid

ROOT = Path(__file__).parents[3]
FOUR = (ROOT / "tests" / "data" / "tools" / "four-level" / "1.0.yaml").read_text(encoding="utf-8")
HINTS = """            look_for:
              - The bedding, with leave
              - Who made the bed
"""
OWN = """                question: Where does the baby sleep?
                look_for: [The cot, "The room: by day and by night"]
"""
QUESTION = "            question: Where does the child sleep?\n"
BAND = "              - bands: [0-1]\n"
# the content of 0.9 as databases have held it since it was published
STORED_09 = "84b3b3f0692a5148495e11d2242838f369e949c50cdec2968566976c87ef4587"


def written(folder: Path, *changes: tuple[str, str]) -> Path:
    text = FOUR
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = folder / "four-level" / "1.0.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def tool(tmp_path: Path) -> Instrument:
    """The four-level tool with hints for beds, and words of their own for a baby's."""
    return load_file(written(tmp_path, (QUESTION, QUESTION + HINTS), (BAND, BAND + OWN))).instrument


def test_hints_of_an_item_hold_for_ages_without_their_own(tool: Instrument) -> None:
    beds = tool.item("home.rooms.beds")
    assert beds.look_for(AgeBand.FIVE_TO_TEN) == ("The bedding, with leave", "Who made the bed")
    assert beds.question_for(AgeBand.FIVE_TO_TEN) == "Where does the child sleep?"


def test_ages_may_have_a_question_and_hints_of_their_own(tool: Instrument) -> None:
    beds = tool.item("home.rooms.beds")
    assert beds.look_for(AgeBand.UNDER_TWO) == ("The cot", "The room: by day and by night")
    assert beds.question_for(AgeBand.UNDER_TWO) == "Where does the baby sleep?"


def test_words_of_their_own_without_a_question_keep_that_of_the_item(tmp_path: Path) -> None:
    beds = load_file(written(tmp_path, (QUESTION, QUESTION + HINTS))).instrument.item("home.rooms.beds")
    assert beds.question_for(AgeBand.UNDER_TWO) == beds.question
    assert beds.look_for(AgeBand.UNDER_TWO) == beds.hints


def test_an_item_may_have_no_hints(tool: Instrument) -> None:
    assert tool.item("home.rooms.warmth").look_for(AgeBand.UNBORN) == ()


def test_a_heading_has_neither_question_nor_hints() -> None:
    heading = load_file(ROOT / "tests" / "data" / "tools" / "headings" / "1.0.yaml").instrument.items[0]
    assert (heading.question_for(AgeBand.TWO_TO_FOUR), heading.look_for(AgeBand.TWO_TO_FOUR)) == ("", ())


def test_stored_content_gives_hints_back(tool: Instrument) -> None:
    assert instrument_from(json.loads(json.dumps(content_of(tool)))) == tool


def test_content_stored_before_there_were_hints_is_what_it_was() -> None:
    content = load_file(ROOT / "scoring_rules" / "six-domain-care" / "0.9.yaml").content
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    assert "look_for" not in text
    assert hashlib.sha256(text.encode()).hexdigest() == STORED_09
    assert all(item.look_for(band) == () for item in instrument_from(content).items for band in AgeBand)


@pytest.mark.parametrize(
    ("hints", "problem"),
    [
        ("[One only]", "45: look_for needs at least 2."),
        ("[a, b, c, d, e, f]", "45: look_for has more than 5."),
        ("[a, '']", "45: A hint of look_for is empty."),
        (f"[a, {'b' * 161}]", "45: A hint of look_for is too long: 160 characters at most."),
        ("[a, 2]", "45: A hint of look_for must be text; put a number that is meant as text in quotes."),
        ("The bedding", "45: look_for must be a list, a line each, starting with a dash."),
    ],
)
def test_what_is_wrong_with_hints_is_told_on_its_line(tmp_path: Path, hints: str, problem: str) -> None:
    path = written(tmp_path, (QUESTION, f"{QUESTION}            look_for: {hints}\n"))
    with pytest.raises(ToolFileInvalid) as caught:
        load_file(path)
    assert [f"{each.line}: {each.message}" for each in caught.value.problems] == [problem]
