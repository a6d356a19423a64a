"""From the rows of a file to the assessments they tell of, checked against each other. Pure; knows no database."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from gcp_tool.data_imports.answers import Given, ToolBook, Tools
from gcp_tool.data_imports.headings import Layout, Texts, find_layout
from gcp_tool.data_imports.problems import CannotRead, Problem, Problems
from gcp_tool.data_imports.reading import ScoreFile
from gcp_tool.data_imports.rows import Days, Head, read_head, read_words

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
)
# what names somebody or something, and by which reference
_NAMES = (
    ("child_name", "child_ref"),
    ("carer_name", "carer_ref"),
    ("family_label", "family_ref"),
    ("team", "family_ref"),
)
_MOST_REMEMBERED = 4_000


class Answered(NamedTuple):
    """What a row answered, and the evidence it gives."""

    row: int
    given: Given
    evidence: str


@dataclass(slots=True)
class Care:
    """One child with one carer in an assessment: what was answered, by code, and on which rows."""

    head: Head
    first_row: int
    answers: dict[str, Answered] = field(default_factory=dict)
    rows: "array[int]" = field(default_factory=lambda: array("L"))


@dataclass(slots=True)
class PastAssessment:
    """An assessment as its rows tell it: what they agree on, and each child with each carer."""

    ref: str
    book: ToolBook | None = None
    said: dict[str, tuple[object, int]] = field(default_factory=dict)
    cares: dict[tuple[str, str], Care] = field(default_factory=dict)

    @property
    def head(self) -> Head:
        """What is the same on all its rows, when nothing is wrong with them."""
        return next(iter(self.cares.values())).head

    @property
    def rows(self) -> Iterator[int]:
        """The rows that tell of it."""
        return (row for care in self.cares.values() for row in care.rows)

    def disagreements(self, head: Head, book: ToolBook | None, row: int) -> Iterator[Problem]:
        """Where a row says something else about the assessment than an earlier one."""
        for column in _AGREED:
            value = _comparable(column, head, book)
            if not value:
                continue
            first, first_row = self.said.setdefault(column, (value, row))
            if first != value:
                words = f"Row {first_row} has another {column} for the same assessment. Make them the same."
                yield Problem(column, _as_given(getattr(head, column)), words)


class Latest(NamedTuple):
    """A name as the latest assessment gives it, and the day up to which that looked."""

    name: str
    on: date


@dataclass(slots=True)
class Gathered:
    """All that a file tells: assessments by reference, children’s births, the latest names, and how many rows.

    `doubtful_births` are of children whose date of birth was given but cannot be read.
    """

    assessments: dict[str, PastAssessment] = field(default_factory=dict)
    births: dict[str, tuple[date, int]] = field(default_factory=dict)
    doubtful_births: set[str] = field(default_factory=set)
    names: dict[tuple[str, str], Latest] = field(default_factory=dict)
    row_count: int = 0

    def name_of(self, column: str, ref: str) -> str:
        """The latest name that a column gives for a reference, or the empty text."""
        latest = self.names.get((column, ref))
        return latest.name if latest else ""


class _Opened(NamedTuple):
    """What was found of the cells beside the answer: remembered, as many rows have the same ones."""

    problems: tuple[Problem, ...]
    care: Care | None
    book: ToolBook | None


def gather(file: ScoreFile, tools: Tools, days: Days, problems: Problems) -> Gathered:
    """All that the file tells; what is wrong with its rows is added to the problems.

    Raises:
        CannotRead: the file is not what it claims to be, or holds no rows below its headings.
    """
    rows = file.rows()
    number, headings = next(rows, (1, []))
    layout = find_layout(number, headings, problems)
    if layout is None:
        return Gathered()
    gathering = _Gathering(layout, tools, days, problems)
    for number, cells in rows:
        gathering.add(number, cells)
    if not gathering.gathered.row_count:
        raise CannotRead(f"{file.name} has headings but no rows.")
    return gathering.gathered


class _Gathering:
    def __init__(self, layout: Layout, tools: Tools, days: Days, problems: Problems) -> None:
        self.gathered = Gathered()
        self._layout, self._tools, self._days, self._problems = layout, tools, days, problems
        self._opened: dict[Texts, _Opened] = {}

    def add(self, number: int, cells: list[str]) -> None:
        """Take in one row."""
        self.gathered.row_count += 1
        misfit = self._layout.fit(cells)
        key = self._layout.head_of(cells)
        problems, care, book = self._opened.get(key) or self._open(key, number)
        if care is not None:
            care.rows.append(number)
        found = self._answer(number, cells, care, book) if book is not None else ()
        if misfit or problems or found:
            for problem in (*filter(None, [misfit]), *problems, *found):
                self._problems.add(number, problem)

    def _answer(self, number: int, cells: list[str], care: Care | None, book: ToolBook) -> Sequence[Problem]:
        code, state, grade, reason, evidence = self._layout.answer_of(cells)
        place = book.places.get(code) or book.find_place(code)
        given = book.givens.get((state, grade, reason)) or book.read(state, grade, reason)
        found = given.problems
        if evidence:
            try:
                evidence = read_words(evidence)
            except ValueError as error:
                found += (Problem("evidence", "", str(error)),)
        if place is None:
            return (*found, _unknown_code(code, book))
        if care is not None:
            held = care.answers.setdefault(place.code, answered := Answered(number, given, evidence))
            if held is not answered:
                found += (_repeated(code, held.row),)
        return found

    def _open(self, key: Texts, number: int) -> _Opened:
        """Read the cells beside the answer, which many rows have alike, and remember what they say."""
        texts = dict(zip(self._layout.head_columns, key, strict=True))
        head, problems = read_head(texts, self._days)
        if any(problem.column == "child_dob" for problem in problems):
            self.gathered.doubtful_births.add(head.child_ref)
        book = self._book_of(head, problems)
        care = self._care_of(head, book, number, problems) if head.assessment_ref else None
        self._remember_people(head, number, problems)
        if len(self._opened) > _MOST_REMEMBERED:
            self._opened.clear()
        self._opened[key] = opened = _Opened(tuple(problems), care, book)
        return opened

    def _book_of(self, head: Head, problems: list[Problem]) -> ToolBook | None:
        if not (head.instrument and head.version):
            return None
        found = self._tools.find(head.instrument, head.version)
        if isinstance(found, ToolBook):
            return found
        problems.append(found)
        return None

    def _care_of(
        self, head: Head, book: ToolBook | None, number: int, problems: list[Problem]
    ) -> Care | None:
        ref = head.assessment_ref
        past = self.gathered.assessments.setdefault(ref, PastAssessment(ref))
        past.book = past.book or book
        problems += past.disagreements(head, book, number)
        if not (head.child_ref and head.carer_ref):
            return None
        care = past.cares.setdefault((head.child_ref, head.carer_ref), Care(head, number))
        if head.carer_role and care.head.carer_role and head.carer_role is not care.head.carer_role:
            words = f"Row {care.first_row} has another role for the same child and carer. Make them the same."
            problems.append(Problem("carer_role", head.carer_role.value, words))
        return care

    def _remember_people(self, head: Head, number: int, problems: list[Problem]) -> None:
        if head.child_ref and head.child_dob:
            first, row = self.gathered.births.setdefault(head.child_ref, (head.child_dob, number))
            if first != head.child_dob:
                words = f"Row {row} has another date of birth for the same child. Make them the same."
                problems.append(Problem("child_dob", _as_given(head.child_dob), words))
        on = head.window_to or date.min
        for column, ref_column in _NAMES:
            name, ref = getattr(head, column), getattr(head, ref_column)
            latest = self.gathered.names.get((column, ref))
            if name and (latest is None or latest.on <= on):
                self.gathered.names[column, ref] = Latest(name, on)


def _comparable(column: str, head: Head, book: ToolBook | None) -> object:
    if column == "version" and book is not None:
        return book.instrument.version
    value = getattr(head, column)
    return value.casefold() if column in {"agency", "instrument"} else value


def _as_given(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _unknown_code(code: str, book: ToolBook) -> Problem:
    if not code.strip():
        return Problem("code", "", "Enter the code of an item, area or domain of the tool.")
    words = f"{book.instrument.name} has no item, area or domain with this code. Correct it."
    return Problem("code", code.strip(), words)


def _repeated(code: str, row: int) -> Problem:
    words = f"Row {row} has this code for the same child and carer already. Delete one of them."
    return Problem("code", code.strip(), words)
