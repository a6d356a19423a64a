"""`gcp-tool`: help that is quick, mistakes that are a sentence, and an upgrade that can be run twice."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from sqlalchemy import func, select

from gcp_tool.cli import COMMANDS, cli
from gcp_tool.core.database import Engines
from gcp_tool.models import AuditEvent, InstrumentVersion, schema
from gcp_tool.settings import ROOT
from tests.unit.cli.typing_it import Run

HEAVY = (
    "flask",
    "sqlalchemy",
    "matplotlib",
    "wtforms",
    "pydantic",
    "gunicorn",
    "alembic",
    "gcp_tool.app",
    "gcp_tool.models",
)


def test_help_lists_every_command_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['gcp-tool', '--help']\n"
        "from gcp_tool.cli import main\n"
        "main()\n"
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    listed, _, loaded = done.stdout.partition("LOADED")
    assert loaded.strip() == "[]"
    for name, (_, words) in COMMANDS.items():
        assert f"\n  {name} " in listed
        assert words in " ".join(listed.split())


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",)])
def test_without_a_command_one_is_told_which_there_are(run: Run, words: tuple[str, ...]) -> None:
    _, said, complained = run(*words)
    assert "Records graded care assessments" in said + complained
    assert all(name in said + complained for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_says_what_it_does(run: Run, name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    code, said, _ = run(name, "--help")
    assert code == 0
    assert said.startswith(f"Usage: gcp-tool {name} ")
    assert command.help


@pytest.mark.parametrize(
    "words", [("nothing",), ("accounts", "nothing"), ("--nothing",), ("upgrade", "--nothing")]
)
def test_what_is_no_command_is_a_sentence(run: Run, words: tuple[str, ...]) -> None:
    code, said, complained = run(*words)
    assert (code, said) == (2, "")
    assert complained.splitlines()[-1].startswith("Error: No such ")
    assert "Traceback" not in complained


NEED_THE_DATABASE = [
    ("audit", "verify"),
    ("accounts", "add-agency", "Thornmere", "--kind", "health"),
    ("accounts", "add-team", "Thornmere", "Duty"),
    ("accounts", "accredit", "a@thornmere.example", "six-domain-care", "--trained-on", "2026-01-31"),
    (
        "accounts",
        "add-user",
        "a@b.example",
        "A",
        "--agency",
        "T",
        "--role",
        "auditor",
        "--password",
        "x" * 12,
    ),
]


@pytest.mark.parametrize("words", NEED_THE_DATABASE, ids=" ".join)
def test_a_database_that_is_not_ready_is_a_sentence(run: Run, words: tuple[str, ...]) -> None:
    code, said, complained = run(*words)
    assert (code, said) == (1, "")
    assert complained == "The database is not at this version yet. Run: gcp-tool upgrade\n"


@pytest.mark.parametrize("words", [*NEED_THE_DATABASE, ("upgrade",)], ids=" ".join)
def test_a_database_that_cannot_be_reached_is_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere/at/all.db")
    code, said, complained = run(*words)
    assert (code, said) == (1, "")
    assert complained.startswith("Error: The database is busy or cannot be reached")


@pytest.mark.parametrize("words", [("serve",), ("upgrade",), ("audit", "verify")], ids=" ".join)
def test_unsafe_settings_are_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("GCP_SECRET_KEY", "short")
    code, said, complained = run(*words)
    assert (code, said) == (1, "")
    assert complained.startswith(
        "The tool will not start with these settings.\nGCP_SECRET_KEY has 5 characters"
    )


def test_an_upgrade_can_be_run_twice(run: Run, path: Path) -> None:
    answers = [run("upgrade") for _ in range(2)]
    assert answers == [(0, f"The database is at {schema.head()}.\n", "")] * 2
    assert [name.name for name in path.parent.iterdir() if ".before-" in name.name] == []
    with Engines(f"sqlite:///{path}").reader() as session:
        tools = session.scalars(select(func.count()).select_from(InstrumentVersion)).one()
        events = session.scalars(select(AuditEvent.event)).all()
    assert tools > 0
    assert events == ["tool.stored"] * tools


def test_an_interrupted_command_says_that_it_stopped(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_settings: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gcp_tool.cli.upgrade.bring_up_to_date", interrupt)
    code, said, complained = run("upgrade")
    assert (code, said, complained.strip()) == (1, "", "Stopped.")
