"""Every address: who may call it, that looking is recorded, that a form makes one record, and that the list is true."""

import inspect

import pytest
from flask import Flask

from docs.reference_pages import routes_page
from gcp_tool.access.guards import access_of
from gcp_tool.access.permissions import Permission
from gcp_tool.app import create_app
from gcp_tool.core.keys import new_key
from gcp_tool.settings import ROOT, load_settings

OWN_TRANSACTION = {
    "security.login": "Flask-Security's own; kept by our services after the password is checked",
    "security.logout": "ends a session; nothing is written but the cookie",
    "accounts.change_password": "the hash is made before the write begins",
    "imports.keep_file": "the file is read before the write begins; sent twice it is kept once",
    "accounts.sign_out_everywhere": "the write ends before the session does",
    "accounts.put_away": "the write ends before the session does",
}
NOT_ABOUT_PEOPLE = {
    "instruments.index",
    "instruments.show",
    "families.search",
    "families.register",
    "lookup.ask",
    "lookup.ask_why",
}
ABOUT_PEOPLE = {
    Permission.FAMILY_READ,
    Permission.FAMILY_EDIT,
    Permission.FAMILY_ALLOCATE,
    Permission.FAMILY_SEARCH,
    Permission.FAMILY_REGISTER,
    Permission.FAMILY_LOOK_UP,
    Permission.FAMILY_BREAK_GLASS,
    Permission.BREAK_GLASS_REVIEW,
    Permission.ASSESSMENT_READ,
    Permission.ASSESSMENT_WRITE,
    Permission.ASSESSMENT_SIGN_OFF,
}


@pytest.fixture(scope="module")
def app() -> Flask:
    settings = load_settings(
        database_url="sqlite:///:memory:",
        secret_key=new_key() + new_key(),
        https=False,
        training_area=True,
    )
    return create_app(settings)


def test_every_route_declares_who_may_call_it(app: Flask) -> None:
    undeclared = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if access_of(app, rule.endpoint) is None and not rule.endpoint.startswith("security.")
    }
    assert undeclared == set()


def test_of_the_sign_in_library_only_the_pages_we_use_are_open(app: Flask) -> None:
    library = {rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.startswith("security.")}
    assert {endpoint for endpoint in library if access_of(app, endpoint)} == {
        "security.login",
        "security.logout",
    }


def test_every_form_makes_one_record(app: Flask) -> None:
    twice = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or set())
        and access_of(app, rule.endpoint) is not None
        and not getattr(app.view_functions[rule.endpoint], "writes", False)
    }
    assert twice == set(OWN_TRANSACTION)


def test_looking_at_people_is_recorded(app: Flask) -> None:
    unrecorded = set()
    for rule in app.url_map.iter_rules():
        access = access_of(app, rule.endpoint)
        view = app.view_functions[rule.endpoint]
        about_people = access is not None and access.permission in ABOUT_PEOPLE
        shown = "GET" in (rule.methods or set()) and rule.endpoint not in NOT_ABOUT_PEOPLE
        if about_people and shown and not getattr(view, "records_viewing", False):
            unrecorded.add(rule.endpoint)
    assert unrecorded == set()


def test_addresses_hold_random_keys_only(app: Flask) -> None:
    # a number counts the versions of one assessment, or one manager's own cover: never a row's id; a kind is of a file
    allowed = {"key", "code", "kind", "slot", "number", "filename"}
    named = {
        (rule.rule, name)
        for rule in app.url_map.iter_rules()
        for name in rule.arguments
        if name not in allowed and not name.endswith("_key")
    }
    assert {pair for pair in named if not pair[0].startswith(("/sign", "/security"))} == set()


def test_every_view_says_what_it_does(app: Flask) -> None:
    silent = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if not endpoint.startswith(("security.", "static")) and not inspect.getdoc(view)
    ]
    assert silent == []


def test_the_list_of_routes_is_true(app: Flask) -> None:
    assert (ROOT / "docs" / "reference" / "routes.md").read_text(encoding="utf-8") == routes_page(app)
