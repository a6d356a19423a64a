"""The analysis: kept as typed, with factors and their words, whose effort it was; it never touches a grade."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, ProfileKind
from gcp_tool.extensions import db
from gcp_tool.models import Profile, ReadingRow
from tests.client import Browser, check_page, errors, read_form, words
from tests.integration.assessments import stories
from tests.integration.assessments.siblings import answers_of, keep_siblings
from tests.integration.world import World, days_ago

Open = Callable[..., Browser]
ENOUGH, REGULAR = stories.ITEMS[stories.MEALS]
WARMTH, SLEEP = stories.ITEMS[stories.HOME]


def whole_path(key: str) -> str:
    return f"/assessments/{key}/analysis"


def factors() -> dict[str, str]:
    """The factors that stand, with their words."""
    return {
        answer.code: answer.raw["words"]
        for answer in answers_of(AnswerKind.FACTOR)
        if answer.state is AnswerState.WORDS
    }


def test_why_care_is_as_it_is_stands_with_the_whole_assessment(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    response = worker.submit(
        whole_path(key),
        {
            "why": "Two jobs, no sleep.",
            "history": "Chronology since 2023.",
            "parental": ["parental.mental_health", "parental.acts_on_help"],
            "words-parental.mental_health": "Low since the birth.",
            "wider": ["wider.poverty"],
        },
    )
    assert response.location.endswith(f"/analysis/{world.child.key}")
    held = {answer.code: answer.raw["words"] for answer in answers_of(AnswerKind.ANALYSIS)}
    assert held == {"why": "Two jobs, no sleep.", "history": "Chronology since 2023."}
    assert factors() == {
        "parental.mental_health": "Low since the birth.",
        "parental.acts_on_help": "",
        "wider.poverty": "",
    }
    with db.engines.reader() as session:
        kinds = {
            session.get_one(Profile, answer.profile_id).kind
            for answer in answers_of(AnswerKind.FACTOR) + answers_of(AnswerKind.ANALYSIS)
        }
    assert kinds == {ProfileKind.WHOLE}
    _, fields = worker.fields(whole_path(key))
    assert fields["parental"] == ["parental.mental_health", "parental.acts_on_help"]
    assert fields["words-parental.mental_health"] == "Low since the birth."


def test_a_factor_that_is_no_longer_ticked_is_taken_out(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    worker.submit(whole_path(key), {"wider": ["wider.poverty", "wider.housing"]})
    worker.submit(whole_path(key), {"wider": ["wider.housing"]})
    assert factors() == {"wider.housing": ""}
    worker.submit(whole_path(key), {"wider": ["wider.poverty"], "words-wider.poverty": "Debts."})
    assert factors() == {"wider.poverty": "Debts."}


def test_what_it_means_is_asked_child_by_child(world: World, browser: Open) -> None:
    worker, siblings = browser(world.worker), keep_siblings(world)
    first = worker.submit(whole_path(siblings.key), {"why": "Much."})
    assert first.location.endswith(f"/analysis/{siblings.isla.key}")
    second = worker.submit(first.location, {"means": "Tired at school.", "child": ["child.neglect"]})
    assert second.location.endswith(f"/analysis/{siblings.rory.key}")
    last = worker.submit(second.location, {"means": "Small for his age."})
    assert last.location == f"/assessments/{siblings.key}"
    with db.engines.reader() as session:
        children = {
            session.get_one(Profile, answer.profile_id).child_id: answer.raw["words"]
            for answer in answers_of(AnswerKind.ANALYSIS)
            if answer.code == "means"
        }
    assert children == {siblings.isla.id: "Tired at school.", siblings.rory.id: "Small for his age."}
    assert factors() == {"child.neglect": ""}


def test_factors_are_shown_with_the_codes_of_the_census(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    page = words(worker.get(f"{whole_path(key)}/{world.child.key}"))
    assert "Neglect Assessment factor 16A" in page
    assert "Has an adult they trust and turn to A strength" in page


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"parental": ["parental.laziness"]}, "Choose from the list"),
        ({"wider": ["parental.alcohol"]}, "Choose from the list"),
        (
            {"words-wider.poverty": "x" * 501},
            "“What you know of it” is 1 character too long: it can hold 500",
        ),
        (
            {"history": "x" * 10_001},
            "“What history did you use?” is 1 character too long: it can hold 10,000",
        ),
    ],
)
def test_bad_input_is_told_and_loses_nothing(
    world: World, browser: Open, changes: dict[str, object], message: str
) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    response = worker.submit(whole_path(key), {"why": "Kept."} | changes, 422)
    assert errors(response) == [message]
    assert read_form(check_page(response), whole_path(key))[1]["why"] == "Kept."
    assert answers_of(AnswerKind.ANALYSIS) == []


def test_an_analysis_changed_in_another_window_shows_both(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    action, old = worker.fields(whole_path(key))
    worker.submit(whole_path(key), {"why": "Theirs.", "wider": ["wider.poverty"]})
    response = worker.post(action, old | {"why": "Mine."}, 409)
    page = words(response)
    assert "Theirs." in page
    assert "Money: too little, or debt" in page
    _, kept = read_form(check_page(response), whole_path(key))
    worker.post(action, kept, 303)
    assert factors() == {}


def test_no_factor_and_no_analysis_changes_a_grade(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    worker.submit(whole_path(key), {"why": "All well.", "parental": ["parental.acts_on_help"]})
    stories.complete(worker, key, meals="4", home="2")
    with db.engines.reader() as session:
        grades = {row.domain: row.grade for row in session.scalars(select(ReadingRow))}
    assert grades == {"physical": 2, "food": 4}


def earlier(browser_of: Open, world: World, *, meals: str, home: str) -> None:
    """An assessment of the same child with the same carer, signed off."""
    worker, manager = browser_of(world.worker), browser_of(world.manager)
    key = stories.start(worker, world, first=days_ago(130), last=days_ago(110))
    stories.complete(worker, key, meals=meals, home=home)
    stories.sign_off(manager, key)


@pytest.mark.parametrize(
    ("before", "now", "asked"),
    [
        ("4", "3", True),
        ("4", "4", False),
        ("3", "1", True),
        ("3", "2", False),
        ("5", "4", False),
        ("2", "5", False),
    ],
)
def test_what_is_much_better_is_asked_about_and_nothing_else(
    world: World, browser: Open, before: str, now: str, *, asked: bool
) -> None:
    earlier(browser, world, meals=before, home="2")
    worker = browser(world.worker)
    key = stories.start(worker, world)
    stories.grade(worker, key, stories.MEALS, now, before)
    page = worker.get(f"/assessments/{key}/effort")
    titles = [heading.get_text() for heading in page.select("main section h2")]
    assert titles == (["Enough"] if asked else [])


def test_whose_effort_it_was_is_kept_by_item(world: World, browser: Open) -> None:
    earlier(browser, world, meals="4", home="2")
    worker = browser(world.worker)
    key = stories.start(worker, world)
    stories.grade(worker, key, stories.MEALS, "2", "4")
    path = f"/assessments/{key}/effort"
    _, fields = worker.fields(path)
    (name,) = [field for field in fields if field.startswith("words-")]
    worker.submit(path, {name: "She cooks on Sundays.", name.replace("words", "effort"): ["carer"]})
    (held,) = answers_of(AnswerKind.ANALYSIS)
    assert (held.code, held.raw) == (ENOUGH, {"words": "She cooks on Sundays.", "effort": "carer"})
    page = words(worker.get(path))
    assert "Serious gaps (4) on" in page
    assert "now Steady (2)" in page


def test_of_what_a_household_shares_it_is_asked_once(world: World, browser: Open) -> None:
    earlier(browser, world, meals="2", home="4")
    worker, siblings = browser(world.worker), keep_siblings(world)
    path = stories.area_path(siblings.key, stories.HOME)
    shared = [
        str(radio["name"])
        for radio in worker.get(path).select("input[type=radio][value='2']")
        if WARMTH in str(radio["name"]) and not radio.find_parent("fieldset").find("input", value="same")
    ]
    worker.submit(path, {name: ["2"] for name in shared})
    page = worker.get(f"/assessments/{siblings.key}/effort")
    assert [heading.get_text() for heading in page.select("main section h2")] == ["Warmth"]
