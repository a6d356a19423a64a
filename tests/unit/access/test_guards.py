"""A view says who may call it, and a view that says nothing is called by nobody."""

import pytest
from flask import Flask, g

from gcp_tool.access import actor as actors
from gcp_tool.access.actor import Actor, current_actor
from gcp_tool.access.guards import (
    Access,
    SignInNeeded,
    access_of,
    check_access,
    public,
    requires,
    signed_in,
)
from gcp_tool.access.permissions import Permission
from gcp_tool.domain.errors import NotAllowed, ToolError
from gcp_tool.domain.vocabulary import Role
from tests.unit.access.people import ME, actor, worker


def view() -> str:
    return "seen"


@pytest.fixture(scope="module")
def app() -> Flask:
    """An app with a view of each kind."""
    made = Flask(__name__)
    kinds = {
        "open": public,
        "ours": signed_in,
        "cases": requires(Permission.FAMILY_READ),
        "accounts": requires(Permission.ACCOUNT_MANAGE),
    }
    for name, guard in kinds.items():
        made.add_url_rule(f"/{name}", name, guard(lambda: "seen"))
    made.add_url_rule("/silent", "silent", view)
    return made


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Nobody is signed in, unless the test says so."""
    monkeypatch.setattr("gcp_tool.access.guards.find_user_id", lambda: None)
    return monkeypatch


PASSES = None
TABLE: list[tuple[str, Actor | None, type[ToolError] | None]] = [
    ("open", None, PASSES),
    ("open", worker(), PASSES),
    ("ours", None, SignInNeeded),
    ("ours", actor(), PASSES),
    ("cases", None, SignInNeeded),
    ("cases", worker(), PASSES),
    ("cases", actor(Role.ADMINISTRATOR), NotAllowed),
    ("cases", actor(), NotAllowed),
    ("accounts", worker(), NotAllowed),
    ("accounts", actor(Role.ADMINISTRATOR), PASSES),
    ("silent", None, NotAllowed),
    ("silent", worker(), NotAllowed),
    ("silent", actor(*Role), NotAllowed),
    ("nowhere", None, PASSES),
    ("nowhere", worker(), PASSES),
]


@pytest.mark.parametrize(("name", "who", "refusal"), TABLE)
def test_who_may_call_which_view(
    app: Flask, stranger: pytest.MonkeyPatch, name: str, who: Actor | None, refusal: type[ToolError] | None
) -> None:
    with app.test_request_context(f"/{name}"):
        g.actor = who
        if refusal is PASSES:
            check_access()
        else:
            with pytest.raises(refusal):
                check_access()


@pytest.mark.parametrize("name", ["ours", "cases", "accounts"])
def test_somebody_signed_in_without_a_posting_is_not_sent_to_sign_in_again(
    app: Flask, stranger: pytest.MonkeyPatch, name: str
) -> None:
    stranger.setattr("gcp_tool.access.guards.find_user_id", lambda: ME)
    with app.test_request_context(f"/{name}"):
        g.actor = None
        with pytest.raises(NotAllowed, match="not at work in any agency"):
            check_access()


def test_what_a_view_declares_can_be_listed(app: Flask) -> None:
    listed = {name: access_of(app, name) for name in ("open", "ours", "cases", "silent", "nowhere")}
    assert listed == {
        "open": Access(public=True),
        "ours": Access(),
        "cases": Access(permission=Permission.FAMILY_READ),
        "silent": None,
        "nowhere": None,
    }
    assert [str(access) for access in listed.values()] == [
        "public",
        "signed in",
        "family:read",
        "None",
        "None",
    ]


def test_a_guard_leaves_the_view_as_it_is() -> None:
    guarded = signed_in(view)
    assert guarded is view
    assert guarded() == "seen"


def test_who_acts_must_be_somebody(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actors, "find_user_id", lambda: None)
    with app.test_request_context("/"), pytest.raises(NotAllowed):
        current_actor()
    with app.test_request_context("/"):
        g.actor = worker()
        assert current_actor() == worker()
