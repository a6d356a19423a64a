"""Plans, referrals, support and events: written down, changed, recorded in error; by whom, and what is refused."""

from datetime import date
from typing import Any

import pytest

from gcp_tool.core.keys import new_key
from gcp_tool.domain.vocabulary import AbuseCategory, MemberRole, PlanKind, SupportOutcome
from gcp_tool.models import AuditNote, Family, PlanEpisode, Support, TimelineEvent
from tests.client import check_page, errors, words
from tests.factories import make_assessment, make_event, make_family, make_member, make_person, make_target
from tests.integration.families.places import count_of, events, every, form_again, keep, one
from tests.integration.plans.around import (
    FIELDS,
    MODELS,
    Open,
    add_path,
    change_path,
    event_fields,
    keep_event,
    keep_plan,
    no_date,
    plan_fields,
    support_fields,
    timeline_path,
)
from tests.integration.world import World, date_parts, days_ago


@pytest.mark.parametrize("kind", list(FIELDS))
def test_what_is_written_down_stands_on_the_timeline(browser: Open, world: World, kind: str) -> None:
    mine = browser(world.worker)
    response = mine.submit(add_path(world, kind), FIELDS[kind](world))
    assert response.location == timeline_path(world)
    row = one(MODELS[kind])
    assert (row.family_id, row.version, row.changed_by_id, row.source) == (
        world.family.id,
        1,
        world.worker.id,
        None,
    )
    event = events("timeline.added")[0]
    assert (event.family_id, event.subject_kind, event.subject_id) == (
        world.family.id,
        row.__tablename__,
        row.id,
    )
    assert f"/timeline/{kind}/{row.key}" in str(mine.get(timeline_path(world)))


def test_a_plan_is_added_for_several_children_at_once(browser: Open, world: World) -> None:
    other = keep(lambda session: make_person(session, given_name="Tomasz"))
    keep(lambda session: make_member(session, family=world.family, person=other))
    fields = plan_fields(
        world, people=[world.child.key, other.key], kind="child_protection", category="neglect"
    )
    browser(world.worker).submit(add_path(world, "plan"), fields)
    rows = every(PlanEpisode)
    assert [(row.child_id, row.kind, row.category) for row in rows] == [
        (world.child.id, PlanKind.CHILD_PROTECTION, AbuseCategory.NEGLECT),
        (other.id, PlanKind.CHILD_PROTECTION, AbuseCategory.NEGLECT),
    ]
    assert len(events("timeline.added")) == 2


def test_a_plan_is_ended_and_the_log_keeps_what_it_was(browser: Open, world: World) -> None:
    plan = keep_plan(world)
    ended = date_parts("ended_on", days_ago(3)) | {"end_words": "Care is steady"}
    browser(world.worker).submit(change_path("plan", plan), ended)
    row = one(PlanEpisode)
    assert (row.ended_on, row.end_words, row.version) == (days_ago(3), "Care is steady", 2)
    assert len(events("timeline.changed", person_id=world.child.id)) == 1
    assert one(AuditNote).words == f"ended_on:  → {days_ago(3)}\nend_words:  → Care is steady"


def test_saving_without_a_change_is_not_told_as_a_change(browser: Open, world: World) -> None:
    plan = keep_plan(world)
    browser(world.worker).submit(change_path("plan", plan), {})
    assert len(events("timeline.changed")) == 0


@pytest.mark.parametrize("kind", list(FIELDS))
def test_what_was_recorded_in_error_is_struck_through_and_stays(
    browser: Open, world: World, kind: str
) -> None:
    mine = browser(world.worker)
    mine.submit(add_path(world, kind), FIELDS[kind](world))
    row = one(MODELS[kind])
    mine.submit(f"{change_path(kind, row)}/error", {"reason": "Another child"})
    row = one(MODELS[kind])
    assert (row.recorded_in_error_reason, row.version) == ("Another child", 2)
    page = mine.get(timeline_path(world))
    assert "recorded in error" in words(page)
    assert "Another child" in words(page)
    assert page.select_one("s") is not None
    assert change_path(kind, row) not in str(page)
    mine.get(change_path(kind, row), status=409)
    assert one(AuditNote).words == "Another child"


def test_a_plan_in_error_makes_room_for_the_right_one(browser: Open, world: World) -> None:
    plan = keep_plan(world)
    mine = browser(world.worker)
    mine.submit(f"{change_path('plan', plan)}/error", {"reason": "The wrong kind of plan"})
    mine.submit(add_path(world, "plan"), plan_fields(world))
    assert count_of(PlanEpisode) == 2


@pytest.mark.parametrize(
    ("start", "end", "is_refused"),
    [
        (days_ago(30), None, True),
        (days_ago(200), None, True),
        (days_ago(200), days_ago(95), False),
        (days_ago(200), days_ago(90), False),
        (days_ago(200), days_ago(89), True),
        (days_ago(90), days_ago(90), True),
    ],
)
def test_two_plans_of_one_kind_do_not_overlap(
    browser: Open, world: World, start: date, end: date | None, *, is_refused: bool
) -> None:
    keep_plan(world)
    when = date_parts("started_on", start) | (date_parts("ended_on", end) if end else no_date("ended_on"))
    fields = plan_fields(world) | when | no_date("next_meeting_on")
    response = browser(world.worker).submit(add_path(world, "plan"), fields, 422 if is_refused else 303)
    assert count_of(PlanEpisode) == (1 if is_refused else 2)
    if is_refused:
        said = errors(response)[0]
        assert said.startswith(f"{world.child.name} has a child in need plan from ")
        assert "which has not ended. End that one first" in said


def test_a_plan_of_another_kind_or_child_may_overlap(browser: Open, world: World) -> None:
    keep_plan(world)
    other = keep(make_person)
    keep(lambda session: make_member(session, family=world.family, person=other))
    mine = browser(world.worker)
    mine.submit(add_path(world, "plan"), plan_fields(world, kind="early_help"))
    mine.submit(add_path(world, "plan"), plan_fields(world, people=[other.key]))
    assert count_of(PlanEpisode) == 3


def test_a_plan_may_be_changed_where_it_stands(browser: Open, world: World) -> None:
    plan = keep_plan(world)
    browser(world.worker).submit(change_path("plan", plan), date_parts("started_on", days_ago(80)))
    assert one(PlanEpisode).started_on == days_ago(80)


FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("plan", {"kind": None}, "Choose the kind of plan"),
    ("plan", {"people": None}, "Choose at least one child"),
    ("plan", {"kind": "child_protection"}, "Choose the category of the child protection plan"),
    (
        "plan",
        {"kind": "child_protection", "category": "neglect", "neglect": "no"},
        "The category is neglect, so neglect is a reason for the plan",
    ),
    ("plan", date_parts("started_on", days_ago(-1)), "The date must be today or in the past"),
    ("plan", date_parts("ended_on", days_ago(91)), "The end must not be before the start"),
    ("plan", date_parts("ended_on", days_ago(-5)), "The date must be today or in the past"),
    (
        "plan",
        date_parts("ended_on", days_ago(5)),
        "A plan that has ended has no next meeting. Leave the date empty",
    ),
    (
        "plan",
        date_parts("next_meeting_on", days_ago(100)),
        "The next meeting must not be before the plan started",
    ),
    (
        "plan",
        date_parts("next_meeting_on", days_ago(-800)),
        "The next meeting must be within two years. Check the year",
    ),
    ("plan", {"started_on-month": "13"}, "The start must be a real date"),
    ("referral", date_parts("on_date", days_ago(-1)), "The date must be today or in the past"),
    ("referral", {"no_further_action": None}, "Choose whether it ended in no further action"),
    ("support", {"what": ""}, "Enter what the support is"),
    (
        "support",
        no_date("offered_on") | no_date("started_on"),
        "Enter the date it was offered or the date it started",
    ),
    ("support", date_parts("offered_on", days_ago(-1)), "The date must be today or in the past"),
    (
        "support",
        date_parts("started_on", days_ago(61)),
        "The start must not be before the day it was offered",
    ),
    (
        "support",
        date_parts("started_on", days_ago(-400)),
        "Support can be planned for up to a year ahead. Check the year",
    ),
    (
        "support",
        date_parts("ended_on", days_ago(2)),
        "Choose whether it was completed or stopped before that",
    ),
    ("support", {"outcome": "completed"}, "Enter the date it ended"),
    (
        "support",
        {"outcome": "waiting_list"},
        "It has started, so it is not on a waiting list and was taken up",
    ),
    (
        "support",
        {"outcome": "stopped"} | date_parts("ended_on", days_ago(55)),
        "The end must not be before the start",
    ),
    ("event", {"kind": "no_such"}, "Choose from the list"),
    ("event", date_parts("on_date", days_ago(-1)), "The date must be today or in the past"),
    ("event", {"kind": "other", "words": ""}, "Say what happened"),
    ("event", {"people": "family"}, "Choose which child this is about"),
    ("event", {"kind": "accident", "people": "family"}, "Choose whom this is about"),
    ("event", date_parts("on_date", date(1990, 1, 1)), " was born. Check the year"),
]


@pytest.mark.parametrize(("kind", "changes", "message"), FAULTS)
def test_what_cannot_be_right_is_refused_and_what_was_typed_is_kept(
    browser: Open, world: World, kind: str, changes: dict[str, Any], message: str
) -> None:
    mine = browser(world.worker)
    sent = {name: value for name, value in (FIELDS[kind](world) | changes).items() if value is not None}
    if changes == {"people": None}:
        sent["people"] = []
    response = mine.submit(add_path(world, kind), sent, 422)
    assert any(message in said for said in errors(response)), errors(response)
    _, kept = form_again(response, add_path(world, kind))
    typed = {name: value for name, value in sent.items() if name not in {"kind", "people"}}
    assert {name: _one(kept.get(name, "")) for name in typed} == typed
    assert count_of(MODELS[kind]) == 0


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def test_an_adult_has_no_plan_and_is_not_brought_nowhere(browser: Open, world: World) -> None:
    mine = browser(world.worker)
    response = mine.submit(add_path(world, "event"), event_fields(world, people=world.carer.key), 422)
    assert errors(response) == [f"{world.carer.name} is not a child of this family. Choose a child"]
    assert world.carer.key not in str(mine.get(add_path(world, "plan")))
    mine.submit(add_path(world, "plan"), plan_fields(world, people=[world.carer.key]), 422)
    assert count_of(PlanEpisode) == 0


def test_somebody_of_another_family_cannot_be_chosen(browser: Open, world: World) -> None:
    stranger = keep(make_person)
    response = browser(world.worker).submit(
        add_path(world, "event"), event_fields(world, people=stranger.key), 422
    )
    assert errors(response) == ["Choose from the list"]


def test_support_may_be_planned_and_serves_a_target(browser: Open, world: World) -> None:
    made = keep(
        lambda session: make_target(
            session, make_assessment(session, family=world.family, child=world.child, carer=world.carer)
        )
    )
    fields = support_fields(target=made.key) | date_parts("started_on", days_ago(-14))
    browser(world.worker).submit(add_path(world, "support"), fields)
    row = one(Support)
    assert (row.target_id, row.started_on, row.person_id) == (made.id, days_ago(-14), None)


def test_support_that_was_not_taken_up_has_no_start(browser: Open, world: World) -> None:
    fields = support_fields(outcome="not_taken_up") | no_date("started_on")
    browser(world.worker).submit(add_path(world, "support"), fields)
    assert one(Support).outcome is SupportOutcome.NOT_TAKEN_UP


def test_two_people_who_change_one_plan_see_both_texts(browser: Open, world: World) -> None:
    plan = keep_plan(world)
    mine, theirs = browser(world.worker), browser(world.manager)
    action, fields = mine.fields(change_path("plan", plan))
    theirs.submit(change_path("plan", plan), {"neglect": "no", **date_parts("next_meeting_on", days_ago(-9))})
    response = mine.post(
        action, fields | {"end_words": "Mine"} | date_parts("next_meeting_on", days_ago(-30))
    )
    assert response.status_code == 409
    page = words(check_page(response))
    assert world.manager.name in page
    _, again = form_again(response, action)
    mine.post(action, again, 303)
    row = one(PlanEpisode)
    assert (row.end_words, row.neglect, row.next_meeting_on, row.version) == ("Mine", True, days_ago(-30), 3)


@pytest.mark.parametrize("kind", list(FIELDS))
def test_what_is_on_record_is_shown_to_be_changed(browser: Open, world: World, kind: str) -> None:
    mine = browser(world.worker)
    mine.submit(add_path(world, kind), FIELDS[kind](world))
    row = one(MODELS[kind])
    mine.submit(change_path(kind, row), {})
    again = one(MODELS[kind])
    columns = {column.name for column in row.__table__.columns}
    unchanged = columns - {"version", "changed_at"}
    assert {name: getattr(row, name) for name in unchanged} == {
        name: getattr(again, name) for name in unchanged
    }


def test_a_kind_of_event_that_is_no_longer_offered_stays(browser: Open, world: World) -> None:
    event = keep_event(world, "retired_kind", days_ago(10))
    mine = browser(world.worker)
    assert "Retired kind" in words(mine.get(timeline_path(world)))
    assert "Retired kind" in words(mine.get(change_path("event", event)))


@pytest.mark.parametrize(
    ("who", "status"),
    [("worker", 200), ("manager", 200), ("colleague", 404), ("other_manager", 404), ("coordinator", 403)],
)
def test_whoever_may_change_the_family_may_write_down(
    browser: Open, world: World, who: str, status: int
) -> None:
    plan = keep_plan(world)
    mine = browser(getattr(world, who))
    for path in (
        add_path(world, "plan"),
        change_path("plan", plan),
        f"{change_path('plan', plan)}/error",
        timeline_path(world),
    ):
        mine.get(path, status=status)


def test_nothing_is_written_down_of_a_closed_family(browser: Open, world: World) -> None:
    plan = keep_plan(world)

    def close(session: Any) -> None:
        session.get(Family, world.family.id).closed_on = days_ago(1)

    keep(close)
    mine = browser(world.worker)
    for path in (add_path(world, "plan"), change_path("plan", plan), f"{change_path('plan', plan)}/error"):
        mine.get(path, status=403)
    page = mine.get(timeline_path(world))
    assert "Add a plan" not in words(page)
    assert "Child in need" in words(page)


def test_addresses_that_name_nothing_are_not_found(browser: Open, world: World) -> None:
    mine = browser(world.worker)
    for path in (
        add_path(world, "review"),
        f"/timeline/plan/{new_key()}",
        f"/timeline/plan/{keep_event(world, 'visit', days_ago(3)).key}",
        f"/timeline/review/{new_key()}/error",
    ):
        mine.get(path, status=404)


def test_a_child_who_left_can_still_be_written_about(browser: Open, world: World) -> None:
    gone = keep(lambda session: make_person(session, given_name="Noor"))
    keep(
        lambda session: make_member(
            session, family=world.family, person=gone, role=MemberRole.CHILD, ended_on=days_ago(9)
        )
    )
    mine = browser(world.worker)
    assert "No longer in this family" in words(mine.get(add_path(world, "plan")))
    mine.submit(add_path(world, "plan"), plan_fields(world, people=[gone.key]))
    assert one(PlanEpisode).child_id == gone.id


def test_somebody_else_s_family_is_left_alone(browser: Open, world: World) -> None:
    far = keep(make_family)
    event = keep(lambda session: make_event(session, far))
    browser(world.worker).get(change_path("event", event), status=404)
    assert one(TimelineEvent, id=event.id).version == 1
