"""Steps that stories about reviews share, each as a browser takes it."""

from collections.abc import Callable
from typing import Any

from gcp_tool.domain.vocabulary import PlanKind
from gcp_tool.reviews.questions import QUESTIONS
from tests.client import Browser
from tests.integration.history.stories import months_ago, reading
from tests.integration.plans.around import keep_plan
from tests.integration.world import World, date_parts, days_ago

Open = Callable[..., Browser]
ANSWERS = dict.fromkeys((question.code for question in QUESTIONS.current.questions), "She eats at school.")


def review_path(world: World, step: str = "") -> str:
    return f"/families/{world.family.key}/review{f'/{step}' if step else ''}"


def decision(**changes: Any) -> dict[str, Any]:
    """A changed plan, to be looked at again in three months."""
    fields = {
        "decision": "changed_plan",
        "reason": "Meals are as they were.",
        **date_parts("on", days_ago(0)),
        **date_parts("next_on", days_ago(-90)),
    }
    return fields | changes


def action(world: World, **changes: Any) -> dict[str, Any]:
    """The worker is to see the child."""
    fields = {
        "what_1": "See Isla at school.",
        "owner_1": world.worker.key,
        **date_parts("due_on_1", days_ago(-14)),
    }
    return fields | changes


def write(browser: Browser, world: World, **changes: Any) -> None:
    """Fill in the three forms of a review."""
    browser.submit(review_path(world), ANSWERS)
    browser.submit(review_path(world, "decision"), decision(**changes))
    browser.submit(review_path(world, "actions"), action(world))


def record(browser: Browser, world: World, **changes: Any) -> str:
    """Write a review and record it; its address is returned."""
    write(browser, world, **changes)
    return str(browser.submit(review_path(world, "check"), {}).location)


def give_history(world: World, *months: int, level: int = 4) -> None:
    """A child in need plan for a year, and readings so many months ago."""
    keep_plan(world, kind=PlanKind.CHILD_IN_NEED, started_on=months_ago(12))
    with reading(world) as made:
        for one in months:
            made.read(months_ago(one), level)
