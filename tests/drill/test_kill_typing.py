"""A thousand answers saved while they are typed, under a server that is killed at random: none acknowledged is lost.

Two people's tabs write to the same answers; every write that gets no answer is sent again, as the script of a page
does, some come twice and some late. `TYPED_SAVES` makes it shorter for a look.
"""

import json
import os
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from gcp_tool.audit.chain import find_fault
from gcp_tool.core.database import Engines
from gcp_tool.core.keys import new_key
from gcp_tool.extensions import db
from gcp_tool.models import Answer, AnswerHistory
from tests.client import Browser
from tests.drill.serving import Server
from tests.integration.app_fixtures import SECRET
from tests.integration.assessments import stories
from tests.integration.assessments.typist import Typist
from tests.integration.world import keep_world

SAVES = int(os.environ.get("TYPED_SAVES", "1000"))
KILLS = max(3, SAVES // 50)
TRIES = 400


class Fragile(Server):
    """A server that one thread kills while another starts it again."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._lock = threading.Lock()

    def kill(self) -> None:
        """Kill it, once it has started."""
        with self._lock:
            super().kill()

    def revive(self) -> None:
        """Start it if it was killed."""
        with self._lock:
            if self.process is None:
                self.start()


@pytest.fixture
def server(app: Flask, database: Any, tmp_path: Path) -> Iterator[Fragile]:
    made = Fragile(database.url, database.owner_url, SECRET, tmp_path / "server.log")
    yield made
    made.kill()


@dataclass
class Tab:
    """A page that is open: what it was told of each answer, and what it was acknowledged."""

    typist: Typist
    cookie: str
    versions: dict[str, int] = field(default_factory=dict)
    acknowledged: dict[str, str] = field(default_factory=dict)
    late: list[dict[str, Any]] = field(default_factory=list)

    def body(self, code: str, words: str) -> dict[str, Any]:
        """What is typed of an answer, over the version that this tab knows."""
        raw = {"choice": words} if code in stories.ITEMS[stories.MEALS] else {"words": words}
        return self.typist.body(code, raw, base_version=self.versions.get(code, 0))


@pytest.mark.drill
def test_no_answer_that_was_acknowledged_is_lost_under_kills(
    browser: Callable[..., Browser], server: Fragile
) -> None:
    worker = browser((world := keep_world(db.engines)).worker)
    path = stories.area_path(stories.start(worker, world), stories.MEALS)
    tabs = [Tab(Typist(worker, path), str(worker.client.get_cookie("gcp").value)) for _ in range(2)]
    server.start()
    type_under_fire(server, tabs)
    server.kill()
    with Engines(str(db.engines.url.render_as_string(hide_password=False))).reader() as session:
        rows = [*session.scalars(select(Answer)), *session.scalars(select(AnswerHistory))]
        assert find_fault(session) is None
    kept = {row.write_id: str(row.raw.get("words") or row.raw.get("choice")) for row in rows}
    promised = tabs[0].acknowledged | tabs[1].acknowledged
    assert {mark: words for mark, words in promised.items() if kept.get(mark) != words} == {}
    assert len(kept) == len(rows), "a write was made twice"
    assert len(promised) >= SAVES * 8 // 10
    # nobody was overwritten unseen: each version was typed over the one before it, which its tab had been shown
    versions = sorted((getattr(row, "answer_id", None) or row.id, row.version) for row in rows)
    assert len(versions) == len(set(versions))


def type_under_fire(server: Fragile, tabs: list[Tab]) -> None:
    """Type, while the server is killed and started again, until so many answers were saved."""
    chance = random.Random(7)
    codes = (*stories.ITEMS[stories.MEALS], stories.MEALS)
    for number in range(SAVES):
        if number % max(1, SAVES // KILLS) == 0:
            threading.Timer(chance.uniform(0.0, 0.15), server.kill).start()
        tab, code = chance.choice(tabs), chance.choice(codes)
        # never the other tab's words: what already stands there is taken without being written again
        words = (
            f"What was seen, {number}" if code == stories.MEALS else str(1 + number % 2 + 2 * tabs.index(tab))
        )
        save(server, tab, code, words)
        if tab.late and chance.random() < 0.2:
            replay(server, tab, chance.choice(tab.late))


def save(server: Fragile, tab: Tab, code: str, words: str) -> None:
    """Save one answer as the script does: again until it is taken, and over theirs once both were shown."""
    body = tab.body(code, words)
    for _ in range(TRIES):
        status, told = send(server, tab, body)
        if status == 200:
            tab.versions[code] = told["version"]
            if told["version"] == body["base_version"] + 1:
                tab.acknowledged[body["write_id"]] = words
                tab.late.append(body)
            return
        assert status == 409, told
        tab.versions[code] = told["version"]
        body |= {"write_id": new_key(), "base_version": told["version"]}
    raise AssertionError("it was never taken")


def replay(server: Fragile, tab: Tab, body: dict[str, Any]) -> None:
    """A write that comes late, once more: it is answered as it was, whatever stands there now."""
    status, told = send(server, tab, body)
    assert (status, told["version"]) == (200, body["base_version"] + 1)


def send(server: Fragile, tab: Tab, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Send until there is an answer; the server is started again when it was killed."""
    while True:
        try:
            status, _, answer = server.ask(
                "PUT", tab.typist.spec["url"], tab.cookie, json=body, token=tab.typist.token
            )
        except OSError:
            server.revive()
            continue
        if status < 500:
            return status, json.loads(answer)
