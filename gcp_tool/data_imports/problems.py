"""What is wrong with a file: each problem with its row, its column, its value and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from gcp_tool.data_imports.columns import COLUMNS, Column
from gcp_tool.domain.errors import ToolError

LONGEST_SHOWN = 40
_MOST_KEPT = 5_000
_PLACES = {column.name: place for place, column in enumerate(COLUMNS)}
_BY_NAME: dict[str, Column] = {column.name: column for column in COLUMNS}


class CannotRead(ToolError):
    """The file cannot be read as a spreadsheet of past scores; the message says why and what to do."""


class Problem(NamedTuple):
    """What is wrong with a cell, and what to do. Without a column it is the row as a whole."""

    column: str
    value: str
    words: str


@dataclass(slots=True)
class Run:
    """A problem that several rows in a row have in the same way."""

    problem: Problem
    first: int
    last: int

    @property
    def line(self) -> str:
        """The problem as one line of the report."""
        rows = f"Row {self.first}" if self.first == self.last else f"Row {self.first} to row {self.last}"
        return f"{rows}{_cell(self.problem)}: {self.problem.words}"


class Problems:
    """The problems of a file, in the order of its rows. Beyond some thousands they are only counted."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._latest: dict[Problem, Run] = {}
        self._not_kept = 0
        self._rows: set[int] = set()

    def __bool__(self) -> bool:
        """Whether anything is wrong."""
        return bool(self._runs)

    def add(self, row: int, problem: Problem) -> None:
        """Note a problem of a row; the same one on the next row lengthens the line that is there."""
        self._rows.add(row)
        latest = self._latest.get(problem)
        if latest is not None and latest.first <= row <= latest.last + 1:
            latest.last = max(latest.last, row)
        elif len(self._runs) < _MOST_KEPT:
            self._latest[problem] = run = Run(problem, row, row)
            self._runs.append(run)
        else:
            self._not_kept += 1

    def add_to_all(self, rows: Iterable[int], problem: Problem) -> None:
        """Note a problem that every one of these rows has."""
        for row in sorted(rows):
            self.add(row, problem)

    @property
    def bad_rows(self) -> int:
        """How many rows have a problem."""
        return len(self._rows)

    @property
    def count(self) -> int:
        """How many lines the problems make."""
        return len(self._runs) + self._not_kept

    def lines(self, most: int) -> list[str]:
        """The first lines, by row and then by column."""
        in_order = sorted(self._runs, key=lambda run: (run.first, _PLACES.get(run.problem.column, -1)))
        return [run.line for run in in_order[:most]]


def shown(text: str) -> str:
    """What was given as a message may repeat it: short, on one line, nothing in it that steers a screen."""
    safe = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}"
        for letter in text[: LONGEST_SHOWN + 1]
    )
    return f"{safe[:LONGEST_SHOWN]}…" if len(text) > LONGEST_SHOWN else safe


def _cell(problem: Problem) -> str:
    column = _BY_NAME.get(problem.column)
    if column is None:
        return f", {problem.column}" if problem.column else ""
    if column.spoken:
        return f", {column.spoken}"
    return f", {column.name} “{shown(problem.value)}”" if problem.value else f", {column.name} is empty"
