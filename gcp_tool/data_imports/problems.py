"""What is wrong with a file: each problem with its row, its column, its value and what to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gcp_tool.data_imports.columns import COLUMNS, Column
from gcp_tool.domain.errors import ToolError

LONGEST_SHOWN = 40
_MOST_KEPT = 5_000
_SEE_OTHERS = "This row is wrong too: correct what is said of the others, and import it again to see."


class CannotRead(ToolError):
    """The file cannot be read as a spreadsheet; the message says why and what to do."""


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

    def line(self, column: Column | None) -> str:
        """The problem as one line of the report; `column` is the one that it names, if there is such a column."""
        rows = f"Row {self.first}" if self.first == self.last else f"Row {self.first} to row {self.last}"
        return f"{rows}{_cell(self.problem, column)}: {self.problem.words}"

    def words(self, column: Column | None) -> str:
        """The problem without its rows: the column, the value and what to do."""
        return f"{_cell(self.problem, column).removeprefix(', ')}: {self.problem.words}".removeprefix(": ")


class Problems:
    """The problems of a file, in the order of its rows. Beyond some thousands they are only counted."""

    def __init__(self, columns: Sequence[Column] = COLUMNS) -> None:
        self._places = {column.name: place for place, column in enumerate(columns)}
        self._columns = {column.name: column for column in columns}
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

    def by_row(self) -> Mapping[int, str]:
        """What is wrong with each row, as one text."""
        said: dict[int, list[str]] = {row: [] for row in sorted(self._rows)}
        for run in self._in_order():
            for row in range(run.first, run.last + 1):
                said[row].append(run.words(self._columns.get(run.problem.column)))
        return {row: " ".join(words) or _SEE_OTHERS for row, words in said.items()}

    @property
    def count(self) -> int:
        """How many lines the problems make."""
        return len(self._runs) + self._not_kept

    def lines(self, most: int) -> list[str]:
        """The first lines, by row and then by column."""
        return [run.line(self._columns.get(run.problem.column)) for run in self._in_order()[:most]]

    def _in_order(self) -> list[Run]:
        return sorted(self._runs, key=lambda run: (run.first, self._places.get(run.problem.column, -1)))


def shown(text: str) -> str:
    """What was given as a message may repeat it: short, on one line, nothing in it that steers a screen."""
    safe = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}"
        for letter in text[: LONGEST_SHOWN + 1]
    )
    return f"{safe[:LONGEST_SHOWN]}…" if len(text) > LONGEST_SHOWN else safe


def _cell(problem: Problem, column: Column | None) -> str:
    if column is None:
        return f", {problem.column}" if problem.column else ""
    if column.spoken:
        return f", {column.spoken}"
    return f", {column.name} “{shown(problem.value)}”" if problem.value else f", {column.name} is empty"
