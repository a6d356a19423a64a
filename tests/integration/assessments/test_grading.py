"""Grading an area and writing evidence down: what was typed is kept, and nobody is overwritten unseen."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from gcp_tool.domain.vocabulary import AnswerState, NotGradedReason
from gcp_tool.extensions import db
from gcp_tool.models import Answer, AnswerHistory
from tests.client import Browser, check_page, errors, read_form, words
from tests.integration.assessments import stories
from tests.integration.world import World, date_parts, days_ago

Open = Callable[..., Browser]
ENOUGH, REGULAR = stories.ITEMS[stories.MEALS]


def answers() -> dict[str, Answer]:
    with db.engines.reader() as session:
        rows = {row.code: row for row in session.scalars(select(Answer))}
        session.expunge_all()
    return rows


def test_answers_are_kept_as_typed_and_shown_again(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    path = stories.area_path(key, stories.MEALS)
    worker.submit(
        path,
        {f"grade-{ENOUGH}": "3", f"grade-{REGULAR}": "not_known", f"reason-not_known-{REGULAR}": "not_seen"},
    )
    held = answers()
    assert (held[ENOUGH].state, held[ENOUGH].grade) == (AnswerState.GRADED, 3)
    assert (held[REGULAR].state, held[REGULAR].grade) == (AnswerState.NOT_KNOWN, None)
    assert held[REGULAR].reason is NotGradedReason.NOT_SEEN
    _, fields = worker.fields(path)
    assert fields[f"grade-{ENOUGH}"] == ["3"]
    assert fields[f"grade-{REGULAR}"] == ["not_known"]
    assert fields[f"reason-not_known-{REGULAR}"] == "not_seen"


def test_a_draft_is_saved_with_anything_missing(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    worker.submit(stories.area_path(key, stories.MEALS), {})
    assert answers() == {}
    worker.submit(stories.area_path(key, stories.MEALS), {f"grade-{ENOUGH}": "5"})
    assert set(answers()) == {ENOUGH}


def test_a_changed_answer_keeps_what_it_was(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    stories.grade(worker, key, stories.MEALS, "2", "2")
    stories.grade(worker, key, stories.MEALS, "4", "2")
    held = answers()
    assert (held[ENOUGH].grade, held[ENOUGH].version) == (4, 2)
    assert held[REGULAR].version == 1
    with db.engines.reader() as session:
        before = session.scalars(select(AnswerHistory)).one()
    assert (before.answer_id, before.version, before.grade) == (held[ENOUGH].id, 1, 2)
    assert before.by_id == world.worker.id


def test_an_answer_changed_in_another_window_is_not_overwritten_unseen(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    stories.grade(worker, key, stories.MEALS, "2", "2")
    path = stories.area_path(key, stories.MEALS)
    action, old_window = worker.fields(path)
    stories.grade(worker, key, stories.MEALS, "4", "2")

    response = worker.post(action, old_window | {f"grade-{ENOUGH}": "1", f"grade-{REGULAR}": "3"}, 409)
    page = words(response)
    assert f"{world.worker.name} saved “4 Serious gaps”" in page
    assert answers()[ENOUGH].grade == 4
    assert answers()[REGULAR].grade == 2

    _, kept = read_form(check_page(response), path)
    assert kept[f"grade-{ENOUGH}"] == ["1"]
    assert kept[f"grade-{REGULAR}"] == ["3"]
    worker.post(action, kept, 303)
    assert (answers()[ENOUGH].grade, answers()[REGULAR].grade) == (1, 3)


def test_one_note_may_show_several_items(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    path = stories.area_path(key, stories.MEALS)
    note = "Breakfast was cereal and milk.\r\nShe said it often is."
    worker.submit(path, stories.evidence(ENOUGH, REGULAR, words=note))
    (held,) = answers().values()
    assert held.raw["words"] == "Breakfast was cereal and milk.\nShe said it often is."
    page = worker.get(path)
    assert "About: Enough, Regular" in words(page)


def test_evidence_is_all_or_nothing(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    path = stories.area_path(key, stories.MEALS)
    response = worker.submit(path, {f"grade-{ENOUGH}": "2", "words": "Porridge on the stove."}, 422)
    assert errors(response) == [
        "Enter when this was",
        "Choose how you know this",
        "Choose which of these it shows something about",
    ]
    assert "Porridge on the stove." in response.text
    assert answers() == {}


def test_evidence_is_changed_taken_out_and_never_lost(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    path = stories.area_path(key, stories.MEALS)
    worker.submit(path, stories.evidence(ENOUGH, words="First words."))
    worker.submit(f"{path}/evidence/1", {"words": "Better words.", "shows": [REGULAR]})
    page = words(worker.get(path))
    assert "Better words." in page
    assert "About: Regular" in page
    worker.submit(f"{path}/evidence/1/remove", {})
    assert "Better words." not in words(worker.get(path))
    worker.get(f"{path}/evidence/1", 404)
    with db.engines.reader() as session:
        history = session.scalars(select(AnswerHistory).order_by(AnswerHistory.version)).all()
    assert [row.raw["words"] for row in history] == ["First words.", "Better words."]


def test_evidence_changed_in_another_window_shows_both_texts(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    path = stories.area_path(key, stories.MEALS)
    worker.submit(path, stories.evidence(ENOUGH, words="First words."))
    action, old_window = worker.fields(f"{path}/evidence/1")
    worker.submit(f"{path}/evidence/1", {"words": "Theirs."})
    response = worker.post(action, old_window | {"words": "Mine."}, 409)
    page = words(response)
    assert "Mine." in page
    assert "Theirs." in page


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({f"grade-{ENOUGH}": "6"}, "Choose from the list"),
        ({f"grade-{ENOUGH}": "0"}, "Choose from the list"),
        ({f"grade-{ENOUGH}": "<script>"}, "Choose from the list"),
        ({f"reason-not_known-{ENOUGH}": "because"}, "Choose from the list"),
        (stories.evidence(ENOUGH) | {"on-month": "13"}, "The date you saw or heard this must be a real date"),
        (stories.evidence(ENOUGH) | {"on-year": ""}, "The date you saw or heard this must include a year"),
        (stories.evidence(ENOUGH) | {"source": "gossip"}, "Choose from the list"),
        (stories.evidence("physical.home.warmth"), "Choose from the list"),
        (
            stories.evidence(ENOUGH) | date_parts("on", days_ago(-2)),
            "The date you saw or heard this must be today or in the past",
        ),
        (
            stories.evidence(ENOUGH, words="x" * 10_004),
            "“What did you see or hear?” is 4 characters too long: it can hold 10,000",
        ),
    ],
)
def test_bad_input_is_told_and_loses_nothing(
    world: World, browser: Open, fields: dict[str, object], message: str
) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    path = stories.area_path(key, stories.MEALS)
    response = worker.submit(path, {f"grade-{REGULAR}": "2", **fields}, 422)
    assert errors(response) == [message]
    _, kept = read_form(check_page(response), path)
    assert kept[f"grade-{REGULAR}"] == ["2"]
    assert kept["words"] == fields.get("words", "")
    assert answers() == {}


@pytest.mark.parametrize(
    "text", ["👩‍👧 ate well", "أكلت جيدا", "Zoë — naïve", "<b>bold</b> & 'quotes' \"", "=1+1"]
)
def test_any_script_survives(world: World, browser: Open, text: str) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    path = stories.area_path(key, stories.MEALS)
    worker.submit(path, stories.evidence(ENOUGH, words=text))
    (held,) = answers().values()
    assert held.raw["words"] == text
    assert text in worker.get(path).select_one(".app-card__words").get_text()


def test_a_nul_is_refused_and_the_rest_kept(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    response = worker.submit(
        stories.area_path(key, stories.MEALS), stories.evidence(ENOUGH, words="a\x00b"), 422
    )
    assert "holds a character that cannot be saved" in errors(response)[0]
    assert answers() == {}


@pytest.mark.parametrize("code", ["physical", "food.meals.enough", "nowhere", "food.nothing", "..%2f"])
def test_only_areas_of_the_tool_are_pages(world: World, browser: Open, code: str) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    worker.get(stories.area_path(key, code), 404)
