"""Leave cover, and who signs, as a manager or a partnership arranges them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from gcp_tool.access.actor import load_actor
from gcp_tool.access.permissions import PERMISSIONS, Permission
from gcp_tool.access.signing import Signing, SignsBy, load_signing
from gcp_tool.accounts.settling import settle_signing
from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import Role
from gcp_tool.extensions import db
from gcp_tool.models import Agency, AuditEvent, Delegation, Policy
from tests.client import Browser, errors, words
from tests.integration.world import World, date_parts, days_ago

Open = Callable[..., Browser]


def days(first: int, last: int) -> dict[str, str]:
    """From so many days from now to so many."""
    return date_parts("first", days_ago(-first)) | date_parts("last", days_ago(-last))


def arrange(browser: Browser, world: World, first: int = 0, last: int = 5, status: int = 303) -> object:
    return browser.submit("/account/cover", {"cover": world.colleague.key} | days(first, last), status)


def arranged() -> list[Delegation]:
    with db.engines.reader() as session:
        rows = list(session.scalars(select(Delegation).order_by(Delegation.id)))
        session.expunge_all()
    return rows


def test_a_manager_says_who_stands_in_and_sees_it(world: World, browser: Open) -> None:
    manager = browser(world.manager)
    arrange(manager, world)
    [row] = arranged()
    assert (row.manager_id, row.cover_id, row.team_id) == (
        world.manager.id,
        world.colleague.id,
        world.team.id,
    )
    assert f"{world.colleague.name} Now" in words(manager.get("/account/cover"))
    with db.engines.reader() as session:
        actor = load_actor(session, world.colleague.id)
        events = session.scalars(select(AuditEvent.event)).all()
    assert actor is not None
    assert actor.covered_team_ids == actor.managed_team_ids == {world.team.id}
    assert actor.permissions == PERMISSIONS[Role.PRACTITIONER] | {
        Permission.FAMILY_ALLOCATE,
        Permission.ASSESSMENT_SIGN_OFF,
        Permission.REVIEW_RECORD,
        Permission.FAMILY_LOG_READ,
        Permission.BREAK_GLASS_REVIEW,
    }
    assert "cover.arranged" in events


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        (-1, 5, "The first day must be today or later"),
        (5, 4, "The last day must be the first day or later"),
        (0, 400, "Cover can last a year at most"),
    ],
)
def test_the_days_must_make_sense(world: World, browser: Open, first: int, last: int, message: str) -> None:
    response = arrange(browser(world.manager), world, first, last, 422)
    assert errors(response) == [message]
    assert arranged() == []


def test_the_same_person_is_not_arranged_twice_over(world: World, browser: Open) -> None:
    manager = browser(world.manager)
    arrange(manager, world)
    response = arrange(manager, world, 5, 9, 422)
    assert "covers for you from" in errors(response)[0]
    arrange(manager, world, 6, 9)
    assert len(arranged()) == 2


@pytest.mark.parametrize(("first", "over"), [(0, False), (3, True)])
def test_cover_is_ended(world: World, browser: Open, first: int, over: bool) -> None:
    manager = browser(world.manager)
    arrange(manager, world, first, 9)
    manager.submit("/account/cover/1/end", {})
    [row] = arranged()
    today = clock.today()
    assert row.ended_on == (today - timedelta(days=1) if over else today)
    assert row.version == 2
    with db.engines.reader() as session:
        actor = load_actor(session, world.colleague.id)
    assert actor is not None
    assert bool(actor.covered_team_ids) is not over


def test_cover_changed_meanwhile_is_not_ended_unseen(world: World, browser: Open) -> None:
    manager = browser(world.manager)
    arrange(manager, world)
    action, fields = manager.fields("/account/cover/1/end")
    manager.submit("/account/cover/1/end", {})
    manager.post(action, fields | {"once": "b" * 22}, 409)


def test_nobody_ends_the_cover_of_another(world: World, browser: Open) -> None:
    arrange(browser(world.manager), world)
    browser(world.other_manager).get("/account/cover/1/end", 404)
    browser(world.manager).get("/account/cover/2/end", 404)


@pytest.mark.parametrize("who", ["worker", "colleague", "coordinator", "administrator"])
def test_only_managers_arrange_cover(world: World, browser: Open, who: str) -> None:
    browser(getattr(world, who)).get("/account/cover", 403)


def test_a_cover_does_not_pass_it_on(world: World, browser: Open) -> None:
    arrange(browser(world.manager), world)
    browser(world.colleague).get("/account/cover", 403)


def test_what_is_settled_is_added_to_and_the_last_one_holds(world: World) -> None:
    with db.engines.writer() as session:
        agency = session.get_one(Agency, world.team.agency_id)
        settle_signing(session, agency=None, signing=Signing(SignsBy.HOLDING_TEAM), by=None)
        settle_signing(session, agency=agency, signing=Signing(SignsBy.NAMED, world.colleague.id), by=None)
        settle_signing(session, agency=agency, signing=Signing(SignsBy.LEAD_TEAM), by=None)
        session.commit()
        settings = load_signing(session, clock.now())
        assert session.scalar(select(func.count()).select_from(Policy)) == 3
    assert settings.for_agency(world.team.agency_id) == Signing(SignsBy.LEAD_TEAM)
    assert settings.for_agency(None) == Signing(SignsBy.HOLDING_TEAM)
    assert not settings.names(world.colleague.id)
