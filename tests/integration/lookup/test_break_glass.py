"""A family that somebody on duty opens for a few hours: who may, what they see and do, who is told, and how it ends."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access import scope
from gcp_tool.access.actor import load_actor
from gcp_tool.core import clock
from gcp_tool.domain.break_glass import LASTS
from gcp_tool.domain.vocabulary import NoticeKind, Role
from gcp_tool.extensions import db
from gcp_tool.models import BreakGlass, Family, Notice, User, UserRole
from tests.client import Browser, errors, words
from tests.factories import make_assessment, make_break_glass, make_user
from tests.integration.families.places import (
    Open,
    Places,
    count_of,
    count_statements,
    events,
    every,
    form_again,
    keep,
    one,
)

WHY = {"reason": ["risk_now"], "words": "A neighbour rang: shouting, and the child is crying."}
TOO_LONG = (
    "“What has happened, and why can it not wait for the worker?” is 1 character too long: it can hold 2,000"
)
NOTE = "Police are there.\nShe is safe with her aunt."


def way_in(places: Places) -> str:
    return f"/break-glass/families/{places.far_family.key}"


def open_far_family(browser: Browser, places: Places) -> str:
    """Open the far family; its address."""
    return str(browser.submit(way_in(places), WHY).location)


def link_of(page: Any, end: str) -> str:
    return str(page.select(f"a[href^='/break-glass/'][href$='/{end}']")[0]["href"])


def restrict(places: Places) -> None:
    def change(session: Session) -> None:
        session.get_one(Family, places.far_family.id).restricted = True

    keep(change)


def test_from_a_look_up_to_the_review(browser: Open, places: Places, duty: User, far_manager: User) -> None:
    mine, manager = browser(duty), browser(far_manager)
    mine.get(f"/families/{places.far_family.key}", 404)
    found = mine.submit("/look-up", {"nhs_number": "4505577104"}).location
    way = str(mine.get(str(found)).select("a[href*='/break-glass/families/']")[0]["href"])
    family = str(mine.submit(way, WHY).location)
    page = mine.get(family)
    assert "Opened under break-glass by Dilys Hart" in words(page)
    assert "You can read this family until" in words(page)
    assert WHY["words"] in words(page)
    mine.get(f"{family}/timeline")
    mine.get(f"{family}/people/{places.far_child.key}")
    assert family in str(mine.get("/families"))
    mine.get(way, 303)  # it is open: no second opening is asked for
    note = link_of(page, "note")
    mine.submit(note, {"note": NOTE})
    mine.get(note, 403)
    told = {(notice.user_id, notice.kind) for notice in every(Notice)}
    assert told == {
        (far_manager.id, NoticeKind.FAMILY_OPENED),
        (far_manager.id, NoticeKind.OPENING_NOTED),
        (places.far_worker.id, NoticeKind.OPENING_NOTED),
    }
    assert "Dilys Hart opened Hassan family under break-glass" in words(manager.get("/"))
    page = manager.get(family)
    assert "She is safe with her aunt." in words(page)
    [way] = manager.get("/").select("a[href='/break-glass']")
    assert "1 use waits for your review." in words(manager.get(str(way["href"])))
    review = link_of(page, "review")
    manager.submit(review, {"verdict": ["accepted"], "review_words": "She was right to look."})
    assert "Accepted by" in words(manager.get(family))
    assert "Nothing waits for your review." in words(manager.get("/break-glass"))
    manager.get(review, 403)
    assert one(Notice, user_id=duty.id).kind is NoticeKind.OPENING_REVIEWED
    for kind in ("break_glass.opened", "break_glass.noted", "break_glass.reviewed"):
        assert len(events(kind, family_id=places.far_family.id)) == 1, kind
    assert events("break_glass.listed")


def test_each_view_is_on_record_as_under_break_glass_and_no_view_of_others(
    browser: Open, places: Places, duty: User
) -> None:
    mine = browser(duty)
    family = open_far_family(mine, places)
    mark = f'"break_glass":[{one(BreakGlass).id}]'
    for path in (family, f"{family}/timeline", f"{family}/people/{places.far_child.key}"):
        mine.get(path)
    browser(places.far_worker).get(family)
    mine.get("/families")
    assert mark in events("family.listed", actor_id=duty.id)[-1].canonical
    seen = events("family.viewed", family_id=places.far_family.id) + events("person.viewed")
    assert {(event.actor_id, mark in event.canonical) for event in seen} == {
        (duty.id, True),
        (places.far_worker.id, False),
    }
    assert all(WHY["words"] not in event.canonical for event in events("break_glass.opened"))


def test_what_is_open_can_be_read_and_not_changed(browser: Open, places: Places, duty: User) -> None:
    made = keep(lambda session: make_assessment(session, family=places.far_family).assessment)
    mine = browser(duty)
    family = open_far_family(mine, places)
    mine.get(f"/assessments/{made.key}")
    changing = (
        f"{family}/edit",
        f"{family}/allocate",
        f"{family}/people/add",
        f"{family}/people/{places.far_child.key}/edit",
        f"{family}/assessments/start",
        f"{family}/timeline/add/event",
        f"{family}/review",
        f"{family}/report",
        f"/assessments/{made.key}/domains/food",
        f"/assessments/{made.key}/challenge",
    )
    found = {path: mine.client.get(path).status_code for path in changing}
    assert found == dict.fromkeys(changing, 403)
    mine.get(f"/families/{places.world.family.key}", 404)  # and no other family


def test_after_three_hours_the_family_is_not_there(browser: Open, places: Places, duty: User) -> None:
    mine = browser(duty)
    family = open_far_family(mine, places)
    note = link_of(mine.get(family), "note")
    began = one(BreakGlass).at
    with time_machine.travel(began + LASTS - timedelta(minutes=1), tick=False):
        late = browser(duty)
        late.get(family)
        action, fields = late.fields(note)
    with time_machine.travel(began + LASTS + timedelta(seconds=1), tick=False):
        for path in (family, f"{family}/timeline", f"{family}/people/{places.far_child.key}"):
            late.get(path, 404)
        refused = late.post(action, fields | {"note": NOTE}, 422)
        assert errors(refused) == ["The 3 hours are over, so this note is not kept. Ring the family’s worker"]
        assert "She is safe with her aunt." in refused.text  # nothing typed is lost
        assert family not in str(late.get("/families"))
        late.get(note, 403)
        late.get(open_far_family(late, places))  # opened again, for a reason of its own
    assert [use.noted_at for use in every(BreakGlass)] == [None, None]


def test_the_filters_agree_while_it_lasts_and_after(places: Places, duty: User, app: object) -> None:
    def make(session: Session) -> None:
        now = clock.now()
        make_break_glass(session, places.far_family, by=duty, at=now, until=now + LASTS)
        make_assessment(session, family=places.far_family)
        make_assessment(session, family=places.world.family)

    keep(make)

    def seen() -> list[list[int]]:
        with db.engines.reader() as session:
            actor = load_actor(session, duty.id)
            assert actor is not None
            one_by_one = session.scalars(select(Family.id).where(scope.families(actor))).all()
            return [list(one_by_one), list(session.scalars(scope.family_ids(actor)))]

    assert seen() == [[places.far_family.id]] * 2
    with time_machine.travel(clock.now() + LASTS + timedelta(seconds=1)):
        assert seen() == [[], []]
    restrict(places)
    assert seen() == [[], []]


def test_who_may_open_a_family(browser: Open, places: Places, duty: User) -> None:
    """As a table: everybody, and what the page that opens a family answers them."""
    both = keep(lambda session: make_user(session, role=Role.DUTY))
    keep(lambda session: session.add(UserRole(user_id=both.id, role=Role.PRACTITIONER)))
    auditor = keep(lambda session: make_user(session, role=Role.AUDITOR))
    people = places.everybody | {"auditor": auditor, "duty": duty, "duty and practitioner": both}
    expected = dict.fromkeys(people, 403) | {"nobody": 303, "duty": 200}
    found = {name: browser(user).client.get(way_in(places)).status_code for name, user in people.items()}
    assert found == expected
    browser(duty).get("/break-glass/families/nothing", 404)
    other = keep(lambda session: make_user(session, role=Role.DUTY))
    family = open_far_family(browser(duty), places)
    assert [browser(who).client.get(family).status_code for who in (duty, other)] == [200, 404]


def test_who_may_read_and_judge_a_use(browser: Open, places: Places, duty: User, far_manager: User) -> None:
    mine = browser(duty)
    key = one_key(mine, places)
    people = places.everybody | {"its manager": far_manager, "its worker": places.far_worker, "duty": duty}
    refused = {"manager": 404, "manager elsewhere": 404, "nobody": 303, "its manager": 200}
    found = {
        name: browser(user).client.get(f"/break-glass/{key}/review").status_code
        for name, user in people.items()
    }
    assert found == dict.fromkeys(people, 403) | refused
    lists = {name: browser(user).client.get("/break-glass") for name, user in people.items()}
    assert {name for name, page in lists.items() if page.status_code == 200} == {
        "manager", "manager elsewhere", "its manager",
    }  # fmt: skip
    assert [name for name, page in lists.items() if "Hassan family" in page.text] == ["its manager"]
    browser(far_manager).get(f"/break-glass/{key}/note", 403)


def one_key(mine: Browser, places: Places) -> str:
    open_far_family(mine, places)
    return str(one(BreakGlass).key)


def test_a_restricted_family_is_not_opened_and_what_is_open_ends_with_it(
    browser: Open, places: Places, duty: User
) -> None:
    mine = browser(duty)
    action, fields = mine.fields(way_in(places))
    family = open_far_family(mine, places)
    restrict(places)
    mine.get(family, 404)
    for refused in (mine.get(way_in(places), 403), mine.post(action, fields | WHY, 403)):
        assert "Contact the safeguarding lead." in words(refused)
    assert count_of(BreakGlass) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": None}, "Choose why you need to open this family"),
        ({"reason": ["curious"]}, "Choose from the list"),
        ({"words": ""}, "Enter what has happened, and why it cannot wait"),
        ({"words": "It is urgent."}, "Say in at least 20 characters why it cannot wait"),
        ({"words": "x" * 2001}, TOO_LONG),
    ],
)  # fmt: skip
def test_without_a_reason_in_words_nothing_is_opened(
    browser: Open, places: Places, duty: User, changes: dict[str, Any], said: str
) -> None:
    mine = browser(duty)
    refused = mine.submit(way_in(places), WHY | changes, 422)
    assert errors(refused) == [said]
    assert count_of(BreakGlass) == count_of(Notice) == 0
    _, fields = form_again(refused, way_in(places))
    assert fields["words"] == (WHY | changes)["words"]  # what was typed is still there


def test_the_form_sent_twice_opens_the_family_once(browser: Open, places: Places, duty: User) -> None:
    mine = browser(duty)
    action, fields = mine.fields(way_in(places))
    led = [mine.post(action, fields | WHY, 303).location for _ in range(2)]
    assert led[0] == led[1]
    assert count_of(BreakGlass) == 1


def test_a_note_left_meanwhile_is_shown_to_whoever_judges(
    browser: Open, places: Places, duty: User, far_manager: User
) -> None:
    mine, manager = browser(duty), browser(far_manager)
    key = one_key(mine, places)
    action, fields = manager.fields(f"/break-glass/{key}/review")
    mine.submit(f"/break-glass/{key}/note", {"note": NOTE})
    given = {"verdict": ["not_justified"], "review_words": "She should have rung."}
    conflict = manager.post(action, fields | given, 409)
    assert "She should have rung." in conflict.text
    assert "She is safe with her aunt." in conflict.text
    _, again = form_again(conflict, action)
    manager.post(action, again | given, 303)
    assert one(BreakGlass).review_words == "She should have rung."


def test_the_month_asks_no_more_when_there_is_more(
    browser: Open, places: Places, duty: User, far_manager: User
) -> None:
    manager = browser(far_manager)
    family = f"/families/{places.far_family.key}"

    def make(session: Session) -> None:
        for minutes in range(1, 8):
            at = clock.now() - timedelta(minutes=minutes)
            make_break_glass(session, places.far_family, by=duty, at=at, until=at + LASTS)

    keep(
        lambda session: make_break_glass(
            session, places.far_family, by=duty, at=clock.now(), until=clock.now() + LASTS
        )
    )
    few = [count_statements(manager, path) for path in ("/break-glass", family)]
    keep(make)
    assert [count_statements(manager, path) for path in ("/break-glass", family)] == few
    assert "8 uses wait" in words(manager.get("/break-glass?month=2001-01"))
