"""What a draft holds, read as the rules take it, and what is still missing; and what is kept of the record."""

import json
from datetime import date
from typing import Any

import pytest

from gcp_tool.domain.reviewing import Circumstances, Shows
from gcp_tool.domain.vocabulary import PlanKind, ReviewDecision
from gcp_tool.reviews.drafts import Step, actions_of, decided_of, find_gaps
from gcp_tool.reviews.questions import QUESTIONS
from gcp_tool.reviews.shown import (
    CareShown,
    DomainShown,
    Line,
    Mark,
    Part,
    Row,
    Shown,
    as_snapshot,
    from_snapshot,
    hash_of,
)

TODAY = date(2026, 11, 22)
NOW = Circumstances(TODAY, PlanKind.CHILD_IN_NEED)
ASKED = QUESTIONS.current
WHOLE: dict[str, Any] = {
    "questions": {question.code: "She eats at school." for question in ASKED.questions},
    "decision": {
        "on": "2026-11-22",
        "decision": "changed_plan",
        "reason": "Meals are the same.",
        "next_on": "2027-02-20",
        "different": "",
        "known_by": "",
        "reading": "They moved.",
    },
    "actions": {"what_2": "See her alone", "owner_2": "", "words_2": "The nurse", "due_on_2": "2026-12-01"},
}


def changed(step: str, **fields: str) -> dict[str, Any]:
    return WHOLE | {step: WHOLE[step] | fields}


def test_a_draft_is_read_as_the_rules_take_it() -> None:
    decided = decided_of(WHOLE)
    assert (decided.on, decided.decision, decided.next_on, decided.known_by) == (
        TODAY,
        ReviewDecision.CHANGED_PLAN,
        date(2027, 2, 20),
        None,
    )
    assert decided.why_lacking[Shows.READING] == "They moved."
    [action] = actions_of(WHOLE, {"k"})
    assert (action.slot, action.given.who, action.due_on) == (2, "The nurse", date(2026, 12, 1))


def test_a_whole_draft_has_no_gap_and_an_empty_one_every_gap() -> None:
    assert find_gaps(WHOLE, ASKED, NOW, {"k"}) == []
    gaps = find_gaps({}, ASKED, NOW, ())
    assert [gap.field for gap in gaps if gap.step is Step.QUESTIONS] == [one.code for one in ASKED.questions]
    assert {gap.field for gap in gaps if gap.step is Step.DECISION} == {"on", "decision", "reason", "next_on"}


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        (changed("questions", like_today="  "), (Step.QUESTIONS, "like_today")),
        (changed("decision", decision="no such"), (Step.DECISION, "decision")),
        (changed("decision", next_on="soon"), (Step.DECISION, "next_on")),
        (changed("actions", due_on_2=""), (Step.ACTIONS, "due_on_2")),
        (changed("actions", words_2=""), (Step.ACTIONS, "owner_2")),
        (changed("actions", words_2="", owner_2="left the team"), (Step.ACTIONS, "owner_2")),
        (
            changed("actions", what_3="Ask the GP", owner_3="k", due_on_3="2026-11-21"),
            (Step.ACTIONS, "due_on_3"),
        ),
    ],
)
def test_what_is_missing_is_told_with_its_place(answers: dict[str, Any], place: tuple[Step, str]) -> None:
    assert [(gap.step, gap.field) for gap in find_gaps(answers, ASKED, NOW, {"k"})] == [place]


SHOWN = Shown(
    headline="no better after six months: check for drift",
    tone="ask",
    worst_now="4 · Food · Mia",
    children=[Line("Mia", "no better")],
    because=["Food: unchanged, now 4."],
    cares=[
        CareShown(
            title="Mia, cared for by Leanne",
            details="7 years",
            ended="",
            headline="no better",
            first=["First reading ever, 11 May 2025: Food 4."],
            domains=[
                DomainShown(
                    "Food", "Food: unchanged, now 4.", [Mark(4, "serious", "4, May")], ["No better"], []
                )
            ],
            scale="1 strong",
            head=["Food"],
            rows=[Row("11 May 2025", ["imported"], [Mark(None, "missing", "nothing graded")])],
        )
    ],
    parts=[Part("Targets", [Line("Meals, Mia", "Open")], "No targets were set.")],
)


def test_what_was_shown_comes_back_as_it_was_kept() -> None:
    snapshot = as_snapshot(SHOWN)
    back = json.loads(json.dumps(snapshot))
    assert from_snapshot(back) == SHOWN
    reordered = dict(reversed(back.items()))
    assert hash_of(reordered) == hash_of(snapshot)


def test_a_snapshot_that_was_changed_has_another_hash() -> None:
    snapshot = as_snapshot(SHOWN)
    touched = json.loads(json.dumps(snapshot).replace("now 4", "now 2"))
    assert hash_of(touched) != hash_of(snapshot)


def test_a_snapshot_of_another_shape_is_not_guessed_at() -> None:
    assert from_snapshot({"children": 1}) is None
