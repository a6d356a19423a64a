"""Notices: given to one person, named only while they may look, and gone once they say that they have seen them."""

from collections.abc import Callable

from sqlalchemy import select

from gcp_tool.domain.vocabulary import NoticeKind, Role
from gcp_tool.extensions import db
from gcp_tool.models import Allocation, Family, Notice, Policy, User
from gcp_tool.notices.giving import give_notice
from tests.client import Browser, words
from tests.factories import make_allocation, make_family, make_team, make_user
from tests.factories.around import make_policy
from tests.integration.assessments import stories
from tests.integration.desk.told import details
from tests.integration.families.places import events
from tests.integration.world import World, days_ago

Open = Callable[..., Browser]


def told(user: User) -> list[NoticeKind]:
    """What somebody was told and has not seen, in order."""
    with db.engines.reader() as session:
        statement = select(Notice.kind).where(Notice.user_id == user.id, Notice.seen_at.is_(None))
        return list(session.scalars(statement.order_by(Notice.id)))


def tell(world: World, **changes: object) -> None:
    with db.engines.writer() as session:
        given = {"to": world.worker.id, "kind": NoticeKind.ACTION_GIVEN, "family_id": world.family.id}
        give_notice(session, **(given | {"by": world.manager.id} | changes))
        session.commit()


def test_a_notice_stands_on_the_desk_until_it_was_seen(world: World, browser: Open) -> None:
    tell(world)
    worker = browser(world.worker)
    page = worker.get("/")
    assert f"{world.manager.name} gave you something to do for {world.family.label}." in words(page)
    [link] = page.select("section[aria-labelledby='notices'] li a")
    assert link["href"] == f"/families/{world.family.key}"
    action, fields = worker.fields("/")
    tell(world, kind=NoticeKind.REVIEW_DECIDED)  # comes after the page was shown
    worker.post(action, fields, 303)
    assert told(world.worker) == [NoticeKind.REVIEW_DECIDED]
    [seen] = events("notices.seen")
    assert details(seen) == {"count": 1}


def test_nobody_is_told_of_what_they_did_and_nobody_sees_for_another(world: World, browser: Open) -> None:
    tell(world, by=world.worker.id)
    assert told(world.worker) == []
    tell(world)
    with db.engines.reader() as session:
        key = session.scalars(select(Notice.key)).one()
    tell(world, to=world.colleague.id)
    colleague = browser(world.colleague)
    _, fields = colleague.fields("/")
    colleague.post("/notices/seen", fields | {"keys": key}, 303)
    assert told(world.worker) == [NoticeKind.ACTION_GIVEN]


def test_a_family_is_named_only_to_who_may_open_it(world: World, browser: Open) -> None:
    tell(world, to=world.colleague.id)
    page = browser(world.colleague).get("/")
    assert f"{world.manager.name} gave you something to do for a family." in words(page)
    assert page.select("section[aria-labelledby='notices'] li a") == []


def test_who_is_allocated_and_who_no_longer_is_are_told(world: World, browser: Open) -> None:
    with db.engines.writer() as session:
        session.query(Allocation).update({"started_on": days_ago(5)})
        session.commit()
    browser(world.manager).submit(f"/families/{world.family.key}/allocate", {"worker": world.colleague.key})
    assert told(world.colleague) == [NoticeKind.ALLOCATED]
    assert told(world.worker) == [NoticeKind.ALLOCATION_ENDED]


def test_the_lead_is_told_of_a_sign_off_and_the_manager_who_signs_of_nothing(
    world: World, browser: Open
) -> None:
    key = stories.start(browser(world.worker), world)
    stories.complete(browser(world.worker), key)
    assert told(world.manager) == []
    stories.sign_off(browser(world.manager), key)
    assert told(world.worker) == [NoticeKind.ASSESSMENT_SIGNED_OFF]
    page = browser(world.worker).get("/")
    [link] = page.select("section[aria-labelledby='notices'] li a")
    assert link["href"] == f"/assessments/{key}"
    assert told(world.manager) == []


def test_the_holding_teams_manager_is_told_when_another_signs(world: World, browser: Open) -> None:
    with db.engines.writer() as session:
        other = make_team(session, name="Holding team")
        holding = make_user(session, team=other, role=Role.MANAGER, name="Hana Holding")
        session.get_one(Family, world.family.id).team_id = other.id
        session.commit()
        session.expunge_all()
    key = stories.start(browser(world.worker), world)
    stories.complete(browser(world.worker), key)
    assert told(holding) == [NoticeKind.ASSESSMENT_SUBMITTED]
    assert told(world.manager) == []
    assert "Another manager signs it off." in words(browser(holding).get("/"))


def test_where_the_holding_team_signs_its_manager_has_it_on_the_desk_and_is_not_told_twice(
    world: World, browser: Open
) -> None:
    with db.engines.writer() as session:
        make_policy(session, name="sign_off", value={"by": "holding_team"})
        session.commit()
        assert session.scalars(select(Policy)).one().name == "sign_off"
    key = stories.start(browser(world.worker), world)
    stories.complete(browser(world.worker), key)
    assert told(world.manager) == []
    assert f"/assessments/{key}/sign-off" in str(browser(world.manager).get("/"))


def test_a_family_just_registered_tells_nobody_of_themselves(world: World) -> None:
    with db.engines.writer() as session:
        family = make_family(session, team=world.team)
        make_allocation(session, family=family, user=world.worker)
        session.commit()
    assert told(world.worker) == []
