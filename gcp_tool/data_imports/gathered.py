"""What the rows of a file tell, put together: assessments, each child with each carer, births and names. Pure."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import NamedTuple

from gcp_tool.data_imports.answers import Given, ToolBook
from gcp_tool.data_imports.problems import Problem
from gcp_tool.data_imports.rows import Head

# what every row of one assessment says in the same way
_AGREED = (
    "family_ref",
    "purpose",
    "window_from",
    "window_to",
    "completed_on",
    "lead_email",
    "agency",
    "instrument",
    "version",
    "scope",
)


class Answered(NamedTuple):
    """What a row answered, and the evidence it gives."""

    row: int
    given: Given
    evidence: str
    different: str = ""


@dataclass(slots=True)
class Care:
    """One child with one carer in an assessment: what was answered, by code, and on which rows."""

    head: Head
    first_row: int
    answers: dict[str, Answered] = field(default_factory=dict)
    rows: "array[int]" = field(default_factory=lambda: array("L"))


@dataclass(slots=True)
class PastAssessment:
    """An assessment as its rows tell it: what they agree on, and each child with each carer.

    `loose` are rows that name no child or no carer.
    """

    ref: str
    book: ToolBook | None = None
    said: dict[str, tuple[object, int]] = field(default_factory=dict)
    cares: dict[tuple[str, str], Care] = field(default_factory=dict)
    loose: list[int] = field(default_factory=list)

    @property
    def head(self) -> Head:
        """What is the same on all its rows, when nothing is wrong with them."""
        return next(iter(self.cares.values())).head

    @property
    def rows(self) -> Iterator[int]:
        """The rows that tell of it."""
        return chain(*(care.rows for care in self.cares.values()), self.loose)

    def disagreements(self, head: Head, book: ToolBook | None, row: int) -> Iterator[Problem]:
        """Where a row says something else about the assessment than an earlier one."""
        for column in _AGREED:
            value = _comparable(column, head, book)
            if not value:
                continue
            first, first_row = self.said.setdefault(column, (value, row))
            if first != value:
                words = f"Row {first_row} has another {column} for the same assessment. Make them the same."
                yield Problem(column, as_given(getattr(head, column)), words)


class Latest(NamedTuple):
    """A name as the latest assessment gives it, and the day up to which that looked."""

    name: str
    on: date


@dataclass(slots=True)
class Gathered:
    """All that a file tells: assessments by reference, children’s births, the latest names, and how many rows.

    `doubtful_births` are of children whose date of birth was given but cannot be read, `due_children` those of whom
    it is said that they are not born yet.
    """

    assessments: dict[str, PastAssessment] = field(default_factory=dict)
    births: dict[str, tuple[date, int]] = field(default_factory=dict)
    doubtful_births: set[str] = field(default_factory=set)
    due_children: set[str] = field(default_factory=set)
    names: dict[tuple[str, str], Latest] = field(default_factory=dict)
    row_count: int = 0

    def name_of(self, column: str, ref: str) -> str:
        """The latest name that a column gives for a reference, or the empty text."""
        latest = self.names.get((column, ref))
        return latest.name if latest else ""


def _comparable(column: str, head: Head, book: ToolBook | None) -> object:
    if column == "version" and book is not None:
        return book.instrument.version
    value = getattr(head, column)
    return value.casefold() if column in {"agency", "instrument"} else value


def as_given(value: object) -> str:
    """A value as a message repeats it."""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
