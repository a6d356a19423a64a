"""Targets: set from an assessment, changed by those who work with the family, settled by later assessments alone."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import event as sa_event
from sqlalchemy import select

from gcp_tool.domain.vocabulary import TargetOutcome
from gcp_tool.extensions import db
from gcp_tool.models import AuditEvent, AuditNote, Target
from tests.client import Browser, check_page, errors, read_form, words
from tests.integration.assessments import stories
from tests.integration.assessments.siblings import refused
from tests.integration.world import World, date_parts, days_ago

Open = Callable[..., Browser]
ENOUGH, REGULAR = stories.ITEMS[stories.MEALS]


def about(world: World, code: str = REGULAR) -> list[str]:
    return [f"{world.child.key}.{world.carer.key}|{code}"]


def target_fields(
    world: World, *, code: str = REGULAR, aim: str = "2", by: date | None = None
) -> dict[str, object]:
    return {
        "about": about(world, code),
        "aim": [aim],
        "what": "A hot meal on five days of seven.",
        "who": "Leanne cooks; the family worker shops with her.",
        **date_parts("by_on", by or days_ago(-60)),
    }


def targets() -> list[Target]:
    with db.engines.reader() as session:
        rows = list(session.scalars(select(Target).order_by(Target.id)))
        session.expunge_all()
    return rows


def only() -> Target:
    (target,) = targets()
    return target


def events() -> list[str]:
    with db.engines.reader() as session:
        statement = select(AuditEvent.event).where(AuditEvent.event.like("target.%")).order_by(AuditEvent.seq)
        return list(session.scalars(statement))


def graded(worker: Browser, world: World, *, meals: str = "4") -> str:
    """A draft with its meals graded."""
    key = stories.start(worker, world, first=days_ago(130), last=days_ago(110))
    stories.grade(worker, key, stories.MEALS, meals, meals)
    return key


def set_one(worker: Browser, world: World, key: str, **changes: object) -> Target:
    worker.submit(f"/assessments/{key}/targets/add", target_fields(world) | changes)
    return targets()[-1]


def test_a_target_takes_where_care_stands_from_the_assessment(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = graded(worker, world)
    target = set_one(worker, world, key)
    assert (target.code, target.current, target.aim, target.outcome) == (REGULAR, 4, 2, None)
    assert (target.child_id, target.carer_id, target.family_id) == (
        world.child.id,
        world.carer.id,
        world.family.id,
    )
    assert target.set_on == days_ago(110)
    page = words(worker.get(f"/assessments/{key}/targets"))
    assert "Meals / Regular" in page
    assert "From Serious gaps (4) to Steady (2)" in page
    assert "Open" in page
    assert events() == ["target.set"]


def test_a_target_may_be_for_an_area(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = graded(worker, world)
    target = set_one(worker, world, key, about=about(world, stories.MEALS))
    assert (target.code, target.line, target.current) == (stories.MEALS, "food/food.meals", 4)


def test_what_is_best_already_or_not_graded_is_not_offered(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    stories.grade(worker, key, stories.MEALS, "1", "3")
    page = worker.get(f"/assessments/{key}/targets/add")
    offered = [option["value"].split("|")[1] for option in page.select("#about option") if option["value"]]
    assert offered == [stories.MEALS, REGULAR]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"about": [""]}, "Choose what the target is about"),
        ({"about": ["x.y|food.meals.regular"]}, "Choose from the list"),
        ({"aim": []}, "Choose the grade it is to reach"),
        ({"aim": ["4"]}, "Choose a grade that is better than care is now"),
        ({"aim": ["5"]}, "Choose from the list"),
        ({"what": " "}, "Enter what will be seen when the target is reached"),
        ({"who": ""}, "Enter who does what"),
        (date_parts("by_on", days_ago(1)), "The day it is to be reached by must be today or later"),
        (
            date_parts("by_on", days_ago(120)),
            "The day it is to be reached by must be after the period looked at",
        ),
        ({"by_on-month": "14"}, "The day it is to be reached by must be a real date"),
    ],
)
def test_bad_input_is_told_and_loses_nothing(
    world: World, browser: Open, changes: dict[str, object], message: str
) -> None:
    worker = browser(world.worker)
    key = graded(worker, world)
    path = f"/assessments/{key}/targets/add"
    fields = target_fields(world) | changes
    response = worker.submit(path, fields, 422)
    assert errors(response) == [message]
    _, kept = read_form(check_page(response), path)
    assert kept["by_on-year"] == fields["by_on-year"]
    assert targets() == []


def test_a_grade_changed_after_the_target_was_set_is_told(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = graded(worker, world)
    set_one(worker, world, key)
    stories.grade(worker, key, stories.MEALS, "4", "3")
    page = words(worker.get(f"/assessments/{key}/targets"))
    assert "The grade was changed after the target was set: it is Some gaps (3) now." in page


def test_a_changed_target_keeps_what_it_said_in_the_log(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    target = set_one(worker, world, graded(worker, world))
    worker.submit(f"/targets/{target.key}", {"aim": ["3"], "what": "Soup every day."})
    held = only()
    assert (held.aim, held.what, held.version) == (3, "Soup every day.", 2)
    assert events() == ["target.set", "target.changed"]
    with db.engines.reader() as session:
        kept = list(session.scalars(select(AuditNote.words)))
    assert "A hot meal on five days of seven.\nLeanne cooks; the family worker shops with her." in kept


def test_a_target_changed_in_another_window_shows_both_texts(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    target = set_one(worker, world, graded(worker, world))
    action, old = worker.fields(f"/targets/{target.key}")
    worker.submit(f"/targets/{target.key}", {"aim": ["3"], "what": "Theirs."})
    response = worker.post(action, old | {"what": "Mine."}, 409)
    page = words(response)
    assert "Theirs." in page
    assert "Some gaps (3)" in page
    assert only().what == "Theirs."
    _, kept = read_form(check_page(response), f"/targets/{target.key}")
    worker.post(action, kept, 303)
    assert only().what == "Mine."


def test_a_target_given_up_says_why_and_stays(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = graded(worker, world)
    target = set_one(worker, world, key)
    response = worker.submit(f"/targets/{target.key}/give-up", {"reason": " "}, 422)
    assert errors(response) == ["Enter why this target is given up"]
    worker.submit(f"/targets/{target.key}/give-up", {"reason": "He lives with Nan now."})
    held = only()
    assert (held.outcome, held.outcome_words) == (TargetOutcome.GIVEN_UP, "He lives with Nan now.")
    worker.get(f"/targets/{target.key}", 409)
    worker.get(f"/targets/{target.key}/give-up", 409)
    page = words(worker.get(f"/assessments/{key}/targets"))
    assert "Given up" in page
    assert "He lives with Nan now." in page


def first_and_target(
    browser_of: Open, world: World, *, code: str = REGULAR, by: date | None = None
) -> Browser:
    """A signed-off assessment with a target."""
    worker, manager = browser_of(world.worker), browser_of(world.manager)
    key = stories.start(worker, world, first=days_ago(130), last=days_ago(110))
    stories.grade(worker, key, stories.MEALS, "4", "4")
    worker.submit(f"/assessments/{key}/targets/add", target_fields(world, code=code, by=by))
    stories.complete(worker, key, meals="4")
    stories.sign_off(manager, key)
    return worker


MET, PART, NOT = TargetOutcome.MET, TargetOutcome.PART_MET, TargetOutcome.NOT_MET


@pytest.mark.parametrize("code", [REGULAR, stories.MEALS])
@pytest.mark.parametrize(
    ("found", "due_in", "outcome"),
    [("4", 5, NOT), ("5", 5, NOT), ("4", 60, None)],
)
def test_the_outcome_is_read_from_the_next_assessment(
    world: World, browser: Open, *, code: str, found: str, due_in: int, outcome: TargetOutcome | None
) -> None:
    worker = first_and_target(browser, world, code=code, by=days_ago(-due_in))
    key = stories.start(worker, world)
    stories.complete(worker, key, meals=found)
    held = only()
    assert held.outcome is outcome
    assert held.actual == (int(found) if outcome else None)


def submit_better(worker: Browser, world: World, grade: str) -> str:
    """Submit an assessment in which the meals are so much better that it is asked what shows it."""
    key = stories.start(worker, world)
    stories.grade(worker, key, stories.MEALS, grade, grade)
    path = f"/assessments/{key}/effort"
    _, fields = worker.fields(path)
    given = {name: "She cooks." for name in fields if name.startswith("words-")}
    worker.submit(path, given | {name.replace("words", "effort"): ["carer"] for name in given})
    stories.complete(worker, key, meals=grade)
    return key


@pytest.mark.parametrize(
    ("grade", "due_in", "outcome"), [("2", 60, MET), ("1", 5, MET), ("3", 5, PART), ("3", 60, None)]
)
def test_a_target_is_met_early_and_never_failed_early(
    world: World, browser: Open, grade: str, due_in: int, outcome: TargetOutcome | None
) -> None:
    worker = first_and_target(browser, world, by=days_ago(-due_in))
    submit_better(worker, world, grade)
    assert only().outcome is outcome


def test_an_outcome_goes_when_its_assessment_is_returned_and_comes_again(world: World, browser: Open) -> None:
    worker, manager = first_and_target(browser, world), browser(world.manager)
    key = submit_better(worker, world, "2")
    assert only().outcome is MET
    page = words(worker.get(f"/families/{world.family.key}/targets"))
    assert "Met" in page
    assert "Graded Steady (2) in a later assessment" in page
    fields = {"decision": ["return"], "comments": "Say more."}
    manager.submit(f"/assessments/{key}/sign-off", fields)
    held = only()
    assert (held.outcome, held.actual, held.outcome_assessment_id) == (None, None, None)
    worker.submit(f"/assessments/{key}/check", {})
    assert only().outcome is MET
    stories.sign_off(manager, key)
    assert only().outcome is MET
    assert events().count("target.settled") == 3


def test_a_target_given_up_is_never_read_again(world: World, browser: Open) -> None:
    worker = first_and_target(browser, world)
    worker.submit(f"/targets/{only().key}/give-up", {"reason": "Another takes its place."})
    submit_better(worker, world, "2")
    assert only().outcome is TargetOutcome.GIVEN_UP


DRAFT = {"worker": 200, "manager": 403, "colleague": 404, "other_manager": 404, "coordinator": 403}
SUBMITTED = DRAFT | {"manager": 200}


@pytest.mark.parametrize("submitted", [False, True])
@pytest.mark.parametrize("person", DRAFT)
def test_who_may_set_and_change_targets(world: World, browser: Open, person: str, *, submitted: bool) -> None:
    worker = browser(world.worker)
    target = set_one(worker, world, key := graded(worker, world))
    if submitted:
        stories.complete(worker, key, meals="4")
    status = (SUBMITTED if submitted else DRAFT)[person]
    other = browser(getattr(world, person))
    for path in (
        f"/assessments/{key}/targets/add",
        f"/targets/{target.key}",
        f"/targets/{target.key}/give-up",
    ):
        other.get(path, status)
        if status != 200:
            refused(other, path, status)
    assert (only().version, len(targets())) == (1, 1)


@pytest.mark.parametrize(
    ("person", "status"), [("worker", 200), ("manager", 200), ("colleague", 404), ("coordinator", 403)]
)
def test_who_may_read_the_targets_of_a_family(world: World, browser: Open, person: str, status: int) -> None:
    browser(getattr(world, person)).get(f"/families/{world.family.key}/targets", status)


def test_a_drafts_targets_are_not_yet_the_familys(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = graded(worker, world)
    set_one(worker, world, key)
    path = f"/families/{world.family.key}/targets"
    assert "No open targets." in words(worker.get(path))
    stories.complete(worker, key, meals="4")
    assert "A hot meal on five days of seven." in words(worker.get(path))


def test_a_target_past_its_day_is_overdue(world: World, browser: Open) -> None:
    worker = first_and_target(browser, world)
    with db.engines.writer() as session:
        target = session.scalars(select(Target)).one()
        target.by_on = days_ago(3)
        session.commit()
    assert "Overdue" in words(worker.get(f"/families/{world.family.key}/targets"))
    worker.submit(f"/targets/{only().key}", {"what": "Still to be reached."})
    assert only().by_on == days_ago(3)


def test_the_familys_targets_cost_no_more_queries_when_there_are_more(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = graded(worker, world)
    set_one(worker, world, key)
    stories.complete(worker, key, meals="4")
    path = f"/families/{world.family.key}/targets"

    def count() -> int:
        seen: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            seen.append(statement)

        engine = db.engines.engine
        sa_event.listen(engine, "before_cursor_execute", note)
        try:
            worker.get(path)
        finally:
            sa_event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    one = count()
    for _ in range(4):
        set_one(worker, world, key)
    assert count() == one
