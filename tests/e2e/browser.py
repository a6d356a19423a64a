"""The browser that stories are played in: found or asked for, started, and the accessibility check of a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Response, sync_playwright

PLACES = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
TO_TYPE = "apt-get install -y --no-install-recommends chromium-headless-shell libatomic1"
PHONE, DESKTOP = 390, 1280
HEIGHTS = {PHONE: 844, DESKTOP: 900}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_path() -> Path:
    """Where Chromium is. Raises RuntimeError with the line to type when there is none: nothing is skipped."""
    found = next((place for place in PLACES if place.exists()), None)
    if found is None:
        raise RuntimeError(f"The browser tests need Chromium. Type: {TO_TYPE}")
    return found


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium. Raises RuntimeError when there is none."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium for the time of a `with`. Raises RuntimeError with the line to type when it cannot start."""
    chromium_path()
    try:
        started = sync_playwright().start()
    except Exception as error:
        raise RuntimeError(f"The browser tests could not start Playwright. Type: {TO_TYPE}") from error
    try:
        chromium = launch(started)
        try:
            yield chromium
        finally:
            chromium.close()
    finally:
        started.stop()


def axe_check(page: Page, widths: tuple[int, ...] = (PHONE, DESKTOP)) -> None:
    """The page as it stands has no fault that axe can find, and does not scroll sideways, at each width."""
    before = page.viewport_size
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 900)})
        results = Axe().run(page)
        assert results.violations_count == 0, f"at {width} px, {page.url}\n{results.generate_report()}"
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{page.url} is {wide} px wide in a window of {width} px"
    if before is not None:
        page.set_viewport_size(before)


def refusals_of(page: Page) -> list[str]:
    """A list that fills with what the browser refuses, reports as an error or cannot load: keep it empty.

    The answer to the page's own request may be 422, 409 or 404: Chromium reports that too, and it is meant.
    """
    heard: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            heard.append(message.text)

    def look(response: Response) -> None:
        if not response.ok and not response.request.is_navigation_request():
            heard.append(f"{response.status} {response.url}")

    page.on("console", hear)
    page.on("response", look)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard
