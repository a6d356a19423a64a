"""An answer is saved while it is typed: once, in its order, over nobody's, and kept where it has no place any more."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import event, func, select, update

from gcp_tool.core import clock
from gcp_tool.core.keys import new_key
from gcp_tool.domain.vocabulary import AnswerState
from gcp_tool.extensions import db
from gcp_tool.models import Answer, AnswerHistory, Assessment, Family, LeftOver, User
from tests.client import Browser, words
from tests.integration.assessments import stories
from tests.integration.assessments.typist import Typist
from tests.integration.world import World, days_ago

ENOUGH, REGULAR = stories.ITEMS[stories.MEALS]
OpenFor = Callable[..., Browser]


@pytest.fixture
def worker(browser: OpenFor, world: World) -> Browser:
    return browser(world.worker)


@pytest.fixture
def key(worker: Browser, world: World) -> str:
    return stories.start(worker, world)


@pytest.fixture
def meals(worker: Browser, key: str) -> Typist:
    return Typist(worker, stories.area_path(key, stories.MEALS))


def grade(choice: str, **more: Any) -> dict[str, Any]:
    return {"choice": choice, "reason.not_known": "", "reason.not_applicable": ""} | more


def answers(code: str = "") -> list[Answer]:
    with db.engines.reader() as session:
        rows = list(session.scalars(select(Answer).order_by(Answer.id)))
        session.expunge_all()
    return [row for row in rows if code in ("", row.code)]


def counted(table: type[Any]) -> int:
    with db.engines.reader() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_what_is_typed_is_saved_with_who_and_when_by_the_server(meals: Typist, world: World) -> None:
    first = meals.type(ENOUGH, grade("4"))
    assert (first["version"], first["problems"]) == (1, [])
    again = meals.type(ENOUGH, grade("3"), base_version=1)
    assert again["version"] == 2
    (row,) = answers(ENOUGH)
    assert (row.grade, row.state, row.by_id) == (3, AnswerState.GRADED, world.worker.id)
    assert row.at.isoformat() == again["saved_at"]
    assert counted(AnswerHistory) == 1


def test_a_write_that_comes_again_is_answered_as_it_was_and_written_once(meals: Typist) -> None:
    body = meals.body(ENOUGH, grade("4"))
    first = meals.send(body)
    meals.type(ENOUGH, grade("2"), base_version=1)
    # late: another answer stands there already
    assert meals.send(body) == first | {"problems": []}
    assert [(row.grade, row.version) for row in answers(ENOUGH)] == [(2, 2)]
    # and later still, when nothing is taken any more
    with db.engines.reader() as session:
        assert session.scalar(select(func.count()).select_from(LeftOver)) == 0


def test_a_late_write_of_what_was_handed_in_is_answered_as_it_was(worker: Browser, key: str) -> None:
    typist = Typist(worker, stories.area_path(key, stories.MEALS))
    body = typist.body(ENOUGH, grade("4"))
    first = typist.send(body)
    stories.complete(worker, key)
    assert typist.send(body)["version"] == first["version"]
    assert counted(LeftOver) == 0


def test_an_older_write_never_overwrites_a_newer_one(meals: Typist) -> None:
    older, newer = meals.body(ENOUGH, grade("5")), meals.body(ENOUGH, grade("2"))
    meals.send(newer)
    told = meals.send(older, 409)
    assert (told["version"], told["theirs"]["choice"]) == (1, "2")
    assert [row.grade for row in answers(ENOUGH)] == [2]
    # having seen both, the person chooses theirs to go over it
    assert meals.send(older | {"write_id": new_key(), "base_version": told["version"]})["version"] == 2


def test_other_answers_are_not_held_up_by_a_conflict(meals: Typist) -> None:
    meals.type(ENOUGH, grade("2"))
    meals.type(ENOUGH, grade("5"), 409)
    assert meals.type(REGULAR, grade("3"))["version"] == 1


def test_the_same_text_is_no_conflict(meals: Typist) -> None:
    meals.type(ENOUGH, grade("2"))
    assert meals.type(ENOUGH, grade("2"))["version"] == 1
    assert counted(AnswerHistory) == 0


def test_the_form_sent_after_it_was_saved_while_typing_is_no_conflict(
    worker: Browser, meals: Typist, key: str
) -> None:
    path = stories.area_path(key, stories.MEALS)
    action, fields = worker.fields(path)
    meals.type(ENOUGH, grade("4"))
    worker.post(action, fields | {f"grade-{ENOUGH}": "4", f"grade-{REGULAR}": "2"}, 303)
    assert {row.code: row.version for row in answers()} == {ENOUGH: 1, REGULAR: 1}
    # typed on in another window, and then the old form is sent: both are shown
    meals.type(ENOUGH, grade("1"), base_version=1)
    action, fields = worker.fields(path)
    fields |= {"once": new_key(), f"grade-{ENOUGH}": "5", f"base-{ENOUGH}": "1"}
    assert "These answers were changed" in words(worker.post(action, fields, 409))


def test_the_clock_of_the_browser_counts_for_nothing(meals: Typist) -> None:
    with time_machine.travel(clock.now() + timedelta(minutes=3)):
        saved = meals.send(meals.body(ENOUGH, grade("4")) | {"at": "1999-01-01T00:00:00Z"})
    assert saved["saved_at"] > clock.now().isoformat()


@pytest.mark.parametrize(
    ("raw", "state", "said"),
    [
        (grade("not_known", **{"reason.not_known": "refused"}), AnswerState.NOT_KNOWN, ""),
        (grade("not_known"), AnswerState.NOT_KNOWN, ""),
        (grade("9"), AnswerState.INVALID, "Choose from the list"),
        (grade("not_known", **{"reason.not_known": "moon"}), AnswerState.INVALID, "Choose from the list"),
    ],
)
def test_whatever_was_chosen_is_kept(
    meals: Typist, raw: Mapping[str, Any], state: AnswerState, said: str
) -> None:
    saved = meals.type(ENOUGH, dict(raw))
    (row,) = answers(ENOUGH)
    assert (row.state, row.raw["choice"]) == (state, raw["choice"])
    assert said in " ".join(saved["problems"])


def test_200_kilobytes_are_kept_whole_and_are_no_note_yet(worker: Browser, key: str, meals: Typist) -> None:
    pasted = "Stew on the stove. " * 10_600
    saved = meals.type(stories.MEALS, {"words": pasted, "on.day": "31", "on.month": "2", "on.year": "2026"})
    assert "too long" in " ".join(saved["problems"])
    (row,) = answers(stories.MEALS)
    assert (len(row.raw["words"]), row.state, row.slot) == (len(pasted.strip()), AnswerState.INVALID, 0)
    page = worker.get(stories.area_path(key, stories.MEALS))
    assert page.select_one("#words").get_text().strip() == pasted.strip()
    assert page.select_one("#on-day")["value"] == "31"
    assert "It is kept, and becomes part of the record when you press Save" in words(page)
    assert page.select(".app-card") == []


def test_a_form_of_more_than_two_megabytes_is_refused_and_said_so(meals: Typist) -> None:
    assert meals.put(meals.body(stories.MEALS, {"words": "x" * 2_200_000})).status_code == 413


def test_characters_that_no_page_may_hold_are_shown_and_said(meals: Typist) -> None:
    saved = meals.type(stories.MEALS, {"words": "cold\0 room \ud800"})
    assert "cannot be saved" in saved["problems"][0]
    assert (
        answers(stories.MEALS)[0].raw["words"]
        == "cold\N{REPLACEMENT CHARACTER} room \N{REPLACEMENT CHARACTER}"
    )


def test_a_note_typed_before_it_is_added_becomes_one_note(worker: Browser, key: str, meals: Typist) -> None:
    meals.type(stories.MEALS, {"words": "Two empty cupboards", "source": "seen_at_visit"})
    path = stories.area_path(key, stories.MEALS)
    missing = words(worker.get(f"/assessments/{key}/check"))
    assert "what you typed is kept but not finished" in missing
    worker.submit(path, stories.evidence(ENOUGH, words="Two empty cupboards"))
    notes = [(row.slot, row.state) for row in answers(stories.MEALS)]
    assert notes == [(0, AnswerState.REMOVED), (1, AnswerState.WORDS)]
    assert "not finished" not in words(worker.get(f"/assessments/{key}/check"))
    # the next note begins anew, over what the page was told
    assert Typist(worker, path).type(stories.MEALS, {"words": "Full fridge"})["version"] == 3
    story = words(worker.get(f"/assessments/{key}/revisions/1/answers"))
    assert "While a note was written" in story


def test_a_change_to_a_note_is_kept_beside_it_until_it_is_saved(worker: Browser, key: str) -> None:
    worker.submit(stories.area_path(key, stories.MEALS), stories.evidence(ENOUGH, words="One cupboard"))
    path = f"{stories.area_path(key, stories.MEALS)}/evidence/1"
    Typist(worker, path).type(stories.MEALS, {"words": "One cupboard, and no bread", "shows": [ENOUGH]})
    assert {row.slot: row.raw["words"] for row in answers(stories.MEALS)} == {
        1: "One cupboard",
        -1: "One cupboard, and no bread",
    }
    page = worker.get(path)
    assert page.select_one("#words").get_text().strip() == "One cupboard, and no bread"
    assert "The note as it stands" in words(page)
    worker.submit(path, stories.evidence(ENOUGH, words="One cupboard, and no bread"))
    assert {row.slot: row.state for row in answers(stories.MEALS)} == {
        1: AnswerState.WORDS,
        -1: AnswerState.REMOVED,
    }


PAGES = {
    "voices/{child}": {
        "words": {"words": "I like dens."},
        "seen": {"alone": "yes", "where": "School", "how": ""},
        "day": {"food": "Toast."},
    },
    "voices/{child}/{carer}": {"carer_view": {"words": "One hard week."}, "food": {"choice": "3"}},
    "told": {
        "family": {
            "told_on.day": "1",
            "told_on.month": "2",
            "told_on.year": "2026",
            "words": "Yes",
            "agreement": "agreed",
        }
    },
    "analysis": {"why": {"words": "Two jobs."}, "wider.poverty": {"ticked": "yes", "words": "Debts"}},
    "analysis/{child}": {"means": {"words": "Tired."}, "child.young_carer": {"ticked": "", "words": "Maybe"}},
    "domains/food": {"food": {"choice": "4", "why": "Thin"}},
}


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_of_every_page_is_saved_and_shown_again(
    worker: Browser, world: World, key: str, path: str
) -> None:
    address = f"/assessments/{key}/{path.format(child=world.child.key, carer=world.carer.key)}"
    typist = Typist(worker, address)
    for code, raw in PAGES[path].items():
        saved = typist.type(code, raw)
        assert (saved["version"], saved["problems"]) == (1, []), code
    page, again = worker.get(address), Typist(worker, address)
    for code, raw in PAGES[path].items():
        place = again.place(code)
        assert place["version"] == 1
        for part, value in raw.items():
            box = place["fields"][part]
            assert box.partition("=")[0] in again.names, box
            if part == "words" and raw.get("ticked", "yes"):
                assert (
                    page.find(attrs={"name": box})
                    .get("value", page.find(attrs={"name": box}).get_text())
                    .strip()
                    == value
                )
    # the form, sent with what is there, changes nothing and is no conflict
    worker.submit(address, {})
    assert {row.version for row in answers()} == {1}


def test_what_is_missing_in_an_answer_is_said_and_holds_up_submitting(
    worker: Browser, key: str, world: World
) -> None:
    stories.fill_in(worker, key)
    told = Typist(worker, f"/assessments/{key}/told")
    raw = {"told_on.day": "31", "told_on.month": "2", "told_on.year": "2026", "agreement": "agreed"}
    saved = told.type("family", raw, base_version=told.place("family")["version"])
    assert saved["problems"] == ["The date the family was told must be a real date"]
    page = worker.get(f"/assessments/{key}/told")
    assert [page.select_one(f"#told_on-{part}")["value"] for part in ("day", "month", "year")] == [
        "31",
        "2",
        "2026",
    ]
    assert "not finished" in words(worker.get(f"/assessments/{key}/check"))
    worker.submit(f"/assessments/{key}/check", {}, 409)


def test_the_grade_before_comes_with_the_first_answer_and_not_earlier(
    worker: Browser, browser: OpenFor, world: World
) -> None:
    first = stories.start(worker, world, first=days_ago(130), last=days_ago(110))
    stories.complete(worker, first, meals="4")
    stories.sign_off(browser(world.manager), first)
    path = stories.area_path(stories.start(worker, world), stories.MEALS)
    assert "Last time" not in words(worker.get(path))
    typist = Typist(worker, path)
    assert "4 " in typist.type(ENOUGH, grade("2"))["previous"]
    assert "previous" not in typist.type(ENOUGH, grade("3"), base_version=1)


def test_only_the_lead_writes_and_only_where_there_is_something_to_see(
    browser: OpenFor, world: World, meals: Typist, key: str
) -> None:
    body = meals.body(ENOUGH, grade("4"))
    for person, status in ((world.manager, 423), (world.colleague, 404), (world.coordinator, 403)):
        other = browser(person)
        meals_of_other = Typist.__new__(Typist)
        meals_of_other.browser, meals_of_other.spec = other, meals.spec
        meals_of_other.token = str(other.get("/").select_one("input[name=csrf_token]")["value"])
        assert meals_of_other.put(body | {"write_id": new_key()}).status_code == status
    assert answers() == []


def test_nobody_signed_in_is_told_so_and_a_forged_write_is_refused(browser: OpenFor, meals: Typist) -> None:
    body = meals.body(ENOUGH, grade("4"))
    headers = {"Accept": "application/json"}
    assert meals.browser.client.put(meals.spec["url"], json=body, headers=headers).status_code == 400
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        assert meals.put(body).status_code == 401
    assert answers() == []


SET_ASIDE = {
    "handed in": (423, "was not open"),
    "handed on": (423, "was not open"),
    "not in this review": (410, "does not ask for it any more"),
}


@pytest.mark.parametrize("case", SET_ASIDE)
def test_what_has_no_place_any_more_is_kept_for_whoever_typed_it(
    browser: OpenFor, worker: Browser, world: World, key: str, case: str
) -> None:
    stories.fill_in(worker, key)
    typist = Typist(worker, stories.area_path(key, stories.MEALS))
    body = typist.body(stories.MEALS, {"words": "She rang: there was stew after all"})
    if case == "handed in":
        worker.submit(f"/assessments/{key}/check", {})
    with db.engines.writer() as session:
        if case == "handed on":
            session.execute(update(Assessment).values(lead_user_id=world.colleague.id))
        if case == "not in this review":
            session.execute(update(Assessment).values(scope=[stories.HOME]))
        session.commit()
    status, why = SET_ASIDE[case]
    before = counted(Answer)
    typist.send(body, status)
    typist.send(body, status)
    assert (counted(LeftOver), counted(Answer)) == (1, before)
    page = worker.get(f"/assessments/{key}")
    assert "She rang: there was stew after all" in words(page)
    assert why in words(page)
    assert "She rang" not in words(browser(world.manager).get(f"/assessments/{key}"))
    link = str(page.select_one(".app-left-over a")["href"])
    browser(world.manager).get(link, 404)
    worker.submit(link, {})
    assert counted(LeftOver) == 0


def test_of_an_assessment_not_to_be_seen_nothing_is_said_or_kept(
    browser: OpenFor, worker: Browser, world: World, meals: Typist
) -> None:
    with db.engines.writer() as session:
        session.execute(update(Family).values(restricted=True))
        session.execute(update(User).where(User.id == world.worker.id).values(active=True))
        session.commit()
    body = meals.body(ENOUGH, grade("4"))
    assert meals.put(body | {"profile": "9999999"}).status_code == 410
    meals.spec = meals.spec | {"url": "/assessments/abcdefghijklmnopqrstuv/answers"}
    assert meals.put(body).status_code == 404
    assert (counted(Answer), counted(LeftOver)) == (0, 1)


def test_a_mark_is_worth_nothing_for_another_answer(meals: Typist) -> None:
    body = meals.body(ENOUGH, grade("4"))
    meals.send(body)
    assert meals.put(meals.body(REGULAR, grade("2"), write_id=body["write_id"])).status_code == 422
    assert [row.code for row in answers()] == [ENOUGH]


WRONG: dict[str, Any] = {
    "no mark": {"write_id": ""},
    "a mark not of ours": {"write_id": "x" * 23},
    "a kind that is none": {"kind": "poem"},
    "a number as text": {"base_version": "1"},
    "a number too large": {"slot": 2**40},
    "truth for a number": {"slot": True},
    "no parts": {"raw": {}},
    "a part that is a number": {"raw": {"choice": 4}},
    "parts in a list": {"raw": [1]},
    "too many parts": {"raw": {str(n): "" for n in range(200)}},
}


@pytest.mark.parametrize("fault", WRONG)
def test_what_no_page_of_ours_sends_is_refused(meals: Typist, fault: str) -> None:
    assert meals.put(meals.body(ENOUGH, grade("4")) | WRONG[fault]).status_code == 400
    assert meals.put("a text").status_code == 400
    assert answers() == []


@pytest.mark.parametrize(
    ("kind", "code", "profile"),
    [
        ("item", "moon", ""),
        ("voice", "moon", ""),
        ("factor", "moon", "whole"),
        ("area", stories.MEALS, "whole"),
        ("domain", "moon", ""),
        ("analysis", "why", "child:0"),
        ("told", "family", "1"),
    ],
)
def test_what_is_asked_nowhere_is_set_aside(meals: Typist, kind: str, code: str, profile: str) -> None:
    body = meals.body(ENOUGH, {"words": "?"}) | {"kind": kind, "code": code}
    assert meals.put(body | ({"profile": profile} if profile else {})).status_code == 410
    assert answers() == []


def test_saving_an_answer_takes_few_statements(meals: Typist) -> None:
    meals.type(ENOUGH, grade("2"))
    said: list[str] = []
    event.listen(db.engines.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    meals.type(ENOUGH, grade("3"), base_version=1)
    ours = [
        text for text in said if "app_user" not in text and "policy" not in text and "user_role" not in text
    ]
    assert len(ours) <= 8, "\n".join(ours)
