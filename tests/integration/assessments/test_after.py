"""After it was handed in: what is added beside it, amended, recorded in error, handed on, and read as it was."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from gcp_tool.audit.chain import find_fault
from gcp_tool.audit.digest import find_altered, revision_digest
from gcp_tool.core import clock
from gcp_tool.core.keys import new_key
from gcp_tool.domain.vocabulary import Origin, RevisionKind, RevisionState
from gcp_tool.extensions import db
from gcp_tool.models import (
    Answer,
    Assessment,
    EvidenceLink,
    Family,
    Feedback,
    Participant,
    ParticipantUser,
    ReadingRow,
    Response,
    Revision,
    Sharing,
    StatusChange,
)
from tests.client import Browser, errors, words
from tests.factories import make_assessment
from tests.integration.assessments import stories
from tests.integration.world import World, date_parts, days_ago

Open = Callable[..., Browser]
TODAY = date_parts("on_date", days_ago(0))


def readings(world: World) -> dict[str, tuple[int | None, bool]]:
    with db.engines.reader() as session:
        rows = session.scalars(select(ReadingRow).where(ReadingRow.family_id == world.family.id))
        return {row.domain: (row.grade, row.signed_off) for row in rows}


def signed_off(world: World, browser: Open) -> str:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    stories.complete(worker, key)
    stories.sign_off(browser(world.manager), key)
    return key


def revisions(key: str) -> list[tuple[int, RevisionState]]:
    with db.engines.reader() as session:
        statement = select(Revision).join(Assessment, Assessment.id == Revision.assessment_id)
        rows = session.scalars(
            statement.where(Assessment.key == key, Revision.kind == RevisionKind.CARE).order_by(
                Revision.number
            )
        )
        return [(row.number, row.state) for row in rows]


def count(kind: type) -> int:
    with db.engines.reader() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def amend(browser: Browser, key: str, why: str = "The wrong Tuesday.") -> None:
    browser.submit(f"/assessments/{key}/amend", {"why": why})


def test_an_amendment_begins_with_every_answer_and_the_old_one_holds(world: World, browser: Open) -> None:
    key = signed_off(world, browser)
    worker, manager = browser(world.worker), browser(world.manager)
    before, answers, links = readings(world), count(Answer), count(EvidenceLink)
    assert errors(worker.submit(f"/assessments/{key}/amend", {"why": " "}, 422)) == [
        "Enter what needs to change, and why"
    ]
    amend(worker, key)
    assert revisions(key) == [(1, RevisionState.SIGNED_OFF), (2, RevisionState.DRAFT)]
    assert (count(Answer), count(EvidenceLink)) == (2 * answers, 2 * links)
    assert readings(world) == before
    assert "4 of 4 items answered" in words(worker.get(f"/assessments/{key}"))
    shown = words(manager.get(f"/assessments/{key}"))
    assert "An amendment is being made. What you read here holds until it is signed off." in shown
    assert "The wrong Tuesday." in shown
    worker.get(f"/assessments/{key}/amend", 409)


def test_a_copied_answer_says_who_typed_it_and_when(world: World, browser: Open) -> None:
    key = signed_off(world, browser)
    amend(browser(world.worker), key)
    with db.engines.reader() as session:
        rows = session.execute(
            select(Revision.number, Answer.kind, Answer.code, Answer.by_id, Answer.at, Answer.raw)
            .join(Revision, Revision.id == Answer.revision_id)
            .order_by(Answer.kind, Answer.code, Answer.slot, Answer.id)
        ).all()
    by_number = {n: [row[1:] for row in rows if row.number == n] for n in (1, 2)}
    assert by_number[1] == by_number[2]


def test_an_amendment_signed_off_replaces_the_old_one_which_stays_readable(
    world: World, browser: Open
) -> None:
    key = signed_off(world, browser)
    worker, manager = browser(world.worker), browser(world.manager)
    completed = stories.find(key)[0].completed_on
    amend(worker, key)
    stories.grade(worker, key, stories.MEALS, "2", "2")
    worker.submit(f"/assessments/{key}/check", {})
    assert readings(world)["food"] == (4, True)
    assert "This amends what was signed off before: The wrong Tuesday." in words(
        manager.get(f"/assessments/{key}/sign-off")
    )
    stories.sign_off(manager, key)
    assert revisions(key) == [(1, RevisionState.SUPERSEDED), (2, RevisionState.SIGNED_OFF)]
    assert readings(world)["food"] == (2, True)
    assert stories.find(key)[0].completed_on == completed
    page = manager.get(f"/assessments/{key}")
    earlier = page.select_one("a[href$='/revisions/1']")
    assert earlier is not None
    old = words(manager.get(earlier["href"]))
    assert "This version was replaced by a later one." in old
    assert "4 Serious gaps" in old
    now = words(page)
    assert now.count("4 Serious gaps") == now.count("First chosen: 4 Serious gaps") == 2
    with db.engines.reader() as session:
        assert find_fault(session) is None
        assert find_altered(session) is None
        for revision in session.scalars(select(Revision)):
            assert revision.content_sha256 == revision_digest(session, revision.id)


def test_a_stopped_amendment_leaves_what_was_signed_off(world: World, browser: Open) -> None:
    key = signed_off(world, browser)
    worker = browser(world.worker)
    before = readings(world)
    amend(worker, key)
    worker.submit(f"/assessments/{key}/stop", {"reason": "It was right after all."})
    assert revisions(key) == [(1, RevisionState.SIGNED_OFF), (2, RevisionState.STOPPED)]
    assert readings(world) == before
    assert "Signed off" in words(worker.get(f"/assessments/{key}"))
    worker.get(f"/assessments/{key}/revisions/2")
    amend(worker, key, "Wrong after all.")
    assert revisions(key)[2] == (3, RevisionState.DRAFT)


def test_an_amendment_is_returned_and_submitted_again(world: World, browser: Open) -> None:
    key = signed_off(world, browser)
    worker, manager = browser(world.worker), browser(world.manager)
    amend(worker, key)
    worker.submit(f"/assessments/{key}/check", {})
    manager.submit(f"/assessments/{key}/sign-off", {"decision": "return", "comments": "Which Tuesday?"})
    assert readings(world)["food"] == (4, True)
    worker.submit(f"/assessments/{key}/check", {})
    stories.sign_off(manager, key)
    assert revisions(key) == [(1, RevisionState.SUPERSEDED), (2, RevisionState.SIGNED_OFF)]


@pytest.mark.parametrize("who", ["manager", "colleague", "other_manager"])
def test_only_the_lead_amends(world: World, browser: Open, who: str) -> None:
    key = signed_off(world, browser)
    response = browser(getattr(world, who)).client.get(f"/assessments/{key}/amend")
    assert response.status_code in {403, 404}
    assert revisions(key) == [(1, RevisionState.SIGNED_OFF)]


def test_past_scores_from_a_spreadsheet_are_not_amended(world: World, browser: Open) -> None:
    with db.engines.writer() as session:
        made = make_assessment(
            session,
            family=session.get_one(Family, world.family.id),
            lead=session.merge(world.worker),
            origin=Origin.IMPORTED,
            state=RevisionState.SIGNED_OFF,
        )
        session.commit()
        key = made.assessment.key
    response = browser(world.worker).client.get(f"/assessments/{key}/amend")
    assert response.status_code == 409
    assert "came from a spreadsheet" in words(response)


@pytest.mark.parametrize("state", ["draft", "submitted", "signed_off"])
def test_what_was_recorded_in_error_counts_for_nothing_and_is_kept(
    world: World, browser: Open, state: str
) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    key = stories.start(worker, world)
    if state != "draft":
        stories.complete(worker, key)
    if state == "signed_off":
        stories.sign_off(manager, key)
    path = f"/assessments/{key}/recorded-in-error"
    assert errors(manager.submit(path, {"reason": " "}, 422)) == ["Enter why this was recorded in error"]
    manager.submit(path, {"reason": "The wrong child."})
    assert readings(world) == {}
    assert stories.find(key)[1].state.value == state
    page = words(worker.get(f"/assessments/{key}"))
    assert "Recorded in error." in page
    assert "The wrong child." in page
    manager.get(path, 409)
    manager.get(f"/assessments/{key}/sign-off", 409)
    worker.get(f"/assessments/{key}/check", 403)
    for person in (worker, manager):
        assert key not in str(person.get("/"))


@pytest.mark.parametrize(
    ("who", "status"), [("worker", 403), ("colleague", 403), ("other_manager", 404), ("coordinator", 403)]
)
def test_only_a_manager_of_these_teams_records_in_error(
    world: World, browser: Open, who: str, status: int
) -> None:
    key = signed_off(world, browser)
    browser(getattr(world, who)).get(f"/assessments/{key}/recorded-in-error", status)


def test_a_draft_is_handed_on_and_whoever_led_it_never_signs(world: World, browser: Open) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    key = stories.start(worker, world)
    stories.grade(worker, key, stories.HOME, "2", "2")
    to = {"to": world.colleague.key, "words": "She knows you."}
    manager.submit(f"/assessments/{key}/hand-on", to)
    colleague = browser(world.colleague)
    page = words(colleague.get(f"/assessments/{key}"))
    assert "2 of 4 items answered" in page
    assert f"To {world.colleague.name}. She knows you." in page
    worker.get(stories.area_path(key, stories.MEALS), 403)
    stories.complete(colleague, key)
    stories.sign_off(manager, key)
    assessment, _ = stories.find(key)
    assert assessment.lead_user_id == world.colleague.id
    with db.engines.reader() as session:
        held = session.scalars(select(ParticipantUser.user_id).order_by(ParticipantUser.id)).all()
        lead = session.scalars(select(Participant)).one()
        assert find_fault(session) is None
    assert list(held) == [world.worker.id, world.colleague.id]
    assert lead.user_id == world.colleague.id


@pytest.mark.parametrize(
    ("state", "who", "status"),
    [
        ("draft", "worker", 200),
        ("draft", "manager", 200),
        ("draft", "colleague", 404),
        ("draft", "other_manager", 404),
        ("returned", "worker", 200),
        ("submitted", "worker", 409),
        ("submitted", "manager", 409),
        ("signed_off", "manager", 409),
    ],
)
def test_only_what_is_open_is_handed_on_by_its_lead_or_their_manager(
    world: World, browser: Open, state: str, who: str, status: int
) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    key = stories.start(worker, world)
    if state != "draft":
        stories.complete(worker, key)
    if state == "returned":
        manager.submit(f"/assessments/{key}/sign-off", {"decision": "return", "comments": "Not yet."})
    if state == "signed_off":
        stories.sign_off(manager, key)
    browser(getattr(world, who)).get(f"/assessments/{key}/hand-on", status)


def test_an_amendment_is_not_handed_on(world: World, browser: Open) -> None:
    key = signed_off(world, browser)
    amend(browser(world.worker), key)
    browser(world.worker).get(f"/assessments/{key}/hand-on", 409)


def test_of_a_restricted_family_it_goes_only_to_somebody_it_is_allocated_to(
    world: World, browser: Open
) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    with db.engines.writer() as session:
        session.get_one(Family, world.family.id).restricted = True
        session.commit()
    page = worker.get(f"/assessments/{key}/hand-on")
    assert "There is nobody it could be handed on to." in words(page)


def test_what_they_say_of_it_stands_beside_it(world: World, browser: Open) -> None:
    key = signed_off(world, browser)
    worker = browser(world.worker)
    path = f"/assessments/{key}/response"
    fields = {"person": world.carer.key, "kind": "sees_it_differently", "words": "", **TODAY}
    assert errors(worker.submit(path, fields, 422)) == ["Enter what they see differently, in their words"]
    worker.submit(path, fields | {"words": "We do eat together."})
    worker.submit(f"/assessments/{key}/feedback", {"given_by": "child", "words": "You listened.", **TODAY})
    worker.submit(
        f"/assessments/{key}/sharing",
        {"person": world.carer.key, "what": "sheet", "given": "yes", **TODAY},
    )
    worker.submit(
        f"/assessments/{key}/sharing",
        {
            "person": "else",
            "recipient": "The school nurse",
            "what": "summary",
            "given": "no",
            "reason": "Not agreed.",
            **TODAY,
        },
    )
    page = words(browser(world.manager).get(f"/assessments/{key}"))
    for line in (
        f"{world.carer.name}: Sees it differently",
        "We do eat together.",
        "You listened.",
        f"The sheet for a carer: given to {world.carer.name}",
        "A summary: kept from The school nurse",
        "Not agreed.",
    ):
        assert line in page
    assert (count(Response), count(Feedback), count(Sharing)) == (1, 1, 2)
    with db.engines.reader() as session:
        assert find_altered(session) is None


@pytest.mark.parametrize(
    ("what", "fields", "message"),
    [
        ("response", {"kind": "seen"}, "Choose who answers"),
        ("response", {"person": "x", "kind": "seen"}, "Choose from the list"),
        ("sharing", {"person": "else", "what": "whole", "given": "yes"}, "Enter who this was shared with"),
        ("sharing", {"person": "else", "recipient": "Nurse", "what": "whole", "given": "no"}, "Enter why"),
        ("feedback", {"given_by": "carer", "words": " "}, "Enter what they said"),
        (
            "feedback",
            {"given_by": "carer", "words": "Long.", **date_parts("on_date", days_ago(-1))},
            "The date must be today or in the past",
        ),
        (
            "feedback",
            {"given_by": "carer", "words": "Long.", **date_parts("on_date", days_ago(400))},
            "The date must not be before the period looked at",
        ),
    ],
)
def test_what_is_added_must_make_sense(
    world: World, browser: Open, what: str, fields: dict[str, str], message: str
) -> None:
    key = signed_off(world, browser)
    response = browser(world.worker).submit(f"/assessments/{key}/{what}", TODAY | fields, 422)
    assert any(line.startswith(message) for line in errors(response))
    assert count(Response) + count(Feedback) + count(Sharing) == 0


def test_nothing_is_added_beside_a_draft(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    for what in ("response", "feedback", "sharing"):
        worker.get(f"/assessments/{key}/{what}", 403)


def test_everything_that_was_typed_is_read_as_it_was(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    stories.grade(worker, key, stories.MEALS, "2", "2")
    stories.grade(worker, key, stories.MEALS, "4", "2")
    page = words(worker.get(f"/assessments/{key}/revisions/1/answers"))
    now, before = page.index("4 Serious gaps"), page.index("Before that 2 Steady")
    assert now < before
    assert world.worker.name in page
    worker.get(f"/assessments/{key}/revisions/2", 404)
    worker.get(f"/assessments/{key}/revisions/2/answers", 404)


def test_every_step_is_kept_in_the_order_in_which_it_happened(world: World, browser: Open) -> None:
    key = signed_off(world, browser)
    amend(browser(world.worker), key)
    with db.engines.reader() as session:
        events = session.scalars(select(StatusChange.event).order_by(StatusChange.id)).all()
    assert list(events) == ["start", "submit", "sign_off", "amend"]
    browser(world.worker).submit(f"/assessments/{key}/check", {})
    stories.sign_off(browser(world.manager), key)
    with db.engines.reader() as session:
        events = session.scalars(select(StatusChange.event).order_by(StatusChange.id)).all()
    assert list(events[4:]) == ["submit", "supersede", "sign_off"]


def test_signing_off_while_somebody_types_loses_neither(world: World, browser: Open) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    key = stories.start(worker, world)
    action, typing = worker.fields(stories.area_path(key, stories.MEALS))
    stories.complete(worker, key)
    stories.sign_off(manager, key)
    response = worker.post(action, typing | {"grade-food.meals.enough": "1"}, 409)
    assert "not open" in words(response)
    with db.engines.reader() as session:
        assert find_altered(session) is None
    assert clock.today() == stories.find(key)[0].completed_on


@pytest.mark.parametrize("page", ["period", "scope"])
def test_an_amendment_keeps_what_was_looked_at_and_when(world: World, browser: Open, page: str) -> None:
    key = signed_off(world, browser)
    worker = browser(world.worker)
    amend(worker, key)
    path = f"/assessments/{key}/{page}"
    token = worker.fields(f"/assessments/{key}/stop")[1]["csrf_token"]
    changes = date_parts("window_from", days_ago(12)) | date_parts("window_to", days_ago(1))
    changes |= {"purpose": "review", "scoring": "alone", "areas": [stories.MEALS]}
    response = worker.post(path, {"csrf_token": token, "once": new_key(), "version": "1"} | changes, 409)
    for shown in (worker.get(path, 409), response):
        assert "An amendment keeps whom it is about, the purpose, the period" in words(shown)
