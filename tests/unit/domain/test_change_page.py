"""The page that tells practitioners how change is told is made from the rule, and says what the rule says."""

from pathlib import Path

import pytest

from docs.change_page import EXAMPLES, change_page
from gcp_tool.domain.change import Headline, SeriesFlag, StepFlag, Word

PAGE = Path(__file__).parents[3] / "docs" / "how-change-is-told.md"


def test_the_page_is_as_it_is_made():
    assert PAGE.read_text(encoding="utf-8") == change_page()


@pytest.mark.parametrize("said", [*Word, *SeriesFlag, *StepFlag])
def test_every_word_and_mark_is_explained(said):
    assert said is Word.NOT_ASSESSED or f"| {said.value} | " in change_page()


def test_every_headline_is_explained_in_the_order_in_which_it_is_asked():
    table = change_page().partition("## The headline")[2].partition("##")[0].splitlines()
    numbers = [line.split(" | ")[0].strip("| ") for line in table if line.startswith("| ")]
    assert [number for number in numbers if number.isdigit()] == [str(each.value) for each in Headline]


def test_the_examples_have_the_published_headlines():
    table = change_page().partition("## Examples")[2].partition("##")[0].splitlines()
    rows = [line.strip("|").split(" | ") for line in table if line.startswith("| ")][1:]
    assert [(row[0].strip(), row[-1].split()[0]) for row in rows] == [
        ("5 5 5", "2"),
        ("5 4 4 4 4", "2"),
        ("4 2 2", "9"),
        ("4 2", "8"),
        ("4 2 4 3", "4"),
        ("2 3 2 5", "1"),
        ("5", "5"),
        ("5", "2"),
    ]
    assert len(rows) == len(EXAMPLES)
