"""Matching the headings of a file to the columns, and taking rows apart by them."""

from collections import Counter
from collections.abc import Callable, Container, Sequence
from operator import itemgetter

from gcp_tool.data_imports.columns import ANSWER_COLUMNS, COLUMNS, HEAD_COLUMNS, PROBLEM, Column
from gcp_tool.data_imports.problems import Problem, Problems, shown

_UNDER_NO_HEADING = (
    "There is a value under no heading. If it is a part of a text with a comma in it, put the whole text in"
    " quotation marks; otherwise delete it."
)
DIFFERENT = "different"
_SEPARATORS = {";": "semicolons", "\t": "tabs"}

Texts = tuple[str, ...]


class Layout:
    """Where each column stands in the rows of a file."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        # of a row that fits for certain; none does where a heading is empty
        self.width = len(names) if all(names) else None
        self.head_columns = tuple(name for name in HEAD_COLUMNS if name in names)
        self.head_of: Callable[[list[str]], Texts] = itemgetter(*map(names.index, self.head_columns))
        self.answer_of: Callable[[list[str]], Texts] = itemgetter(
            *(names.index(name) for name in ANSWER_COLUMNS if name != DIFFERENT)
        )
        self.different_at = names.index(DIFFERENT) if DIFFERENT in names else None

    def fit(self, cells: list[str]) -> Problem | None:
        """Give a row all its cells; a value that stands under no heading is a problem."""
        return misplaced(cells, self._names)


def find_layout(number: int, cells: Sequence[str], problems: Problems) -> Layout | None:
    """Where the columns stand, going by the headings; what is wrong with them is added to the problems."""
    names = read_headings(number, cells, COLUMNS, problems)
    return None if names is None else Layout(names)


def read_headings(
    number: int, cells: Sequence[str], columns: Sequence[Column], problems: Problems
) -> Sequence[str] | None:
    """The names of the columns in the order of the file; None when something is wrong, which is then a problem."""
    names = [cell.strip().casefold() for cell in cells]
    while names and not names[-1]:
        names.pop()
    known = {*(column.name for column in columns), PROBLEM}
    needed = [column.name for column in columns if not column.is_optional]
    found = separated(names) or [
        *_unknown(names, cells, known),
        *_twice(names, known),
        *_missing(names, needed),
    ]
    for problem in found:
        problems.add(number, problem)
    return None if found else names


def misplaced(cells: list[str], names: Sequence[str]) -> Problem | None:
    """Give a row all its cells; a value that stands under no heading is a problem."""
    beyond = cells[len(names) :]
    cells += [""] * (len(names) - len(cells))
    unnamed = (cell for cell, name in zip(cells, names, strict=False) if not name)
    if any(map(str.strip, beyond)) or any(map(str.strip, unnamed)):
        return Problem("", "", _UNDER_NO_HEADING)
    return None


def separated(names: Sequence[str]) -> list[Problem]:
    """What is wrong when all the headings are one, because something else than a comma stands between them."""
    return [
        Problem(
            "", "", f"The columns are separated by {word}. Save the file as “CSV UTF-8 (comma delimited)”."
        )
        for separator, word in _SEPARATORS.items()
        if len(names) == 1 and separator in names[0]
    ]


def _unknown(names: Sequence[str], cells: Sequence[str], known: Container[str]) -> list[Problem]:
    words = "There is no such column. Correct the heading, or delete the column."
    return [
        Problem(f"heading “{shown(cell.strip())}”", "", words)
        for name, cell in zip(names, cells, strict=False)
        if name and name not in known
    ]


def _twice(names: Sequence[str], known: Container[str]) -> list[Problem]:
    return [
        Problem(f"heading “{name}”", "", f"It is there {times} times. Keep one of these columns.")
        for name, times in Counter(names).items()
        if times > 1 and name in known
    ]


def _missing(names: Sequence[str], needed: Sequence[str]) -> list[Problem]:
    return [
        Problem(f"heading “{name}”", "", "This column is missing. Add it, even if it stays empty.")
        for name in needed
        if name not in names
    ]
