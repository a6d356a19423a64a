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
        page = started.new_page(base_url=url, viewport=DESKTOP)
        _sign_in(page, "maria.costa")
        page.goto("/families")
        page.get_by_role("link", name="Ashdown family").first.click()
        page.get_by_role("heading", name="How care has changed").scroll_into_view_if_needed()
        page.evaluate("document.getElementById('history').scrollIntoView()")
        page.screenshot(path=folder / "family.png")


def _sign_in(page: Page, login: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(f"{login}@{EMAIL_DOMAIN}")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()
