"""A six-month review from the record to the decision; by whom; two at once; what is kept and what follows from it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.vocabulary import NoticeKind, ReviewDecision, Role
from gcp_tool.extensions import db
from gcp_tool.models import Action, Family, Notice, Review, ReviewDraft, Standing, UserPosting, UserRole
from gcp_tool.standing.families import check_standing
from tests.client import Browser, check_page, errors, words
from tests.factories import make_event, make_support, make_user
from tests.integration.families.places import count_of, count_statements, events, every, keep, one
from tests.integration.history.stories import family_path, months_ago, reading
from tests.integration.reviews.reviewing import (
    ANSWERS,
    Open,
    action,
    decision,
    give_history,
    record,
    review_path,
    write,
)
from tests.integration.world import World, date_parts, days_ago


def change_family(world: World, **values: Any) -> None:
    """Change the row of the world's family."""
    keep(lambda session: session.execute(update(Family).where(Family.id == world.family.id).values(**values)))


def add_around(world: World, number: int) -> None:
    """So much support, and so many events."""

    def make(session: Session) -> None:
        for day in range(number):
            make_support(session, world.family, started_on=days_ago(200 + day))
            make_event(session, world.family, on_date=days_ago(40 + day))

    keep(make)


def test_a_review_goes_from_the_record_to_a_decision_that_is_read_back(browser: Open, world: World) -> None:
    give_history(world, 12, 8, 1)
    manager = browser(world.manager)
    page = words(manager.get(review_path(world)))
    for said in ("No better after six months", "First reading ever", "Child in need", "No targets were set"):
        assert said in page
    write(manager, world, decision="continue")
    page = words(manager.get(review_path(world, "check")))
    assert "Enter what will be different this time" in page
    response = manager.submit(review_path(world, "check"), {}, 422)
    assert errors(response) == ["Enter what will be different this time"]
    assert count_of(Review) == 0

    different = {"different": "Breakfast visits.", **date_parts("known_by", days_ago(-60))}
    manager.submit(review_path(world, "decision"), decision(decision="continue", **different))
    place = str(manager.submit(review_path(world, "check"), {}).location)
    made = one(Review, family_id=world.family.id)
    assert (made.decision, made.summary, made.by_id) == (ReviewDecision.CONTINUE, 2, world.manager.id)
    assert count_of(ReviewDraft) == 0
    page = words(manager.get(place))
    for said in ("Continue as now", "Breakfast visits.", "She eats at school.", "See Isla at school."):
        assert said in page
    assert "No better after six months" in page
    assert "not as it was kept" not in page

    told = {notice.kind for notice in every(Notice, user_id=world.worker.id)}
    assert told == {NoticeKind.REVIEW_DECIDED, NoticeKind.ACTION_GIVEN}
    [event] = events("review.recorded")
    assert event.family_id == world.family.id
    page = words(browser(world.worker).get(family_path(world)))
    assert "Continue as now, decided on" in page
    assert "Record the six-month review" not in page
    assert "Continue as now, decided by" in words(browser(world.worker).get(f"{family_path(world)}/timeline"))


def test_a_decision_moves_the_six_month_clock_and_wants_a_reading_in_time(
    browser: Open, world: World
) -> None:
    give_history(world, 12, 2)
    record(browser(world.manager), world, **date_parts("next_on", days_ago(-30)))
    stored = one(Standing, family_id=world.family.id)
    assert stored.decided_on == clock.today()
    assert stored.review_due_on == add_months(clock.today(), 6)
    assert stored.reading_due_on < clock.today() + timedelta(days=20)
    assert stored.check_due_on is None
    with db.engines.reader() as session:
        assert check_standing(session) == 1


def test_stepping_down_opens_a_check_that_a_later_reading_makes(
    app: Flask, browser: Open, world: World
) -> None:
    give_history(world, 12, 6)
    why = dict.fromkeys(("reading", "targets", "voice"), "They moved to Nan’s.")
    on = months_ago(5)
    with time_machine.travel(datetime(on.year, on.month, on.day, 12, tzinfo=UTC)):
        record(Browser(app, world.manager), world, decision="step_down", **why)
    stored = one(Standing, family_id=world.family.id)
    assert stored.check_due_on == add_months(on, 6)
    assert "Check after support" in words(browser(world.manager).get(family_path(world)))
    with reading(world) as made:
        made.read(months_ago(1), 2)
    assert one(Standing, family_id=world.family.id).check_due_on is None
    with db.engines.reader() as session:
        assert check_standing(session) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (date_parts("on", days_ago(-1)), "The date of the review must be today or in the past"),
        ({"decision": "close"}, "Leave the next date empty: nothing follows when the case closes"),
        (date_parts("next_on", days_ago(-200)), "The next review must be within six months of this one"),
    ],
)
def test_what_cannot_be_stands_in_the_way_of_recording(
    browser: Open, world: World, changes: dict[str, str], said: str
) -> None:
    manager = browser(world.manager)
    write(manager, world, **changes)
    assert said in words(manager.get(review_path(world, "check")))
    manager.submit(review_path(world, "check"), {}, 422)


def test_what_cannot_be_read_is_refused_at_once_and_kept(browser: Open, world: World) -> None:
    manager = browser(world.manager)
    bad = decision(**{"on-day": "31", "on-month": "2", "reason": "Typed at length."})
    response = manager.submit(review_path(world, "decision"), bad, 422)
    assert errors(response) == ["The date of the review must be a real date"]
    assert "Typed at length." in words(response)
    bad = action(world, **{"due_on_1-month": "13"})
    assert "See Isla at school." in words(manager.submit(review_path(world, "actions"), bad, 422))


def test_a_case_without_a_plan_or_a_reading_can_be_reviewed(browser: Open, world: World) -> None:
    manager = browser(world.manager)
    page = words(manager.get(review_path(world, "decision")))
    assert "Refer to children’s social care" in page
    assert "Step down" not in page
    assert "No plan is open" in words(manager.get(record(manager, world)))


def test_two_managers_at_once_are_shown_both_texts(browser: Open, world: World) -> None:
    second = keep(lambda session: make_user(session, team=world.team, role=Role.MANAGER))
    mine, theirs = browser(world.manager), browser(second)
    action_path, fields = theirs.fields(review_path(world))
    mine.submit(review_path(world), ANSWERS)
    typed = fields | {"like_today": "Hungry by ten."}
    response = theirs.post(action_path, typed, 409)
    page = words(check_page(response))
    assert "Hungry by ten." in page
    assert "She eats at school." in page
    assert (
        one(ReviewDraft, family_id=world.family.id).answers["questions"]["like_today"]
        == "She eats at school."
    )


def test_nobody_decides_over_what_a_colleague_wrote_meanwhile(browser: Open, world: World) -> None:
    second = keep(lambda session: make_user(session, team=world.team, role=Role.MANAGER))
    mine, theirs = browser(world.manager), browser(second)
    write(mine, world)
    path, fields = mine.fields(review_path(world, "check"))
    theirs.submit(review_path(world, "decision"), decision(reason="Now I know more."))
    response = mine.post(path, fields, 409)
    assert "wrote in this review" in errors(check_page(response))[0]
    assert "Now I know more." in words(response)
    assert count_of(Review) == 0


def test_what_is_typed_into_a_review_that_was_recorded_meanwhile_is_not_lost(
    browser: Open, world: World
) -> None:
    manager = browser(world.manager)
    write(manager, world)
    path, fields = manager.fields(review_path(world))
    manager.submit(review_path(world, "check"), {})
    response = manager.post(path, fields | {"not_known": "Who sleeps where."}, 422)
    assert "begin a new review with it" in errors(check_page(response))[0]
    assert "Who sleeps where." in words(response)


def test_who_led_the_latest_assessment_is_told_who_can_review_instead(browser: Open, world: World) -> None:
    second = keep(lambda session: make_user(session, team=world.team, role=Role.MANAGER, name="Ada Quill"))
    with reading(world) as made:
        made.read(months_ago(6), 4, lead=world.manager)
    page = words(browser(world.manager).get(review_path(world), status=403))
    assert "somebody else must review it: Ada Quill" in page
    with reading(world) as made:
        made.read(months_ago(1), 4)
    page = words(browser(world.manager).get(review_path(world)))
    assert "You led an assessment of this family" in page
    assert "You led" not in words(browser(second).get(review_path(world)))


def test_a_draft_stays_with_the_family_that_moves_to_another_team(browser: Open, world: World) -> None:
    manager = browser(world.manager)
    manager.submit(review_path(world), ANSWERS)
    other = browser(world.other_manager)
    other.get(review_path(world), status=404)

    team_id = one(UserRole, user_id=world.other_manager.id).team_id
    change_family(world, team_id=team_id)
    manager.get(review_path(world), status=404)
    assert "She eats at school." in str(other.get(review_path(world)))
    other.submit(review_path(world, "decision"), decision())
    other.submit(review_path(world, "check"), {})
    assert one(Review, family_id=world.family.id).team_id == team_id


@pytest.mark.parametrize("who", ["worker", "colleague", "other_manager", "coordinator"])
def test_only_a_manager_of_the_holding_team_reviews(browser: Open, world: World, who: str) -> None:
    status = {"worker": 403, "coordinator": 403, "colleague": 403, "other_manager": 404}[who]
    browser(getattr(world, who)).get(review_path(world), status=status)


def test_somebody_who_left_the_team_meanwhile_is_given_nothing_to_do(browser: Open, world: World) -> None:
    manager = browser(world.manager)
    write(manager, world)
    keep(
        lambda session: session.execute(
            update(UserPosting).where(UserPosting.user_id == world.worker.id).values(ended_on=clock.today())
        )
    )
    assert "Action 1: Enter who is to do it" in words(manager.get(review_path(world, "check")))
    manager.submit(review_path(world, "check"), {}, 422)
    assert count_of(Action) == 0


def test_a_closed_family_is_not_reviewed_and_its_reviews_are_still_read(browser: Open, world: World) -> None:
    manager = browser(world.manager)
    place = record(manager, world)

    change_family(world, closed_on=clock.today())
    assert "while the case is open" in words(manager.get(review_path(world), status=403))
    assert "Change the plan" in words(manager.get(place))


def test_a_correction_takes_the_place_of_the_last_review(browser: Open, world: World) -> None:
    manager = browser(world.manager)
    place = record(manager, world)
    manager.submit(f"{place}/correct", {"why": "The day was wrong."})
    page = words(manager.get(review_path(world)))
    assert "This corrects the review of" in page
    manager.submit(review_path(world, "decision"), decision(**date_parts("on", days_ago(3))))
    after = str(manager.submit(review_path(world, "check"), {}).location)
    assert "This review was corrected" in words(manager.get(place))
    assert "The day was wrong." in words(manager.get(after))
    assert one(Standing, family_id=world.family.id).decided_on == days_ago(3)
    response = manager.submit(f"{place}/correct", {"why": "And again."}, 422)
    assert errors(response) == ["Only the last review can be corrected. A later one says what holds now."]
    assert "And again." in words(response)


def test_a_review_before_the_last_one_is_refused(browser: Open, world: World) -> None:
    manager = browser(world.manager)
    record(manager, world)
    write(manager, world, **date_parts("on", days_ago(3)))
    page = words(manager.get(review_path(world, "check")))
    assert "The date of the review must not be before the last review" in page


def test_a_draft_that_is_given_up_leaves_no_decision(browser: Open, world: World) -> None:
    manager = browser(world.manager)
    manager.submit(review_path(world), ANSWERS)
    manager.submit(review_path(world, "discard"), {})
    assert (count_of(ReviewDraft), count_of(Review)) == (0, 0)
    assert manager.client.get(review_path(world, "check")).location == review_path(world)


def test_what_the_record_showed_does_not_change_afterwards(browser: Open, world: World) -> None:
    give_history(world, 12, 8)
    manager = browser(world.manager)
    place = record(manager, world)
    before = words(manager.get(place))
    with reading(world) as made:
        made.read(months_ago(0), 1)
    assert words(manager.get(place)) == before


def test_an_action_is_done_with_what_came_of_it(browser: Open, world: World) -> None:
    manager = browser(world.manager)
    place = record(manager, world)
    made = one(Action, family_id=world.family.id)
    worker = browser(world.worker)
    path = f"/actions/{made.key}/done"
    late = {"came": "She talked.", **date_parts("done_on", days_ago(-1))}
    assert errors(worker.submit(path, late, 422)) == ["The day it was done must be today or in the past"]
    worker.submit(path, {"came": "She talked."})
    page = words(manager.get(place))
    assert "She talked." in page
    assert "Done" in page
    assert "already" in words(check_page(worker.submit(path, {"came": "Twice."}, 409)))


def test_more_can_be_given_to_do_and_says_what_is_missing(browser: Open, world: World) -> None:
    manager = browser(world.manager)
    place = record(manager, world)
    response = manager.submit(f"{place}/actions/add", {"what": "Ask the GP."}, 422)
    assert errors(response) == ["Enter who is to do it", "Enter by when it is to be done"]
    assert errors(manager.submit(f"{place}/actions/add", {}, 422))[0] == "Enter what is to be done"
    given = {"what": "Ask the GP.", "words": "The school nurse", **date_parts("due_on", days_ago(-7))}
    manager.submit(f"{place}/actions/add", given)
    assert "The school nurse" in words(manager.get(place))


def test_much_on_record_takes_no_more_statements_than_little(browser: Open, world: World) -> None:
    manager = browser(world.manager)

    give_history(world, 12)
    add_around(world, 1)
    record(manager, world)
    manager.get(review_path(world))
    few = count_statements(manager, review_path(world))
    place = record(manager, world)
    read = count_statements(manager, place)
    add_around(world, 8)
    with reading(world) as made:
        for months in (9, 6, 3):
            made.read(months_ago(months), 3)
    for _ in range(2):
        record(manager, world)
    assert count_statements(manager, review_path(world)) <= few
    assert count_statements(manager, place) == read
