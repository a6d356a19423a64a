"""Imported history is locked, comes in once, and never beside what somebody else wrote meanwhile."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from gcp_tool.audit.transactions import transaction
from gcp_tool.core.database import Engines
from gcp_tool.data_imports.services import AlreadyImported, NotImported, Prepared, import_scores
from gcp_tool.domain.errors import NotPossible
from gcp_tool.models import Answer
from tests.factories import make_assessment
from tests.integration.data_imports.conftest import Prepare
from tests.integration.data_imports.records import count_rows
from tests.integration.statements import TAKEN, answer_to
from tests.unit.data_imports.sheets import csv_bytes, row, xlsx_bytes

ROWS = [
    row(evidence="Isla ate two helpings."),
    row(code="food.meals.lunch", grade="", state="not_known", reason="not_asked"),
    row(code="home.rooms.warmth"),
    row(
        child_ref="P-2",
        child_dob="01/09/2024",
        code="home.rooms.bed",
        grade="40",
        evidence="The cot was damp.",
    ),
]


def _import(engines: Engines, prepared: Prepared) -> None:
    assert prepared.problems.lines(20) == []
    with transaction(engines) as session:
        import_scores(session, prepared=prepared, by=None)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revision SET state = 'draft'",
        "UPDATE revision SET content_sha256 = 'x'",
        "UPDATE answer SET grade = 1, version = version + 1, write_id = 'x' WHERE grade = 4",
        "UPDATE answer SET state = 'removed', grade = NULL, version = version + 1, write_id = 'x' WHERE grade = 4",
        "DELETE FROM evidence_link",
        "UPDATE assessment SET completed_on = '2026-01-01'",
        "UPDATE assessment SET window_to = '2026-03-01'",
        "UPDATE assessment SET origin = 'typed', upload_id = NULL",
        "UPDATE profile SET age_band = '2-4'",
        "DELETE FROM upload",
    ],
)
def test_imported_history_is_locked(on_record: Engines, prepare_file: Prepare, statement: str) -> None:
    _import(on_record, prepare_file(csv_bytes(ROWS)))
    assert answer_to(on_record, statement) != TAKEN


def test_imported_answers_cannot_be_deleted(on_record: Engines, prepare_file: Prepare) -> None:
    _import(on_record, prepare_file(csv_bytes(ROWS)))
    with pytest.raises(DBAPIError), on_record.write.begin() as connection:
        connection.execute(text("DELETE FROM answer"))
    with on_record.reader() as session:
        assert session.scalar(select(func.count()).select_from(Answer)) == 6


def test_the_same_file_is_imported_once(on_record: Engines, prepare_file: Prepare) -> None:
    prepared = prepare_file(csv_bytes(ROWS))
    _import(on_record, prepared)
    words = "scores.csv was already imported, on 20 May 2026 at 10:30. Nothing was imported."
    with pytest.raises(AlreadyImported) as refused:
        prepare_file(csv_bytes(ROWS))
    assert str(refused.value) == words
    with pytest.raises(AlreadyImported), transaction(on_record) as session:
        import_scores(session, prepared=prepared, by=None)


def test_what_changed_since_a_file_was_checked_is_seen(on_record: Engines, prepare_file: Prepare) -> None:
    prepared = prepare_file(csv_bytes(ROWS))
    with transaction(on_record) as session:
        make_assessment(session, ref="A-1")
    with on_record.reader() as session:
        before = count_rows(session)
    with pytest.raises(NotImported) as refused, transaction(on_record) as session:
        import_scores(session, prepared=prepared, by=None)
    assert refused.value.problems.lines(2) == [
        (
            "Row 2 to row 5, assessment_ref “A-1”: An assessment with this reference is recorded"
            " here already. Delete its"
            " rows, or correct the reference."
        )
    ]
    with on_record.reader() as session:
        assert count_rows(session) == before


def test_a_record_that_appears_during_the_import_undoes_it(
    engines: Engines, prepare_file: Prepare, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = prepare_file(csv_bytes(ROWS), create_missing=True)
    prepared_twice = prepare_file(csv_bytes([*ROWS, row(code="food.meals")]), create_missing=True)
    _import(engines, prepared)
    with engines.reader() as session:
        before = count_rows(session)
    monkeypatch.setattr("gcp_tool.data_imports.services._check", lambda _session, _prepared: None)
    with pytest.raises(NotPossible) as refused, transaction(engines) as session:
        import_scores(session, prepared=prepared_twice, by=None)
    assert str(refused.value) == (
        "Somebody changed the same records at the same moment, so nothing was imported. Try again."
    )
    with engines.reader() as session:
        assert count_rows(session) == before


def test_two_files_in_different_formats_of_one_assessment_are_one_assessment(
    on_record: Engines, prepare_file: Prepare
) -> None:
    _import(on_record, prepare_file(csv_bytes(ROWS)))
    again = prepare_file(xlsx_bytes(ROWS))
    assert again.problems.lines(2) == [
        "Row 2 to row 5, assessment_ref “A-1”: This assessment was already imported, on 20 May 2026. Delete its rows."
    ]
