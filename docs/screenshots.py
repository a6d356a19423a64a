"""The pictures of the docs, taken from the demo borough by a browser."""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, ViewportSize
from werkzeug.serving import make_server

from gcp_tool.app import create_app
from gcp_tool.core.keys import new_key
from gcp_tool.demo.building import build
from gcp_tool.demo.people import EMAIL_DOMAIN, PASSWORD
from gcp_tool.settings import load_settings
from tests.e2e.browser import browser

DESKTOP = ViewportSize(width=1100, height=1250)


@contextmanager
def served() -> Iterator[str]:
    """The demo borough, built for the time of a `with`; its address is given."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/demo.db"
        settings = load_settings(
            database_url=url, secret_key=new_key() + new_key(), training_area=True, https=False
        )
        build(settings)
        server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def take_screenshots(folder: Path) -> None:
    """Take every picture again."""
    folder.mkdir(parents=True, exist_ok=True)
    with served() as url, browser() as started:
        for login, take in (
            ("maria.costa", _of_a_manager),
            ("sana.khalid", _of_a_practitioner),
            ("tom.adeyemi", _of_a_draft),
        ):
            page = started.new_page(base_url=url, viewport=DESKTOP)
            _sign_in(page, login)
            take(page, folder)
            page.close()


def _of_a_manager(page: Page, folder: Path) -> None:
    page.goto("/families")
    page.get_by_role("link", name="Ashdown family").first.click()
    page.get_by_role("heading", name="How care has changed").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('history').scrollIntoView()")
    page.screenshot(path=folder / "family.png")
    page.goto("/")
    page.get_by_role("link", name="Kofi").first.click()
    page.screenshot(path=folder / "sign-off.png")


def _of_a_practitioner(page: Page, folder: Path) -> None:
    page.screenshot(path=folder / "home.png")
    page.goto("/families")
    page.get_by_role("link", name="Tarrow family").first.click()
    page.screenshot(path=folder / "family-now.png")
    page.get_by_role("link", name="Timeline", exact=True).click()
    page.screenshot(path=folder / "timeline.png")
    page.go_back()
    page.get_by_role("button", name="Start an assessment").first.click()
    page.screenshot(path=folder / "start.png")


def _of_a_draft(page: Page, folder: Path) -> None:
    page.get_by_role("link", name="Mabel").first.click()
    page.screenshot(path=folder / "tasks.png")
    page.get_by_role("link", name="Sleep", exact=True).click()
    page.screenshot(path=folder / "area.png")
    page.go_back()
    page.get_by_role("link", name="Notes of visits").click()
    page.get_by_role("button", name="Write a visit note").click()
    page.screenshot(path=folder / "visit.png")
    page.go_back()
    page.go_back()
    page.get_by_role("button", name="Check and submit").click()
    page.screenshot(path=folder / "check.png")


def _sign_in(page: Page, login: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(f"{login}@{EMAIL_DOMAIN}")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()
