"""What is only added to, and what is never deleted, by every way of forging, as the app and as the owner.

SQLite's REPLACE, row by row and key by key, is in `test_replacing`.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text

from gcp_tool.core.database import Engines
from tests.integration.rows import Rows, build_rows
from tests.integration.statements import TAKEN, answer_to

APPEND_ONLY = {
    "answer_history": "What an answer was before is kept as it is",
    "audit_event": "The audit log is kept as it is",
    "audit_note": "The words of an event are kept as they are",
    "feedback": "What somebody said is kept as it is",
    "instrument_version": "A published tool is kept as it is",
    "item_comment": "A comment on an item is kept as it is",
    "participant_user": "Who ever held a part is kept as it is",
    "policy": "What was settled is kept as it is",
    "response": "What somebody answered is kept as it is",
    "review": "A review is kept as it was decided",
    "sharing": "What was shared is kept as it is",
    "status_change": "A step of an assessment is kept as it is",
}
NEVER_DELETED = (
    "accreditation",
    "action",
    "agency",
    "allocation",
    "app_user",
    "assessment",
    "audit",
    "break_glass",
    "challenge",
    "delegation",
    "event",
    "family",
    "family_link",
    "family_member",
    "participant",
    "person",
    "plan_episode",
    "profile",
    "referral",
    "revision",
    "sample",
    "sample_auditor",
    "sample_family",
    "support",
    "target",
    "team",
    "upload",
    "user_posting",
    "user_role",
    "wording_note",
)
REFUSED_FOR_OTHERS = {
    "answer": "An answer is never deleted",
    "audit_head": "The end of the audit log cannot be deleted",
}
KEYS = {
    "answer_history": "answer_id, version",
    "audit_event": "chain, seq",
}

only_postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@pytest.fixture
def rows(engines: Engines) -> Rows:
    return build_rows(engines)


def columns(engines: Engines, table: str) -> list[str]:
    with engines.read.connect() as connection:
        return list(connection.execute(text(f"SELECT * FROM {table}")).keys())


def first_row(engines: Engines, table: str) -> dict[str, Any]:
    with engines.read.connect() as connection:
        return dict(connection.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2 LIMIT 1")).mappings().one())


def upsert(engines: Engines, table: str) -> str:
    """An INSERT of a row that is there, which would change it."""
    names = columns(engines, table)
    changed = "words" if "words" in names else "at" if "at" in names else names[-1]
    return (
        f"INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT ({KEYS.get(table, 'id')})"
        f" DO UPDATE SET {changed} = excluded.{changed}"
    )


def forgeries(engines: Engines, table: str) -> Iterator[str]:
    column = columns(engines, table)[-1]
    yield f"UPDATE {table} SET {column} = {column}"
    yield f"DELETE FROM {table}"
    yield upsert(engines, table)
    if engines.is_sqlite:
        yield f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
        yield f"REPLACE INTO {table} SELECT * FROM {table}"
        yield f"UPDATE OR REPLACE {table} SET {column} = {column}"
        yield f"UPDATE OR IGNORE {table} SET {column} = {column}"
    else:
        yield f"TRUNCATE {table} CASCADE"
        yield (
            f"MERGE INTO {table} USING {table} AS other ON false"
            f" WHEN NOT MATCHED BY SOURCE THEN UPDATE SET {column} = DEFAULT"
        )
        yield f"MERGE INTO {table} USING {table} AS other ON false WHEN NOT MATCHED BY SOURCE THEN DELETE"


@pytest.mark.usefixtures("rows")
def test_nobody_changes_what_is_only_added_to(engines: Engines, owner: Engines) -> None:
    for table, kept in APPEND_ONLY.items():
        before = first_row(engines, table)
        for forgery in forgeries(engines, table):
            words = ("permission denied", kept, "is written by the database")
            for somebody in (engines, owner):
                said = answer_to(somebody, forgery)
                assert any(word in said for word in words), f"{forgery}: {said or 'taken'}"
        assert first_row(engines, table) == before


@pytest.mark.usefixtures("rows")
def test_nobody_deletes_a_record(engines: Engines, owner: Engines) -> None:
    for table in NEVER_DELETED:
        words = f"Nothing is deleted here: end, close or correct the record instead ({table})."
        assert answer_to(owner, f"DELETE FROM {table}") == words
        assert answer_to(engines, f"DELETE FROM {table}") in (words, f"permission denied for table {table}")
    for table, words in REFUSED_FOR_OTHERS.items():
        assert words in answer_to(owner, f"DELETE FROM {table}")
        assert answer_to(engines, f"DELETE FROM {table}") != TAKEN


@only_postgresql
@pytest.mark.usefixtures("rows")
def test_nobody_empties_a_table(engines: Engines, owner: Engines) -> None:
    for table in (*NEVER_DELETED, *REFUSED_FOR_OTHERS, "evidence_link"):
        assert answer_to(engines, f"TRUNCATE {table} CASCADE") == f"permission denied for table {table}"
        assert "delete" in answer_to(owner, f"TRUNCATE {table} CASCADE").lower() or table == "evidence_link"
    assert answer_to(owner, "TRUNCATE evidence_link") == "A link of evidence is taken away one at a time."


@pytest.mark.usefixtures("rows")
def test_what_may_go_can_be_deleted_by_the_app(engines: Engines) -> None:
    for table in ("search", "once", "held_input", "chart", "reading"):
        assert answer_to(engines, f"DELETE FROM {table}") == TAKEN


@pytest.mark.usefixtures("rows")
def test_only_the_database_writes_what_an_answer_was_and_who_held_a_part(
    engines: Engines, owner: Engines
) -> None:
    history = (
        "INSERT INTO answer_history (answer_id, version, raw, state, grade, shared_with, write_id, at)"
        " SELECT id, 99, '{}', 'graded', 1, '[]', 'forged', at FROM answer WHERE code = 'food.meals.regular'"
    )
    part = (
        "INSERT INTO participant_user (assessment_id, participant_id, user_id, at)"
        " SELECT assessment_id, id, (SELECT max(id) FROM app_user), since_at FROM participant"
    )
    if engines.is_sqlite:
        assert "is written by the database when the answer changes" in answer_to(engines, history)
        assert "is written by the database when the part is given" in answer_to(engines, part)
    else:
        assert answer_to(engines, history) == "permission denied for table answer_history"
        assert answer_to(engines, part) == "permission denied for table participant_user"


HEAD_FORGERIES = {
    "UPDATE audit_head SET seq = 1": "only moves forward",
    "UPDATE audit_head SET seq = seq + 1": "only moves forward",
    "UPDATE audit_head SET hash = 'forged'": "only moves forward",
    "UPDATE audit_head SET chain = 'other'": "only moves forward",
    "INSERT INTO audit_head VALUES ('other', 0, '')": "begins only in a migration",
    "DELETE FROM audit_head": "cannot be deleted",
    (
        "INSERT INTO audit_event (chain, seq, at, event, canonical, hash)"
        " SELECT 'main', 4, changed_at, '', '', '' FROM family LIMIT 1"
    ): "has no gaps",
}


@pytest.mark.usefixtures("rows")
def test_the_log_has_no_gap_and_its_end_moves_forward(engines: Engines, owner: Engines) -> None:
    for forgery, words in HEAD_FORGERIES.items():
        assert words in answer_to(owner, forgery)
        assert answer_to(engines, forgery) != TAKEN
