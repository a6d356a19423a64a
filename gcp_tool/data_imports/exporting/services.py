"""Exporting scores: every signed-off assessment that stands, written to a file that nobody else can read.

The file is made, then it is put on record that it was, and only then does it stand under its name.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy.orm import Session

from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.transactions import transaction
from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.data_imports.exporting.queries import load_in_order
from gcp_tool.data_imports.exporting.rows import EXPORTED, CannotExport, rows_of
from gcp_tool.data_imports.files import new_file
from gcp_tool.data_imports.gathering import Tell, no_telling
from gcp_tool.documents.content import Document, Row, Words
from gcp_tool.documents.csv_rows import csv_chunks
from gcp_tool.documents.workbooks import write_rows

MARKING = "OFFICIAL-SENSITIVE"
_TELL_EVERY = 500
_WORDS = (
    "A row for each grade of one child with one carer in one assessment, as it was signed off. It holds names and"
    " evidence: keep it as you keep the records themselves, and delete it when it is no longer needed."
)


def export_scores(
    engines: Engines, path: Path, *, as_workbook: bool = False, tell: Tell = no_telling
) -> Counter[str]:
    """Write every signed-off assessment to a file; how many rows, assessments and families it holds is returned.

    Raises:
        CannotWrite: there is a file of this name, or it cannot be written.
        CannotExport: a text is too long for such a file.
    """
    counts: Counter[str] = Counter()
    with new_file(path) as file:
        with _snapshot(engines) as session:
            rows = _rows(session, counts, tell)
            _write_workbook(file, rows) if as_workbook else file.writelines(
                csv_chunks(EXPORTED, rows, as_kept=True)
            )
        with transaction(engines) as session:
            details = {**counts, "made_as": "xlsx" if as_workbook else "csv"}
            record(session, Event.SCORES_EXPORTED, by=None, details=details)
    return counts


def _rows(session: Session, counts: Counter[str], tell: Tell) -> Iterator[Row]:
    family = ""
    for number, loaded in enumerate(load_in_order(session), start=1):
        counts["assessments"] += 1
        counts["families"] += loaded.told.family_ref != family
        family = loaded.told.family_ref
        for row in rows_of(loaded):
            counts["rows"] += 1
            yield row
        if not number % _TELL_EVERY:
            tell(f"Wrote {number:,} assessments.")


def _write_workbook(file: IO[bytes], rows: Iterator[Row]) -> None:
    document = Document(
        title="Scores", marking=MARKING, made_on=clock.today(), made_by="gcp-tool", parts=(Words((_WORDS,)),)
    )
    try:
        write_rows(file, document, "Scores", EXPORTED, rows)
    except ValueError as error:
        raise CannotExport(
            f"A workbook cannot hold it: {error}. Export it as CSV, without --xlsx."
        ) from error


@contextmanager
def _snapshot(engines: Engines) -> Iterator[Session]:
    """A session that sees everything as it was at one moment, however long it reads."""
    if engines.is_sqlite:
        with engines.reader() as session:
            yield session
        return
    engine = engines.engine.execution_options(isolation_level="REPEATABLE READ")
    with Session(engine, autoflush=False) as session:
        yield session
