"""Whole or not at all: a failure at any statement of an import, and anybody stopping it, leaves nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from gcp_tool.audit.transactions import transaction
from gcp_tool.core.database import Engines
from gcp_tool.data_imports.services import Prepared, import_scores
from tests.integration.data_imports.conftest import Prepare
from tests.integration.data_imports.records import count_rows
from tests.unit.data_imports.sheets import csv_bytes, row

ROWS = [row(evidence="Isla ate two helpings."), row(code="home.rooms.warmth")]


class _Fault(Exception):
    """A failure of the database in the middle of things."""


@contextmanager
def failing_at(engines: Engines, number: int, error: BaseException) -> Iterator[list[str]]:
    """Let the statement of this number fail; the statements so far are in the list."""
    seen: list[str] = []

    def fail(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)
        if len(seen) == number:
            raise error

    event.listen(engines.engine, "before_cursor_execute", fail)
    try:
        yield seen
    finally:
        event.remove(engines.engine, "before_cursor_execute", fail)


def _import(engines: Engines, prepared: Prepared) -> None:
    with transaction(engines) as session:
        import_scores(session, prepared=prepared, by=None)


def test_a_failure_at_any_statement_leaves_nothing(engines: Engines, prepare_file: Prepare) -> None:
    prepared = prepare_file(csv_bytes(ROWS), create_missing=True)
    with engines.reader() as session:
        before = count_rows(session)
    number, imported = 0, False
    while not imported:
        number += 1
        with failing_at(engines, number, _Fault()) as seen:
            try:
                _import(engines, prepared)
                imported = True
            except _Fault:
                assert len(seen) == number
        if not imported:
            with engines.reader() as session:
                assert count_rows(session) == before, seen[-1]
    written = {statement.split()[2] for statement in seen if statement.startswith("INSERT")}
    assert written >= {
        "upload",
        "agency",
        "app_user",
        "family",
        "person",
        "assessment",
        "answer",
        "evidence_link",
        "reading",
    }
    with engines.reader() as session:
        assert count_rows(session)["assessment"] == 1


def test_stopping_it_by_hand_leaves_nothing(engines: Engines, prepare_file: Prepare) -> None:
    prepared = prepare_file(csv_bytes(ROWS), create_missing=True)
    with engines.reader() as session:
        before = count_rows(session)
    for number in (5, 25, 45):
        with failing_at(engines, number, KeyboardInterrupt()), pytest.raises(KeyboardInterrupt):
            _import(engines, prepared)
        with engines.reader() as session:
            assert count_rows(session) == before


def test_many_rows_take_few_statements(engines: Engines, prepare_file: Prepare) -> None:
    """Statements grow with assessments, each sealed and read out for itself, and never with rows."""
    codes = [
        "home.rooms.bed",
        "food.meals.enough",
        "food.meals.lunch",
        "home",
        "food",
        "food.meals",
        "home.rooms",
    ]
    few = prepare_file(csv_bytes([row()]), create_missing=True)
    with failing_at(engines, 0, _Fault()) as one_row:
        _import(engines, few)
    children = [{"child_ref": f"P-{number}", "child_dob": "14/05/2019"} for number in range(20, 40)]
    rows = [row(assessment_ref="A-2", code=code, **child) for child in children for code in codes]
    many = prepare_file(csv_bytes(rows), create_missing=True)
    with failing_at(engines, 0, _Fault()) as many_rows:
        _import(engines, many)
    assert len(rows) == 140
    assert len(many_rows) <= len(one_row)
