"""Every form's address, sent bodies that are no form at all: a page that says so, and nothing left."""

import random
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.client import check_page
from tests.integration.web.every_form import EVERY_FORM, Filled, begin_story
from tests.integration.web.kept import app, kept_world, world
from tests.integration.web.probes import added, rows
from tests.integration.world import World

__all__ = ["app", "kept_world", "world"]  # fixtures
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
KINDS = (FORM, PARTS, "application/json", "text/plain", "application/xml", "multipart/form-data", "%%%", "")
ROUNDS = 40


@pytest.mark.drill
@pytest.mark.parametrize("name", EVERY_FORM)
def test_no_body_is_a_failure_or_leaves_anything(app: Flask, world: World, name: str) -> None:
    filled = EVERY_FORM[name](begin_story(app, world))
    token = filled.fields["csrf_token"]
    before = rows()
    for kind, body in bodies(random.Random(name), filled):
        headers = {"X-CSRFToken": str(token)}
        response = filled.browser.client.post(filled.path, data=body, content_type=kind, headers=headers)
        assert response.status_code in {400, 409, 413, 415, 422}, (kind, body[:80])
        check_page(response)
        left = added(before)
        assert set(left) <= {"audit_event", "audit_note"}, (kind, body[:80])
    filled.browser.post(filled.path, filled.fields, 303)


def bodies(chance: random.Random, filled: Filled) -> Iterator[tuple[str, bytes]]:
    """Noise, and pieces of the real form without the mark that lets it be kept."""
    names = [name for name in filled.fields if name != "once"]
    for number in range(ROUNDS):
        kind = KINDS[number % len(KINDS)]
        yield kind, chance.choice((_noise, _parts, _json, _pairs, _large))(chance, names)


def _noise(chance: random.Random, _names: list[str]) -> bytes:
    return chance.randbytes(chance.randrange(4000))


def _parts(chance: random.Random, names: list[str]) -> bytes:
    heads = [b'form-data; name="%s"' % name.encode() for name in names]
    heads += [
        b"form-data",
        b'form-data; name="',
        b'attachment; filename="a"',
        b'form-data; name="a"; filename="b.csv"',
    ]
    parts = [
        b"--x\r\nContent-Disposition: %s\r\n\r\n%s\r\n" % (chance.choice(heads), chance.randbytes(20))
        for _ in range(chance.randrange(1, 60))
    ]
    return b"".join(parts) + chance.choice((b"--x--\r\n", b"", b"--x"))


def _json(chance: random.Random, names: list[str]) -> bytes:
    pairs = b",".join(
        b'"%s":%s' % (name.encode(), chance.choice((b"1", b"null", b"[]", b'{"a":1}'))) for name in names
    )
    return chance.choice((b"{" + pairs + b"}", b"[" * 20_000, b'{"a":', b"1e999", b'"\\ud800"'))


def _pairs(chance: random.Random, names: list[str]) -> bytes:
    values = (
        b"",
        b"%00",
        b"%ff%fe",
        b"%F0%9F%92%A5",
        b"%0d%0a",
        b"=&=",
        b"a" * 30_000,
        b"%ED%A0%80",
        b"1",
        b"-1",
    )
    marks = (b"", b"[]", b"[0][a]", b".x", b"-day", b"%5B%5D")
    pairs = [
        chance.choice(names).encode() + chance.choice(marks) + b"=" + chance.choice(values)
        for _ in range(chance.randrange(1, 200))
    ]
    return b"&".join(pairs)


def _large(chance: random.Random, names: list[str]) -> bytes:
    size = chance.choice((1_000_000, 2_200_000))
    return chance.choice(names).encode() + b"=" + b"a" * size
