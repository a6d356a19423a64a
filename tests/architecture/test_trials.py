"""What is told of how our own tool was tried is what the gradings say."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "the-words-of-our-tool.md").read_text(encoding="utf-8")
TRIALS = ROOT / "tests" / "data" / "vignettes"


def pairs_of(trial: str) -> list[tuple[int | str, int | str]]:
    """What the two readers answered, item by item of each set of notes."""
    one, other = json.loads((TRIALS / f"{trial}-trial.json").read_text(encoding="utf-8")).values()
    assert {number: set(items) for number, items in one.items()} == {n: set(i) for n, i in other.items()}
    return [(one[number][code], other[number][code]) for number in one for code in one[number]]


@pytest.mark.parametrize("trial", ["first", "second", "third"])
def test_the_figures_of_a_trial_are_counted_from_its_gradings(trial: str) -> None:
    pairs = pairs_of(trial)
    graded = [(one, other) for one, other in pairs if isinstance(one, int) and isinstance(other, int)]
    told = re.search(rf"\| {trial} \|[^|]*\| (\d+) of (\d+) \| (\d+) \| (\d+) \| (\d+) \|", PAGE)
    assert told is not None
    same = sum(one == other for one, other in graded)
    near = sum(abs(one - other) <= 1 for one, other in graded)
    differ = sum(one != other for one, other in pairs)
    assert [int(figure) for figure in told.groups()] == [len(graded), len(pairs), same, near, differ]


def test_no_item_ever_differed_by_two_grades() -> None:
    graded = [pair for trial in ("first", "second", "third") for pair in pairs_of(trial)]
    far = [
        pair
        for pair in graded
        if all(isinstance(grade, int) for grade in pair) and abs(pair[0] - pair[1]) > 1
    ]
    assert far == []


def test_the_notes_that_were_graded_are_kept() -> None:
    assert sorted(path.stem for path in TRIALS.glob("*.md")) == [f"vignette-{n}" for n in range(1, 7)]
