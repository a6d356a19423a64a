"""`gcp-tool audit anchor` and `verify --anchors`: where the log ended each day, kept outside the database."""

import sqlite3
from pathlib import Path

import pytest

from gcp_tool.core import clock
from tests.unit.cli.typing_it import Run


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where anchors are kept; nothing is there yet."""
    return tmp_path / "elsewhere.txt"


def change(database: Path, *statements: str) -> None:
    """Change the log as somebody may who owns the file."""
    connection = sqlite3.connect(database)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.usefixtures("people")
def test_an_anchor_is_printed_and_kept_a_line_a_day(run: Run, kept: Path) -> None:
    code, said, complained = run("audit", "anchor", "--file", str(kept))
    assert (code, complained) == (0, "")
    assert said.startswith(f"{clock.today().isoformat()} 8 ")
    assert kept.read_text() == said
    run("accounts", "add-team", "Thornmere", "Second team")
    _, later, _ = run("audit", "anchor", "--file", str(kept))
    assert later.split()[1] == "9"
    assert kept.read_text() == said + later
    assert run("audit", "anchor")[1] == later
    assert run("audit", "verify", "--anchors", str(kept)) == (
        0,
        "The log is whole. It holds 2 anchors.\n",
        "",
    )


def test_a_log_cut_off_at_its_end_is_named_by_its_anchor(run: Run, people: Path, kept: Path) -> None:
    run("audit", "anchor", "--file", str(kept))
    change(
        people,
        "DELETE FROM audit_event WHERE seq > 6",
        "UPDATE audit_head SET seq = 6, hash = (SELECT hash FROM audit_event WHERE seq = 6)",
    )
    assert run("audit", "verify") == (0, "The log is whole.\n", "")
    code, said, complained = run("audit", "verify", "--anchors", str(kept))
    assert (code, said) == (1, "")
    assert "it went on to event 8, and that is no longer there: its end was cut off" in complained
    before = kept.read_text()
    code, said, complained = run("audit", "anchor", "--file", str(kept))
    assert (code, said) == (1, "")
    assert complained.startswith("Error: Nothing was added. The log is not what it was: ")
    assert kept.read_text() == before


def test_there_is_no_anchor_of_a_log_without_events(run: Run, ready: Path, kept: Path) -> None:
    change(ready, "DELETE FROM audit_event", "DELETE FROM audit_head")
    code, said, complained = run("audit", "anchor", "--file", str(kept))
    assert (code, said, kept.exists()) == (1, "", False)
    assert "Nothing was ever recorded here" in complained


@pytest.mark.usefixtures("people")
def test_a_file_that_holds_something_else_is_refused(run: Run, kept: Path) -> None:
    kept.write_text("milk, bread, Łódź\n")
    for words in (("verify", "--anchors"), ("anchor", "--file")):
        code, said, complained = run("audit", *words, str(kept))
        assert (code, said) == (1, "")
        assert "Line 1 of the file of anchors is not as it was written" in complained
    assert kept.read_text() == "milk, bread, Łódź\n"
    assert run("audit", "verify", "--anchors", str(kept.with_name("not-there")))[0] == 2


@pytest.mark.usefixtures("people")
def test_a_file_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    code, _, complained = run("audit", "anchor", "--file", str(tmp_path / "no folder" / "anchors"))
    assert (code, complained) == (
        1,
        "Error: The anchor could not be added to the file: No such file or directory.\n",
    )
