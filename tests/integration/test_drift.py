"""Migrations make exactly what the models say: compared by the catalogues of two databases, on both engines.

Alembic's own comparison sees neither CHECKs nor the WHERE of an index.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Index, MetaData, text

from gcp_tool.core.database import Engines
from gcp_tool.models import Base, schema
from tests.integration.conftest import Database

Catalogue = dict[str, list[Any]]

POSTGRESQL = {
    "columns": """
        SELECT relname, attname, format_type(atttypid, atttypmod), attnotnull, attidentity::text,
               pg_get_expr(adbin, adrelid)
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
    """,
    "constraints": """
        SELECT conrelid::regclass::text, conname, contype::text, convalidated, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    """,
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}

TRIGGERS_OF_SQLITE = {
    "append-only": ("kept_on_delete", "kept_on_insert", "kept_on_update"),
    "never deleted": ("not_deleted", "not_replaced_by_insert", "not_replaced_by_update"),
}
TRIGGERS_OF_POSTGRESQL = {
    "append-only": ("kept", "kept_on_truncate"),
    "never deleted": ("not_deleted", "not_truncated"),
}
OWN_TRIGGERS_OF_SQLITE = {
    "answer_changed",
    "answer_given",
    "answer_history_is_true",
    "answer_not_deleted",
    "assessment_stays",
    "audit_event_follows",
    "audit_head_kept_on_delete",
    "audit_head_kept_on_insert",
    "audit_head_moves_on",
    "evidence_link_added",
    "evidence_link_changed",
    "evidence_link_removed",
    "participant_given",
    "participant_given_on",
    "participant_stays",
    "participant_user_is_true",
    "profile_stays",
    "revision_begins",
    "revision_steps",
    "revision_steps_signer",
}
OWN_TRIGGERS_OF_POSTGRESQL = {
    "answer_changed",
    "answer_given",
    "answer_kept",
    "answer_not_deleted",
    "answer_not_truncated",
    "assessment_stays",
    "audit_event_follows",
    "audit_head_kept_on_delete",
    "audit_head_kept_on_insert",
    "audit_head_kept_on_truncate",
    "audit_head_moves_on",
    "evidence_link_not_truncated",
    "evidence_link_open",
    "participant_given",
    "participant_stays",
    "profile_stays",
    "revision_begins",
    "revision_steps",
    "revision_steps_signer",
}
APPEND_ONLY = {
    "answer_history",
    "audit_event",
    "audit_note",
    "feedback",
    "instrument_version",
    "item_comment",
    "participant_user",
    "policy",
    "response",
    "review",
    "sharing",
    "status_change",
}
NEVER_DELETED = {
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
}
GUARDED_OTHERWISE = {"answer", "audit_head", "evidence_link"}
MAY_GO = {
    "assessment_agency",
    "chart",
    "column_mapping",
    "completion_tally",
    "held_file",
    "held_input",
    "left_over",
    "notice",
    "once",
    "reading",
    "review_draft",
    "search",
    "standing",
    "standing_month",
}


@pytest.fixture
def made_from_models(empty_database: Database) -> Iterator[Engines]:
    """A database that SQLAlchemy made from the models, without migrations."""
    engines = Engines(empty_database.owner_url)
    # of a copy: making tables on PostgreSQL marks a key that is added later so that SQLite's CREATE TABLE leaves it out
    copy = MetaData(naming_convention=Base.metadata.naming_convention)
    for table in Base.metadata.tables.values():
        table.to_metadata(copy)
    copy.create_all(engines.write)
    yield engines
    engines.dispose()


@pytest.fixture
def migrated(request: pytest.FixtureRequest, made_from_models: Engines, tmp_path: Path) -> Iterator[Engines]:
    """A database of the same engine that migrations made."""
    if made_from_models.is_sqlite:
        engines, name = Engines(f"sqlite:///{tmp_path}/migrated.db"), ""
    else:
        server = request.getfixturevalue("postgresql_server")
        name = server.create()
        engines = Engines(server.url(server.owner, name))
    schema.upgrade(engines.url.render_as_string(hide_password=False))
    yield engines
    engines.dispose()
    if name:
        server.drop(name)


def catalogue_of(engines: Engines) -> Catalogue:
    with engines.read.connect() as connection:
        return catalogue(connection)


def catalogue(connection: Connection) -> Catalogue:
    """All that the engine knows about the tables, in an order that does not depend on how they were made."""
    found = _of_sqlite(connection) if connection.dialect.name == "sqlite" else _of_postgresql(connection)
    return {kind: sorted(row for row in rows if row[0] != "alembic_version") for kind, rows in found.items()}


def _of_postgresql(connection: Connection) -> Catalogue:
    found = {
        kind: [tuple(map(str, row)) for row in connection.execute(text(sql))]
        for kind, sql in POSTGRESQL.items()
    }
    return found | {"tables": [(row[0],) for row in found["columns"]]}


def _of_sqlite(connection: Connection) -> Catalogue:
    found: Catalogue = {"tables": [], "columns": [], "constraints": [], "indexes": []}
    for name, sql in connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    ).all():
        if name.startswith("sqlite_"):
            continue
        found["tables"].append((name, "AUTOINCREMENT" in sql))
        rows = connection.execute(text(f"PRAGMA table_xinfo({name})")).all()
        found["columns"] += [(name, *map(str, row[1:])) for row in rows]
        found["constraints"] += [(name, _spaces(part)) for part in _constraints(sql)]
        keys = connection.execute(text(f"PRAGMA foreign_key_list({name})")).all()
        found["constraints"] += [(name, *map(str, key[2:])) for key in keys]
    indexes = text("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    found["indexes"] = [(table, name, _spaces(sql)) for table, name, sql in connection.execute(indexes)]
    return found


def _constraints(sql: str) -> list[str]:
    """The named constraints of a CREATE TABLE as they are written, one a line."""
    return [line.strip().rstrip(",") for line in sql.splitlines() if line.strip().startswith("CONSTRAINT ")]


def _spaces(sql: str) -> str:
    return re.sub(r"\s+", " ", sql)


def test_migrations_make_what_the_models_say(made_from_models: Engines, migrated: Engines) -> None:
    wanted, made = catalogue_of(made_from_models), catalogue_of(migrated)
    for kind, rows in wanted.items():
        assert made[kind] == rows, kind


def test_the_catalogue_holds_what_the_models_say(made_from_models: Engines) -> None:
    found = catalogue_of(made_from_models)
    tables = Base.metadata.tables.values()
    assert {row[0] for row in found["tables"]} == set(Base.metadata.tables)
    assert Counter(row[0] for row in found["columns"]) == {table.name: len(table.columns) for table in tables}
    assert {index.name for index in made_indexes()} <= {row[1] for row in found["indexes"]}
    everything = repr(found["constraints"])
    for table in tables:
        for constraint in table.constraints:
            name = made_from_models.engine.dialect.identifier_preparer.format_constraint(constraint)
            inline = made_from_models.is_sqlite and list(table.primary_key.columns.keys()) == ["id"]
            assert name.strip('"') in everything or (inline and constraint is table.primary_key), name
    partial = {index.name for index in made_indexes() if index.dialect_options["sqlite"]["where"] is not None}
    assert {row[1] for row in found["indexes"] if " WHERE " in row[2]} == partial != set()


def made_indexes() -> set[Index]:
    return {index for table in Base.metadata.tables.values() for index in table.indexes}


DRIFTS_OF_SQLITE = {
    "CREATE TABLE more (id INTEGER)": "tables",
    "ALTER TABLE once ADD COLUMN more TEXT": "columns",
    "ALTER TABLE once DROP COLUMN location": "columns",
    "ALTER TABLE upload RENAME COLUMN rows TO lines": "columns",
    "DROP INDEX uq_revision_open": "indexes",
    "CREATE UNIQUE INDEX more ON person (upn) WHERE upn IS NOT NULL": "indexes",
}
DRIFTS_OF_POSTGRESQL = {
    "CREATE TABLE more (id INTEGER)": "tables",
    "ALTER TABLE once ADD COLUMN more TEXT": "columns",
    "ALTER TABLE upload ALTER rows TYPE bigint": "columns",
    "ALTER TABLE answer ALTER COLUMN grade SET NOT NULL": "columns",
    "ALTER TABLE once ALTER COLUMN at SET DEFAULT now()": "columns",
    "ALTER TABLE revision DROP CONSTRAINT ck_revision_signed_off_is_sealed": "constraints",
    "ALTER TABLE reading DROP CONSTRAINT fk_reading_child_id": "constraints",
    "ALTER TABLE person DROP CONSTRAINT uq_person_ref": "constraints",
    "DROP INDEX uq_revision_open": "indexes",
    (
        "DROP INDEX uq_person_nhs_number;"
        " CREATE UNIQUE INDEX uq_person_nhs_number ON person (nhs_number) WHERE nhs_number > ''"
    ): "indexes",
}


def test_a_drift_of_any_kind_is_seen(made_from_models: Engines) -> None:
    drifts = DRIFTS_OF_SQLITE if made_from_models.is_sqlite else DRIFTS_OF_POSTGRESQL
    with made_from_models.write.connect() as connection:
        before = catalogue(connection)
        for statement, kind in drifts.items():
            connection.rollback()
            connection.exec_driver_sql(statement)
            assert catalogue(connection)[kind] != before[kind], statement


def test_a_check_that_says_something_else_is_seen(empty_database: Database) -> None:
    made = []
    engines = Engines(empty_database.owner_url)
    for words in ("length(code) < 9", "length(code) < 8"):
        with engines.write.connect() as connection:
            connection.exec_driver_sql(f"CREATE TABLE more (code TEXT,\nCONSTRAINT short CHECK ({words}))")
            made.append(catalogue(connection)["constraints"])
    engines.dispose()
    assert made[0] != made[1]


def test_every_trigger_is_there_and_no_view(engines: Engines, owner: Engines) -> None:
    sqlite = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    postgresql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
    kinds = TRIGGERS_OF_SQLITE if engines.is_sqlite else TRIGGERS_OF_POSTGRESQL
    own = OWN_TRIGGERS_OF_SQLITE if engines.is_sqlite else OWN_TRIGGERS_OF_POSTGRESQL
    with owner.read.connect() as connection:
        found = set(connection.scalars(text(sqlite if engines.is_sqlite else postgresql)))
        views = (
            text("SELECT name FROM sqlite_master WHERE type = 'view'")
            if engines.is_sqlite
            else text("SELECT viewname FROM pg_views WHERE schemaname = 'public'")
        )
        assert connection.scalars(views).all() == []
    for kind, tables in (("append-only", APPEND_ONLY), ("never deleted", NEVER_DELETED)):
        own = own | {f"{table}_{name}" for table in tables for name in kinds[kind]}
    assert found == own


def test_every_table_is_kept_or_named_as_one_that_may_go() -> None:
    groups = [APPEND_ONLY, NEVER_DELETED, GUARDED_OTHERWISE, MAY_GO]
    assert set.union(*groups) == set(Base.metadata.tables)
    assert sum(map(len, groups)) == len(Base.metadata.tables)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_every_function_looks_for_tables_where_it_should(owner: Engines) -> None:
    functions = text(
        "SELECT proname, prosecdef, proconfig FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1"
    )
    with owner.read.connect() as connection:
        found = connection.execute(functions).all()
    assert {row.proname[:4] for row in found} == {"gcp_"}
    assert {tuple(row.proconfig) for row in found} == {("search_path=pg_catalog, public, pg_temp",)}
    assert [row.proname for row in found if row.prosecdef] == ["gcp_answer_kept", "gcp_participant_given"]
