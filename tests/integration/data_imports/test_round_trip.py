"""What is exported and imported into an empty database is exported again byte by byte the same, whatever it holds."""

import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from gcp_tool.audit.transactions import transaction
from gcp_tool.core.database import Engines
from gcp_tool.core.text import LONGEST_TEXT, read_typed
from gcp_tool.data_imports.answers import ToolBook
from gcp_tool.data_imports.columns import COLUMNS
from gcp_tool.data_imports.exporting.queries import load_in_order
from gcp_tool.data_imports.exporting.rows import EXPORTED, rows_of
from gcp_tool.data_imports.exporting.services import CannotExport, export_scores
from gcp_tool.data_imports.files import CannotWrite
from gcp_tool.data_imports.reading import read_data, read_file
from gcp_tool.data_imports.services import Choices, import_scores, prepare
from gcp_tool.documents.csv_rows import csv_chunks
from gcp_tool.domain.vocabulary import AgeBand, AnswerKind
from gcp_tool.models import Answer, Assessment, AuditEvent, Person, ReadingRow
from tests.unit.data_imports.sheets import TODAY, Row, csv_bytes, past_care, row

ALL = [column.name for column in COLUMNS]
BOOK = past_care()
HOUSEHOLD = {item.id for item in BOOK.items if item.household}
_FOR = ToolBook(BOOK).codes_for
CODES = sorted(_FOR[AgeBand.FIVE_TO_TEN] & _FOR[AgeBand.ELEVEN_TO_SEVENTEEN])
words = st.sampled_from(
    [
        "",
        "Seen.",
        "=1+1",
        "'quoted",
        "'=x",
        "- she said\n\n  no tea",
        'a, "b"\nc',
        "Zoë 水 \U0001f9f8",
        "+44",
        "@home",
    ]
)
names = st.sampled_from(["", "Isla", "Jo  Harrow", "Zoë Ó Briain", "=Ann", "O'Neil"])
refs = st.sampled_from(["A", "B", "C", "é", "Z z"])


@st.composite
def files(draw: st.DrawFn) -> list[Row]:
    """Rows of a few assessments: children of all ages, several homes, whatever a cell may hold."""
    rows: list[Row] = []
    for number in range(draw(st.integers(1, 3))):
        on = TODAY - timedelta(days=draw(st.integers(1, 900)))
        family = draw(refs)
        common = row(
            assessment_ref=f"{draw(refs)}-{number}",
            family_ref=f"F {family}",
            window_from=on.isoformat(),
            window_to=on.isoformat(),
            completed_on=on.isoformat(),
            purpose=draw(st.sampled_from(["baseline", "review"])),
            lead_email=f"{draw(st.sampled_from(['amina', 'bo']))}@thornmere.example",
            family_label=draw(names),
            team=draw(st.sampled_from(["", "North", "=South"])),
            scope=draw(st.sampled_from(["", "food.meals", "food.meals home.rooms"])),
        )
        shared = {code: draw(answers()) for code in sorted(HOUSEHOLD)}
        for child in draw(st.lists(st.integers(0, 3), min_size=1, max_size=3, unique=True)):
            rows += _care(draw, common, f"{family}{child}", shared, child)
    return rows


@st.composite
def answers(draw: st.DrawFn) -> Row:
    """What a cell of an answer may hold."""
    state = draw(st.sampled_from(["graded", "not_known", "not_applicable"]))
    grade = draw(st.sampled_from([str(level.value) for level in BOOK.scale.levels]))
    reason = draw(st.sampled_from(["", "not_seen"]))
    return {
        "state": state,
        "grade": grade if state == "graded" else "",
        "reason": "" if state == "graded" else reason,
    }


def _care(draw: st.DrawFn, common: Row, child: str, shared: Mapping[str, Row], number: int) -> list[Row]:
    born = ["due 2026-09-01", "2026-01-02", "2019-05-14", "2010-03-01"][number]
    own = {
        "child_ref": f"P {child}",
        "child_dob": born,
        "child_name": draw(names),
        "carer_ref": f"Q {child[0]}",
        "carer_role": draw(st.sampled_from(["main_carer", "second_carer", "other"])),
        "household": "Gran’s" if number == 2 else "",
        "age_band": draw(st.sampled_from(["5 to 10", "11 to 17"])) if number == 3 else "5 to 10",
    }
    made: list[Row] = []
    for code in sorted(draw(st.sets(st.sampled_from(CODES), min_size=1, max_size=4))):
        answer = dict(shared[code]) if code in HOUSEHOLD else draw(answers())
        different = draw(st.sampled_from(["", "Sleeps elsewhere"])) if code in HOUSEHOLD else ""
        answer = draw(answers()) if different else answer
        made.append(
            {**common, **own, "code": code, "evidence": draw(words), "different": different, **answer}
        )
    return made


def bring(session: Session, data: bytes) -> list[str]:
    """Import a file; what is wrong with it."""
    file = read_data("scores.csv", data)
    prepared = prepare(session, file=file, choices=Choices(TODAY, create_missing=True))
    if not prepared.problems:
        import_scores(session, prepared=prepared, by=None)
    return prepared.problems.lines(5)


def exported(session: Session) -> bytes:
    """The export of what a session sees."""
    rows = (one for loaded in load_in_order(session) for one in rows_of(loaded))
    return b"".join(csv_chunks(EXPORTED, rows, as_kept=True))


def readings(session: Session) -> list[str]:
    """Every reading, told without ids."""
    child, carer = aliased(Person), aliased(Person)
    statement = (
        select(
            Assessment.ref, child.ref, carer.ref, ReadingRow.domain, ReadingRow.on_date, ReadingRow.grade,
            ReadingRow.because_code, ReadingRow.graded, ReadingRow.of_items, ReadingRow.judged, ReadingRow.items,
        )
        .join(Assessment, Assessment.id == ReadingRow.assessment_id)
        .join(child, child.id == ReadingRow.child_id)
        .join(carer, carer.id == ReadingRow.carer_id)
    )  # fmt: skip
    return sorted(json.dumps(list(one), default=str) for one in session.execute(statement))


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=files())
def test_whatever_came_in_goes_out_and_in_and_out_the_same(engines: Engines, rows: Sequence[Row]) -> None:
    with engines.writer() as session:
        assert bring(session, csv_bytes(rows, ALL)) == []
        first, told = exported(session), readings(session)
        session.rollback()
    with engines.writer() as session:
        assert bring(session, first) == []
        assert exported(session) == first
        assert readings(session) == told
        session.rollback()


ROWS = [
    row(evidence="=SUM(A1)", child_name="Isla Harrow", family_label="Harrow"),
    row(code="food.meals.lunch", evidence="=SUM(A1)", child_name="Isla Harrow", family_label="Harrow"),
]


def _keep(engines: Engines, rows: Sequence[Row]) -> None:
    with transaction(engines) as session:
        assert bring(session, csv_bytes(rows, ALL)) == []


def test_a_workbook_carries_the_same_rows_and_the_export_is_on_record(
    engines: Engines, tmp_path: Path
) -> None:
    _keep(engines, ROWS)
    counts = export_scores(engines, tmp_path / "out.csv")
    export_scores(engines, tmp_path / "out.xlsx", as_workbook=True)
    assert counts == {"rows": 2, "assessments": 1, "families": 1}
    text, book = read_file(tmp_path / "out.csv"), read_file(tmp_path / "out.xlsx")
    width = len(ALL)
    from_csv = [[text.unmark(cell) for cell in cells] for _, cells in text.rows()]
    assert from_csv == [cells + [""] * (width - len(cells)) for _, cells in book.rows()]
    assert (tmp_path / "out.csv").read_bytes().count(b"'=SUM(A1)") == 2
    assert (tmp_path / "out.csv").stat().st_mode & 0o077 == 0
    with engines.reader() as session:
        events = session.scalars(select(AuditEvent.event).order_by(AuditEvent.seq)).all()
        notes = session.scalars(select(Answer).where(Answer.kind == AnswerKind.EVIDENCE)).all()
    assert events[-2:] == ["scores.exported", "scores.exported"]
    assert [note.raw["shows"] for note in notes] == [["food.meals.enough", "food.meals.lunch"]]


def test_a_file_that_is_there_is_not_written_over(engines: Engines, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("mine")
    with pytest.raises(CannotWrite, match=r"There is a file out\.csv already"):
        export_scores(engines, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == "mine"
    assert not list(tmp_path.glob(".part-*"))


def test_evidence_longer_than_a_note_comes_in_as_several_and_goes_out_as_one(
    engines: Engines, tmp_path: Path
) -> None:
    long = "\n\n".join(["word " * 3_000 + "end"] * 3)
    assert len(long) > 2 * LONGEST_TEXT
    _keep(engines, [row(evidence=long)])
    with engines.reader() as session:
        notes = session.scalars(select(Answer).where(Answer.kind == AnswerKind.EVIDENCE)).all()
        out = read_data("out.csv", exported(session))
    assert len(notes) == 3
    (_, headings), (_, cells) = out.rows()
    assert cells[headings.index("evidence")] == read_typed(long, longest=10**6).text
    with pytest.raises(CannotExport, match="longer than a cell of a workbook"):
        export_scores(engines, tmp_path / "out.xlsx", as_workbook=True)
    assert list(tmp_path.glob("*.xlsx")) == []


def test_only_what_is_signed_off_and_stands_is_exported(engines: Engines) -> None:
    _keep(engines, [row(), row(assessment_ref="A-2")])
    with engines.writer() as session:
        session.scalars(select(Assessment).where(Assessment.ref == "A-2")).one().recorded_in_error_at = None
        one = session.scalars(select(Assessment).where(Assessment.ref == "A-2")).one()
        one.recorded_in_error_at, one.recorded_in_error_reason = one.started_at, "Wrong family"
        session.flush()
        lines = io.StringIO(exported(session).decode()).readlines()
        session.rollback()
    assert [line.split(",")[0] for line in lines] == ["assessment_ref", "A-1"]


def test_the_days_are_those_that_were_given(engines: Engines) -> None:
    _keep(engines, [row(child_dob="due 1/3/2026", age_band="unborn", code="home.rooms.warmth")])
    with engines.reader() as session:
        assert b"due 2026-03-01" in exported(session)
        person = session.scalars(select(Person).where(Person.ref == "P-1")).one()
    assert (person.birth_on, person.expected_birth_on) == (None, date(2026, 3, 1))
