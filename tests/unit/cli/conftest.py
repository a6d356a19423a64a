"""A deployment of its own for every command: an environment, and a database that is not made yet or is ready."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from gcp_tool.cli import cli, main
from gcp_tool.cli.upgrade import bring_up_to_date
from gcp_tool.settings import load_settings
from tests.unit.cli.typing_it import PARTNERSHIP, SECRET, Run, environment


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the database of the command is; it is not made yet."""
    path = tmp_path / "gcp.db"
    for name, value in environment(path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("GCP_OWNER_DATABASE_URL", raising=False)
    return path


@pytest.fixture(scope="session")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database at this version, to copy."""
    path = tmp_path_factory.mktemp("upgraded") / "gcp.db"
    settings = load_settings(database_url=f"sqlite:///{path}", secret_key=SECRET, training_area=True)
    bring_up_to_date(settings).dispose()
    return path


@pytest.fixture
def ready(path: Path, upgraded: Path) -> Path:
    """The database of the command, at this version, without people."""
    shutil.copyfile(upgraded, path)
    return path


@pytest.fixture(scope="session")
def begun(upgraded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a first agency, team, and person who is trained, to copy."""
    path = tmp_path_factory.mktemp("begun") / "gcp.db"
    shutil.copyfile(upgraded, path)
    for command in PARTNERSHIP:
        CliRunner().invoke(cli, command, env=environment(path), catch_exceptions=False)
    return path


@pytest.fixture
def people(path: Path, begun: Path) -> Path:
    """The database of the command, with a first agency, team and person who is trained."""
    shutil.copyfile(begun, path)
    return path


@pytest.fixture
def run(path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command as somebody types it: its exit code, what it said, what it complained of."""

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()  # what was said before this command
        monkeypatch.setattr("sys.argv", ["gcp-tool", *words])
        ended: int | str | None = 0
        try:
            main()
        except SystemExit as leaving:
            ended = leaving.code
        said = capsys.readouterr()
        if isinstance(ended, str):  # Python itself writes it to stderr and ends with 1
            return 1, said.out, f"{said.err}{ended}\n"
        return ended or 0, said.out, said.err

    return run
