"""An acknowledged save survives a kill, on both engines."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from gcp_tool.audit.chain import find_fault
from gcp_tool.core.database import Engines
from gcp_tool.core.keys import KEY_LENGTH, new_key
from gcp_tool.extensions import db
from gcp_tool.models import Answer, AnswerHistory
from gcp_tool.standing.readings import check_readings
from tests.client import Browser, read_form
from tests.drill.serving import Server
from tests.integration.app_fixtures import SECRET
from tests.integration.assessments import stories
from tests.integration.world import keep_world

SAVES, KILLS = 200, 5


@pytest.fixture
def server(app: Flask, database: Any, tmp_path: Path) -> Iterator[Server]:
    made = Server(database.url, database.owner_url, SECRET, tmp_path / "server.log")
    yield made
    made.kill()


@pytest.mark.drill
def test_an_acknowledged_save_survives_a_kill(browser: Callable[..., Browser], server: Server) -> None:
    world = keep_world(db.engines)
    worker = browser(world.worker)
    path = stories.area_path(stories.start(worker, world), stories.MEALS)
    worker.get(path)  # so that the cookie holds the mark of our own forms
    cookie = worker.client.get_cookie("gcp").value
    server.start()
    acknowledged, tried = save_under_fire(server, cookie, path)
    server.kill()

    with Engines(str(db.engines.url.render_as_string(hide_password=False))).reader() as session:
        kept = set(session.scalars(select(Answer.write_id))) | set(
            session.scalars(select(AnswerHistory.write_id))
        )
        graded = session.scalars(select(Answer)).all()
        assert find_fault(session) is None
        check_readings(session)
    lost = [once for once in acknowledged if not any(write.startswith(once) for write in kept)]
    assert lost == []
    assert len(acknowledged) >= SAVES // 2, f"only {len(acknowledged)} of {tried} were acknowledged"
    whole = Counter(write[:KEY_LENGTH] for write in kept)
    assert set(whole.values()) == {2}, "a save of two answers, acknowledged or not, left one"
    assert {answer.code for answer in graded} == set(stories.ITEMS[stories.MEALS])


def save_under_fire(server: Server, cookie: str, path: str) -> tuple[list[str], int]:
    """Save two answers again and again while the server is killed and started; who was acknowledged is returned."""
    chance = random.Random(4)
    acknowledged: list[str] = []
    tried = 0
    for kill in range(KILLS + 1):
        killer = threading.Timer(chance.uniform(0.8, 3.0), server.kill) if kill < KILLS else None
        if killer:
            killer.start()
        while tried < SAVES * (kill + 1) // (KILLS + 1):
            tried += 1
            try:
                once = save(server, cookie, path, str(1 + tried % 5))
            except OSError:
                break  # killed: what was not acknowledged may or may not be there
            if once:
                acknowledged.append(once)
        if killer:
            killer.join()
            server.start()
    return acknowledged, tried


def save(server: Server, cookie: str, path: str, value: str) -> str | None:
    """Open the area, choose, send; the mark of the save if it was acknowledged."""
    status, _, page = server.ask("GET", path, cookie)
    assert status == 200, page[:500]
    action, form = read_form(BeautifulSoup(page, "html5lib"), path)
    once = new_key()
    form |= {"once": once} | {f"grade-{item}": value for item in stories.ITEMS[stories.MEALS]}
    status, _, answer = server.ask("POST", action, cookie, form)
    assert status in {303, 503}, answer[:500]
    return once if status == 303 else None
