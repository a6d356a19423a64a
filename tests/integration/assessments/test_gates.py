"""What is missing before an assessment can be submitted: all of it is listed, and nothing else holds it up."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from gcp_tool.domain.vocabulary import RevisionState
from tests.client import Browser, words
from tests.integration.assessments import stories
from tests.integration.world import World

Open = Callable[..., Browser]
ENOUGH, REGULAR = stories.ITEMS[stories.MEALS]
WARMTH, SLEEP = stories.ITEMS[stories.HOME]


def missing(page: BeautifulSoup) -> list[tuple[str, str]]:
    """What is listed as missing, each with where it leads."""
    return [(a.get_text(), a["href"]) for a in page.select(".app-missing a")]


def listed(worker: Browser, key: str) -> list[str]:
    return [text for text, _ in missing(worker.get(f"/assessments/{key}/check"))]


def test_everything_that_is_missing_is_listed_with_a_link_that_opens(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    stories.grade(worker, key, stories.MEALS, "5", "not_known")
    found = missing(worker.get(f"/assessments/{key}/check"))
    assert [text for text, _ in found] == [
        "Home: “Warmth” needs a grade, or a reason why there is none",
        "Home: “Sleep” needs a grade, or a reason why there is none",
        "Meals: “Enough” needs evidence, because it is graded 5",
        "Meals: “Regular” needs a reason why it has no grade",
        "Home: one dated note of what you saw or heard; a strength counts",
        "Meals: one dated note of what you saw or heard; a strength counts",
        f"{world.child.name}: the child’s voice, or why there is none",
        "What the family was told, and whether they agree; or why they were not told",
    ]
    for _, address in found:
        page = worker.get(address.partition("#")[0])
        anchor = address.partition("#")[2]
        assert not anchor or page.find(id=anchor) is not None, address


def test_what_is_missing_holds_up_submitting_and_nothing_else(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    response = worker.submit(f"/assessments/{key}/check", {}, 409)
    assert "still missing" in words(response)
    stories.grade(worker, key, stories.HOME, "2", "2")
    _, revision = stories.find(key)
    assert revision.state is RevisionState.DRAFT


def test_when_nothing_is_missing_nothing_is_listed_and_it_is_submitted(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    stories.fill_in(worker, key)
    assert listed(worker, key) == []
    worker.submit(f"/assessments/{key}/check", {})
    _, revision = stories.find(key)
    assert revision.state is RevisionState.SUBMITTED


@pytest.mark.parametrize(
    ("field", "lacks"),
    [
        ({"words": "I like it here"}, False),
        ({"why_not": "Mia was at her father's; I will see her on Friday"}, False),
        ({"where": "At school"}, True),
    ],
)
def test_a_child_is_heard_or_it_is_said_why_not(
    world: World, browser: Open, field: dict[str, str], lacks: bool
) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    worker.submit(f"/assessments/{key}/voices/{world.child.key}", field)
    assert any("voice" in line for line in listed(worker, key)) is lacks


def test_a_large_step_for_the_better_needs_showing(world: World, browser: Open) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    first = stories.start(worker, world, first=stories.days_ago(80), last=stories.days_ago(60))
    stories.complete(worker, first, meals="4", home="3")
    stories.sign_off(manager, first)

    key = stories.start(worker, world)
    stories.fill_in(worker, key, meals="3", home="2")
    found = missing(worker.get(f"/assessments/{key}/check"))
    asked = "is much better than last time: say what you saw that shows it, and whose effort it was"
    assert [text for text, _ in found] == [f"Meals: “Enough” {asked}", f"Meals: “Regular” {asked}"]
    effort_path = found[0][1]
    _, fields = worker.fields(effort_path)
    said = {name: "She cooked each day I came." for name in fields if name.startswith("words")}
    said |= {name.replace("words", "effort", 1): "carer" for name in said}
    worker.submit(effort_path, said)
    assert listed(worker, key) == []


def test_the_check_page_shows_everything_that_was_typed_with_a_way_to_change_it(
    world: World, browser: Open
) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    stories.fill_in(worker, key)
    page = worker.get(f"/assessments/{key}/check")
    text = words(page)
    for typed in ("Two empty cupboards", "I like my dinner at Nan's.", "They agree with part of it"):
        assert typed in text
    ways = {a["href"] for a in page.select("main a") if a.get_text().startswith("Change")}
    assert f"/assessments/{key}/voices/{world.child.key}" in ways
    assert f"/assessments/{key}/told" in ways
    assert stories.area_path(key, stories.MEALS) in ways
    for address in ways:
        worker.get(address)
    assert f"To be signed off by: {world.manager.name}" in text
