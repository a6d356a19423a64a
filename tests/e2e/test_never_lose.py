"""Faults while somebody types: of what was typed nothing is lost, and nothing is overwritten unseen.

The server is killed, the session ends, the network drops, buttons are pressed twice, answers come late or not at all,
two tabs and two people type. What counts is what the database holds in the end.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sqlalchemy import select, update

from gcp_tool.app import create_app
from gcp_tool.core import clock
from gcp_tool.core.clock import local
from gcp_tool.core.database import Engines
from gcp_tool.domain.vocabulary import Part
from gcp_tool.extensions import db
from gcp_tool.models import Answer, AnswerHistory, Assessment, Participant, User
from gcp_tool.settings import load_settings
from tests.client import Browser as Client
from tests.drill.serving import Server
from tests.e2e.browser import axe_check
from tests.integration.assessments import stories
from tests.integration.assessments.asking import ask, keep_nurse
from tests.integration.world import World, keep_world
from tests.servers import sqlite_template

__all__ = ["sqlite_template"]
SECRET = "bR4nch-wInd0w-k3ttle-9-Q7zX2mLp8u"
ENOUGH, REGULAR = stories.ITEMS[stories.MEALS]
SAVED = re.compile(r"Saved \d\d:\d\d")
NOT_SAVED = re.compile("Not saved, trying again")


@dataclass(frozen=True, slots=True)
class Typing:
    """A served assessment, and everything that is needed to type in it and to count."""

    app: Flask
    server: Server
    world: World
    key: str
    cookie_of: Callable[..., str]

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def area(self) -> str:
        """The screen that is typed on."""
        return self.url + stories.area_path(self.key, stories.MEALS)

    def sign_in(self, context: BrowserContext, user: User, *, ago: timedelta = timedelta()) -> None:
        """Give a browser the session of a person; one that began so long ago may be over."""
        context.add_cookies([{"name": "gcp", "value": self.cookie_of(user, ago), "url": self.url}])


def texts(code: str = stories.MEALS, part: Part = Part.LEAD) -> list[str]:
    """Every text that was ever saved of the note that is being written by the lead, or by who was asked."""
    typed = select(Answer).join(Participant, Participant.id == Answer.participant_id)
    with Engines(str(db.engines.url)).reader() as session:
        now = list(
            session.scalars(typed.where(Answer.code == code, Answer.slot == 0, Participant.part == part))
        )
        before = list(session.scalars(select(AnswerHistory).order_by(AnswerHistory.version)))
    ids = {row.id for row in now}
    return [str(row.raw.get("words", "")) for row in (*(one for one in before if one.answer_id in ids), *now)]


def grades(code: str = ENOUGH) -> list[tuple[int | None, int]]:
    """The grade and the version of an item as they stand."""
    with Engines(str(db.engines.url)).reader() as session:
        return [
            (row.grade, row.version) for row in session.scalars(select(Answer).where(Answer.code == code))
        ]


@pytest.fixture(scope="module")
def typing(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Typing]:
    """The world of the integration tests behind a real server."""
    folder = tmp_path_factory.mktemp("typing")
    shutil.copyfile(sqlite_template, folder / "gcp.db")
    url = f"sqlite:///{folder}/gcp.db"
    app = create_app(load_settings(database_url=url, secret_key=SECRET, training_area=True, https=False))
    world = keep_world(db.engines)
    key = stories.start(Client(app, world.worker), world)

    def cookie_of(user: User, ago: timedelta = timedelta()) -> str:
        client = Client(app, user)
        client.get("/account/")
        with client.client.session_transaction() as session:
            session["seen"] = (clock.now() - ago).timestamp()
        return str(client.client.get_cookie("gcp").value)

    server = Server(url, url, SECRET, folder / "server.log")
    server.start()
    yield Typing(app, server, world, key, cookie_of)
    server.kill()


@pytest.fixture
def context(browser: Browser, typing: Typing) -> Iterator[BrowserContext]:
    """The browser of the worker."""
    made = browser.new_context(base_url=typing.url, viewport={"width": 1280, "height": 900})
    typing.sign_in(made, typing.world.worker)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, typing: Typing) -> Page:
    """The grading screen, ready to be typed on."""
    return opened(context, typing)


def opened(context: BrowserContext, typing: Typing, path: str = "") -> Page:
    """The grading screen in a tab of its own, once it holds the key to keep what it cannot send."""
    tab = context.new_page()
    with tab.expect_response("**/account/journal-key"):
        tab.goto(f"{typing.url}{path}" if path else typing.area)
    tab.wait_for_timeout(300)
    return tab


def write(page: Page, words: str) -> None:
    """Type into the note, a key at a time, and stop."""
    box = page.locator("#words")
    box.fill("")
    box.press_sequentially(words, delay=5)


def saving(page: Page, words: str | re.Pattern[str], within: float = 15_000) -> None:
    """Wait until the page says so."""
    expect(page.locator("#saving")).to_have_text(
        re.compile(words) if isinstance(words, str) else words, timeout=within
    )


def test_it_is_saved_within_two_seconds_of_a_pause_and_at_once_on_leaving(page: Page) -> None:
    write(page, "Stew on the stove")
    saving(page, SAVED, 2500)
    assert texts()[-1] == "Stew on the stove"
    page.locator("#words").press_sequentially(", and bread")
    page.goto("about:blank")
    page.wait_for_timeout(1500)
    assert texts()[-1] == "Stew on the stove, and bread"


def test_a_server_that_is_killed_while_somebody_types_loses_nothing(page: Page, typing: Typing) -> None:
    write(page, "Before the power cut")
    saving(page, SAVED)
    typing.server.kill()
    page.locator("#words").press_sequentially(" and after it")
    page.locator(f"input[name='grade-{REGULAR}'][value='2']").check()
    saving(page, NOT_SAVED)
    page.get_by_role("button", name="Save and continue").click()
    saving(page, "There is no connection|Not saved")
    assert "/areas/" in page.url
    typing.server.start()
    saving(page, SAVED, 40_000)
    assert texts()[-1] == "Before the power cut and after it"
    assert grades(REGULAR)[0][0] == 2


def test_a_session_that_ends_keeps_what_is_typed_for_that_person_alone(
    context: BrowserContext, page: Page, typing: Typing
) -> None:
    typing.sign_in(context, typing.world.worker, ago=timedelta(hours=1))
    write(page, "Typed after the session had ended")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("kept on this device, for you alone")
    axe_check(page)
    page.close()
    # somebody else signs in here: nothing of it is shown or sent
    typing.sign_in(context, typing.world.manager)
    other = context.new_page()
    with other.expect_response("**/account/journal-key"):
        other.goto(f"{typing.url}/account/")
    other.wait_for_timeout(700)
    expect(other.locator("body")).not_to_contain_text("Typed after")
    assert "Typed after the session had ended" not in texts()
    other.close()
    # and the first person again: it is in its box, and saved
    typing.sign_in(context, typing.world.worker)
    again = opened(context, typing)
    expect(again.locator("#words")).to_have_value("Typed after the session had ended")
    saving(again, SAVED)
    assert texts()[-1] == "Typed after the session had ended"


def test_what_is_typed_without_a_network_is_sent_in_order_from_any_page_later(
    context: BrowserContext, page: Page, typing: Typing
) -> None:
    write(page, "In the car park")
    saving(page, SAVED)
    context.set_offline(True)
    write(page, "In the lift")
    page.locator(f"input[name='grade-{ENOUGH}'][value='5']").check()
    saving(page, NOT_SAVED)
    page.close()
    context.set_offline(False)
    home = context.new_page()
    home.goto(f"{typing.url}/account/")
    saving(home, "What you typed before is saved now")
    assert texts()[-1] == "In the lift"
    assert grades()[0][0] == 5


def test_an_answer_that_never_comes_is_asked_for_again_and_makes_one_write(page: Page) -> None:
    lost: list[str] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(str(route.fetch().status))  # the server took it, and the answer is lost
        route.abort()

    before = len(texts())
    page.route("**/answers", lose)
    write(page, "Once and for all")
    saving(page, NOT_SAVED)
    saving(page, SAVED)
    assert lost == ["200"]
    assert texts()[before:] == ["Once and for all"]


def test_two_tabs_show_both_texts_and_the_person_chooses(context: BrowserContext, typing: Typing) -> None:
    first, second = opened(context, typing), opened(context, typing)
    write(first, "Typed in the first tab")
    saving(first, SAVED)
    write(second, "Typed in the second tab")
    panel = second.locator(".app-conflict")
    expect(panel).to_contain_text("Typed in the first tab")
    expect(panel).to_contain_text("Typed in the second tab")
    axe_check(second)
    # another answer is not held up
    second.locator(f"input[name='grade-{REGULAR}'][value='3']").check()
    second.wait_for_timeout(800)
    assert grades(REGULAR)[0][0] == 3
    assert texts()[-1] == "Typed in the first tab"
    panel.get_by_role("button", name="Keep mine").click()
    saving(second, SAVED)
    assert texts()[-2:] == ["Typed in the first tab", "Typed in the second tab"]
    # the first tab in its turn, which keeps the other
    write(first, "And the first again")
    first.locator(".app-conflict").get_by_role("button", name="Keep the other").click()
    expect(first.locator("#words")).to_have_value("Typed in the second tab")
    assert texts()[-1] == "Typed in the second tab"


def test_a_double_click_makes_one_note_of_what_was_typed(page: Page, typing: Typing) -> None:
    write(page, "One note, pressed twice")
    for part, value in (("day", "1"), ("month", "3"), ("year", "2026")):
        page.locator(f"#on-{part}").fill(value)
    page.get_by_label("Seen at a visit").check()
    page.locator("input[name=shows]").first.check()
    page.get_by_role("button", name="Save and add more evidence").dblclick()
    page.wait_for_load_state()
    page.wait_for_timeout(1500)
    page.goto(typing.area)
    expect(page.get_by_role("link", name="Take out")).to_have_count(1)
    expect(page.locator("#words")).to_have_value("")


@pytest.mark.parametrize(
    "fault",
    [
        "Object.defineProperty(crypto, 'subtle', {value: undefined})",
        "Object.defineProperty(window, 'indexedDB', {value: {open() { throw new Error('private') }}})",
    ],
)
def test_a_browser_that_can_keep_nothing_says_so_and_saves_all_the_same(
    context: BrowserContext, typing: Typing, fault: str
) -> None:
    context.add_init_script(fault)
    page = opened(context, typing)
    saving(page, "This browser cannot keep a copy on this device")
    write(page, "In a private window")
    saving(page, SAVED)
    assert texts()[-1] == "In a private window"


def test_a_store_without_room_loses_nothing_while_the_page_is_open(
    context: BrowserContext, typing: Typing
) -> None:
    context.add_init_script(
        "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    page = opened(context, typing)
    context.set_offline(True)
    write(page, "No room on the phone")
    saving(page, "Keep this page open")
    context.set_offline(False)
    saving(page, SAVED, 20_000)
    assert texts()[-1] == "No room on the phone"


def test_a_device_with_a_wrong_clock_saves_and_tells_the_time_of_the_server(
    context: BrowserContext, typing: Typing
) -> None:
    context.clock.install(time=clock.now() + timedelta(days=400, hours=5))
    page = opened(context, typing)
    write(page, "The phone thinks it is next year")
    before = clock.now()
    saving(page, SAVED)
    told = {f"Saved {local(at):%H:%M}." for at in (before, clock.now())}
    assert page.locator("#saving").inner_text() in told
    assert texts()[-1] == "The phone thinks it is next year"
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_200_kilobytes_pasted_and_left_at_once_are_sent_by_the_next_page(
    context: BrowserContext, page: Page, typing: Typing
) -> None:
    pasted = "Stew on the stove. " * 10_600
    page.locator("#words").fill(pasted)
    page.wait_for_timeout(400)
    page.goto("about:blank")  # nothing of this size may be sent by a page that is being left
    assert texts()[-1] != pasted.strip()
    page.goto(f"{typing.url}/account/")
    saving(page, "What you typed before is saved now")
    assert texts()[-1] == pasted.strip()
    again = opened(context, typing)
    expect(again.locator("#words")).to_have_value(pasted.strip())
    write(again, "Short again")
    saving(again, SAVED)


def test_what_is_not_asked_any_more_is_said_while_it_is_typed_and_kept(
    context: BrowserContext, page: Page, typing: Typing
) -> None:
    look_at(typing, [stories.HOME])
    write(page, "There was stew after all")
    saving(page, "not in this review.* What you typed is kept for you")
    page.goto(f"{typing.url}/assessments/{typing.key}")
    expect(page.locator(".app-left-over")).to_contain_text("There was stew after all")
    look_at(typing, [])


def look_at(typing: Typing, areas: list[str]) -> None:
    """Let the assessment look at these areas only, or at all."""
    with db.engines.writer() as session:
        session.execute(update(Assessment).where(Assessment.key == typing.key).values(scope=areas))
        session.commit()


def test_who_was_asked_types_into_a_part_of_their_own_until_it_closes_and_loses_nothing(
    browser: Browser, typing: Typing
) -> None:
    nurse, lead = keep_nurse(typing.world), Client(typing.app, typing.world.worker)
    part = ask(lead, typing.key, nurse)
    context = browser.new_context(viewport={"width": 360, "height": 400})
    typing.sign_in(context, nurse)
    page = opened(context, typing, f"/contributions/{part}/areas/{stories.MEALS}")
    write(page, "At the clinic she was hungry")
    saving(page, SAVED)
    assert texts(part=Part.CONTRIBUTOR) == ["At the clinic she was hungry"]
    context.set_offline(True)
    page.locator("#words").press_sequentially(", twice")
    saving(page, NOT_SAVED)
    page.close()
    lead.submit(
        f"/assessments/{typing.key}/others/{part}/withdraw", {"reason": "She moved to another school."}
    )
    context.set_offline(False)
    home = context.new_page()
    home.goto(f"{typing.url}/account/")
    saving(home, "not yours to change now.* What you typed before is kept for you")
    home.goto(f"{typing.url}/contributions/{part}")
    expect(home.locator(".app-left-over")).to_contain_text("At the clinic she was hungry, twice")
    axe_check(home)
    assert texts(part=Part.CONTRIBUTOR) == ["At the clinic she was hungry"]
    context.close()


def test_everything_works_without_a_script(browser: Browser, typing: Typing) -> None:
    context = browser.new_context(java_script_enabled=False)
    typing.sign_in(context, typing.world.worker)
    page = context.new_page()
    page.goto(typing.area)
    page.locator(f"input[name='grade-{ENOUGH}'][value='1']").check()
    page.locator("#words").fill("")
    page.get_by_role("button", name="Save and continue").click()
    assert grades()[0][0] == 1
    page.get_by_role("button", name="Put my screen away").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Screen put away")
    context.close()


def test_a_screen_put_away_is_saved_and_shows_nothing(page: Page, typing: Typing) -> None:
    page.set_viewport_size({"width": 360, "height": 400})
    write(page, "She came back into the kitchen")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_have_text("Screen put away")
    expect(page.locator("body")).not_to_contain_text("kitchen")
    assert "Screen put away" in page.title()
    axe_check(page)
    assert texts()[-1] == "She came back into the kitchen"
    link = str(page.get_by_role("link", name="Sign in").get_attribute("href"))
    assert link.endswith("%23words")
    assert page.go_back() is None or "/sign-in" in page.url or "about:blank" in page.url
    expect(page.locator("body")).not_to_contain_text("kitchen")


@pytest.mark.parametrize("size", ["100%", "200%"])
def test_on_a_phone_with_the_keyboard_open_the_screen_is_put_away_from_anywhere(
    page: Page, size: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 400})
    page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
    page.locator("#words").focus()
    away = page.get_by_role("button", name="Put my screen away")
    expect(away).to_be_in_viewport(ratio=1)
    expect(page.locator("#words")).to_be_in_viewport()
    page.keyboard.press("Shift+Tab")
    focused = page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert focused >= page.evaluate("document.querySelector('.app-away').getBoundingClientRect().bottom")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    away.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Screen put away")


def test_signing_out_first_sends_and_asks_when_it_cannot(context: BrowserContext, page: Page) -> None:
    write(page, "Just before going home")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    assert texts()[-1] == "Just before going home"


def test_signing_out_asks_when_something_cannot_be_sent(context: BrowserContext, page: Page) -> None:
    page.route("**/answers", lambda route: route.abort())
    write(page, "Not to be lost on signing out")
    page.get_by_role("button", name="Sign out").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("One answer could not be sent. It is kept on this device for 14 days")
    dialog.get_by_role("button", name="Stay signed in").click()
    page.unroute("**/answers")
    saving(page, SAVED, 30_000)
    assert texts()[-1] == "Not to be lost on signing out"


def test_a_warning_comes_before_the_session_ends_and_one_can_stay(
    context: BrowserContext, typing: Typing
) -> None:
    page = context.new_page()
    page.clock.install()
    with page.expect_response("**/account/journal-key"):
        page.goto(typing.area)
    page.clock.fast_forward(25 * 60 * 1000)
    dialog = page.get_by_role("dialog", name="Are you still there?")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Stay signed in")).to_be_focused()
    with page.expect_response("**/account/journal-key"):
        page.keyboard.press("Enter")
    page.clock.run_for(1000)
    expect(dialog).not_to_be_visible()
