"""Published tools in the database: stored once, never other than published, and longer there than their files."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from gcp_tool.app import create_app
from gcp_tool.audit.transactions import transaction
from gcp_tool.core.database import Engines
from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.extensions import db
from gcp_tool.instruments.loader import load_file
from gcp_tool.instruments.publishing import NotAsPublished, publish
from gcp_tool.instruments.queries import find_version
from gcp_tool.instruments.services import store_published
from gcp_tool.models import AuditEvent, InstrumentVersion
from gcp_tool.settings import ROOT, load_settings
from tests.client import Browser, words
from tests.integration.app_fixtures import SECRET
from tests.integration.instruments.conftest import Owned

TOOLS = ROOT / "tests" / "data" / "tools"
OPEN = ROOT / "scoring_rules"


@pytest.fixture
def licensed(tmp_path: Path) -> Path:
    """A folder of licensed tools, one of them published."""
    folder = tmp_path / "licensed"
    shutil.copytree(TOOLS / "four-level", folder / "four-level")
    publish(folder, "four-level", "1.0")
    return folder


def store(engines: Engines, *folders: Path) -> int:
    with transaction(engines) as session:
        return store_published(session, folders=folders, by=None)


def stored_count(engines: Engines) -> int:
    with engines.reader() as session:
        return session.scalar(select(func.count()).select_from(InstrumentVersion)) or 0


def test_tools_of_both_folders_are_stored_once_and_on_record(engines: Engines, licensed: Path) -> None:
    count = store(engines, OPEN, licensed)
    assert count == len((OPEN / "published.lock").read_text(encoding="utf-8").splitlines()) + 1
    assert store(engines, OPEN, licensed) == 0
    with engines.reader() as session:
        events = session.scalars(select(AuditEvent.event)).all()
        four = find_version(session, "four-level", "1.0")
        assert four is not None
        assert four.instrument == load_file(licensed / "four-level" / "1.0.yaml").instrument
    assert events == ["tool.stored"] * count


def test_a_licensed_tool_that_was_changed_stores_nothing(engines: Engines, licensed: Path) -> None:
    path = licensed / "four-level" / "1.0.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(NotAsPublished, match="has been changed"):
        store(engines, OPEN, licensed)
    assert stored_count(engines) == 0


def test_a_file_published_anew_under_an_old_number_is_refused(engines: Engines, licensed: Path) -> None:
    store(engines, licensed)
    path = licensed / "four-level" / "1.0.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (licensed / "published.lock").unlink()
    publish(licensed, "four-level", "1.0")
    with pytest.raises(NotAsPublished, match=r"The database holds another four-level/1\.0"):
        store(engines, licensed)


def test_what_is_stored_outlives_its_file(
    app: Flask, browser: Callable[..., Browser], owned: Owned, licensed: Path
) -> None:
    store(db.engines, licensed)
    shutil.rmtree(licensed)
    with db.engines.reader() as session:
        version = find_version(session, "four-level", "1.0")
        assert version is not None
        key, beds = version.key, version.instrument.item("home.rooms.beds")
        assert beds.descriptor(1, AgeBand.UNDER_TWO) == "A made-up cot each night."
    page = browser(owned.world.worker).get(f"/tools/{key}/ages/0-1")
    assert "A made-up cot each night." in words(page)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda folder: (folder / "four-level" / "1.0.yaml").write_text("title: x"), "has been changed"),
        (lambda folder: (folder / "four-level" / "1.0.yaml").unlink(), "is missing or cannot be read"),
        (lambda folder: (folder / "published.lock").unlink(), r"There is no .*published\.lock"),
        (shutil.rmtree, "There is no folder .*licensed"),
    ],
    ids=["changed", "missing", "without a lock", "without a folder"],
)
def test_the_app_does_not_start_beside_a_tool_that_is_not_as_published(
    licensed: Path, spoil: Callable[[Path], object], sentence: str
) -> None:
    settings = load_settings(
        database_url="sqlite:///:memory:", secret_key=SECRET, private_tools_folder=licensed
    )
    spoil(licensed)
    with pytest.raises(NotAsPublished, match=sentence):
        create_app(settings)
