"""Families given from one worker to another: from a day, all or none, with what is open, and everybody told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from gcp_tool.core import clock
from gcp_tool.core.formatting import long_date
from gcp_tool.domain.vocabulary import RevisionState, Role
from gcp_tool.extensions import db
from gcp_tool.models import Allocation, Family, User
from gcp_tool.standing.families import refresh_standing
from tests.client import Browser, errors, words
from tests.factories import make_allocation, make_family, make_team, make_user
from tests.integration.desk.test_home import kept
from tests.integration.desk.told import details
from tests.integration.families.places import events
from tests.integration.world import World, date_parts, days_ago

Open = Callable[..., Browser]


def second_family(world: World, **changes: Any) -> Family:
    """Another family of the worker."""
    with db.engines.writer() as session:
        family = make_family(session, **({"team": world.team, "label": "Second family"} | changes))
        make_allocation(session, family=family, user=world.worker, started_on=days_ago(30))
        refresh_standing(session, family.id)
        session.commit()
        session.expunge_all()
    return family


def leads(family: Family) -> list[tuple[int, Any, Any]]:
    """Who was allocated, from and to."""
    with db.engines.reader() as session:
        rows = select(Allocation).where(Allocation.family_id == family.id).order_by(Allocation.id)
        return [(row.user_id, row.started_on, row.ended_on) for row in session.scalars(rows)]


def move(world: World, *families: Family, day: Any = None, to: User | None = None) -> dict[str, Any]:
    """What a manager fills in."""
    return {
        "families": [family.key for family in families],
        "worker": (to or world.colleague).key,
        **date_parts("from_on", day or clock.today()),
    }


def test_several_families_move_at_once_from_a_day(world: World, browser: Open) -> None:
    second = second_family(world)
    with db.engines.writer() as session:
        session.execute(update(Allocation).values(started_on=days_ago(30)))
        session.commit()
    path = f"/workers/{world.worker.key}/hand-over"
    answer = browser(world.manager).submit(path, move(world, world.family, second, day=days_ago(3)))
    assert answer.location == f"/caseload?worker={world.colleague.key}"
    for family in (world.family, second):
        assert leads(family) == [
            (world.worker.id, days_ago(30), days_ago(3)),
            (world.colleague.id, days_ago(3), None),
        ]
    assert [details(event)["user"] for event in events("family.allocated")] == [world.colleague.id] * 2
    assert told(browser(world.colleague)) == [
        f"{world.manager.name} allocated {family.label} to you." for family in (second, world.family)
    ]
    assert [words.endswith("to somebody else.") for words in told(browser(world.worker))] == [True, True]


def told(browser: Browser) -> list[str]:
    """The notices on a desk, the newest first."""
    return [one.get_text() for one in browser.get("/").select("section[aria-labelledby='notices'] li > bdi")]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"families": []}, "Choose at least one family"),
        ({"worker": ""}, "Enter who will work with them|Choose who will work with them"),
        ({"families": ["nobody"]}, "list"),
        (date_parts("from_on", clock.today() + timedelta(days=1)), "The day must be today or in the past"),
        (date_parts("from_on", days_ago(4000)), "has been allocated since"),
        ({"from_on-day": "31", "from_on-month": "2"}, "must be a real date"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_moves(
    world: World, browser: Open, changes: dict[str, Any], message: str
) -> None:
    before = leads(world.family)
    path = f"/workers/{world.worker.key}/hand-over"
    answer = browser(world.manager).submit(path, move(world, world.family) | changes, 422)
    assert any(part in " ".join(errors(answer)) for part in message.split("|"))
    assert leads(world.family) == before


def test_when_one_cannot_move_none_does(world: World, browser: Open) -> None:
    second = second_family(world)
    with db.engines.writer() as session:
        session.execute(
            update(Allocation).where(Allocation.family_id == second.id).values(started_on=clock.today())
        )
        session.execute(
            update(Allocation).where(Allocation.family_id != second.id).values(started_on=days_ago(30))
        )
        session.commit()
    path = f"/workers/{world.worker.key}/hand-over"
    browser(world.manager).submit(path, move(world, world.family, second, day=days_ago(3)), 422)
    assert len(leads(world.family)) == len(leads(second)) == 1


def test_two_managers_at_once_do_not_overwrite_each_other(world: World, browser: Open) -> None:
    path = f"/workers/{world.worker.key}/hand-over"
    manager = browser(world.manager)
    action, fields = manager.fields(path)
    second = second_family(world)  # so that there is still something to hand over afterwards
    browser(world.manager).submit(path, move(world, world.family))
    browser(world.manager).submit(
        f"/workers/{world.colleague.key}/hand-over", move(world, world.family, to=world.worker)
    )
    answer = manager.post(action, fields | move(world, world.family), 409)
    assert "Another manager gave one of these families to somebody else meanwhile." in words(answer)
    assert leads(world.family)[-1][0] == world.worker.id
    assert len(leads(second)) == 1


def test_a_worker_takes_only_families_of_their_own_team(world: World, browser: Open) -> None:
    with db.engines.writer() as session:
        south = make_team(session, name="South team")
        there = make_user(session, team=south, name="Noor South")
        manager = make_user(session, team=world.team, role=Role.MANAGER)
        make_user(session, team=south, role=Role.MANAGER)
        session.commit()
        session.expunge_all()
    page = browser(manager).get(f"/workers/{world.worker.key}/hand-over")
    assert there.name not in words(page)
    assert world.colleague.name in words(page)


def test_the_families_of_who_has_left_are_without_a_worker_and_can_be_given_on(
    world: World, browser: Open
) -> None:
    with db.engines.writer() as session:
        session.execute(update(User).where(User.id == world.worker.id).values(active=False))
        session.commit()
    desk = browser(world.manager).get("/")
    assert "1 family without a worker" in words(desk)
    assert f"{world.worker.name} : has left, 1 family still allocated" in words(desk)
    listed = browser(world.manager).get("/caseload?only=no-worker")
    assert f"Nobody: {world.worker.name} has left" in words(listed)
    browser(world.manager).submit(f"/workers/{world.worker.key}/hand-over", move(world, world.family))
    assert "1 family without a worker" not in words(browser(world.manager).get("/"))


def test_the_handover_list_says_what_is_open(world: World, browser: Open) -> None:
    kept(world, {"state": RevisionState.RETURNED}, {})
    page = browser(world.manager).get(f"/workers/{world.worker.key}/handover")
    said = words(page)
    assert f"Assessment, returned: led by {world.worker.name}, begun on" in said
    assert "Assessment, draft:" in said
    assert "Six-month review: none is due" in said
    assert "so there is nothing to hand over" in words(
        browser(world.manager).get(f"/workers/{world.colleague.key}/handover")
    )


@pytest.mark.parametrize("page", ["hand-over", "handover", "supervision", "supervision/pdf"])
def test_only_a_manager_of_the_team_opens_the_pages_about_a_worker(
    world: World, browser: Open, page: str
) -> None:
    path = f"/workers/{world.worker.key}/{page}"
    browser(world.other_manager).get(path, 404)
    browser(world.worker).get(path, 403)
    browser(world.manager).get("/workers/nobody/handover", 404)


def test_the_pack_tells_families_changes_and_open_work(world: World, browser: Open) -> None:
    with db.engines.writer() as session:
        session.execute(update(Allocation).values(started_on=days_ago(3)))
        session.commit()
    kept(world, {"state": RevisionState.RETURNED})
    manager = browser(world.manager)
    path = f"/workers/{world.worker.key}/supervision"
    said = words(manager.get(path))
    assert f"{world.worker.name}. What changed is told since {long_date(days_ago(28))}" in said
    assert "Allocated to this worker" in said
    assert world.family.label in said
    assert "Returned, to be finished" in said
    answer = manager.submit(path, date_parts("since_on", days_ago(1)))
    assert answer.location.endswith(f"supervision?since={days_ago(1).isoformat()}")
    assert "Allocated to this worker" not in words(manager.get(answer.location))
    manager.get(f"{path}?since=nonsense")
    ahead = date_parts("since_on", clock.today() + timedelta(days=1))
    assert "must be today or in the past" in " ".join(errors(manager.submit(path, ahead, 422)))


def test_the_pack_as_a_file_is_on_record(world: World, browser: Open) -> None:
    answer = browser(world.manager).client.get(f"/workers/{world.worker.key}/supervision/pdf")
    assert (answer.status_code, answer.data[:5]) == (200, b"%PDF-")
    assert "supervision-pack-" in answer.headers["Content-Disposition"]
    [made] = events("pack.made")
    assert details(made) == {"families": 1, "work": 0}
