"""From the rows of a file to the assessments they tell of, checked against each other. Pure; knows no database."""

import gc
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from gcp_tool.data_imports.answers import ToolBook, Tools
from gcp_tool.data_imports.gathered import Answered, Care, Gathered, Latest, PastAssessment, as_given
from gcp_tool.data_imports.headings import DIFFERENT, Layout, Texts, find_layout
from gcp_tool.data_imports.problems import CannotRead, Problem, Problems
from gcp_tool.data_imports.reading import Row, ScoreFile
from gcp_tool.data_imports.rows import Cells, Days, Head, read_evidence, read_head
from gcp_tool.domain.vocabulary import AnswerKind

# what every row of one child with one carer in an assessment says in the same way, as a message calls it
_ALIKE = {"carer_role": "role", "household": "household", "age_band": "age band"}
# what names somebody or something, and by which reference
_NAMES = (
    ("child_name", "child_ref"),
    ("carer_name", "carer_ref"),
    ("family_label", "family_ref"),
    ("team", "family_ref"),
)
_MOST_REMEMBERED = 4_000
_NOT_OF_HOUSEHOLD = "This is asked of each child, not of the household. Delete these words."
_TELL_EVERY = 20_000

Tell = Callable[[str], None]


class _Opened(NamedTuple):
    """What was found of the cells beside the answer: remembered, as many rows have the same ones."""

    problems: tuple[Problem, ...]
    care: Care | None
    book: ToolBook | None
    past: PastAssessment | None


def no_telling(_words: str) -> None:
    """Say nothing of how far it is."""


def gather(
    file: ScoreFile,
    tools: Tools,
    days: Days,
    problems: Problems,
    *,
    passing_over: Container[int] = (),
    tell: Tell = no_telling,
) -> Gathered:
    """All that the file tells, some rows passed over; what is wrong with its rows is added to the problems.

    Raises:
        CannotRead: the file is not what it claims to be, or holds no rows below its headings.
    """
    rows = file.rows()
    number, headings = next(rows, (1, []))
    layout = find_layout(number, headings, problems)
    if layout is None:
        return Gathered()
    gathering = _Gathering(layout, tools, days, problems, file.unmark)
    coming = (row for row in rows if row[0] not in passing_over) if passing_over else _told(rows, tell)
    gathering.add_all(coming)
    if not gathering.gathered.row_count and not passing_over:
        raise CannotRead(f"{file.name} has headings but no rows.")
    return gathering.gathered


@contextmanager
def no_collecting() -> Iterator[None]:
    """Spare the search for cycles: what is gathered has none, and looking through it takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _told(rows: Iterable[Row], tell: Tell) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if not count % _TELL_EVERY:
            tell(f"Read {count:,} rows.")
        yield row


class _Gathering:
    def __init__(
        self, layout: Layout, tools: Tools, days: Days, problems: Problems, unmark: Callable[[str], str]
    ) -> None:
        self.gathered = Gathered()
        self._layout, self._tools, self._days, self._problems = layout, tools, days, problems
        self._answer_of, self._different_at = layout.answer_of, layout.different_at
        self._unmark = unmark
        self._opened: dict[Texts, _Opened] = {}
        self._cells = Cells(unmark)

    def add_all(self, rows: Iterable[Row]) -> None:
        """Take in rows. Most are like the one before beside their answer, so that is compared first."""
        fit, head_of, width = self._layout.fit, self._layout.head_of, self._layout.width
        count, latest, opened = 0, None, None
        for number, cells in rows:
            count += 1
            misfit = fit(cells) if len(cells) != width else None
            key = head_of(cells)
            if key != latest or opened is None:
                opened, latest = self._opened.get(key) or self._open(key, number), key
                problems, care, book, past = opened
            if care is not None:
                care.rows.append(number)
            elif past is not None:
                past.loose.append(number)
            found = self._answer(number, cells, care, book) if book is not None else ()
            if misfit or problems or found:
                for problem in (*filter(None, [misfit]), *problems, *found):
                    self._problems.add(number, problem)
        self.gathered.row_count = count

    def _answer(self, number: int, cells: list[str], care: Care | None, book: ToolBook) -> Sequence[Problem]:
        code, state, grade, reason, evidence = self._answer_of(cells)
        place = book.places.get(code) or book.find_place(code)
        given = book.givens.get((state, grade, reason)) or book.read(state, grade, reason)
        found, different = given.problems, ""
        if evidence:
            evidence, found = self._read("evidence", evidence, found)
        if self._different_at is not None and cells[self._different_at]:
            different, found = self._read(DIFFERENT, cells[self._different_at], found)
        if place is None:
            return (*found, _unknown_code(code, book))
        if different and not place.is_household:
            found += (Problem(DIFFERENT, different, _NOT_OF_HOUSEHOLD),)
        if care is not None:
            answered = Answered(number, given, evidence, different)
            held = care.answers.setdefault(place.code, answered)
            if held is not answered:
                found += (_repeated(code, held.row),)
        return found

    def _read(self, column: str, text: str, found: tuple[Problem, ...]) -> tuple[str, tuple[Problem, ...]]:
        """Words as they are kept, and what is wrong with them too."""
        try:
            return read_evidence(self._unmark(text)), found
        except ValueError as error:
            return text, (*found, Problem(column, "", str(error)))

    def _open(self, key: Texts, number: int) -> _Opened:
        """Read the cells beside the answer, which many rows have alike, and remember what they say."""
        texts = dict(zip(self._layout.head_columns, key, strict=True))
        head, problems = read_head(texts, self._days, self._cells)
        if any(problem.column == "child_dob" for problem in problems):
            self.gathered.doubtful_births.add(head.child_ref)
        if head.child_is_due:
            self.gathered.due_children.add(head.child_ref)
        book = self._book_of(head, problems)
        if book is not None and head.scope:
            problems += _scope_problems(head.scope, book)
        care = self._care_of(head, book, number, problems) if head.assessment_ref else None
        self._remember_people(head, number, problems)
        if len(self._opened) > _MOST_REMEMBERED:
            self._opened.clear()
        self._opened[key] = opened = _Opened(
            tuple(problems), care, book, self.gathered.assessments.get(head.assessment_ref)
        )
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
        for column, what in _ALIKE.items():
            value, first = getattr(head, column), getattr(care.head, column)
            if value and first and value != first:
                words = f"Row {care.first_row} has another {what} for the same child and carer. Make them the same."
                problems.append(Problem(column, str(value), words))
        return care

    def _remember_people(self, head: Head, number: int, problems: list[Problem]) -> None:
        if head.child_ref and head.child_dob:
            first, row = self.gathered.births.setdefault(head.child_ref, (head.child_dob, number))
            if first != head.child_dob:
                words = f"Row {row} has another date of birth for the same child. Make them the same."
                problems.append(Problem("child_dob", as_given(head.child_dob), words))
        on = head.window_to or date.min
        for column, ref_column in _NAMES:
            name, ref = getattr(head, column), getattr(head, ref_column)
            latest = self.gathered.names.get((column, ref))
            if name and (latest is None or latest.on <= on):
                self.gathered.names[column, ref] = Latest(name, on)


def _unknown_code(code: str, book: ToolBook) -> Problem:
    if not code.strip():
        return Problem("code", "", "Enter the code of an item, area or domain of the tool.")
    words = f"{book.instrument.name} has no item, area or domain with this code. Correct it."
    return Problem("code", code.strip(), words)


def _scope_problems(scope: str, book: ToolBook) -> Iterator[Problem]:
    for code in scope.split():
        place = book.places.get(code)
        if place is None or place.kind is not AnswerKind.AREA:
            yield Problem("scope", code, f"{book.instrument.name} has no area with this code. Correct it.")


def _repeated(code: str, row: int) -> Problem:
    words = f"Row {row} has this code for the same child and carer already. Delete one of them."
    return Problem("code", code.strip(), words)
