"""Bringing in what is good of a file: an assessment with a wrong row is refused whole, the others are imported."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from sqlalchemy.orm import Session

from gcp_tool.data_imports.columns import PROBLEM
from gcp_tool.data_imports.gathered import Gathered
from gcp_tool.data_imports.gathering import Tell, no_telling
from gcp_tool.data_imports.problems import Problems
from gcp_tool.data_imports.reading import ScoreFile
from gcp_tool.data_imports.services import Choices, Prepared, check_not_imported, read_and_check
from gcp_tool.documents.content import Column, Row
from gcp_tool.documents.csv_rows import csv_chunks


@dataclass(frozen=True, slots=True)
class Refused:
    """The rows of a file that are not imported, each with why."""

    reasons: Mapping[int, str]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.reasons)


def prepare_good(
    session: Session, *, file: ScoreFile, choices: Choices, tell: Tell = no_telling
) -> tuple[Prepared, Refused]:
    """What the file would bring without the assessments that something is wrong with. Nothing is written.

    The problems of what is prepared are empty, unless its headings are wrong: then nothing of it can be read.

    Raises:
        CannotRead, AlreadyImported: as for `prepare`.
    """
    check_not_imported(session, file)
    reasons: dict[int, str] = {}
    while True:
        prepared = read_and_check(session, file, choices, passing_over=reasons, tell=tell)
        if not prepared.problems or not prepared.gathered.row_count:
            return prepared, Refused(reasons)
        # without these another one may lack what only they said: so the rest is read again
        reasons |= _refused(prepared.gathered, prepared.problems)


def _refused(gathered: Gathered, problems: Problems) -> Mapping[int, str]:
    said = problems.by_row()
    refused = dict(said)
    for past in gathered.assessments.values():
        rows = sorted(past.rows)
        wrong = next((row for row in rows if row in said), None)
        if wrong is not None:
            words = f"Row {wrong} of the same assessment is wrong, so all of it was left out."
            refused |= {row: said.get(row, words) for row in rows}
    return refused


def write_refused(stream: IO[bytes], file: ScoreFile, refused: Refused) -> None:
    """Write the refused rows under their headings, with why, to be corrected and imported."""
    lines = file.rows()
    _, headings = next(lines)
    kept = [place for place, heading in enumerate(headings) if heading.strip().casefold() != PROBLEM]
    rows = [(number, cells) for number, cells in lines if number in refused.reasons]
    width = max(len(cells) for cells in (headings, *(cells for _, cells in rows)))
    kept += range(len(headings), width)
    columns = (*(Column(heading) for heading in _taken(headings, kept, file)), Column(PROBLEM))
    stream.writelines(csv_chunks(columns, _rows(rows, kept, file, refused), as_kept=True))


def _rows(
    rows: list[tuple[int, list[str]]], kept: list[int], file: ScoreFile, refused: Refused
) -> Iterator[Row]:
    for number, cells in rows:
        yield (*_taken(cells, kept, file), refused.reasons[number])


def _taken(cells: list[str], kept: list[int], file: ScoreFile) -> list[str]:
    return [file.unmark(cells[place]) if place < len(cells) else "" for place in kept]
