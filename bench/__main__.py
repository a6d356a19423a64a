"""`make bench`: the processor time of each page of the main job, beside the signed-in page with nothing on it.

Figures are medians over interleaved rounds in one process; ratios are what to compare. Sizes say how many times the
invented borough is there.
"""

import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask, render_template
from flask.testing import FlaskClient
from sqlalchemy import select

from gcp_tool.access.guards import signed_in as signed_in_only
from gcp_tool.app import create_app
from gcp_tool.core import clock
from gcp_tool.core.keys import new_key
from gcp_tool.demo.building import build
from gcp_tool.demo.people import EMAIL_DOMAIN
from gcp_tool.extensions import db, limiter
from gcp_tool.models import Assessment, Family, User
from gcp_tool.settings import load_settings

ROUNDS = 60
HOUSE = "house: a signed-in page with nothing on it"

Work = Callable[[], None]


@contextmanager
def served_borough() -> Iterator[Flask]:
    """The app on the demo borough, for the time of a `with`."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        settings = load_settings(
            database_url=url, secret_key=new_key() + new_key(), training_area=True, https=False
        )
        build(settings)
        app = create_app(settings)
        add_empty_page(app)
        limiter.enabled = False
        yield app
        db.engines.dispose()


def add_empty_page(app: Flask) -> None:
    """A page in the layout with nothing on it: what every page costs before its own work."""
    empty = app.jinja_env.from_string(
        '{% extends "layouts/page.html" %}{% block title %}Empty{% endblock %}'
        "{% block content %}<h1>Empty</h1>{% endblock %}"
    )

    @app.get("/bench/empty")
    @signed_in_only
    def show() -> str:
        return render_template(empty)


def signed_in(app: Flask, login: str) -> FlaskClient:
    """A client of a person of the borough."""
    with db.engines.reader() as session:
        user = session.scalars(select(User).where(User.email == f"{login}@{EMAIL_DOMAIN}")).one()
    client = app.test_client()
    now = clock.now().timestamp()
    with client.session_transaction() as cookie:
        cookie.update({"_user_id": user.fs_uniquifier, "_fresh": True, "began": now, "seen": now})
    return client


def works(app: Flask) -> dict[str, Work]:
    """What is measured, by name."""
    worker, manager, drafting = (signed_in(app, who) for who in ("sana.khalid", "maria.costa", "tom.adeyemi"))
    with db.engines.reader() as session:
        family = session.scalars(select(Family.key).where(Family.ref == "TH-1001")).one()
        draft = session.scalars(
            select(Assessment.key)
            .join(Family)
            .where(Family.ref == "TH-1016", Assessment.completed_on.is_(None))
        ).one()
    return {
        HOUSE: getting(worker, "/bench/empty"),
        "house with a recorded view: the page that starts an assessment": getting(
            worker, f"/families/{family}/assessments/start"
        ),
        "one area to grade": getting(drafting, f"/assessments/{draft}/areas/physical.home"),
        "the parts of an assessment": getting(drafting, f"/assessments/{draft}"),
        "a family's history, charts kept": getting(manager, f"/families/{family}"),
        "a list of families": getting(manager, "/families"),
        "a manager's home": getting(manager, "/"),
    }


def getting(client: FlaskClient, path: str) -> Work:
    """Ask for a page, which must be there."""

    def get() -> None:
        answer = client.get(path)
        if answer.status_code != 200:  # noqa: PLR2004
            raise RuntimeError(f"{path}: {answer.status_code}")

    return get


def measure(todo: dict[str, Work]) -> dict[str, float]:
    """The median processor time of each, in milliseconds, over rounds in which each has its turn."""
    for work in todo.values():
        work()
    gc.freeze()
    times: dict[str, list[float]] = {name: [] for name in todo}
    for _ in range(ROUNDS):
        for name, work in todo.items():
            start = time.process_time_ns()
            work()
            times[name].append((time.process_time_ns() - start) / 1e6)
    return {name: statistics.median(taken) for name, taken in times.items()}


@click.command()
@click.option("--size", type=click.Choice(["S"]), default="S", help="S: the invented borough.")
def main(size: str) -> None:
    """Print a table of medians and ratios."""
    with served_borough() as app:
        medians = measure(works(app))
    house = medians[HOUSE]
    print(f"size {size}, SQLite, {ROUNDS} interleaved rounds, processor time of a request in one process")
    for name, median in medians.items():
        print(f"{median:8.2f} ms  {median / house:5.1f} x house  {name}")


if __name__ == "__main__":
    main()
