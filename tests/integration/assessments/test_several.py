"""Several children and carers in one assessment: the home once, each child for themselves, nothing copied unseen."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from gcp_tool.domain.vocabulary import AnswerState
from gcp_tool.extensions import db
from gcp_tool.models import Answer, Profile
from tests.client import Browser, errors, words
from tests.integration.assessments import stories
from tests.integration.assessments.households import Household, make_household, rows, start
from tests.integration.world import World, days_ago

Open = Callable[..., Browser]
HOME, MEALS = stories.HOME, stories.MEALS


@pytest.fixture
def household(world: World) -> Household:
    return make_household(world)


def graded() -> dict[tuple[str | None, str], tuple[AnswerState, int | None]]:
    """Every answer by its child (none for the home) and item."""
    with db.engines.reader() as session:
        found = session.execute(
            select(Profile.child_id, Answer.code, Answer.state, Answer.grade)
            .join(Profile, Profile.id == Answer.profile_id)
            .where(Answer.kind == "item")
        )
        return {(child, code): (state, grade) for child, code, state, grade in found}


def test_what_is_about_the_home_is_asked_once(household: Household, browser: Open) -> None:
    worker = browser(household.world.worker)
    key = start(worker, household.world, household.first, household.second)
    asked = rows(worker, key, HOME)
    assert set(asked) == {
        (item, whose)
        for item in ("Warmth", "Sleep")
        for whose in ("For everyone at Home", "Isla, with Leanne alone", "Noah, with Leanne alone")
    }
    assert "0 of 6 items answered" in words(worker.get(f"/assessments/{key}"))
    worker.submit(stories.area_path(key, HOME), {asked["Warmth", "For everyone at Home"]: "2"})
    assert graded() == {(None, "physical.home.warmth"): (AnswerState.GRADED, 2)}
    assert "1 of 6 items answered" in words(worker.get(f"/assessments/{key}"))


def test_a_child_s_answer_may_be_different_with_a_reason_and_be_taken_back(
    household: Household, browser: Open
) -> None:
    worker, child = browser(household.world.worker), household.second_child.id
    key = start(worker, household.world, household.first, household.second)
    path, asked = stories.area_path(key, HOME), rows(worker, key, HOME)
    everyone, own = asked["Warmth", "For everyone at Home"], asked["Warmth", "Noah, with Leanne alone"]
    response = worker.submit(path, {everyone: "2", own: "4"}, 422)
    assert errors(response) == ["Say why it is different for Noah"]
    why = own.replace("grade-", "different-")
    worker.submit(path, {everyone: "2", own: "4", why: "He sleeps in the porch."})
    assert graded()[child, "physical.home.warmth"] == (AnswerState.GRADED, 4)
    beside = words(worker.get(f"/assessments/{key}/side-by-side"))
    assert "Different: He sleeps in the porch." in beside
    worker.submit(path, {own: "same"})
    assert graded()[child, "physical.home.warmth"] == (AnswerState.REMOVED, None)
    assert "Different:" not in words(worker.get(f"/assessments/{key}/side-by-side"))
    worker.submit(path, {own: "3", why: "He has moved to the box room."})
    assert graded()[child, "physical.home.warmth"] == (AnswerState.GRADED, 3)


def test_each_child_has_a_row_of_their_own(household: Household, browser: Open) -> None:
    worker = browser(household.world.worker)
    key = start(worker, household.world, household.first, household.second, household.with_second_carer)
    asked = rows(worker, key, MEALS)
    whose = {one for _, one in asked}
    assert whose == {"Isla, with Leanne", "Isla, with Dean", "Noah, with Leanne"}
    by_whose = {"Isla, with Leanne": "1", "Isla, with Dean": "2", "Noah, with Leanne": "3"}
    fields = {name: by_whose[whose] for (_, whose), name in asked.items()}
    worker.submit(stories.area_path(key, MEALS), fields)
    page = worker.get(f"/assessments/{key}/side-by-side")
    food = page.select("table")[1]
    columns = [th.get_text() for th in food.select("thead th")][1:]
    assert columns == ["Isla, with Leanne", "Isla, with Dean", "Noah, with Leanne"]
    enough = food.find("th", string="Enough").find_parent("tr")
    assert [cell.get_text().strip()[0] for cell in enough.select("td")] == ["1", "2", "3"]


def test_a_copy_is_marked_until_evidence_of_the_childs_own(household: Household, browser: Open) -> None:
    worker = browser(household.world.worker)
    key = start(worker, household.world, household.first, household.second)
    path, asked = stories.area_path(key, MEALS), rows(worker, key, MEALS)
    mine, theirs = asked["Enough", "Isla, with Leanne"], asked["Enough", "Noah, with Leanne"]
    copy = {"copy_from": household.first, "copy_to": household.second, "go": "copy"}
    worker.submit(path, {mine: "3"} | copy)
    page = worker.get(path)
    assert "Copied from Isla, not confirmed yet" in words(page)
    assert worker.fields(path)[1][theirs] == ["3"]
    assert "1 answer copied from another child" in words(worker.get(f"/assessments/{key}"))

    worker.submit(path, stories.evidence("food.meals.enough") | {"about": [household.first]})
    assert "Copied from Isla, not confirmed yet" in words(worker.get(path))
    worker.submit(path, stories.evidence("food.meals.enough") | {"about": [household.second]})
    assert "Copied from Isla" not in words(worker.get(path))
    with db.engines.reader() as session:
        held = session.scalars(
            select(Answer).where(Answer.kind == "item", Answer.copied_from_profile_id.is_not(None))
        )
        assert held.all() == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"copy_from": "first", "copy_to": "first"}, "Choose another child to copy to"),
        (
            {"copy_from": "first", "copy_to": "second"},
            "There is nothing here to copy: answers that are there are left as they are",
        ),
        ({"copy_from": "first"}, "Choose whose answers to copy, and to whom"),
        ({"copy_from": "first", "copy_to": "somebody"}, "Choose from the list"),
    ],
)  # fmt: skip
def test_a_copy_that_cannot_be_is_told(
    household: Household, browser: Open, fields: dict[str, str], message: str
) -> None:
    worker = browser(household.world.worker)
    key = start(worker, household.world, household.first, household.second)
    known = {"first": household.first, "second": household.second}
    sent = {name: known.get(value, value) for name, value in fields.items()}
    response = worker.submit(stories.area_path(key, MEALS), sent | {"go": "copy"}, 422)
    assert errors(response) == [message]
    assert graded() == {}


def test_choosing_again_makes_a_copy_the_childs_own(household: Household, browser: Open) -> None:
    worker = browser(household.world.worker)
    key = start(worker, household.world, household.first, household.second)
    path, asked = stories.area_path(key, MEALS), rows(worker, key, MEALS)
    copy = {"copy_from": household.first, "copy_to": household.second, "go": "copy"}
    worker.submit(path, {asked["Enough", "Isla, with Leanne"]: "3"} | copy)
    worker.submit(path, {asked["Enough", "Noah, with Leanne"]: "2"})
    assert "Copied from" not in words(worker.get(path))


def test_whoever_has_answers_stays_and_others_come_and_go(household: Household, browser: Open) -> None:
    worker = browser(household.world.worker)
    key = start(worker, household.world, household.first, household.second)
    path = f"/assessments/{key}/people"
    worker.submit(path, {"cares": [household.first]})
    assert "Noah" not in words(worker.get(f"/assessments/{key}"))
    assert "0 of 4 items answered" in words(worker.get(f"/assessments/{key}"))
    worker.get("/")
    worker.get(f"/families/{household.world.family.key}")
    stories.grade(worker, key, MEALS, "2", "2")
    worker.submit(path, {"cares": [household.first, household.second, household.with_second_carer]})
    assert "2 of 8 items answered" in words(worker.get(f"/assessments/{key}"))
    response = worker.submit(path, {"cares": [household.second]}, 422)
    assert errors(response) == ["Isla Harrow has answers here already, so this care stays in the assessment"]
    response = worker.submit(path, {"cares": []}, 422)
    assert errors(response) == ["Choose whose care of which child this assessment is about"]


def test_what_another_window_changed_is_told_by_row(household: Household, browser: Open) -> None:
    worker = browser(household.world.worker)
    key = start(worker, household.world, household.first, household.second)
    path, asked = stories.area_path(key, MEALS), rows(worker, key, MEALS)
    name = asked["Enough", "Noah, with Leanne"]
    worker.submit(path, {name: "2"})
    action, old_window = worker.fields(path)
    worker.submit(path, {name: "4"})
    response = worker.post(action, old_window | {name: "1"}, 409)
    assert "saved “4 Serious gaps”" in words(response)


def test_changing_whom_it_is_about_in_two_windows_is_told(household: Household, browser: Open) -> None:
    worker = browser(household.world.worker)
    key = start(worker, household.world, household.first)
    path = f"/assessments/{key}/people"
    action, old_window = worker.fields(path)
    worker.submit(path, {"cares": [household.first, household.second]})
    response = worker.post(action, old_window, 409)
    assert "Someone else saved a change" in words(response)


def test_a_period_that_changes_an_age_group_changes_those_without_answers(
    household: Household, browser: Open
) -> None:
    worker = browser(household.world.worker)
    key = start(worker, household.world, household.first)
    worker.submit(f"/assessments/{key}/period", stories.date_parts("window_to", days_ago(1)))
    with db.engines.reader() as session:
        bands = session.scalars(select(Profile.age_band).where(Profile.kind == "child_carer")).all()
    assert [band.value for band in bands if band] == ["5-10"]
