"""Who signs, what they see first, and what they may say of single items."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from gcp_tool.access.signing import SIGN_OFF
from gcp_tool.core import clock
from gcp_tool.core.keys import new_key
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, Part, RevisionState, Role
from gcp_tool.extensions import db
from gcp_tool.models import (
    Answer,
    Family,
    InstrumentVersion,
    ItemComment,
    Participant,
    Person,
    Policy,
    Profile,
    Revision,
    Team,
    User,
    UserRole,
)
from tests.client import Browser, errors, words
from tests.factories import add_part, make_assessment, make_user
from tests.factories.around import make_delegation, make_policy
from tests.integration.assessments import stories
from tests.integration.world import World

Open = Callable[..., Browser]
ENOUGH, REGULAR = stories.ITEMS[stories.MEALS]


def settle(world: World, value: dict[str, object], *, everywhere: bool = False) -> None:
    with db.engines.writer() as session:
        agency_id = None if everywhere else world.team.agency_id
        make_policy(session, name=SIGN_OFF, value=value, agency_id=agency_id)
        session.commit()


def keep_user(**changes: object) -> User:
    with db.engines.writer() as session:
        user = make_user(session, **changes)
        session.commit()
        session.expunge_all()
    return user


def cover(world: World, user: User, *, first: int, last: int) -> None:
    """Let somebody cover for the manager from so many days ago to so many."""
    today = clock.today()
    with db.engines.writer() as session:
        make_delegation(
            session,
            manager=world.manager,
            cover=user,
            team=session.get_one(Team, world.team.id),
            started_on=today - timedelta(days=first),
            ended_on=today - timedelta(days=last),
        )
        session.commit()


def state_of(key: str) -> RevisionState:
    return stories.find(key)[1].state


def handed_in(world: World, browser: Open) -> str:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    stories.complete(worker, key)
    return key


@pytest.mark.parametrize(
    ("first", "last", "signs"), [(0, 0, True), (3, -3, True), (5, 1, False), (-1, -5, False)]
)
def test_whoever_covers_signs_on_those_days_only(
    world: World, browser: Open, first: int, last: int, signs: bool
) -> None:
    key = handed_in(world, browser)
    cover(world, world.colleague, first=first, last=last)
    person = browser(world.colleague)
    if not signs:
        assert person.client.get(f"/assessments/{key}/sign-off").status_code in {403, 404}
        return
    assert f"/assessments/{key}/sign-off" in str(person.get("/"))
    stories.sign_off(person, key)
    assert state_of(key) is RevisionState.SIGNED_OFF


def test_cover_is_for_that_team_only(world: World, browser: Open) -> None:
    with db.engines.writer() as session:
        made = make_assessment(session, state=RevisionState.SUBMITTED)
        session.commit()
        key = made.assessment.key
    cover(world, world.colleague, first=0, last=0)
    person = browser(world.colleague)
    assert "Waiting for your sign-off" in words(person.get("/"))
    person.get(f"/assessments/{key}/sign-off", 404)
    person.get("/account/cover", 403)


def test_whoever_covers_never_signs_what_they_led(world: World, browser: Open) -> None:
    key = handed_in(world, browser)
    cover(world, world.worker, first=0, last=0)
    worker = browser(world.worker)
    worker.get(f"/assessments/{key}/sign-off", 403)
    assert f"/assessments/{key}/sign-off" not in str(worker.get("/"))
    assert state_of(key) is RevisionState.SUBMITTED


def test_a_manager_who_no_longer_manages_has_no_cover(world: World, browser: Open) -> None:
    key = handed_in(world, browser)
    gone = keep_user(team=world.team, role=Role.MANAGER)
    with db.engines.writer() as session:
        team = session.get_one(Team, world.team.id)
        make_delegation(
            session,
            manager=session.get_one(User, gone.id),
            cover=session.get_one(User, world.colleague.id),
            team=team,
            started_on=clock.today(),
            ended_on=clock.today(),
        )
        session.commit()
    assert browser(world.colleague).get(f"/assessments/{key}/sign-off")
    with db.engines.writer() as session:
        session.execute(update(UserRole).where(UserRole.user_id == gone.id).values(ended_on=clock.today()))
        session.commit()
    assert browser(world.colleague).client.get(f"/assessments/{key}/sign-off").status_code in {403, 404}


def test_the_person_an_agency_named_signs_and_nobody_else(world: World, browser: Open) -> None:
    key = handed_in(world, browser)
    named = keep_user(role=Role.COORDINATOR)
    settle(world, {"by": "named", "user": named.id})
    assert f"To be signed off by: {named.name}" in words(browser(world.worker).get("/"))
    assert browser(world.manager).client.get(f"/assessments/{key}/sign-off").status_code == 403
    assert f"/assessments/{key}/sign-off" not in str(browser(world.manager).get("/"))
    person = browser(named)
    assert f"/assessments/{key}/sign-off" in str(person.get("/"))
    stories.sign_off(person, key)
    assert state_of(key) is RevisionState.SIGNED_OFF


def test_the_manager_of_the_team_that_holds_the_family_signs_where_that_is_settled(
    world: World, browser: Open
) -> None:
    elsewhere = keep_user()
    with db.engines.writer() as session:
        made = make_assessment(
            session,
            family=session.get_one(Family, world.family.id),
            child=session.get_one(Person, world.child.id),
            carer=session.get_one(Person, world.carer.id),
            lead=session.get_one(User, elsewhere.id),
            version=session.get_one(InstrumentVersion, world.tool.id),
            state=RevisionState.SUBMITTED,
        )
        session.commit()
        key = made.assessment.key
        agency_id = made.assessment.lead_agency_id
    holder = browser(world.manager)
    assert holder.client.get(f"/assessments/{key}/sign-off").status_code == 403
    assert f"/assessments/{key}/sign-off" not in str(holder.get("/"))
    with db.engines.writer() as session:
        make_policy(session, value={"by": "holding_team"}, agency_id=agency_id)
        session.commit()
    assert f"/assessments/{key}/sign-off" in str(holder.get("/"))
    stories.sign_off(holder, key)
    assert state_of(key) is RevisionState.SIGNED_OFF


def test_what_was_settled_last_holds_and_only_once_it_has_begun(world: World, browser: Open) -> None:
    key = handed_in(world, browser)
    named = keep_user()
    settle(world, {"by": "named", "user": named.id}, everywhere=True)
    assert browser(world.manager).client.get(f"/assessments/{key}/sign-off").status_code == 403
    settle(world, {"by": "lead_team"})
    browser(world.manager).get(f"/assessments/{key}/sign-off")
    with db.engines.writer() as session:
        now = clock.now()
        row = {"name": SIGN_OFF, "agency_id": world.team.agency_id, "at": now}
        row |= {"value": {"by": "named", "user": named.id}, "effective_at": now + timedelta(days=1)}
        session.execute(insert(Policy).values(row))
        session.commit()
    browser(world.manager).get(f"/assessments/{key}/sign-off")


def test_a_contributor_never_signs(world: World, browser: Open) -> None:
    key = handed_in(world, browser)
    with db.engines.writer() as session:
        assessment, _ = stories.find(key)
        add_part(session, assessment, world.manager, part=Part.CONTRIBUTOR)
        session.commit()
    response = browser(world.manager).submit(f"/assessments/{key}/sign-off", {"decision": "sign_off"}, 403)
    assert "You took part in this assessment" in words(response)
    assert state_of(key) is RevisionState.SUBMITTED


def test_the_signer_sees_what_moved_and_what_serious_grades_rest_on(world: World, browser: Open) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    first = stories.start(worker, world, first=stories.days_ago(80), last=stories.days_ago(60))
    stories.complete(worker, first, meals="3", home="2")
    assert "Nothing of this was graded before." in words(manager.get(f"/assessments/{first}/sign-off"))
    stories.sign_off(manager, first)
    key = stories.start(worker, world)
    stories.complete(worker, key, meals="4", home="2")
    text = words(manager.get(f"/assessments/{key}/sign-off"))
    assert "0 items better, 2 worse, 2 the same." in text
    assert "1 worse" in text
    assert "What the serious grades rest on Meals, Enough 4 Serious gaps" in text
    assert "Two empty cupboards" in text
    assert f"No own view of {world.carer.name}." in text
    assert "Waiting less than a day" in text


def test_comments_on_items_reach_the_lead(world: World, browser: Open) -> None:
    key = handed_in(world, browser)
    manager, worker = browser(world.manager), browser(world.worker)
    path = f"/assessments/{key}/sign-off"
    comment = {f"comment-1-{ENOUGH}": "Which day was this?"}
    response = manager.submit(path, {"decision": "sign_off"} | comment, 422)
    assert errors(response) == ["Comments on items are for returning it. Return it, or take them out"]
    assert "Which day was this?" in response.text
    manager.submit(path, {"decision": "return", "comments": ""} | comment)
    with db.engines.reader() as session:
        kept = session.scalars(select(ItemComment)).one()
    assert (kept.code, kept.words) == (ENOUGH, "Which day was this?")
    page = worker.get(f"/assessments/{key}")
    assert "Enough : Which day was this?" in words(page)
    assert page.select_one(f".app-returned a[href='{stories.area_path(key, stories.MEALS)}']")


def judge_better(key: str) -> None:
    """The lead judges the care with food better than its items make it."""
    _, revision = stories.find(key)
    with db.engines.writer() as session:
        lead = select(Participant.id).where(
            Participant.assessment_id == revision.assessment_id, Participant.part == Part.LEAD
        )
        care = select(Profile.id).where(
            Profile.assessment_id == revision.assessment_id, Profile.child_id.is_not(None)
        )
        care = care.where(Profile.carer_id.is_not(None))
        row = {
            "revision_id": revision.id,
            "participant_id": session.scalars(lead).one(),
            "profile_id": session.scalars(care).one(),
            "kind": AnswerKind.DOMAIN,
            "code": "food",
            "slot": 0,
            "raw": {"choice": "2", "why": "One bad week of many."},
            "grade": 2,
            "state": AnswerState.GRADED,
            "shared_with": [],
            "version": 1,
            "write_id": new_key(),
            "at": clock.now(),
        }
        session.execute(insert(Answer).values(row))
        session.commit()


def test_a_grade_judged_better_than_a_serious_item_needs_the_signers_tick(
    world: World, browser: Open
) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    key = stories.start(worker, world)
    stories.fill_in(worker, key)
    judge_better(key)
    worker.submit(f"/assessments/{key}/check", {})
    path = f"/assessments/{key}/sign-off"
    assert "One bad week of many." in words(manager.get(path))
    response = manager.submit(path, {"decision": "sign_off"}, 422)
    assert errors(response) == ["Tick that you agree with each of these grades, or return the assessment"]
    manager.submit(path, {"decision": "sign_off", "agreed": ["1-food"]})
    assert state_of(key) is RevisionState.SIGNED_OFF


def test_a_judged_grade_needs_no_tick_to_be_returned(world: World, browser: Open) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    key = stories.start(worker, world)
    stories.fill_in(worker, key)
    judge_better(key)
    worker.submit(f"/assessments/{key}/check", {})
    manager.submit(f"/assessments/{key}/sign-off", {"decision": "return", "comments": "I do not agree."})
    assert state_of(key) is RevisionState.RETURNED


def test_days_of_waiting_are_kept_with_the_dates(world: World, browser: Open) -> None:
    key = handed_in(world, browser)
    with db.engines.reader() as session:
        submitted = session.scalars(select(Revision.submitted_at)).one()
    stories.sign_off(browser(world.manager), key)
    _, revision = stories.find(key)
    assert revision.submitted_at == submitted
    assert revision.signed_off_at is not None
    assert revision.signed_off_at > submitted
    assert "after less than a day" in words(browser(world.worker).get(f"/assessments/{key}"))


def test_the_first_choice_is_told_where_the_final_one_is_another(world: World, browser: Open) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    key = stories.start(worker, world)
    area, not_known = stories.area_path(key, stories.MEALS), f"reason-not_known-{REGULAR}"
    worker.submit(area, {f"grade-{ENOUGH}": "3", f"grade-{REGULAR}": "not_known", not_known: "not_seen"})
    stories.grade(worker, key, stories.MEALS, "4", "2")
    stories.complete(worker, key, meals="2")
    for path in (f"/assessments/{key}", f"/assessments/{key}/sign-off"):
        page = words(manager.get(path))
        assert page.count("First chosen:") == 1
        assert "First chosen: 3" in page
