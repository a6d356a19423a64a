"""A raw row, typed: each cell by itself and beside the others of its row. Pure; knows no other row and no database."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from gcp_tool.assessments.services.start import Period, check_period
from gcp_tool.core.formatting import counted, long_date
from gcp_tool.core.text import LONGEST_TEXT, read_typed
from gcp_tool.data_imports.problems import Problem
from gcp_tool.domain.dates import parse_date
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import AgeBand, MemberRole, Purpose

LONGEST_CELL = 250
MOST_EVIDENCE = (
    20 * LONGEST_TEXT
)  # of one item: several notes, each as long as one may be, can stand in a cell
NEXT_NOTE = "\n\n"
DUE = "due"
_MOST_REMEMBERED = 20_000
_EMAIL = re.compile(r"[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+")
# one line of Latin letters and of the quotation marks and dashes that a word processor makes
_PLAIN = re.compile("[ -~\u00a0-\u02ff\u2010-\u2027]*")
CARERS = (MemberRole.MAIN_CARER, MemberRole.SECOND_CARER, MemberRole.OTHER)

Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Days:
    """Today, and the day up to which the file tells."""

    today: date
    as_at: date


@dataclass(frozen=True, slots=True)
class Head:
    """What a row says beside its answer. Empty or None is what it does not say, or what cannot be right."""

    assessment_ref: str = ""
    family_ref: str = ""
    child_ref: str = ""
    child_dob: date | None = None
    child_is_due: bool = False
    carer_ref: str = ""
    carer_role: MemberRole | None = None
    purpose: Purpose | None = None
    window_from: date | None = None
    window_to: date | None = None
    completed_on: date | None = None
    lead_email: str = ""
    agency: str = ""
    instrument: str = ""
    version: str = ""
    child_name: str = ""
    carer_name: str = ""
    family_label: str = ""
    team: str = ""
    household: str = ""
    age_band: AgeBand | None = None
    scope: str = ""


class Cell(NamedTuple):
    """What a cell says, and whether that is the day on which a baby is due; or what is wrong with it."""

    value: object
    is_due: bool = False
    problem: Problem | None = None


class Cells(dict[tuple[str, str], Cell]):
    """What cells say, by column and text. Each is read once, as many rows have the same ones."""

    def __init__(self, unmark: Callable[[str], str] = str) -> None:
        super().__init__()
        self._unmark = unmark

    def __missing__(self, cell: tuple[str, str]) -> Cell:
        """Read a cell and remember what it says."""
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        column, text = cell
        self[cell] = read = _read_cell(column, self._unmark(text))
        return read


def _read_cell(column: str, text: str) -> Cell:
    is_due = False
    try:
        line = read_line(text)
        if column == "child_dob" and line[:4].lower().strip() == DUE:
            line, is_due = line[len(DUE) :], True
        return Cell(_READERS[column](line), is_due)
    except ValueError as error:
        return Cell(None, is_due, Problem(column, text.strip(), str(error)))


def read_head(texts: Mapping[str, str], days: Days, cells: Cells | None = None) -> tuple[Head, list[Problem]]:
    """What a row says beside its answer, and what is wrong with it; `cells` remember what was read before."""
    cells = Cells() if cells is None else cells
    values: dict[str, Any] = {}
    problems = []
    for column, text in texts.items():
        cell = cells[column, text]
        if cell.is_due:
            values["child_is_due"] = True
        if cell.problem is None:
            values[column] = cell.value
        else:
            problems.append(cell.problem)
    head = Head(**values)
    return head, [*problems, *_day_problems(head, texts, days), *_people_problems(head)]


def read_line(text: str) -> str:
    """A text on one line, its blanks folded.

    Raises:
        ValueError: it holds what cannot be kept, or is too long.
    """
    if not _is_plain(text):
        typed = read_typed(text)
        if typed.cannot_be_kept:
            raise ValueError("It holds a character that cannot be kept, such as NUL. Delete it.")
        text = typed.text
    line = " ".join(text.split())
    if len(line) > LONGEST_CELL:
        raise ValueError(f"It has {len(line):,} characters, and {LONGEST_CELL} at most fit here. Shorten it.")
    return line


def read_words(raw: str) -> str:
    """A text of several lines, as typed.

    Raises:
        ValueError: it holds what cannot be kept, or is too long.
    """
    if _is_plain(raw) and len(raw) <= LONGEST_TEXT:
        return raw.strip()
    typed = read_typed(raw)
    if typed.cannot_be_kept:
        raise ValueError("The text holds a character that cannot be kept, such as NUL. Delete it.")
    if typed.too_many:
        raise ValueError(f"The text is {counted(typed.too_many, 'character')} too long. Shorten it.")
    return typed.text


def read_evidence(raw: str) -> str:
    """The evidence for one item: a note as typed, or several that were joined.

    Raises:
        ValueError: it holds what cannot be kept, or one note of it is too long.
    """
    if _is_plain(raw) and len(raw) <= LONGEST_TEXT:
        return raw.strip()
    typed = read_typed(raw, longest=MOST_EVIDENCE)
    if typed.cannot_be_kept:
        raise ValueError("The text holds a character that cannot be kept, such as NUL. Delete it.")
    too_many = max(typed.too_many, max(map(len, notes_of(typed.text))) - LONGEST_TEXT)
    if too_many > 0:
        raise ValueError(f"The text is {counted(too_many, 'character')} too long. Shorten it.")
    return typed.text


def notes_of(evidence: str) -> list[str]:
    """The notes that evidence is kept as: one, or as few as hold it when it is longer than one may be."""
    notes = [evidence]
    if len(evidence) > LONGEST_TEXT:
        notes = []
        for part in evidence.split(NEXT_NOTE):
            if notes and len(notes[-1]) + len(NEXT_NOTE) + len(part) <= LONGEST_TEXT:
                notes[-1] += NEXT_NOTE + part
            else:
                notes.append(part)
    return notes


def read_code(kind: type[Code], text: str, allowed: tuple[Code, ...] | None = None) -> Code:
    """One of a list of codes, however its capitals and spaces were typed.

    Raises:
        ValueError: it is none of them.
    """
    members = allowed or tuple(kind)
    wanted = text.strip().lower().replace(" ", "_").replace("-", "_")
    for member in members:
        if member.value == wanted:
            return member
    raise ValueError(f"Use {one_of(member.value for member in members)}.")


def read_band(text: str) -> AgeBand:
    """An age band by its code.

    Raises:
        ValueError: there is no such band.
    """
    for band in AgeBand:
        if text.lower() in (band.value, band_cell(band)):
            return band
    raise ValueError(f"Use {one_of(map(band_cell, AgeBand))}.")


def band_cell(band: AgeBand) -> str:
    """An age band as a spreadsheet holds it: Excel would take 5-10 to be a day in October."""
    return band.value.replace("-", " to ")


def one_of(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def _is_plain(text: str) -> bool:
    """Whether there is nothing in the text to normalise: nearly every cell, and normalising takes long."""
    return _PLAIN.fullmatch(text) is not None


def _given(what: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text:
            raise ValueError(f"Enter {what}.")
        return text

    return read


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise ValueError("Enter an email address, for example amina.okafor@thornmere.example.")
    return text.lower()


def _day_or_none(text: str) -> date | None:
    return parse_date(text) if text else None


_READERS: Mapping[str, Callable[[str], object]] = {
    "assessment_ref": _given("the reference of the assessment, the same on each of its rows"),
    "family_ref": _given("the reference of the family"),
    "child_ref": _given("the reference of the child"),
    "child_dob": _day_or_none,
    "carer_ref": _given("the reference of the carer"),
    "carer_role": lambda text: read_code(MemberRole, text, CARERS),
    "purpose": lambda text: read_code(Purpose, text),
    "window_from": parse_date,
    "window_to": parse_date,
    "completed_on": parse_date,
    "lead_email": _email,
    "agency": _given("the agency that the lead worked for"),
    "instrument": _given("the code of the tool"),
    "version": _given("the version of the tool"),
    "child_name": str,
    "carer_name": str,
    "family_label": str,
    "team": str,
    "household": str,
    "age_band": lambda text: read_band(text) if text else None,
    "scope": str,
}


def _day_problems(head: Head, texts: Mapping[str, str], days: Days) -> list[Problem]:
    problems: dict[str, str] = {}
    if head.window_from and head.window_to:
        try:
            check_period(Period(head.window_from, head.window_to), today=days.today)
        except Invalid as error:
            problems = {column: f"{words}." for column, words in error.problems.items()}
    if head.completed_on:
        words = _completion_problem(head.completed_on, head.window_to, days)
        if words:
            problems["completed_on"] = words
    return [Problem(column, texts[column].strip(), words) for column, words in problems.items()]


def _completion_problem(completed: date, window_to: date | None, days: Days) -> str:
    if completed > days.today:
        return "This day is still to come. Enter the day on which it was completed."
    if completed > days.as_at:
        return f"The file tells up to {long_date(days.as_at)}. Correct this day, or give a later --as-at."
    if window_to and completed < window_to:
        return f"The period looked at ends later, on {long_date(window_to)}. Correct one of them."
    return ""


def _people_problems(head: Head) -> list[Problem]:
    if head.child_ref and head.child_ref == head.carer_ref:
        words = "Child and carer have the same reference. Correct one of them."
        return [Problem("carer_ref", head.carer_ref, words)]
    return []
