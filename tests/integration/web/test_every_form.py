"""What holds for every form of the tool: sent twice it makes one record, and nothing that was typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from flask import Flask

from gcp_tool.core import clock
from tests.client import Browser, check_page, errors, read_form, words
from tests.integration.web.every_form import EVERY_FORM, Filled, begin_story
from tests.integration.web.probes import added, rows
from tests.integration.world import World

HIDDEN = {"csrf_token", "once"}


@pytest.fixture(params=EVERY_FORM)
def filled(request: pytest.FixtureRequest, app: Flask, world: World) -> Filled:
    """A form of the tool, filled in."""
    return EVERY_FORM[request.param](begin_story(app, world))


def typed(fields: dict[str, Any]) -> set[tuple[str, str]]:
    """What a person put into a form, as a browser sends it."""
    pairs = {
        (name, one)
        for name, value in fields.items()
        for one in (value if isinstance(value, list) else [value])
    }
    return {(name, value) for name, value in pairs if name not in HIDDEN and value}


def kept_form(page: BeautifulSoup) -> tuple[str, dict[str, list[str]]]:
    """Where the form of a page goes and all that its hidden fields hold, each name as often as it is there."""
    form = page.select("main form")[0]
    fields: dict[str, list[str]] = {}
    for field in form.select("input[type=hidden]"):
        fields.setdefault(str(field["name"]), []).append(str(field["value"]))
    return str(form["action"]), fields


def test_every_form_is_tried(app: Flask) -> None:
    writing = {name for name, view in app.view_functions.items() if getattr(view, "writes", False)}
    assert set(EVERY_FORM) == {name for name in writing if not name.startswith("probes.")}


def test_what_is_refused_makes_nothing_and_what_is_sent_twice_makes_one_record(
    app: Flask, world: World, filled: Filled
) -> None:
    before = rows()
    refuse_a_forged_one(filled)
    refuse_nobody(app, filled)
    assert added(before) == {}
    refuse_somebody_without_access(app, world, filled)
    again = refuse_one_without_its_mark(filled)
    assert set(added(before)) == {"audit_event"}

    before = rows()
    place = filled.browser.post(filled.path, again, 303).location
    assert added(before)["once"] == 1
    after = rows()
    for _ in range(2):
        assert filled.browser.post(filled.path, again, 303).location == place
    assert added(after) == {}
    filled.browser.get(place)


def refuse_a_forged_one(filled: Filled) -> None:
    response = filled.browser.post(filled.path, filled.fields | {"csrf_token": "x"}, 400)
    assert "expired" in words(check_page(response))


def refuse_nobody(app: Flask, filled: Filled) -> None:
    nobody = Browser(app)
    _, sign_in = nobody.fields("/sign-in")
    response = nobody.post(filled.path, filled.fields | {"csrf_token": sign_in["csrf_token"]}, 303)
    assert response.location == "/sign-in"


def refuse_somebody_without_access(app: Flask, world: World, filled: Filled) -> None:
    other = Browser(app, world.administrator)
    token = read_form(other.get("/account/"), "/account/")[1]["csrf_token"]
    response = other.post(filled.path, filled.fields | {"csrf_token": token})
    assert response.status_code in {403, 404}
    check_page(response)


def refuse_one_without_its_mark(filled: Filled) -> dict[str, Any]:
    """What the page then shows, to be sent again."""
    response = filled.browser.post(filled.path, filled.fields | {"once": "x"}, 422)
    assert any("without a part it needs" in line for line in errors(response))
    _, again = read_form(check_page(response), filled.path)
    assert typed(again) == typed(filled.fields)
    return again


def test_sent_after_the_session_ended_it_is_kept_and_can_be_sent_again(app: Flask, filled: Filled) -> None:
    before = rows()
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        response = filled.browser.post(filled.path, filled.fields, 303)
        assert response.location == "/sign-in?ended=kept"
        assert added(before) == {"held_input": 1, "audit_event": 1}
        back = Browser(app, filled.user)
        link = str(back.get("/").select("a[href*='/account/kept/']")[0]["href"])
        action, again = kept_form(back.get(link))
        assert action == filled.path
        assert typed(again) == typed(filled.fields)
        places = {back.post(action, again, 303).location for _ in range(2)}
    assert len(places) == 1
    assert added(before)["once"] == 1
