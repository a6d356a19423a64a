"""Reading a file by other headings than ours. Pure: how such a mapping is kept is in `mappings`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from gcp_tool.data_imports.columns import COLUMNS, NEEDED, PROBLEM
from gcp_tool.data_imports.headings import separated
from gcp_tool.data_imports.problems import CannotRead
from gcp_tool.data_imports.reading import ScoreFile

NAMES = tuple(column.name for column in COLUMNS)


@dataclass(frozen=True, slots=True)
class Headings:
    """How a kind of spreadsheet names our columns, and which of its own are left out."""

    matched: Mapping[str, str]
    left_out: Sequence[str] = ()

    def ours(self, heading: str) -> str:
        """Our name for one of its headings; what is left out is passed over, anything else is as it is."""
        folded = fold(heading)
        if folded in map(fold, self.left_out):
            return PROBLEM
        return next((ours for ours, theirs in self.matched.items() if fold(theirs) == folded), heading)

    @property
    def problems(self) -> list[str]:
        """What is wrong with the mapping by itself."""
        theirs = [*map(fold, self.matched.values()), *map(fold, self.left_out)]
        twice = sorted({heading for heading in theirs if theirs.count(heading) > 1})
        return [
            *(
                f"There is no column {ours}: use {', '.join(NAMES)}."
                for ours in self.matched
                if ours not in NAMES
            ),
            *(f"The heading “{heading}” is given twice. Give it once." for heading in twice),
        ]


def fold(heading: str) -> str:
    """A heading as it is compared: without regard to capitals and blanks."""
    return " ".join(heading.split()).casefold()


def headings_of(file: ScoreFile) -> Sequence[str]:
    """The headings of a file, in order; those that are empty are left out.

    Raises:
        CannotRead: nothing stands below them, or all of them are one.
    """
    rows = file.rows()
    _, cells = next(rows, (1, []))
    headings = [cell.strip() for cell in cells if cell.strip()]
    for problem in separated(headings):
        raise CannotRead(problem.words)
    if next(rows, None) is None:
        raise CannotRead(f"{file.name} has no rows below its headings.")
    return headings


def guess(headings: Sequence[str]) -> Headings:
    """What can be told from the headings themselves: those that are ours, whatever stands between their words."""
    names = {name.replace("_", ""): name for name in NAMES}
    found: dict[str, str] = {}
    for heading in headings:
        name = names.get(fold(heading).replace("_", "").replace(" ", "").replace("-", ""))
        if name and name not in found:
            found[name] = heading
    return Headings(found)


def is_ours(headings: Sequence[str]) -> bool:
    """Whether a file can be read without any matching."""
    folded = [heading.casefold() for heading in headings]
    return set(NEEDED) <= set(folded) <= {*NAMES, PROBLEM} and len(folded) == len(set(folded))


def read_by(file: ScoreFile, headings: Headings) -> ScoreFile:
    """The file with our headings in place of its own."""
    return replace(file, lines=partial(_renamed, file.lines, headings))


def _renamed(lines: Callable[[], Iterator[list[str]]], headings: Headings) -> Iterator[list[str]]:
    is_first = True
    for cells in lines():
        if is_first and any(map(str.strip, cells)):
            is_first = False
            yield [headings.ours(cell) for cell in cells]
        else:
            yield cells
