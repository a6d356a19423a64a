"""`gcp-tool accounts` and `gcp-tool audit verify`: the first people of a partnership, and whether the log is whole."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, text

from gcp_tool.app import create_app
from gcp_tool.audit.chain import find_fault
from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.domain.vocabulary import Role
from gcp_tool.extensions import db, limiter
from gcp_tool.models import (
    Accreditation,
    Agency,
    AuditEvent,
    Base,
    Policy,
    Team,
    User,
    UserPosting,
    UserRole,
)
from gcp_tool.settings import load_settings
from tests.client import Browser
from tests.integration.assessments import stories
from tests.integration.world import keep_world
from tests.unit.cli.typing_it import ACCREDIT, AGENCY, EMAIL, PASSWORD, TEAM, TOOL, USER, WORKER, Run


def ask(path: Path, statement: Any) -> Sequence[Any]:
    """What the database holds."""
    engines = Engines(f"sqlite:///{path}")
    with engines.reader() as session:
        rows = session.scalars(statement).all()
        session.expunge_all()
    engines.dispose()
    return rows


def rows(path: Path) -> int:
    """How many rows there are in all."""
    return sum(
        ask(path, select(func.count()).select_from(table))[0] for table in Base.metadata.tables.values()
    )


def prepare(run: Run, *commands: tuple[str, ...]) -> None:
    """Commands that go well."""
    for command in commands:
        code, _, complained = run(*command)
        assert (code, complained) == (0, "")


def test_a_partnership_is_begun_from_nothing(run: Run, ready: Path) -> None:
    assert run(*AGENCY) == (0, "Added Thornmere.\n", "")
    assert run(*TEAM, "--duty-line", "01632 960001") == (0, "Added Duty.\n", "")
    assert run(*WORKER) == (0, f"Added {EMAIL}.\n", "")
    days = ("--trained-on", "2026-01-31", "--expires-on", "2028-01-31")
    said = f"Recorded: {EMAIL} is trained to use {TOOL}.\n"
    assert run("accounts", "accredit", EMAIL, TOOL, *days) == (0, said, "")

    [agency], [team], [user] = ask(ready, select(Agency)), ask(ready, select(Team)), ask(ready, select(User))
    [posting], [role], [training] = (
        ask(ready, select(kind)) for kind in (UserPosting, UserRole, Accreditation)
    )
    assert (agency.name, agency.kind, agency.opened_on) == ("Thornmere", "social_care", clock.today())
    assert (team.name, team.agency_id, team.duty_line) == ("Duty", agency.id, "01632 960001")
    assert (user.name, user.email, user.active) == ("Amina Okafor", EMAIL, True)
    assert (posting.user_id, posting.agency_id, posting.team_id) == (user.id, agency.id, team.id)
    assert (role.role, role.team_id) == (Role.PRACTITIONER, None)
    assert (training.instrument_code, training.trained_on, training.expires_on) == (
        TOOL,
        date(2026, 1, 31),
        date(2028, 1, 31),
    )
    events = ask(ready, select(AuditEvent).where(AuditEvent.event != "tool.stored").order_by(AuditEvent.seq))
    assert [event.event for event in events] == [
        "agency.added",
        "team.added",
        "account.created",
        "account.role_given",
        "account.accredited",
    ]
    everything = "".join(event.canonical for event in events)
    assert [
        word for word in ("Thornmere", "Duty", "Amina", EMAIL, "01632", PASSWORD) if word in everything
    ] == []


@pytest.mark.parametrize(
    ("typed", "email"),
    [
        (EMAIL, EMAIL),
        ("  Amina.OKAFOR@Thornmere.Example ", EMAIL),
        ("zoë@thornmere.example", "zoë@thornmere.example"),
    ],
)
@pytest.mark.parametrize("password", [PASSWORD, "pa\u0308sswo\u0308rter und mehr", "x" * 1000])
def test_whoever_was_added_can_sign_in(run: Run, ready: Path, typed: str, email: str, password: str) -> None:
    prepare(run, AGENCY, TEAM)
    options = ("--agency", "Thornmere", "--role", "practitioner", "--password", password)
    assert run("accounts", "add-user", typed, "Amina Okafor", *options) == (0, f"Added {email}.\n", "")
    made = create_app(load_settings(https=False))
    limiter.enabled = False
    browser = Browser(made)
    _, fields = browser.fields("/sign-in")
    browser.post("/sign-in", fields | {"email": typed, "password": password}, 302)
    assert "Amina Okafor" in browser.get("/account/").get_text()
    db.engines.dispose()


def test_a_manager_manages_the_team_they_are_in(run: Run, ready: Path) -> None:
    prepare(run, AGENCY, TEAM)
    roles = ("--role", "manager", "--role", "practitioner", "--role", "manager")
    prepare(run, (*USER, "--team", "Duty", *roles))
    [team] = ask(ready, select(Team))
    held = {row.role: row.team_id for row in ask(ready, select(UserRole))}
    assert held == {Role.MANAGER: team.id, Role.PRACTITIONER: None}


TOMORROW = (clock.today() + timedelta(days=1)).isoformat()
NO_AGENCY = "There is no agency called Elsewhere. Add it first with: gcp-tool accounts add-agency\n"
NO_TEAM = "Thornmere has no team called Elsewhere. Add it first with: gcp-tool accounts add-team\n"
NO_ADDRESS = "is not an email address that somebody could sign in with.\n"
LENGTH = "A password needs 12 characters or more, and 1,000 at most.\n"
BAD: dict[str, tuple[tuple[str, ...], str]] = {
    "an agency twice": (AGENCY, "There is an agency called Thornmere already.\n"),
    "an agency in capitals": (
        ("accounts", "add-agency", "THORNMERE", "--kind", "health"),
        "There is an agency called THORNMERE already.\n",
    ),
    "an agency without a name": (
        ("accounts", "add-agency", " ", "--kind", "health"),
        "Give the agency a name.\n",
    ),
    "an agency of no kind": (("accounts", "add-agency", "North"), "Error: Missing option '--kind'."),
    "an agency of another kind": (
        ("accounts", "add-agency", "North", "--kind", "x"),
        "Error: Invalid value for '--kind'",
    ),
    "a team twice": (TEAM, "Thornmere has a team called Duty already.\n"),
    "a team without a name": (("accounts", "add-team", "Thornmere", ""), "Give the team a name.\n"),
    "a team of no agency": (("accounts", "add-team", "Elsewhere", "Duty"), NO_AGENCY),
    "a user twice": (WORKER, "There is an account with this email address already.\n"),
    "a user in capitals": (
        ("accounts", "add-user", EMAIL.upper(), *WORKER[3:]),
        "There is an account with this email address already.\n",
    ),
    "a user without a name": (
        ("accounts", "add-user", "b@thornmere.example", " ", *WORKER[4:]),
        "Give the person a name.\n",
    ),
    "no address": (("accounts", "add-user", "amina", *WORKER[3:]), f"amina {NO_ADDRESS}"),
    "an empty address": (("accounts", "add-user", "", *WORKER[3:]), f" {NO_ADDRESS}"),
    "an address nobody can have": (
        ("accounts", "add-user", "a@b.local", *WORKER[3:]),
        f"a@b.local {NO_ADDRESS}",
    ),
    "a short password": ((*WORKER, "--password", "x" * 11), LENGTH),
    "a long password": ((*WORKER, "--password", "x" * 1001), LENGTH),
    "an agency that is not": (
        ("accounts", "add-user", "b@thornmere.example", "B", *WORKER[6:], "--agency", "Elsewhere"),
        NO_AGENCY,
    ),
    "a team that is not": (
        ("accounts", "add-user", "b@thornmere.example", *WORKER[3:], "--team", "Elsewhere"),
        NO_TEAM,
    ),
    "a manager of nothing": (
        ("accounts", "add-user", "b@thornmere.example", *USER[3:], "--role", "manager"),
        "A manager manages a team: say which.\n",
    ),
    "no role": (
        ("accounts", "add-user", "b@thornmere.example", *USER[3:]),
        "Error: Missing option '--role'.",
    ),
    "a role that is none": ((*USER, "--role", "chief"), "Error: Invalid value for '--role'"),
    "training of nobody": (
        ("accounts", "accredit", "b@thornmere.example", TOOL, "--trained-on", "2026-01-31"),
        "There is no account with the email address b@thornmere.example.\n",
    ),
    "training in no tool": (
        ("accounts", "accredit", EMAIL, "another-tool", "--trained-on", "2026-01-31"),
        f"There is no tool called another-tool. There are: four-area-care, {TOOL}.\n",
    ),
    "training twice": ((*ACCREDIT, "2026-01-31"), "This training is on record already.\n"),
    "training that is to come": (
        (*ACCREDIT, TOMORROW),
        "Error: Invalid value for --trained-on: The training cannot be",
    ),
    "training that ends before it begins": (
        (*ACCREDIT, "2026-02-01", "--expires-on", "2026-01-31"),
        "The training cannot end before it began.\n",
    ),
    "a day that is none": ((*ACCREDIT, "2026-02-30"), "Error: Invalid value for '--trained-on'"),
    "a day otherwise": ((*ACCREDIT, "31/01/2026"), "Error: Invalid value for '--trained-on'"),
    "an end that is no day": (
        (*ACCREDIT, "2026-02-01", "--expires-on", "soon"),
        "Error: Invalid value for '--expires-on'",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_is_a_sentence_and_changes_nothing(run: Run, people: Path, kind: str) -> None:
    before = rows(people)
    command, complaint = BAD[kind]
    code, said, complained = run(*command)
    assert (code in {1, 2}, said) == (True, "")
    assert complaint in complained
    assert "Traceback" not in complained
    assert PASSWORD not in complained
    assert rows(people) == before


def test_a_closed_agency_leaves_its_name_to_another(run: Run, people: Path) -> None:
    change(people, lambda connection: connection.execute(text("UPDATE agency SET closed_on = opened_on")))
    prepare(run, AGENCY)
    assert len(ask(people, select(Agency))) == 2


def change(path: Path, work: Callable[[Connection], Any]) -> None:
    """Change the database as somebody who owns it can: with the triggers away."""
    engines = Engines(f"sqlite:///{path}")
    with engines.write.begin() as connection:
        for name in connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        work(connection)
    engines.dispose()


# audit verify


@pytest.mark.usefixtures("people")
def test_a_log_that_is_whole_is_said_to_be(run: Run) -> None:
    assert run("audit", "verify") == (0, "The log is whole.\n", "")


TAMPERED: dict[str, tuple[str, str]] = {
    "a changed event": (
        "UPDATE audit_event SET canonical = replace(canonical, 'added', 'adder') WHERE seq = 5",
        "event 5 does not follow from the one before: it was altered or moved",
    ),
    "a changed column": (
        "UPDATE audit_event SET actor_id = 7 WHERE seq = 5",
        "the columns of event 5 do not say what its sealed text says",
    ),
    "an event gone": ("DELETE FROM audit_event WHERE seq = 2", "event 2 is missing; the next one held is 3"),
    "the last event gone": (
        "DELETE FROM audit_event WHERE seq = (SELECT max(seq) FROM audit_event)",
        "but its head says 8: events are missing",
    ),
    "another head": ("UPDATE audit_head SET seq = 5", "the head of the chain"),
}


@pytest.mark.parametrize("kind", TAMPERED)
def test_a_log_that_was_tampered_with_is_named_by_its_first_place(run: Run, people: Path, kind: str) -> None:
    statement, complaint = TAMPERED[kind]
    change(people, lambda connection: connection.execute(text(statement)))
    code, said, complained = run("audit", "verify")
    assert (code, said) == (1, "")
    assert complained.startswith("Error: The log is not whole: ")
    assert complaint in complained


ALTERED: dict[str, tuple[str, str]] = {
    "an answer": (
        "UPDATE answer SET grade = 1 WHERE kind = 'item' AND grade = 4",
        "the answers of revision 1 are not those that were signed off",
    ),
    "an answer gone": (
        "DELETE FROM answer WHERE id = (SELECT max(id) FROM answer WHERE kind = 'item')",
        "the answers of revision 1 are not those that were signed off",
    ),
    "the digest too": (
        "UPDATE revision SET content_sha256 = 'x'",
        "the answers of revision 1 are not those that were signed off",
    ),
    "opened again": (
        "UPDATE revision SET state = 'draft', signed_off_at = NULL, signed_off_by_id = NULL, content_sha256 = NULL",
        "revision 1 was signed off, and its record says it was not",
    ),
}


@pytest.mark.parametrize("kind", ALTERED)
def test_what_was_changed_after_it_was_signed_off_is_named(run: Run, ready: Path, kind: str) -> None:
    sign_something_off()
    assert run("audit", "verify") == (0, "The log is whole.\n", "")
    statement, complaint = ALTERED[kind]
    change(ready, lambda connection: connection.execute(text(statement)))
    code, said, complained = run("audit", "verify")
    assert (code, said, complained) == (1, "", f"Error: The log is whole, but {complaint}.\n")


def sign_something_off() -> None:
    made = create_app(load_settings(https=False))
    world = keep_world(db.engines)
    worker, manager = Browser(made, world.worker), Browser(made, world.manager)
    key = stories.start(worker, world)
    stories.complete(worker, key)
    stories.sign_off(manager, key)
    with db.engines.reader() as session:
        assert find_fault(session) is None
    db.engines.dispose()


def test_who_signs_is_settled_and_added_to(run: Run, ready: Path) -> None:
    prepare(run, AGENCY, TEAM, WORKER)
    assert run("accounts", "sign-off-by", "holding_team") == (
        0,
        "Settled for every agency that settled nothing itself: holding_team.\n",
        "",
    )
    named = ("accounts", "sign-off-by", "named", "--agency", "Thornmere", "--email", EMAIL)
    assert run(*named) == (0, "Settled for Thornmere: named.\n", "")
    [user], policies = ask(ready, select(User)), ask(ready, select(Policy).order_by(Policy.id))
    assert [policy.value for policy in policies] == [
        {"by": "holding_team"},
        {"by": "named", "user": user.id},
    ]
    assert "policy.settled" in [event.event for event in ask(ready, select(AuditEvent))]


@pytest.mark.parametrize("typed", [("named",), ("lead_team", "--email", EMAIL), ("anybody",)])
def test_who_signs_is_said_whole(run: Run, ready: Path, typed: tuple[str, ...]) -> None:
    prepare(run, AGENCY, TEAM, WORKER)
    code, _, complained = run("accounts", "sign-off-by", *typed)
    assert (code, bool(complained)) == (2, True)
    assert ask(ready, select(Policy)) == []
