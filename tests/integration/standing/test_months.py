"""How families stood at the ends of months: kept once, as it was known then, and shown to the team's manager."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.vocabulary import ReviewDecision
from gcp_tool.extensions import db
from gcp_tool.models import Family, StandingMonth
from gcp_tool.standing.families import current_standing
from gcp_tool.standing.months import finished_months, keep_months, last_day_of
from tests.client import Browser, words
from tests.factories import make_family, make_review
from tests.integration.families.places import count_statements, events, give_families, keep
from tests.integration.history.stories import reading
from tests.integration.world import World

Open = Callable[..., Browser]


def keep_all() -> int:
    """Keep every month, as the nightly command does."""
    count = 0
    while True:
        with db.engines.writer() as session:
            some = keep_months(session, limit=7)
            session.commit()
        if not some:
            return count
        count += some


def opened(world: World, day: date, **changes: Any) -> None:
    keep(
        lambda session: session.execute(
            update(Family).where(Family.id == world.family.id).values(opened_on=day, **changes)
        )
    )


def graded(world: World, on: date, grade: int) -> None:
    """A reading of every domain."""
    with reading(world) as reader:
        reader.read(on, grade)


def kept(world: World) -> dict[date, tuple[int | None, bool]]:
    statement = select(StandingMonth).where(StandingMonth.family_id == world.family.id)
    with db.engines.reader() as session:
        return {row.month: (row.summary, row.review_overdue) for row in session.scalars(statement)}


def test_a_month_tells_what_was_known_by_its_last_day(world: World) -> None:
    months = finished_months(clock.today())
    opened(world, months[0])
    graded(world, last_day_of(months[2]), 4)
    graded(world, last_day_of(months[11]), 2)
    assert keep_all() == 12
    told = [kept(world)[month] for month in months]
    assert [summary for summary, _ in told[:2]] == [None, None]  # nothing was assessed yet
    assert told[2] == (5, False)
    assert told[8][0] == 2  # nothing was better half a year on
    assert [overdue for _, overdue in told][7:10] == [False, False, True]
    with db.engines.reader() as session:
        now = current_standing(session, [world.family.id])[world.family.id].summary
    assert told[11][0] == now == 8
    assert keep_all() == 0  # a month stays as it was kept


def test_a_decision_counts_from_the_day_it_was_made(world: World) -> None:
    months = finished_months(clock.today())
    opened(world, months[0])
    graded(world, last_day_of(months[1]), 4)
    decided = last_day_of(months[9])

    def decide(session: Session) -> None:
        family = session.get_one(Family, world.family.id)
        by = world.manager
        decision = {"decision": ReviewDecision.CONTINUE, "next_on": add_months(decided, 6)}
        make_review(session, family, by=by, on_date=decided, **decision)

    keep(decide)
    keep_all()
    overdue = [kept(world)[month][1] for month in months]
    assert overdue == [False] * 8 + [True] + [False] * 3


def test_only_the_months_in_which_a_family_was_open_are_kept(world: World) -> None:
    months = finished_months(clock.today())
    opened(world, months[3], closed_on=last_day_of(months[7]))
    assert keep_all() == 4
    assert sorted(kept(world)) == list(months[3:7])


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 3, 1), date(2025, 3, 1), date(2026, 2, 1)),
        (date(2026, 3, 31), date(2025, 3, 1), date(2026, 2, 1)),
        (date(2028, 1, 31), date(2027, 1, 1), date(2027, 12, 1)),
    ],
)
def test_the_months_that_are_over(today: date, first: date, last: date) -> None:
    months = finished_months(today)
    assert (months[0], months[-1], len(months)) == (first, last, 12)
    assert last_day_of(date(2028, 2, 1)) == date(2028, 2, 29)
    assert last_day_of(months[-1]) < today


def test_a_team_over_time_is_for_its_manager(browser: Open, world: World) -> None:
    path = f"/teams/{world.team.key}/over-time"
    manager = browser(world.manager)
    assert "Nothing is kept for this team yet" in words(manager.get(path))
    opened(world, clock.today() - timedelta(days=400))
    graded(world, clock.today() - timedelta(days=300), 4)
    graded(world, clock.today() - timedelta(days=200), 4)
    keep_all()
    page = words(manager.get(path))
    assert "1 family in" in page
    assert "median 100 days in" in page
    assert world.family.label not in page
    assert len(events("team.counted")) == 2
    assert manager.client.get("/teams/over-time").location == path
    browser(world.other_manager).get(path, 404)
    browser(world.worker).get(path, 403)
    browser(world.coordinator).get(path, 403)


def test_the_page_asks_no_more_for_a_larger_team(browser: Open, world: World) -> None:
    path = f"/teams/{world.team.key}/over-time"
    manager = browser(world.manager)
    keep_all()
    manager.get(path)  # draws
    few = count_statements(manager, path)
    give_families(world.worker, world.team, 6)
    keep(
        lambda session: [make_family(session, team=world.team, opened_on=date(2020, 1, 1)) for _ in range(3)]
    )
    keep_all()
    manager.get(path)
    assert count_statements(manager, path) == few
