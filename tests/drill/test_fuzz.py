"""Every form, sent anything at all: never a failure of ours, never half a record."""

import random
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from gcp_tool.access.guards import access_of
from gcp_tool.core.keys import new_key
from gcp_tool.extensions import db
from gcp_tool.models import Base
from tests.client import Browser
from tests.integration.assessments import stories
from tests.integration.world import World, days_ago, keep_world

ROUNDS = 40
NOT_COUNTED = {"audit_event", "audit_head", "audit_note"}  # refusals are recorded, on purpose
WORDS = (
    "", " ", "0", "-1", "5", "99999999999999999999", "1e9", "true", "null", "[]", "{}", "on", "sign_off", "return",
    "not_known", "💥", "مرحبا", "a\x00b", "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "<script>alert(1)</script>", "' OR 1=1 --", "../../etc/passwd", "=1+1", "{{7*7}}", "%s%n", "x" * 30_000,
    "31", "02", "2025", "2026-02-30",
)  # fmt: skip


@pytest.mark.drill
def test_every_form_survives_anything(app: Flask, browser: Callable[..., Browser]) -> None:
    world = keep_world(db.engines)
    worker, manager = browser(world.worker), browser(world.manager)
    handed_in = stories.start(worker, world)
    stories.complete(worker, handed_in)
    draft = stories.start(worker, world, last=days_ago(1))
    chance = random.Random(11)
    for person in (worker, manager):
        token = csrf_of(person)
        for path in addresses(app, world, draft, handed_in):
            names = names_of(person, path)
            for _ in range(ROUNDS):
                check_survives(person, path, body(chance, names, token))


def csrf_of(person: Browser) -> str:
    _, fields = person.fields("/account/password")
    return str(fields["csrf_token"])


def addresses(app: Flask, world: World, draft: str, handed_in: str) -> Iterator[str]:
    """Every address that takes a form, with keys of rows that are there and of rows that are not."""
    values = {"person_key": world.child.key, "code": stories.MEALS, "slot": "1"}
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or set()) or access_of(app, rule.endpoint) is None:
            continue
        if rule.endpoint in {"security.logout", "accounts.sign_out_everywhere"}:
            continue  # they end the session that the rest needs
        keys = [world.family.key] if rule.rule.startswith("/families") else [draft, handed_in]
        for key in [*keys, new_key()]:
            with app.test_request_context():
                adapter = app.create_url_adapter(None)
                made = {name: values.get(name, key) for name in rule.arguments}
                yield rule.rule if adapter is None else adapter.build(rule.endpoint, made)


def names_of(person: Browser, path: str) -> list[str]:
    """The names of the fields of the form that the address shows, if it shows one."""
    answer = person.client.get(path)
    names = (
        [part.split('"', 1)[0] for part in answer.text.split(' name="')[1:]]
        if answer.status_code == 200
        else []
    )
    return [name for name in names if name not in {"csrf_token", "viewport"}]


def body(chance: random.Random, names: list[str], token: str) -> dict[str, object]:
    """Some of the form's fields, some that are not its, each once or many times, holding anything."""
    strange = [
        "id",
        "version",
        "state",
        "family_id",
        "by_id",
        "__class__",
        "a[b][c]",
        "completed_on",
        "x" * 300,
    ]
    picked = [name for name in [*names, *strange] if chance.random() < 0.6]
    made: dict[str, object] = {"csrf_token": token}
    for name in picked:
        made[name] = [chance.choice(WORDS) for _ in range(chance.choice((1, 1, 1, 2, 5)))]
    if chance.random() < 0.7:
        made["once"] = new_key()
    return made


def check_survives(person: Browser, path: str, form: dict[str, object]) -> None:
    before = counts()
    answer = person.client.post(path, data=form)
    assert answer.status_code < 500, f"{path}: {answer.status_code} for {sorted(form)}"
    if answer.status_code >= 400:
        assert counts() == before, f"{path}: {answer.status_code} left something behind"


def counts() -> dict[str, int]:
    """How many rows each table holds."""
    tables = [table for table in Base.metadata.sorted_tables if table.name not in NOT_COUNTED]
    with db.engines.reader() as session:
        parts = [
            select(func.count()).select_from(table).scalar_subquery().label(table.name) for table in tables
        ]
        row = session.execute(select(*parts)).mappings().one()
    return {str(name): int(value) for name, value in row.items()}
