"""Drawings are made once, outside any transaction, and kept by what they show."""

import gzip
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import g
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.transactions import transaction
from gcp_tool.core import clock
from gcp_tool.core.clock import LOCAL
from gcp_tool.extensions import db
from gcp_tool.history.drawings import Sheet
from gcp_tool.models import ChartDrawing
from gcp_tool.web import kept_drawings
from tests.client import Browser
from tests.factories import make_member, make_person
from tests.integration.history.stories import Reader, family_path, months_ago, reading
from tests.integration.world import World

Open = Callable[..., Browser]
WIDE_AND_NARROW = 2


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Sheet]:
    """What is drawn, as it is drawn."""
    sheets: list[Sheet] = []
    draw = Sheet.draw

    def note(sheet: Sheet) -> str:
        sheets.append(sheet)
        return draw(sheet)

    monkeypatch.setattr(Sheet, "draw", note)
    return sheets


def kept() -> Sequence[ChartDrawing]:
    with db.engines.reader() as session:
        return session.scalars(select(ChartDrawing).order_by(ChartDrawing.sha256)).all()


def kept_of(sheets: Sequence[Sheet]) -> Sequence[ChartDrawing]:
    """The drawings of readings: a timeline, which names people, is kept beside them."""
    keys = {sheet.key for sheet in sheets}
    return [row for row in kept() if row.sha256 in keys]


def test_a_chart_is_drawn_once_for_a_desk_and_once_for_a_phone(
    browser: Open, world: World, drawn: list[Sheet]
) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 4)
    for who in (world.worker, world.manager, world.worker):
        charts = browser(who).get(family_path(world)).select(".app-care svg.app-chart")
        assert len(charts) == WIDE_AND_NARROW
    assert len(drawn) == WIDE_AND_NARROW
    assert len(kept_of(drawn)) == WIDE_AND_NARROW


def test_a_new_reading_is_a_new_drawing(browser: Open, world: World, drawn: list[Sheet]) -> None:
    with reading(world) as made:
        made.read(months_ago(3), 4)
    browser(world.worker).get(family_path(world))
    with reading(world) as made:
        made.read(months_ago(0), 3)
    browser(world.worker).get(family_path(world))
    assert len(drawn) == 2 * WIDE_AND_NARROW


def test_another_day_of_the_month_draws_nothing_new(browser: Open, world: World, drawn: list[Sheet]) -> None:
    noon = datetime(2027, 3, 8, 12, tzinfo=LOCAL)
    with time_machine.travel(noon, tick=False), reading(world) as made:
        made.read(months_ago(1), 2)
    for day in (noon, noon + timedelta(days=20)):
        with time_machine.travel(day, tick=False):
            browser(world.worker).get(family_path(world))
    assert len(drawn) == WIDE_AND_NARROW


def test_no_name_is_kept_with_a_drawing_of_readings(browser: Open, world: World, drawn: list[Sheet]) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 4)
    browser(world.worker).get(family_path(world))
    for row in kept_of(drawn):
        assert "Harrow" not in gzip.decompress(row.svg_gz).decode()


def _twins(made: Reader) -> None:
    for name in ("Ana", "Eva"):
        child = make_person(made.session, given_name=name)
        make_member(made.session, family=made.world.family, person=child)
        made.read(months_ago(1), 4, child=child)


def test_twins_with_the_same_grades_share_a_drawing_and_a_page(
    browser: Open, world: World, drawn: list[Sheet]
) -> None:
    with reading(world) as made:
        _twins(made)
    charts = browser(world.worker).get(family_path(world)).select(".app-care svg.app-chart")
    assert len(charts) == 2 * WIDE_AND_NARROW
    assert len(drawn) == len(kept_of(drawn)) == WIDE_AND_NARROW
    assert len({chart["aria-labelledby"] for chart in charts}) == 2 * WIDE_AND_NARROW


def test_others_can_write_while_a_chart_is_drawn(
    browser: Open, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 4)
    draw, reading_open = Sheet.draw, []

    def draw_while_somebody_writes(sheet: Sheet) -> str:
        reading_open.append("database_session" in g)
        with transaction(db.engines) as session:
            record(session, Event.DEMO_BUILT, by=None)
        return draw(sheet)

    monkeypatch.setattr(Sheet, "draw", draw_while_somebody_writes)
    browser(world.worker).get(family_path(world))
    assert reading_open == [False] * WIDE_AND_NARROW


def test_who_loses_the_race_to_keep_a_drawing_still_shows_it(
    browser: Open, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 4)
    draw = Sheet.draw

    def draw_after_somebody_kept_it(sheet: Sheet) -> str:
        svg = draw(sheet)
        with db.engines.writer() as session:
            row = ChartDrawing(sha256=sheet.key, svg_gz=gzip.compress(svg.encode()), at=clock.now())
            session.add(row)
            session.commit()
        return svg

    monkeypatch.setattr(Sheet, "draw", draw_after_somebody_kept_it)
    charts = browser(world.worker).get(family_path(world)).select(".app-care svg.app-chart")
    assert len(charts) == WIDE_AND_NARROW


def test_a_drawing_that_cannot_be_kept_is_shown_all_the_same(
    browser: Open, world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    with reading(world) as made:
        made.read(months_ago(1), 4)
    monkeypatch.setattr(kept_drawings, "transaction", busy)
    with caplog.at_level(logging.WARNING, "gcp_tool"):
        charts = browser(world.worker).get(family_path(world)).select(".app-care svg.app-chart")
    assert len(charts) == WIDE_AND_NARROW
    assert kept() == []
    assert "a drawing could not be kept" in caplog.text


def test_when_a_drawing_was_kept_is_known(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 4)
    began = clock.now()
    browser(world.worker).get(family_path(world))
    assert all(began <= row.at <= clock.now() for row in kept())
