"""Matching the headings of a file to the columns, and taking rows apart by them."""

from collections import Counter
from collections.abc import Callable, Sequence
from operator import itemgetter

from gcp_tool.data_imports.columns import ANSWER_COLUMNS, COLUMN, HEAD_COLUMNS, NEEDED
from gcp_tool.data_imports.problems import Problem, Problems, shown

_SEPARATORS = {";": "semicolons", "\t": "tabs"}

Texts = tuple[str, ...]


class Layout:
    """Where each column stands in the rows of a file."""

    def __init__(self, names: Sequence[str]) -> None:
        self.width = len(names)
        self.head_columns = tuple(name for name in HEAD_COLUMNS if name in names)
        self._unnamed = tuple(place for place, name in enumerate(names) if not name)
        self.head_of: Callable[[list[str]], Texts] = itemgetter(*map(names.index, self.head_columns))
        self.answer_of: Callable[[list[str]], Texts] = itemgetter(*map(names.index, ANSWER_COLUMNS))

    def fit(self, cells: list[str]) -> Problem | None:
        """Give a row all its cells; a value that stands under no heading is a problem."""
        if len(cells) == self.width and not self._unnamed:
            return None
        beyond = cells[self.width :]
        if len(cells) < self.width:
            cells += [""] * (self.width - len(cells))
        if any(map(str.strip, beyond)) or any(cells[place].strip() for place in self._unnamed):
            return Problem(
                "",
                "",
                "There is a value under no heading. If it is a part of a text with a comma in it, put the whole text in"
                " quotation marks; otherwise delete it.",
            )
        return None


def find_layout(number: int, cells: Sequence[str], problems: Problems) -> Layout | None:
    """Where the columns stand, going by the headings; what is wrong with them is added to the problems."""
    names = [cell.strip().casefold() for cell in cells]
    while names and not names[-1]:
        names.pop()
    found = _separated(names) or [*_unknown(names, cells), *_twice(names), *_missing(names)]
    for problem in found:
        problems.add(number, problem)
    return None if found else Layout(names)


def _separated(names: Sequence[str]) -> list[Problem]:
    """What is wrong when all the headings are one, because something else than a comma stands between them."""
    return [
        Problem(
            "", "", f"The columns are separated by {word}. Save the file as “CSV UTF-8 (comma delimited)”."
        )
        for separator, word in _SEPARATORS.items()
        if len(names) == 1 and separator in names[0]
    ]


def _unknown(names: Sequence[str], cells: Sequence[str]) -> list[Problem]:
    words = "There is no such column. Correct the heading, or delete the column."
    return [
        Problem(f"heading “{shown(cell.strip())}”", "", words)
        for name, cell in zip(names, cells, strict=False)
        if name and name not in COLUMN
    ]


def _twice(names: Sequence[str]) -> list[Problem]:
    return [
        Problem(f"heading “{name}”", "", f"It is there {times} times. Keep one of these columns.")
        for name, times in Counter(names).items()
        if times > 1 and name in COLUMN
    ]


def _missing(names: Sequence[str]) -> list[Problem]:
    return [
        Problem(f"heading “{name}”", "", "This column is missing. Add it, even if it stays empty.")
        for name in NEEDED
        if name not in names
    ]
