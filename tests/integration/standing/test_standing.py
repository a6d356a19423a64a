"""How families stand: stored when anything changes, equal to what is worked out anew, and never shown out of date."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.core.clock import LOCAL
from gcp_tool.core.database import Engines
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.vocabulary import PlanKind, RevisionState
from gcp_tool.extensions import db
from gcp_tool.models import Assessment, Family, PlanEpisode, ReadingRow, Standing
from gcp_tool.standing.families import (
    FamilyStanding,
    StandingDiffers,
    check_standing,
    count_due,
    current_standing,
    rebuild_standing,
    refresh_due,
    refresh_standing,
)
from gcp_tool.standing.readings import check_readings, rebuild_readings, refresh_readings
from tests.factories import make_family, make_member, make_person
from tests.integration.history.stories import months_ago, reading
from tests.integration.world import World


def stored(world: World) -> FamilyStanding | None:
    """What the table holds for the family."""
    with db.engines.reader() as session:
        row = session.execute(
            select(Standing.__table__).where(Standing.family_id == world.family.id)
        ).mappings()
        found = row.one_or_none()
    return None if found is None else FamilyStanding(**found)


def readings(world: World, domain: str = "physical") -> list[tuple[int | None, list[list[Any]]]]:
    """The grade and what was held of each reading of a domain, oldest first."""
    statement = select(ReadingRow.grade, ReadingRow.held).where(
        ReadingRow.family_id == world.family.id, ReadingRow.domain == domain
    )
    with db.engines.reader() as session:
        return [(grade, held) for grade, held in session.execute(statement.order_by(ReadingRow.on_date))]


def change(world: World, *statements: Any) -> None:
    """Change the family behind the services' back, and work out again how it stands."""
    with db.engines.writer() as session:
        for statement in statements:
            session.execute(statement)
        refresh_standing(session, world.family.id)
        session.commit()


def add_plan(world: World, engines: Engines | None = None, **changes: Any) -> None:
    values = {
        "family_id": world.family.id,
        "child_id": world.child.id,
        "kind": PlanKind.CHILD_IN_NEED,
        "started_on": months_ago(9),
        "changed_at": clock.now(),
    }
    with (engines or db.engines).writer() as session:
        session.add(PlanEpisode(**(values | changes)))
        refresh_standing(session, world.family.id)
        session.commit()


def test_a_reading_says_how_the_family_stands(world: World) -> None:
    with reading(world) as made:
        for months in (6, 3, 0):
            made.read(months_ago(months), {"physical": 4, "food": 2})
    row = stored(world)
    assert row is not None
    assert (row.summary, row.team_id, row.worker_id, row.restricted) == (
        2, world.team.id, world.worker.id, False,
    )  # fmt: skip
    [child] = row.because
    assert (child["child"], child["summary"], child["words"]) == (
        world.child.id, 2, "no better after six months: check for drift",
    )  # fmt: skip
    [cause] = child["causes"]
    assert (cause["domain"], cause["title"], cause["word"], cause["value"]) == (
        "physical", "Physical care", "unchanged", 4,
    )  # fmt: skip
    assert cause["readings"] == [[months_ago(months).isoformat(), 4] for months in (6, 3, 0)]
    assert row.worst_now is not None
    assert (row.worst_now["title"], row.worst_now["value"], row.worst_now["child"]) == (
        "Physical care", 4, world.child.id,
    )  # fmt: skip
    assert [len(domain["points"]) for domain in row.strip[0]["domains"]] == [3, 3]
    assert (row.latest_on, row.as_at_on) == (clock.today(), clock.today())
    assert row.reading_due_on == add_months(clock.today(), 3)
    assert row.review_due_on == clock.today()


def test_a_family_without_readings_is_not_assessed_and_has_nothing_due(world: World) -> None:
    change(world)
    row = stored(world)
    assert row is not None
    assert (row.summary, row.worst_now, row.latest_on, row.reading_due_on, row.review_due_on) == (None,) * 5
    assert [child["words"] for child in row.because] == ["not assessed"]


def test_a_plan_is_told_with_since_when_and_what_it_makes_due(world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(2), 2)
    add_plan(world, kind=PlanKind.EARLY_HELP, started_on=months_ago(12), ended_on=months_ago(9))
    add_plan(world)
    row = stored(world)
    assert row is not None
    assert (row.plan_kind, row.plan_since_on) == (PlanKind.CHILD_IN_NEED, months_ago(12))
    assert (row.reading_due_on, row.review_due_on) == (add_months(months_ago(2), 3), months_ago(6))


def test_a_plan_taken_back_counts_for_nothing(world: World) -> None:
    add_plan(world, recorded_in_error_at=clock.now(), recorded_in_error_reason="The wrong child")
    row = stored(world)
    assert row is not None
    assert (row.plan_kind, row.plan_since_on) == (None, None)


def test_the_strongest_open_plan_of_any_child_is_told(world: World) -> None:
    for kind in (PlanKind.CHILD_PROTECTION, PlanKind.EARLY_HELP):
        add_plan(world, kind=kind)
    row = stored(world)
    assert row is not None
    assert row.plan_kind is PlanKind.CHILD_PROTECTION


def test_a_closed_case_has_no_summary_and_nothing_due(world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 5)
    add_plan(world)
    change(world, update(Family).where(Family.id == world.family.id).values(closed_on=clock.today()))
    row = stored(world)
    assert row is not None
    assert (row.summary, row.because, row.strip, row.reading_due_on, row.review_due_on, row.plan_kind) == (
        None, [], [], None, None, None,
    )  # fmt: skip
    assert row.latest_on == months_ago(1)


def test_a_child_who_joined_later_is_not_enough_recent_evidence(world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(0), 2)
        baby = make_person(made.session, birth_on=months_ago(1))
        make_member(made.session, family=world.family, person=baby)
        refresh_standing(made.session, world.family.id)
    row = stored(world)
    assert row is not None
    assert (row.summary, [child["summary"] for child in row.because]) == (7, [10, 7])


# What was not looked at again.


def test_what_was_not_known_keeps_its_grade_and_a_later_assessment_is_made_again(world: World) -> None:
    with reading(world) as made:
        first = made.read(months_ago(6), {"physical": [4, 2], "food": 2})
        made.read(months_ago(0), {"physical": [None, 1], "food": 2})
    item = world.tool.instrument.items[0]
    assert readings(world) == [(4, []), (4, [[item.line, 4]])]
    with db.engines.writer() as session:
        assessment = session.get_one(Assessment, first.assessment.id)
        assessment.recorded_in_error_at, assessment.recorded_in_error_reason = clock.now(), "The wrong child"
        refresh_readings(session, assessment)
        session.commit()
    assert readings(world) == [(1, [])]


def test_an_older_assessment_that_comes_later_changes_those_after_it(world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(0), {"physical": [None, 1]})
    assert readings(world) == [(1, [])]
    with reading(world) as made:
        made.read(months_ago(6), {"physical": [5, 2]})
    assert [grade for grade, _ in readings(world)] == [5, 5]


def test_a_focused_review_counts_what_it_was_to_look_at_and_holds_the_rest(world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(3), {"physical": 4, "food": 4})
        made.read(months_ago(0), {"food": 2}, scope=["food.meals"])
    assert len(readings(world)) == 1
    assert [grade for grade, _ in readings(world, "food")] == [4, 2]
    row = stored(world)
    assert row is not None
    assert row.worst_now is not None
    assert row.worst_now["title"] == "Physical care"


def test_an_assessment_that_is_only_a_draft_or_returned_says_nothing(world: World) -> None:
    with reading(world) as made:
        for state in (RevisionState.DRAFT, RevisionState.RETURNED, RevisionState.STOPPED):
            made.read(months_ago(1), 5, state=state)
    row = stored(world)
    assert readings(world) == []
    assert row is not None
    assert row.summary is None


# Stored, worked out again, and out of date.


def _story(world: World) -> None:
    with reading(world) as made:
        for months, physical in ((9, 4), (6, [4, None]), (3, [None, 2]), (1, 3)):
            made.read(months_ago(months), {"physical": physical, "food": 2})
        other = make_family(made.session, team=world.team)
        child = make_person(made.session)
        make_member(made.session, family=other, person=child)
        made.read(months_ago(2), 5, family=other, child=child)
    add_plan(world, next_meeting_on=add_months(clock.today(), 1))


def test_what_is_stored_is_what_is_worked_out_anew(world: World) -> None:
    _story(world)
    with db.engines.writer() as session:
        assert check_readings(session) == 5
        before = _everything(session)
        assert rebuild_readings(session) == 5
        assert rebuild_standing(session) == len(before[1])
        assert _everything(session) == before
        assert check_standing(session) == len(before[1])
        session.commit()


def _everything(session: Session) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    places = (ReadingRow.assessment_id, ReadingRow.profile_id, ReadingRow.domain)
    return (
        [tuple(row) for row in session.execute(select(ReadingRow.__table__).order_by(*places))],
        [tuple(row) for row in session.execute(select(Standing.__table__).order_by(Standing.family_id))],
    )


@pytest.mark.parametrize("values", [{"summary": 9}, {"reading_due_on": None}, {"because": []}])
def test_a_standing_that_differs_is_named(world: World, values: dict[str, Any]) -> None:
    _story(world)
    with db.engines.writer() as session:
        session.execute(update(Standing).where(Standing.family_id == world.family.id).values(**values))
        with pytest.raises(StandingDiffers, match=f"family {world.family.ref} differs"):
            check_standing(session)


def test_what_is_stored_holds_until_it_says_and_is_never_shown_after(world: World) -> None:
    start = datetime(2027, 3, 8, 12, tzinfo=LOCAL)
    with time_machine.travel(start, tick=False), reading(world) as made:
        made.read(clock.today(), 4)
    row = stored(world)
    assert row is not None
    assert row.recompute_on is not None
    last = datetime.combine(row.recompute_on - timedelta(days=1), start.time(), LOCAL)
    for day, summary in (
        (start, 5),
        (last, 5),
        (last + timedelta(days=1), 3),
        (last + timedelta(days=400), 2),
    ):
        with time_machine.travel(day, tick=False), db.engines.reader() as session:
            shown = current_standing(session, [world.family.id])[world.family.id]
            assert (shown.summary, shown.as_at_on <= clock.today()) == (summary, True)
            assert shown.recompute_on is None or shown.recompute_on > clock.today()
    assert stored(world) == row


def test_every_day_what_is_shown_is_what_is_worked_out_that_day(world: World) -> None:
    _story(world)
    today = datetime.combine(clock.today(), datetime.min.time(), LOCAL) + timedelta(hours=12)
    for days in range(0, 420, 7):
        with time_machine.travel(today + timedelta(days=days), tick=False), db.engines.writer() as session:
            shown = current_standing(session, [world.family.id])[world.family.id]
            refresh_standing(session, world.family.id)
            made = session.execute(
                select(Standing.__table__).where(Standing.family_id == world.family.id)
            ).mappings()
            anew = FamilyStanding(**made.one())
            assert (shown.summary, shown.because, shown.worst_now, shown.reading_due_on, shown.plan_kind) == (
                anew.summary, anew.because, anew.worst_now, anew.reading_due_on, anew.plan_kind,
            )  # fmt: skip
            session.rollback()


def test_refreshing_works_out_what_is_out_of_date_or_missing_and_nothing_else(world: World) -> None:
    _story(world)
    with db.engines.writer() as session:
        assert (count_due(session), refresh_due(session)) == (0, 0)
        session.execute(update(Standing).values(as_at_on=months_ago(2), recompute_on=clock.today()))
        session.execute(delete(Standing).where(Standing.family_id == world.family.id))
        due = count_due(session)
        assert refresh_due(session, limit=1) == 1
        assert refresh_due(session) == due - 1
        assert count_due(session) == 0
        assert check_standing(session) == due
        session.commit()


def test_a_family_never_worked_out_is_shown_all_the_same(world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(0), 4)
        made.session.execute(delete(Standing))
    with db.engines.reader() as session:
        assert current_standing(session, [world.family.id])[world.family.id].summary == 5
        assert current_standing(session, []) == {}
    assert stored(world) is None


def test_a_birthday_ends_what_is_stored_for_other_items_are_asked_then(world: World) -> None:
    born = add_months(clock.today() + timedelta(days=10), -60)
    with reading(world) as made:
        child = make_person(made.session, birth_on=born)
        make_member(made.session, family=world.family, person=child)
        made.read(months_ago(0), 2, child=child)
    row = stored(world)
    assert row is not None
    assert row.recompute_on == add_months(born, 60)


def test_a_plan_that_ends_on_a_day_to_come_ends_what_is_stored(world: World) -> None:
    soon = clock.today() + timedelta(days=5)
    add_plan(world, ended_on=soon)
    row = stored(world)
    assert row is not None
    assert (row.plan_kind, row.recompute_on) == (PlanKind.CHILD_IN_NEED, soon)


def test_two_who_change_a_family_at_once_both_succeed_and_the_later_is_right(world: World) -> None:
    engines = db.engines

    def plan(kind: PlanKind) -> None:
        add_plan(world, engines, kind=kind)

    change(world)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(plan, [PlanKind.EARLY_HELP, PlanKind.CHILD_IN_NEED, PlanKind.LOOKED_AFTER] * 3))
    row = stored(world)
    assert row is not None
    assert row.plan_kind is PlanKind.LOOKED_AFTER
    with db.engines.reader() as session:
        assert check_standing(session) >= 1
