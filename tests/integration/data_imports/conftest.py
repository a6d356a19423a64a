"""A database with the tool that the rows are of, on a day of spring 2026."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result

from gcp_tool.audit.transactions import transaction
from gcp_tool.cli import cli
from gcp_tool.core.database import Engines
from gcp_tool.data_imports.reading import read_file
from gcp_tool.data_imports.services import Choices, Prepared, prepare
from gcp_tool.domain.instrument import content_of
from gcp_tool.domain.vocabulary import MemberRole
from tests.factories import (
    make_agency,
    make_family,
    make_instrument_version,
    make_member,
    make_person,
    make_team,
    make_user,
)
from tests.unit.data_imports.sheets import TODAY, past_care

Prepare = Callable[..., Prepared]
Run = Callable[..., Result]
Write = Callable[[bytes], Path]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, 9, 30, tzinfo=UTC)
    with time_machine.travel(moment, tick=True):
        yield


@pytest.fixture
def engines(engines: Engines) -> Engines:
    """The database as the app's role, with the tool stored and nothing else."""
    tool = past_care()
    content = json.dumps(content_of(tool))
    with transaction(engines) as session:
        make_instrument_version(
            session,
            code=tool.code,
            version=tool.version,
            title=tool.title,
            content=content,
            sha256=hashlib.sha256(content.encode()).hexdigest(),
        )
    return engines


@pytest.fixture
def on_record(engines: Engines) -> Engines:
    """The same with all that the rows name: a lead, a family, two children and two carers."""
    with transaction(engines) as session:
        team = make_team(session, agency=make_agency(session, name="Thornmere Council"), name="North")
        make_user(session, team=team, email="amina.okafor@thornmere.example", name="Amina Okafor")
        family = make_family(session, team=team, ref="F-1")
        born = {"P-1": date(2019, 5, 14), "P-2": date(2024, 9, 1)}
        roles = {"P-9": MemberRole.MAIN_CARER, "P-8": MemberRole.SECOND_CARER}
        for ref in (*born, *roles):
            person = make_person(session, ref=ref, birth_on=born.get(ref))
            make_member(session, family=family, person=person, role=roles.get(ref, MemberRole.CHILD))
    return engines


@pytest.fixture
def prepare_file(engines: Engines, tmp_path: Path) -> Prepare:
    """Read and check a file of these bytes."""

    def write_and_prepare(data: bytes, *, create_missing: bool = False) -> Prepared:
        path = tmp_path / "scores.csv"
        path.write_bytes(data)
        with engines.reader() as session:
            return prepare(session, file=read_file(path), choices=Choices(TODAY, create_missing))

    return write_and_prepare


def runner(monkeypatch: pytest.MonkeyPatch, url: str) -> Run:
    """Run commands on the database at this address."""
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("GCP_SECRET_KEY", "bR4nch-wInd0w-k3ttle-9-Q7zX2mLp-for-tests")
    monkeypatch.setenv("GCP_TRAINING_AREA", "true")
    return lambda *words: CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture
def run(engines: Engines, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the database of this test."""
    return runner(monkeypatch, engines.url.render_as_string(hide_password=False))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file called scores.csv."""

    def write_file(data: bytes) -> Path:
        path = tmp_path / "scores.csv"
        path.write_bytes(data)
        return path

    return write_file
