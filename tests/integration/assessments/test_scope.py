"""A focused review looks at some areas only: the rest is not in it, and nothing typed there is lost."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from gcp_tool.domain.vocabulary import RevisionState
from gcp_tool.extensions import db
from gcp_tool.models import Answer, Assessment
from gcp_tool.standing.readings import rebuild_readings
from tests.client import Browser, errors, words
from tests.factories import make_answer, make_assessment, make_target, take_to
from tests.integration.assessments import stories
from tests.integration.assessments.households import start
from tests.integration.world import World

Open = Callable[..., Browser]
HOME, MEALS = stories.HOME, stories.MEALS


def assess_before(world: World, grade: int) -> None:
    """An assessment of some months ago that counts, with one item at this grade."""
    with db.engines.writer() as session:
        made = make_assessment(
            session, family=world.family, child=world.child, carer=world.carer, lead=world.worker,
            version=world.tool, window_from=date(2026, 2, 1), window_to=date(2026, 2, 20),
        )  # fmt: skip
        make_answer(session, made, grade=grade)
        take_to(session, made, RevisionState.SIGNED_OFF)
        rebuild_readings(session)
        session.commit()


def test_what_calls_for_it_is_chosen_beforehand_with_the_reason(world: World, browser: Open) -> None:
    assess_before(world, 4)
    worker = browser(world.worker)
    key = start(worker, world, stories.care(world), looks_at="focused")
    path = f"/assessments/{key}/scope"
    _, fields = worker.fields(path)
    assert fields["areas"] == [MEALS]
    assert "Suggested: Enough was at serious last time" in words(worker.get(path))
    worker.submit(path, {})
    assert "Not in this review: Home" in words(worker.get(f"/assessments/{key}"))


def test_an_open_target_calls_for_its_area(world: World, browser: Open) -> None:
    with db.engines.writer() as session:
        made = make_assessment(
            session, family=world.family, child=world.child, carer=world.carer, lead=world.worker,
            version=world.tool, window_from=date(2026, 2, 1), window_to=date(2026, 2, 20),
        )  # fmt: skip
        take_to(session, made, RevisionState.SIGNED_OFF)
        make_target(session, made)
        session.commit()
    worker = browser(world.worker)
    key = start(worker, world, stories.care(world), looks_at="focused")
    path = f"/assessments/{key}/scope"
    assert worker.fields(path)[1]["areas"] == [MEALS]
    assert "Suggested: An open target" in words(worker.get(path))


def test_what_is_left_out_is_no_gap_and_its_answers_are_kept(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = start(worker, world, stories.care(world))
    stories.grade(worker, key, HOME, "2", "2")
    worker.submit(f"/assessments/{key}/scope", {"areas": [MEALS]})
    assert "0 of 2 items answered" in words(worker.get(f"/assessments/{key}"))
    worker.get(stories.area_path(key, HOME), 404)
    gaps = " ".join(
        line.get_text() for line in worker.get(f"/assessments/{key}/check").select(".app-missing li")
    )
    assert "Home" not in gaps
    assert "Enough" in gaps
    with db.engines.reader() as session:
        assert len(session.scalars(select(Answer).where(Answer.kind == "item")).all()) == 2
    worker.submit(f"/assessments/{key}/scope", {"go": "everything"})
    assert "2 of 4 items answered" in words(worker.get(f"/assessments/{key}"))
    with db.engines.reader() as session:
        assert session.scalars(select(Assessment.scope)).one() == []


@pytest.mark.parametrize(
    ("areas", "message"), [([], "Choose the areas you look at"), (["nowhere"], "Choose from the list")]
)
def test_bad_input_changes_nothing(world: World, browser: Open, areas: list[str], message: str) -> None:
    worker = browser(world.worker)
    key = start(worker, world, stories.care(world))
    assert errors(worker.submit(f"/assessments/{key}/scope", {"areas": areas}, 422)) == [message]


def test_changed_in_two_windows_is_told(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = start(worker, world, stories.care(world))
    path = f"/assessments/{key}/scope"
    action, old_window = worker.fields(path)
    worker.submit(path, {"areas": [MEALS]})
    response = worker.post(action, old_window | {"areas": [HOME]}, 409)
    assert "Someone else saved a change" in words(response)


@pytest.mark.parametrize("page", ["scope", "people", "period", "domains/food"])
@pytest.mark.parametrize("who", ["manager", "colleague", "coordinator", "administrator"])
def test_only_the_lead_changes_a_draft(world: World, browser: Open, page: str, who: str) -> None:
    key = start(browser(world.worker), world, stories.care(world))
    response = browser(getattr(world, who)).client.get(f"/assessments/{key}/{page}")
    assert response.status_code in {403, 404}


def test_the_grade_before_is_told_only_after_ones_own(world: World, browser: Open) -> None:
    assess_before(world, 4)
    worker = browser(world.worker)
    key = start(worker, world, stories.care(world))
    path = stories.area_path(key, MEALS)
    assert "Last time" not in worker.client.get(path).text
    worker.submit(path, {"grade-food.meals.enough": "2"})
    assert words(worker.get(path)).count("Last time, 20 Feb 2026: 4 Serious gaps") == 1


def test_scoring_together_shows_the_grade_before_at_once(world: World, browser: Open) -> None:
    assess_before(world, 4)
    worker = browser(world.worker)
    key = start(worker, world, stories.care(world), scoring="together", together_with="Leanne, school nurse")
    assert "Last time, 20 Feb 2026: 4 Serious gaps" in words(worker.get(stories.area_path(key, MEALS)))
    worker.submit(f"/assessments/{key}/period", {"scoring": "alone"})
    assert "Last time" not in worker.client.get(stories.area_path(key, MEALS)).text


def test_one_reason_answers_for_all_that_was_not_seen(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = start(worker, world, stories.care(world))
    worker.submit(stories.area_path(key, MEALS), {"grade-food.meals.enough": "2", "none_reason": "not_seen"})
    with db.engines.reader() as session:
        held = {row.code: (row.state.value, row.reason) for row in session.scalars(select(Answer))}
    assert held["food.meals.enough"] == ("graded", None)
    assert held["food.meals.regular"] == ("not_known", "not_seen")


def test_what_cannot_wait_is_told_and_holds_nothing_up(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = start(worker, world, stories.care(world))
    stories.grade(worker, key, MEALS, "4", "2")
    assert "This cannot wait" not in words(worker.get(f"/assessments/{key}"))
    stories.grade(worker, key, MEALS, "5", "2")
    assert "This cannot wait Enough: 5 Needs not met (Isla)" in words(worker.get(f"/assessments/{key}"))
    path = f"/assessments/{key}/act-now"
    assert "999" in words(worker.get(path))
    response = worker.submit(path, {}, 422)
    assert errors(response) == ["Enter who you told", "Enter when you told them"]
    worker.submit(path, {"who": "Ellen Frost, manager", "when": "today at 15:20"})
    assert "This cannot wait" not in words(worker.get(f"/assessments/{key}"))
    stories.grade(worker, key, MEALS, "5", "5")
    assert "This cannot wait" in words(worker.get(f"/assessments/{key}"))


def test_a_grade_of_ones_own_for_a_domain_needs_a_reason(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = start(worker, world, stories.care(world))
    stories.grade(worker, key, MEALS, "2", "2")
    path = f"/assessments/{key}/domains/food"
    assert errors(worker.submit(path, {"grade-1": "3"}, 422)) == [
        "Say why you judge the domain as a whole so"
    ]
    action, old_window = worker.fields(path)
    worker.submit(path, {"grade-1": "3", "why-1": "It depends on who cooks."})
    response = worker.post(action, old_window | {"grade-1": "1", "why-1": "Mine"}, 409)
    assert "Someone else saved a change" in words(response)
    _, fields = worker.fields(path)
    assert (fields["grade-1"], fields["why-1"]) == (["3"], "It depends on who cooks.")
    worker.submit(path, {"grade-1": "none"})
    worker.submit(path, {"grade-1": "4", "why-1": "Seen at three visits."})
    assert worker.fields(path)[1]["grade-1"] == ["4"]


def test_the_tools_own_words_can_be_said_not_to_fit(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = start(worker, world, stories.care(world))
    page = worker.get(stories.area_path(key, MEALS))
    links = [a["href"] for a in page.select(".app-question a") if "wording does not fit" in a.get_text()]
    assert len(links) == 2
    worker.get(links[0])
