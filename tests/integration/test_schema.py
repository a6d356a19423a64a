"""Upgrading: all or nothing, one at a time, nothing lost, and no more rights than the app needs."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from gcp_tool.core.database import Engines
from gcp_tool.models import AuditHead, Base, FamilyMember, Team, schema
from tests.factories import make_agency, make_family, make_member, make_team
from tests.integration.conftest import Database
from tests.integration.statements import TAKEN, answer_to

NEXT = '''
"""A migration that rebuilds a table and adds another."""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "0004", "0003", None, None

def upgrade():
    with op.batch_alter_table("family", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.add_column(sa.Column("note", sa.Text(), nullable=True))
        batch.create_check_constraint("note_is_short", "length(note) < 20")
    op.create_table("later", sa.Column("id", sa.Integer(), primary_key=True))
'''

EDITABLE = {"SELECT", "INSERT", "UPDATE"}
RIGHTS = {
    "accreditation": EDITABLE,
    "action": EDITABLE,
    "agency": EDITABLE,
    "alembic_version": {"SELECT"},
    "allocation": EDITABLE,
    "answer": EDITABLE,
    "answer_history": {"SELECT"},
    "app_user": EDITABLE,
    "assessment": EDITABLE,
    "assessment_agency": EDITABLE | {"DELETE"},
    "audit": EDITABLE,
    "audit_event": {"SELECT", "INSERT"},
    "audit_head": {"SELECT", "UPDATE"},
    "audit_note": {"SELECT", "INSERT"},
    "break_glass": EDITABLE,
    "challenge": EDITABLE,
    "chart": EDITABLE | {"DELETE"},
    "column_mapping": EDITABLE | {"DELETE"},
    "completion_tally": EDITABLE | {"DELETE"},
    "delegation": EDITABLE,
    "event": EDITABLE,
    "evidence_link": EDITABLE | {"DELETE"},
    "family": EDITABLE,
    "family_link": EDITABLE,
    "family_member": EDITABLE,
    "feedback": {"SELECT", "INSERT"},
    "held_file": EDITABLE | {"DELETE"},
    "held_input": EDITABLE | {"DELETE"},
    "instrument_version": {"SELECT", "INSERT"},
    "item_comment": {"SELECT", "INSERT"},
    "left_over": EDITABLE | {"DELETE"},
    "notice": EDITABLE | {"DELETE"},
    "once": EDITABLE | {"DELETE"},
    "participant": EDITABLE,
    "participant_user": {"SELECT"},
    "person": EDITABLE,
    "plan_episode": EDITABLE,
    "policy": {"SELECT", "INSERT"},
    "profile": EDITABLE,
    "reading": EDITABLE | {"DELETE"},
    "referral": EDITABLE,
    "response": {"SELECT", "INSERT"},
    "review": {"SELECT", "INSERT"},
    "review_draft": EDITABLE | {"DELETE"},
    "revision": EDITABLE,
    "sample": EDITABLE,
    "sample_auditor": EDITABLE,
    "sample_family": EDITABLE,
    "search": EDITABLE | {"DELETE"},
    "sharing": {"SELECT", "INSERT"},
    "standing": EDITABLE | {"DELETE"},
    "standing_month": EDITABLE | {"DELETE"},
    "status_change": {"SELECT", "INSERT"},
    "support": EDITABLE,
    "target": EDITABLE,
    "team": EDITABLE,
    "upload": EDITABLE,
    "user_posting": EDITABLE,
    "user_role": EDITABLE,
    "wording_note": EDITABLE,
}

only_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations of a release that a test may change."""
    folder = tmp_path / "migrations of 100%"  # a per cent sign is special to Alembic's settings
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "MIGRATIONS", folder)
    return folder


@pytest.fixture
def later_release(release: Path) -> Path:
    """A release with one migration more."""
    (release / "versions" / "0004_next.py").write_text(NEXT, encoding="utf-8")
    (release / "HEAD").write_text("0004\n", encoding="utf-8")
    return release


def upgrade(database: Database) -> None:
    schema.upgrade(database.owner_url, app_role=database.app_role)


def tables(engines: Engines) -> set[str]:
    return set(inspect(engines.engine).get_table_names())


def triggers(engines: Engines) -> set[str]:
    sqlite = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    postgresql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with engines.read.connect() as connection:
        return set(connection.scalars(text(sqlite if engines.is_sqlite else postgresql)))


def test_the_pinned_head_is_the_only_head() -> None:
    assert ScriptDirectory.from_config(schema.alembic_config()).get_heads() == [schema.head()]


def test_migrations_are_one_line_of_numbers() -> None:
    revisions = list(ScriptDirectory.from_config(schema.alembic_config()).walk_revisions())[::-1]
    numbers = [revision.revision for revision in revisions]
    assert numbers == [f"{n:04d}" for n in range(1, len(revisions) + 1)]
    assert [revision.down_revision for revision in revisions] == [None, *numbers[:-1]]
    assert [Path(revision.path).name[:4] for revision in revisions] == numbers


@pytest.mark.parametrize("empty_database", ["sqlite", "postgresql"], indirect=True)
def test_an_empty_database_becomes_current(empty_database: Database) -> None:
    engines = Engines(empty_database.owner_url)
    with engines.reader() as session:
        assert not schema.is_current(session)
    upgrade(empty_database)
    with engines.reader() as session:
        assert schema.is_current(session)
        head = session.scalars(text("SELECT chain || ' ' || seq || ' ' || hash FROM audit_head")).all()
    assert head == ["main 0 " + "0" * 64]
    assert tables(engines) == {*Base.metadata.tables, "alembic_version"}
    engines.dispose()


def test_the_app_sees_that_its_database_is_current(session: Session) -> None:
    assert schema.is_current(session)


def test_upgrading_again_keeps_rows_and_triggers(database: Database, engines: Engines) -> None:
    with engines.writer() as session:
        make_team(session, name="North")
        session.commit()
    before = triggers(engines)
    upgrade(database)
    with engines.reader() as session:
        assert session.scalars(select(Team.name)).all() == ["North"]
        assert len(session.scalars(select(AuditHead)).all()) == 1
    assert triggers(engines) == before != set()


def test_two_upgrades_at_once_take_turns(empty_database: Database) -> None:
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(upgrade, empty_database) for _ in range(2)]:
            done.result(timeout=60)
    engines = Engines(empty_database.url)
    with engines.reader() as session:
        assert schema.is_current(session)
    engines.dispose()


def test_an_upgrade_that_fails_leaves_nothing_behind(empty_database: Database, release: Path) -> None:
    broken = (
        release / "programmable" / ("sqlite" if empty_database.is_sqlite else "postgresql") / "99_broken.sql"
    )
    broken.write_text("CREATE VIEW broken AS SELECT nothing FROM nowhere_at_all_is_this;\nCREATE oops;\n")
    with pytest.raises(Exception, match=r"oops|nowhere_at_all"):
        upgrade(empty_database)
    engines = Engines(empty_database.owner_url)
    assert tables(engines) == set()
    engines.dispose()


def test_a_script_cut_short_is_refused(empty_database: Database, release: Path) -> None:
    if empty_database.is_sqlite:
        script = "CREATE TRIGGER cut BEFORE DELETE ON once\nBEGIN"
        (release / "programmable" / "sqlite" / "99_cut.sql").write_text(script)
        with pytest.raises(schema.SchemaNotUsable, match="is not finished: CREATE TRIGGER cut"):
            upgrade(empty_database)
    else:
        (release / "programmable" / "postgresql" / "99_cut.sql").write_text(
            "CREATE FUNCTION gcp_cut() RETURNS"
        )
        with pytest.raises(Exception, match="syntax error at end of input"):
            upgrade(empty_database)


@pytest.mark.usefixtures("later_release")
def test_a_rebuilt_table_keeps_its_rows_and_gets_its_triggers_back(database: Database) -> None:
    engines = Engines(database.owner_url)
    with engines.writer() as session:
        make_member(session, family=make_family(session, label="Harrow"))
        session.commit()
    before = triggers(engines)
    upgrade(database)
    assert triggers(engines) == before
    assert "later" in tables(engines)
    with engines.reader() as session:
        assert schema.is_current(session)
        assert [member.family.label for member in session.scalars(select(FamilyMember))] == ["Harrow"]
    assert "Nothing is deleted" in answer_to(engines, "DELETE FROM family")
    assert "note_is_short" in answer_to(engines, f"UPDATE family SET note = '{'x' * 20}'")
    engines.dispose()


@pytest.mark.usefixtures("later_release")
@only_sqlite
def test_a_file_that_is_behind_is_copied_first(database: Database, tmp_path: Path) -> None:
    engines = Engines(database.url)
    with engines.writer() as session:
        make_agency(session, name="Thornmere Council")
        session.commit()
        (tmp_path / "gcp.db").chmod(0o640)
        upgrade(database)  # while the app is running, its last commits still in the write-ahead log
    engines.dispose()
    copy = tmp_path / "gcp.db.before-0004"
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchall() == [("0003",)]
        assert old.execute("SELECT name FROM agency").fetchall() == [("Thornmere Council",)]
    assert copy.stat().st_mode & 0o777 == 0o640
    assert not (tmp_path / "gcp.db.before-0004.part").exists()


@only_sqlite
def test_a_current_file_is_not_copied(database: Database, tmp_path: Path) -> None:
    upgrade(database)
    assert not [path.name for path in tmp_path.iterdir() if "before" in path.name]


@only_sqlite
def test_rows_that_point_at_nothing_stop_an_upgrade(database: Database, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "gcp.db")) as raw:
        raw.execute(
            "INSERT INTO team (key, agency_id, name, duty_line, opened_on) VALUES ('k', 99, 'Lost', '', '2024-01-01')"
        )
        raw.commit()
    with pytest.raises(schema.SchemaNotUsable, match="Rows of team point at rows that are not there"):
        upgrade(database)


def test_a_database_of_a_later_release_is_left_alone(database: Database, owner: Engines) -> None:
    with owner.write.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = triggers(owner)
    with pytest.raises(schema.SchemaNotUsable, match="at 9999, which this release"):
        upgrade(database)
    assert triggers(owner) == before
    with owner.reader() as session:
        assert not schema.is_current(session)


def test_triggers_functions_and_views_of_an_earlier_release_go(database: Database, owner: Engines) -> None:
    sqlite = ("CREATE TRIGGER old BEFORE INSERT ON once BEGIN SELECT RAISE(ABORT, 'old'); END",)
    postgresql = (
        "CREATE FUNCTION gcp_old() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER old BEFORE INSERT ON once FOR EACH ROW EXECUTE FUNCTION gcp_old()",
    )
    with owner.write.begin() as connection:
        for statement in (
            *(sqlite if owner.is_sqlite else postgresql),
            "CREATE VIEW old_view AS SELECT * FROM once",
        ):
            connection.execute(text(statement))
    assert "old" in triggers(owner)
    upgrade(database)
    assert "old" not in triggers(owner)
    assert inspect(owner.engine).get_view_names() == []
    assert owner.is_sqlite or "does not exist" in answer_to(owner, "SELECT gcp_old()")


@pytest.mark.parametrize(
    ("url", "role"),
    [
        ("sqlite:///instance/gcp.db", None),
        ("postgresql+psycopg://gcp_app:secret@db.example/gcp", "gcp_app"),
        ("postgresql+psycopg://db.example/gcp", None),
    ],
)
def test_the_apps_role_is_read_from_its_url(url: str, role: str | None) -> None:
    assert schema.app_role_of(url) == role


@only_postgresql
def test_the_apps_role_has_the_rights_it_needs_and_no_other(database: Database, owner: Engines) -> None:
    granted = text(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants WHERE grantee = :role"
    )
    rights: dict[str, set[str]] = {}
    with owner.read.connect() as connection:
        for table, right in connection.execute(granted, {"role": database.app_role}):
            rights.setdefault(table, set()).add(right)
        for_all = connection.execute(granted, {"role": "PUBLIC"}).all()
    in_public = {(table, right) for table, right in for_all if not table.startswith(("pg_", "_pg_"))}
    assert rights == RIGHTS
    assert (
        in_public & {(table, right) for table in RIGHTS for right in EDITABLE | {"DELETE", "TRUNCATE"}}
        == set()
    )


@only_postgresql
def test_the_apps_role_owns_nothing_and_makes_nothing(
    database: Database, owner: Engines, engines: Engines
) -> None:
    owned = text(
        "SELECT count(*) FROM pg_shdepend JOIN pg_roles ON pg_roles.oid = refobjid"
        " WHERE rolname = :role AND deptype = 'o'"
    )
    with owner.read.connect() as connection:
        assert connection.scalar(owned, {"role": database.app_role}) == 0
    assert "permission denied for schema public" in answer_to(engines, "CREATE TABLE mine (id int)")
    assert "permission denied" in answer_to(engines, "UPDATE alembic_version SET version_num = '0000'")
    assert "must be owner" in answer_to(engines, "ALTER TABLE audit_event DISABLE TRIGGER ALL")
    assert "permission denied" in answer_to(engines, "SET session_replication_role = replica")
    assert answer_to(engines, "SELECT count(*) FROM audit_event") == TAKEN


@only_postgresql
def test_upgrading_with_the_owner_as_the_apps_role_takes_no_rights_away(
    database: Database, owner: Engines
) -> None:
    schema.upgrade(database.owner_url, app_role=schema.app_role_of(database.owner_url))
    assert answer_to(owner, "SELECT count(*) FROM family") == TAKEN
    assert answer_to(owner, "DELETE FROM once") == TAKEN
