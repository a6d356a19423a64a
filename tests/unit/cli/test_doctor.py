"""`gcp-tool doctor`: each fault is found, said in words, and comes with what to do."""

import hashlib
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfoNotFoundError

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from gcp_tool.cli.checks import database, machine
from gcp_tool.cli.checks.settings import check_settings
from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.core.findings import Finding, Verdict, look, well, wrong
from gcp_tool.documents.problems import CannotBeMade
from gcp_tool.models import Standing
from gcp_tool.models.catalogue import list_triggers
from gcp_tool.settings import ROOT, Settings, load_settings
from gcp_tool.standing.families import refresh_standing
from tests.factories.families import make_family
from tests.unit.cli.typing_it import SECRET, Run

POSTGRESQL = "postgresql+psycopg://gcp_app:x@db/gcp"


@pytest.fixture
def session(ready: Path) -> Iterator[Session]:
    """A session that may spoil the database of the command."""
    engines = Engines(f"sqlite:///{ready}")
    with engines.writer() as session:
        yield session
    engines.dispose()


def settings_with(**given: object) -> Settings:
    """Settings that differ in what is given."""
    return load_settings(**{"secret_key": SECRET, **given})


def verdicts(findings: Iterator[Finding]) -> dict[str, Verdict]:
    """What was found, by what was looked at."""
    return {finding.what: finding.verdict for finding in findings}


def test_all_is_said_of_a_deployment_that_is_well(run: Run, ready: Path) -> None:
    code, said, complained = run("doctor")
    assert (code, complained) == (0, "")
    for what in (
        "Secret",
        "Folder",
        "Disk",
        "PDF",
        "Tools",
        "Migrations",
        "Stored tools",
        "Triggers",
        "Standing",
    ):
        assert f"well   {what}: " in said
    assert "0 faults" in said


def test_a_fault_ends_with_1_and_says_what_to_do(run: Run, path: Path) -> None:
    code, said, _ = run("doctor")
    assert code == 1
    assert "WRONG  Migrations: the database is not at" in said
    assert "To do: Run: gcp-tool upgrade" in said


def test_unsafe_settings_are_all_that_is_said(run: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GCP_SECRET_KEY", "short")
    code, said, _ = run("doctor")
    assert code == 1
    assert "WRONG  Settings: GCP_SECRET_KEY has 5 characters" in said
    assert "Migrations" not in said


def test_a_database_that_does_not_answer_is_a_fault(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path.parent}/not-there/gcp.db")
    code, said, _ = run("doctor")
    assert code == 1
    assert "WRONG  Database: it does not answer" in said
    assert "WRONG  Folder: " in said


@pytest.mark.parametrize(
    ("given", "what", "verdict"),
    [
        ({}, "https", Verdict.WELL),
        ({"host": "0.0.0.0"}, "https", Verdict.LOOK),
        ({"host": "0.0.0.0", "proxies": 1}, "https", Verdict.WELL),
        ({"training_area": True}, "Training area", Verdict.LOOK),
        ({}, "Database roles", Verdict.WELL),
        ({"database_url": POSTGRESQL, "owner_database_url": POSTGRESQL}, "Database roles", Verdict.WRONG),
        ({"database_url": POSTGRESQL, "training_area": True}, "Database roles", Verdict.LOOK),
        (
            {"database_url": POSTGRESQL, "owner_database_url": POSTGRESQL.replace("gcp_app", "gcp_owner")},
            "Database roles",
            Verdict.WELL,
        ),
        ({}, "Limits per address", Verdict.LOOK),
    ],
)  # fmt: skip
def test_settings_are_judged(given: dict[str, object], what: str, verdict: Verdict) -> None:
    assert verdicts(check_settings(settings_with(**given)))[what] is verdict


def test_a_shared_store_for_limits_is_well() -> None:
    assert "Limits per address" not in verdicts(
        check_settings(settings_with(rate_limit_storage="redis://cache"))
    )


def test_triggers_of_both_engines_are_known() -> None:
    assert len(list_triggers("sqlite")) > 50
    assert len(list_triggers("postgresql")) > 50


def test_a_trigger_that_is_gone_is_named(session: Session) -> None:
    assert database.check_triggers(session).verdict is Verdict.WELL
    gone = list_triggers("sqlite")[:4]
    for name in gone:
        session.execute(text(f'DROP TRIGGER "{name}"'))
    found = database.check_triggers(session)
    assert found.verdict is Verdict.WRONG
    assert "4 triggers missing" in found.words
    assert gone[0] in found.words
    assert "audit verify" in found.advice


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder of tools that may be spoilt."""
    folder = tmp_path / "tools"
    shutil.copytree(ROOT / "scoring_rules", folder)
    return folder


def test_a_published_file_that_changed_is_a_fault(tools: Path) -> None:
    settings = settings_with(tools_folder=tools)
    assert database.check_tools(settings).verdict is Verdict.WELL
    file = tools / "six-domain-care" / "1.0.yaml"
    file.write_bytes(file.read_bytes() + b"\n")
    found = database.check_tools(settings)
    assert found.verdict is Verdict.WRONG
    assert "has been changed" in found.words


def test_files_that_are_not_in_order_are_not_held_against_the_database(session: Session, tools: Path) -> None:
    (tools / "published.lock").unlink()
    assert database.check_stored_tools(session, settings_with(tools_folder=tools)).verdict is Verdict.LOOK


def test_a_tool_that_the_database_lacks_or_holds_otherwise_is_a_fault(session: Session, tools: Path) -> None:
    settings = settings_with(tools_folder=tools)
    assert database.check_stored_tools(session, settings).verdict is Verdict.WELL
    (tools / "new-tool").mkdir()
    lock = tools / "published.lock"
    lines = lock.read_text(encoding="utf-8")
    lock.write_text(f"{lines}{hashlib.sha256(b'x').hexdigest()}  new-tool/1.0\n", encoding="utf-8")
    lacking = database.check_stored_tools(session, settings)
    assert (lacking.verdict, lacking.words) == (Verdict.WRONG, "the database lacks new-tool/1.0")
    first, name = lines.splitlines()[0].split("  ")
    lock.write_text(lines.replace(first, hashlib.sha256(b"y").hexdigest()), encoding="utf-8")
    other = database.check_stored_tools(session, settings)
    assert other.verdict is Verdict.WRONG
    assert f"another {name}" in other.words


def test_a_log_that_is_ahead_of_the_clock_is_a_fault(session: Session) -> None:
    assert database.check_log_times(session).verdict is Verdict.WELL
    with clock.set_to(clock.now() - timedelta(days=2)):
        assert database.check_log_times(session).verdict is Verdict.WRONG


def test_the_clock_of_a_file_is_this_machines(session: Session) -> None:
    assert database.check_clock(session).verdict is Verdict.WELL


def stand_due(session: Session, *, nights: int) -> None:
    """A family whose standing has been out of date for so many nights."""
    family = make_family(session)
    with clock.set_to(clock.now() - timedelta(days=nights + 1)):
        refresh_standing(session, family.id)
    due_on = clock.today() - timedelta(days=nights)
    session.execute(update(Standing).where(Standing.family_id == family.id).values(recompute_on=due_on))


def test_a_family_that_stands_otherwise_than_its_readings_say_is_named(session: Session) -> None:
    family = make_family(session)
    refresh_standing(session, family.id)
    assert database.check_sample(session).verdict is Verdict.WELL
    session.execute(update(Standing).where(Standing.family_id == family.id).values(summary=4))
    session.expire_all()
    found = database.check_sample(session)
    assert found.verdict is Verdict.WRONG
    assert family.ref in found.words
    assert found.advice == "Run: gcp-tool standing rebuild"


def test_a_nightly_run_that_did_not_come_is_seen(session: Session) -> None:
    assert database.check_nightly_run(session).verdict is Verdict.WELL
    stand_due(session, nights=1)
    assert database.check_nightly_run(session).verdict is Verdict.WELL
    stand_due(session, nights=5)
    found = database.check_nightly_run(session)
    assert found.verdict is Verdict.LOOK
    assert found.words.startswith("2 families waiting")
    assert "gcp-tool refresh" in found.advice


@pytest.mark.parametrize(
    ("free", "verdict"),
    [(machine.LEAST - 1, Verdict.WRONG), (machine.LITTLE - 1, Verdict.LOOK), (machine.LITTLE, Verdict.WELL)],
)
def test_room_on_disk_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, verdict: Verdict
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    assert machine.check_room(tmp_path).verdict is verdict


def test_a_folder_or_file_that_cannot_be_written_to_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gcp.db").touch()
    assert machine.check_rights(tmp_path).verdict is Verdict.WELL
    assert machine.check_rights(tmp_path / "none").verdict is Verdict.WRONG
    monkeypatch.setattr("os.access", lambda path, _how: Path(path) == tmp_path)
    assert "gcp.db" in machine.check_rights(tmp_path).words
    monkeypatch.setattr("os.access", lambda _path, _how: False)
    assert machine.check_rights(tmp_path).words.endswith("cannot be written to")


def test_where_the_tool_writes_is_beside_its_file(tmp_path: Path) -> None:
    assert machine.folder_of(settings_with(database_url=f"sqlite:///{tmp_path}/gcp.db")) == tmp_path
    assert machine.folder_of(settings_with(database_url=POSTGRESQL, training_area=True)) == ROOT / "instance"


def test_time_zones_that_are_missing_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> None:
        raise ZoneInfoNotFoundError

    assert machine.check_time_zones().verdict is Verdict.WELL
    monkeypatch.setattr(machine, "ZoneInfo", missing)
    assert machine.check_time_zones().verdict is Verdict.WRONG


def test_pdfs_that_cannot_be_made_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise CannotBeMade("Install Pango")

    monkeypatch.setattr(machine, "check_pdf_can_be_made", refuse)
    found = machine.check_pdf()
    assert (found.verdict, found.advice) == (Verdict.WRONG, "Install Pango.")


@pytest.mark.parametrize(
    ("family", "verdict"), [("DejaVu Sans", Verdict.WELL), ("Cursive", Verdict.LOOK), ("", Verdict.LOOK)]
)
def test_fonts_are_judged_by_what_reports_would_be_set_in(
    monkeypatch: pytest.MonkeyPatch, family: str, verdict: Verdict
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/fc-match")
    monkeypatch.setattr("subprocess.run", lambda *_a, **_k: SimpleNamespace(stdout=family))
    assert machine.check_fonts().verdict is verdict


def test_fonts_that_cannot_be_looked_up_are_to_be_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert machine.check_fonts().verdict is Verdict.LOOK


def test_a_browser_is_only_missed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "BROWSERS", (tmp_path / "none",))
    assert machine.check_browser().verdict is Verdict.LOOK
    (tmp_path / "none").touch()
    assert machine.check_browser().verdict is Verdict.WELL


def test_a_finding_is_a_line_with_what_to_do_below_it() -> None:
    assert well("Disk", "room").line == "well   Disk: room"
    assert look("Disk", "little", "Make room.").line == "look   Disk: little\n       To do: Make room."
    assert wrong("Disk", "none", "Make room.").line.startswith("WRONG  Disk: none")
