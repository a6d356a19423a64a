"""From start to locked: the life of an assessment, as browsers live it."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from gcp_tool.audit.chain import find_fault
from gcp_tool.audit.digest import revision_digest
from gcp_tool.core import clock
from gcp_tool.domain.dates import fin_quarter
from gcp_tool.domain.vocabulary import RevisionState
from gcp_tool.extensions import db
from gcp_tool.models import Answer, Assessment, AuditEvent, ReadingRow, StatusChange
from gcp_tool.standing.readings import check_readings
from tests.client import Browser, errors, words
from tests.integration.assessments import stories
from tests.integration.world import World

Open = Callable[..., Browser]


def readings(world: World) -> dict[str, tuple[int | None, bool]]:
    with db.engines.reader() as session:
        rows = session.scalars(select(ReadingRow).where(ReadingRow.family_id == world.family.id))
        return {row.domain: (row.grade, row.signed_off) for row in rows}


def test_an_assessment_goes_from_start_to_locked(world: World, browser: Open) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    key = stories.start(worker, world)
    assert "0 of 4 items answered" in words(worker.get(f"/assessments/{key}"))

    stories.complete(worker, key, meals="4", home="2")
    _, revision = stories.find(key)
    assert revision.state is RevisionState.SUBMITTED
    assert readings(world) == {"physical": (2, False), "food": (4, False)}
    assert "Waiting for sign-off" in words(worker.get(f"/assessments/{key}"))

    stories.sign_off(manager, key)
    assessment, revision = stories.find(key)
    assert revision.state is RevisionState.SIGNED_OFF
    assert revision.signed_off_by_id == world.manager.id
    assert readings(world) == {"physical": (2, True), "food": (4, True)}
    assert assessment.completed_on == clock.today()
    assert assessment.completed_quarter == fin_quarter(clock.today())
    assert assessment.completed_team_id == world.team.id
    with db.engines.reader() as session:
        assert revision_digest(session, revision.id) == revision.content_sha256
        assert check_readings(session) == 1
        assert find_fault(session) is None


def test_a_locked_assessment_takes_no_answer(world: World, browser: Open) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    key = stories.start(worker, world)
    action, stale = worker.fields(stories.area_path(key, stories.MEALS))
    stories.complete(worker, key)
    stories.sign_off(manager, key)
    response = worker.post(action, stale | {"grade-food.meals.enough": "1"}, 409)
    assert "not open" in words(response)
    worker.get(stories.area_path(key, stories.MEALS), 409)


def test_a_returned_assessment_shows_the_comments_and_is_submitted_again(world: World, browser: Open) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    key = stories.start(worker, world)
    stories.complete(worker, key)
    first, _ = stories.find(key)
    response = manager.submit(f"/assessments/{key}/sign-off", {"decision": "return", "comments": ""}, 422)
    assert errors(response) == ["Enter what needs to change, so that the lead knows what to do"]
    manager.submit(
        f"/assessments/{key}/sign-off", {"decision": "return", "comments": "Say who cooked on Tuesday."}
    )
    assert readings(world) == {}
    assert "Say who cooked on Tuesday." in words(worker.get(f"/assessments/{key}"))
    stories.grade(worker, key, stories.HOME, "1", "1")
    worker.submit(f"/assessments/{key}/check", {})
    again, revision = stories.find(key)
    assert revision.state is RevisionState.SUBMITTED
    assert (again.completed_on, again.completed_quarter) == (first.completed_on, first.completed_quarter)
    assert readings(world)["physical"] == (1, False)


def test_a_returned_assessment_cannot_be_signed_off(world: World, browser: Open) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    key = stories.start(worker, world)
    stories.complete(worker, key)
    action, late = manager.fields(f"/assessments/{key}/sign-off")
    manager.submit(f"/assessments/{key}/sign-off", {"decision": "return", "comments": "Not yet."})
    response = manager.post(action, late | {"decision": "sign_off"}, 409)
    assert "returned to its lead" in words(response)


def test_a_stopped_draft_stays_readable_and_counts_for_nothing(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    stories.grade(worker, key, stories.HOME, "2", "2")
    assert errors(worker.submit(f"/assessments/{key}/stop", {"reason": " "}, 422)) == [
        "Enter why it is stopped"
    ]
    worker.submit(f"/assessments/{key}/stop", {"reason": "The family moved away."})
    page = words(worker.get(f"/assessments/{key}"))
    assert "Stopped" in page
    assert "The family moved away." in page
    assert readings(world) == {}


def test_a_double_click_makes_one_assessment(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    path = f"/families/{world.family.key}/assessments/start"
    action, fields = worker.fields(path)
    fields |= {
        "cares": [stories.care(world)],
        "tool": world.tool.key,
        "purpose": "review",
    }
    fields |= stories.date_parts("window_from", stories.days_ago(5))
    fields |= stories.date_parts("window_to", stories.days_ago(1))
    once, twice = worker.post(action, fields, 303), worker.post(action, fields, 303)
    assert once.location == twice.location
    with db.engines.reader() as session:
        assert session.scalar(select(func.count()).select_from(Assessment)) == 1


def test_a_double_click_on_sign_off_is_one_step(world: World, browser: Open) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    key = stories.start(worker, world)
    stories.complete(worker, key)
    action, fields = manager.fields(f"/assessments/{key}/sign-off")
    fields |= {"decision": "sign_off"}
    assert manager.post(action, fields, 303).location == manager.post(action, fields, 303).location
    _, revision = stories.find(key)
    with db.engines.reader() as session:
        steps = session.scalars(
            select(StatusChange.event).where(StatusChange.revision_id == revision.id)
        ).all()
    assert sorted(steps) == ["sign_off", "start", "submit"]


@pytest.mark.parametrize("who", ["worker", "colleague", "other_manager", "coordinator", "administrator"])
def test_only_the_manager_of_the_leads_team_signs(world: World, browser: Open, who: str) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    stories.complete(worker, key)
    response = browser(getattr(world, who)).client.get(f"/assessments/{key}/sign-off")
    assert response.status_code in {403, 404}
    _, revision = stories.find(key)
    assert revision.state is RevisionState.SUBMITTED


def test_the_log_says_who_did_what_and_holds_no_words(world: World, browser: Open) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    key = stories.start(worker, world)
    stories.complete(worker, key)
    stories.sign_off(manager, key)
    with db.engines.reader() as session:
        rows = session.execute(select(AuditEvent.event, AuditEvent.actor_id, AuditEvent.canonical)).all()
        typed = session.scalars(select(Answer.raw).where(Answer.kind == "evidence")).all()
    did = [(event, actor) for event, actor, _ in rows if not event.endswith("viewed")]
    assert did == [
        ("assessment.started", world.worker.id),
        ("assessment.submitted", world.worker.id),
        ("assessment.signed_off", world.manager.id),
    ]
    assert ("assessment.viewed", world.manager.id) in [(event, actor) for event, actor, _ in rows]
    everything = " ".join(text for _, _, text in rows)
    private = [
        world.family.label,
        world.child.given_name,
        world.worker.name,
        *(raw["words"] for raw in typed),
    ]
    assert [word for word in private if word in everything] == []
