"""What a draft of a review holds, read as the rules take it; and what is missing before it can be recorded. Pure.

A draft keeps what its forms hold, step by step: texts as typed, dates in ISO form, choices by their codes.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from gcp_tool.domain.reviewing import (
    ActionGiven,
    Circumstances,
    Decided,
    Shows,
    find_action_problems,
    find_problems,
)
from gcp_tool.domain.vocabulary import ReviewDecision
from gcp_tool.reviews.questions import QuestionForm

ACTION_SLOTS = (1, 2, 3)
_ACTION_FIELDS = {"what": "what_{}", "who": "owner_{}", "due_on": "due_on_{}"}

Answers = Mapping[str, Any]


class Step(StrEnum):
    """The forms of a review, in their order."""

    QUESTIONS = "questions"
    DECISION = "decision"
    ACTIONS = "actions"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that stands in the way of recording: on which form, at which field, and what to do."""

    step: Step
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class ActionTyped:
    """An action as it was typed: the owner by the key of their account, or in words."""

    slot: int
    what: str
    owner_key: str
    owner_words: str
    due_on: date | None

    @property
    def given(self) -> ActionGiven:
        """The action as the rules take it."""
        return ActionGiven(self.what, self.owner_key or self.owner_words, self.due_on)


def step_of(answers: Answers, step: Step) -> Mapping[str, str]:
    """What one form of the draft holds."""
    held: Mapping[str, str] = answers.get(step.value, {})
    return held


def decided_of(answers: Answers) -> Decided:
    """The decision as the draft holds it."""
    held = step_of(answers, Step.DECISION)
    code = held.get("decision", "")
    return Decided(
        on=day_of(held.get("on", "")),
        decision=ReviewDecision(code) if code in set(ReviewDecision) else None,
        reason=held.get("reason", ""),
        next_on=day_of(held.get("next_on", "")),
        different=held.get("different", ""),
        known_by=day_of(held.get("known_by", "")),
        why_lacking={lack: held.get(lack.value, "") for lack in Shows},
    )


def actions_of(answers: Answers, owners: Collection[str]) -> list[ActionTyped]:
    """The actions that the draft holds; boxes left empty are none.

    `owners` are the keys of those who can be given something to do: who left meanwhile is nobody.
    """
    held = step_of(answers, Step.ACTIONS)
    typed = [
        ActionTyped(
            slot,
            held.get(f"what_{slot}", ""),
            owner if (owner := held.get(f"owner_{slot}", "")) in owners else "",
            held.get(f"words_{slot}", ""),
            day_of(held.get(f"due_on_{slot}", "")),
        )
        for slot in ACTION_SLOTS
    ]
    return [one for one in typed if not one.given.is_empty]


def find_gaps(
    answers: Answers, asked: QuestionForm, now: Circumstances, owners: Collection[str]
) -> list[Gap]:
    """Everything that stands in the way of recording, in the order of the forms."""
    problems = find_problems(decided_of(answers), now)
    return [
        *_unanswered(answers, asked),
        *(Gap(Step.DECISION, name, message) for name, message in problems.items()),
        *_action_gaps(answers, now.today, owners),
    ]


def day_of(text: str) -> date | None:
    """A day from its ISO form; None for anything else."""
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


def _unanswered(answers: Answers, asked: QuestionForm) -> Iterator[Gap]:
    held = step_of(answers, Step.QUESTIONS)
    for question in asked.questions:
        if not held.get(question.code, "").strip():
            yield Gap(Step.QUESTIONS, question.code, f"Answer “{question.words}”")


def _action_gaps(answers: Answers, today: date, owners: Collection[str]) -> Iterator[Gap]:
    for action in actions_of(answers, owners):
        for name, message in find_action_problems(action.given, today).items():
            yield Gap(
                Step.ACTIONS, _ACTION_FIELDS[name].format(action.slot), f"Action {action.slot}: {message}"
            )
