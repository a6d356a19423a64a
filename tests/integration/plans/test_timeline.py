"""The timeline: everything around a family on one page, in a number of statements that does not grow."""

from collections import OrderedDict
from datetime import date
from typing import Any, Literal

import pytest
from sqlalchemy.orm import Session

from gcp_tool.charts import timeline
from gcp_tool.charts.timeline_content import Timeline
from gcp_tool.core import clock
from gcp_tool.core.formatting import long_date
from gcp_tool.domain.vocabulary import PlanKind
from gcp_tool.extensions import db
from gcp_tool.models import ChartDrawing, PlanEpisode, Support
from gcp_tool.plans import drawings
from gcp_tool.plans.presenters.entries import present_timeline
from gcp_tool.plans.queries.timeline import list_timeline
from gcp_tool.standing.families import FamilyStanding, current_standing
from gcp_tool.web import kept_drawings
from tests.client import words
from tests.factories import make_allocation, make_support
from tests.factories.defaults import AT
from tests.integration.families.places import (
    count_of,
    count_statements,
    events,
    keep,
    make_reading,
    one,
)
from tests.integration.plans.around import (
    Open,
    add_path,
    change_path,
    keep_event,
    keep_plan,
    plan_fields,
    timeline_path,
)
from tests.integration.world import World, date_parts, days_ago


def read(world: World, on: date) -> None:
    keep(
        lambda session: make_reading(
            session, family=world.family, child=world.child, carer=world.carer, on_date=on
        )
    )


def fill(world: World, count: int) -> None:
    """So many of everything."""

    def make(session: Session) -> None:
        for number in range(count):
            make_support(session, world.family, person_id=world.carer.id, started_on=days_ago(200 - number))
        session.add_all(
            PlanEpisode(
                family_id=world.family.id,
                child_id=world.child.id,
                kind=PlanKind.EARLY_HELP,
                started_on=days_ago(900 - number * 10),
                ended_on=days_ago(895 - number * 10),
                changed_at=AT,
            )
            for number in range(count)
        )
        for number in range(count):
            make_reading(
                session,
                family=world.family,
                child=world.child,
                carer=world.carer,
                on_date=days_ago(400 - number),
            )

    keep(make)
    for number in range(count):
        keep_event(world, "visit", days_ago(100 + number))


def test_a_family_without_anything_says_what_will_be_here(browser: Open, world: World) -> None:
    page = words(browser(world.other_manager).get(timeline_path(world), status=404))
    assert world.family.label not in page
    page = browser(world.worker).get(timeline_path(world))
    assert "allocated" in words(page)
    assert "Add an event" in words(page)


def test_everything_around_the_family_is_on_one_axis_in_words_and_in_the_list(
    browser: Open, world: World
) -> None:
    keep_plan(world, next_meeting_on=days_ago(-20))
    keep_event(world, "was_not_brought", days_ago(30), words="Eye clinic")
    keep(lambda session: make_support(session, world.family, provider="Family hub", started_on=days_ago(50)))
    read(world, days_ago(40))
    page = browser(world.worker).get(timeline_path(world))
    said = words(page)
    for found in (
        f"Child in need: {world.child.name}, from {long_date(days_ago(90))}",
        f"{world.child.name}: Was not brought: Eye clinic, {long_date(days_ago(30))}",
        f"Parent group, given by Family hub: going on, from {long_date(days_ago(50))}",
        f"{world.child.name} with {world.carer.name}: grade 3 in ",
        f"{world.worker.name} allocated",
        f"Next meeting {long_date(days_ago(-20))}",
        "1 assessment, 1 plan of a child, 1 kind of support and 1 missed appointment",
    ):
        assert found in said
    assert [svg["aria-labelledby"][:2] for svg in page.select("main svg.app-chart")] == ["t2", "t1"]
    assert world.child.name not in page.title.get_text()


def test_looking_at_the_timeline_is_on_record_and_it_is_drawn_once_and_never_stored(
    browser: Open, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def draw(figure: Timeline, columns: Literal[1, 2]) -> str:
        drawn.append(columns)
        return timeline.draw(figure, columns)

    monkeypatch.setattr(kept_drawings, "_naming", OrderedDict())
    monkeypatch.setattr(drawings, "draw", draw)
    keep_plan(world)
    mine = browser(world.worker)
    mine.get(timeline_path(world))
    assert sorted(drawn) == [1, 2]
    mine.get(timeline_path(world))
    assert sorted(drawn) == [1, 2]
    assert count_of(ChartDrawing) == 0  # it names people
    assert len(events("family.viewed", family_id=world.family.id)) == 2


def test_much_takes_no_more_statements_than_little(browser: Open, world: World) -> None:
    fill(world, 1)
    mine = browser(world.worker)
    mine.get(timeline_path(world))
    little = count_statements(mine, timeline_path(world))
    fill_more = 9
    fill(world, fill_more)
    mine.get(timeline_path(world))
    assert count_statements(mine, timeline_path(world)) == little


def test_the_list_is_paged_and_the_latest_comes_first(browser: Open, world: World) -> None:
    for number in range(40):
        keep_event(world, "visit", days_ago(40 - number))
    mine = browser(world.worker)
    page = mine.get(timeline_path(world))
    assert "1 to 25 of 41" in words(page)
    days = [row.get_text() for row in page.select("table th[scope=row]")]
    assert days[:2] == [long_date(days_ago(1)), long_date(days_ago(2))]
    assert "26 to 41 of 41" in words(mine.get(f"{timeline_path(world)}?page=9"))


def test_what_is_in_error_is_not_drawn(world: World) -> None:
    wrong = {"recorded_in_error_at": AT, "recorded_in_error_reason": "Another child"}
    keep_plan(world, **wrong)
    keep_event(world, "visit", days_ago(5), **wrong)
    with db.engines.reader() as session:
        view = present_timeline(list_timeline(session, world.family.id), clock.today())
    assert view.figure is not None
    assert [lane.title for lane in view.figure.lanes] == ["Allocated to"]
    assert [entry.mark.in_error for entry in view.entries.rows if entry.mark] == ["Another child"] * 2


def test_a_change_of_worker_is_on_the_timeline(world: World) -> None:
    keep(
        lambda session: make_allocation(
            session,
            family=world.family,
            user=world.colleague,
            lead=False,
            started_on=days_ago(30),
            ended_on=days_ago(3),
        )
    )
    with db.engines.reader() as session:
        view = present_timeline(list_timeline(session, world.family.id), clock.today())
    assert f"{world.colleague.name} also worked with the family" in " ".join(view.sentences)


def test_children_on_the_same_plan_share_a_band(world: World) -> None:
    keep_plan(world)
    keep_plan(world, child_id=world.carer.id)
    with db.engines.reader() as session:
        view = present_timeline(list_timeline(session, world.family.id), clock.today())
    assert view.figure is not None
    (band,) = next(lane for lane in view.figure.lanes if lane.title == "Plans").stretches
    assert band.words == f"Child in need: {world.child.name} and {world.carer.name}"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"started_on": days_ago(-14), "offered_on": days_ago(2)}, "planned"),
        ({"started_on": days_ago(14)}, "going on"),
        ({"started_on": None, "offered_on": days_ago(2)}, "offered"),
    ],
)
def test_support_says_how_far_it_is(world: World, values: dict[str, Any], said: str) -> None:
    keep(lambda session: make_support(session, world.family, **values))
    with db.engines.reader() as session:
        view = present_timeline(list_timeline(session, world.family.id), clock.today())
    assert f"Parent group: {said}" in " ".join(view.sentences)
    assert one(Support).what == "Parent group"


def standing(world: World) -> FamilyStanding:
    with db.engines.reader() as session:
        return current_standing(session, [world.family.id])[world.family.id]


def test_where_the_family_stands_goes_by_its_plans(browser: Open, world: World) -> None:
    mine = browser(world.worker)
    mine.submit(add_path(world, "plan"), plan_fields(world))
    assert (standing(world).plan_kind, standing(world).plan_since_on) == (
        PlanKind.CHILD_IN_NEED,
        days_ago(90),
    )
    plan = one(PlanEpisode)
    mine.submit(change_path("plan", plan), date_parts("started_on", days_ago(60)))
    assert standing(world).plan_since_on == days_ago(60)
    mine.submit(f"{change_path('plan', plan)}/error", {"reason": "Another child"})
    assert standing(world).plan_kind is None
