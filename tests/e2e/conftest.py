"""The demo borough behind the real server, and one browser for all stories."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from gcp_tool.core.keys import new_key
from gcp_tool.demo.building import build
from gcp_tool.settings import ROOT, load_settings
from tests.e2e.browser import browser as chromium
from tests.e2e.browser import refusals_of

SECRET = new_key() + new_key()
READY_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Borough:
    """The served borough: its address, and the text of its log so far."""

    url: str
    log: Path


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_ready(url: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server can serve."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        assert server.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:
                assert answer.read() == b"ready\n"
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the server was not ready within {READY_WITHIN} seconds")


@pytest.fixture(scope="session")
def borough(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Borough]:
    """The demo borough, built and served as `make demo` does."""
    folder = tmp_path_factory.mktemp("borough")
    url, port = f"sqlite:///{folder}/demo.db", free_port()
    build(load_settings(database_url=url, secret_key=SECRET, training_area=True, https=False))
    settings = {
        "DATABASE_URL": url,
        "GCP_SECRET_KEY": SECRET,
        "GCP_TRAINING_AREA": "true",
        "GCP_HTTPS": "false",
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    log = folder / "server.log"
    with log.open("wb") as written:
        server = subprocess.Popen(
            [sys.executable, "-m", "gcp_tool.cli", "serve"],
            cwd=ROOT,
            env=os.environ | settings,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", server)
            yield Borough(f"http://127.0.0.1:{port}", log)
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all stories."""
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser, borough: Borough) -> Iterator[Page]:
    """A fresh window of a person who is not signed in. What the browser refuses or cannot load fails the story."""
    context = browser.new_context(base_url=borough.url, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    refused = refusals_of(opened)
    yield opened
    context.close()
    assert refused == []


@pytest.fixture
def scriptless(browser: Browser, borough: Borough) -> Iterator[Page]:
    """A window in which no script runs."""
    context = browser.new_context(base_url=borough.url, java_script_enabled=False)
    yield context.new_page()
    context.close()
