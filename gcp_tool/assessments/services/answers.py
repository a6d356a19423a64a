"""Saving answers: what was typed is kept as typed, and nobody's answer is overwritten unseen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.assessments.record import Care, Record
from gcp_tool.core import clock
from gcp_tool.domain.errors import NotPossible, Theirs, ToolError
from gcp_tool.domain.instrument import Item, Scale
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, NotGradedReason, RevisionState
from gcp_tool.models import Answer, Profile, Revision

SAME = "same"
_answers: Any = Answer.__table__
OPEN_STATES = (RevisionState.DRAFT, RevisionState.RETURNED)
_NOT_OPEN = (
    "This assessment is not open, so its answers cannot be changed. If something must change before it is signed off,"
    " ask the person who signs to return it."
)


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """What was chosen for an item: a value of the scale or a state without a grade, and the version answered to.

    `profile` holds the answer where the assessment has several places for the item. `different` says why a child's
    answer is not their household's; a choice of `SAME` takes such an answer back.
    """

    item: Item
    choice: str
    reason: str
    base_version: int
    profile: Profile | None = None
    different: str = ""

    @property
    def is_taken_back(self) -> bool:
        """Whether the child is to be graded with the household again."""
        return self.choice == SAME

    def profile_id(self, care: Care) -> int:
        """Where the answer is kept."""
        return (self.profile or care.profile_for(self.item)).id

    def write_id(self, once: str) -> str:
        """What tells this write from every other."""
        return (
            f"{once}.{self.item.id}" if self.profile is None else f"{once}.{self.profile.id}.{self.item.id}"
        )


class AnswersConflict(ToolError):
    """Some answers were changed meanwhile. Nothing was saved; `theirs` holds what is there now, by profile and item."""

    def __init__(self, theirs: Mapping[tuple[int, str], Theirs]) -> None:
        super().__init__("Some of these answers were changed while you were working on them.")
        self.theirs = dict(theirs)


def check_open(record: Record) -> None:
    """Raise NotPossible when the assessment is neither a draft nor returned."""
    if record.revision.state not in OPEN_STATES:
        raise NotPossible(_NOT_OPEN)


def lock_open_revision(session: Session, record: Record) -> None:
    """Lock the revision so that it cannot be submitted or signed off under an answer.

    Raises:
        NotPossible: it is neither a draft nor returned.
    """
    state = session.scalars(
        select(Revision.state).where(Revision.id == record.revision.id).with_for_update()
    ).one()
    if state not in OPEN_STATES:
        raise NotPossible(_NOT_OPEN)


def save_choices(
    session: Session, *, record: Record, care: Care, choices: Sequence[ItemChoice], once: str, by: Actor
) -> int:
    """Save what was chosen for items; how many answers changed is returned.

    Raises:
        NotAllowed: the answers are not the actor's to give.
        NotPossible: the assessment is not open.
        AnswersConflict: an answer was changed since the page was opened.
    """
    record.check_writer(by)
    lock_open_revision(session, record)
    changes = [choice for choice in choices if choice.choice and _differs(record, care, choice)]
    stale = {
        (a.profile_id, c.item.id): _theirs(a)
        for c in changes
        if (a := _held(record, care, c)) and a.version != c.base_version
    }
    if stale:
        raise AnswersConflict(stale)
    now = clock.now()
    fresh = [c for c in changes if _held(record, care, c) is None]
    if fresh:
        common = {
            "participant_id": record.participant_id,
            "agency_id": by.agency_id,
            "by_id": by.id,
            "at": now,
        }
        rows = [_new_row(record, care, choice, once) | common for choice in fresh]
        session.execute(insert(Answer), rows)
    for choice in changes:
        if (answer := _held(record, care, choice)) is not None:
            values = values_of(record.instrument.scale, choice)
            replace_answer(session, answer, values, write_id=choice.write_id(once), by=by)
    return len(changes)


def _held(record: Record, care: Care, choice: ItemChoice) -> Answer | None:
    return record.answers.get((choice.profile_id(care), choice.item.id))


def _differs(record: Record, care: Care, choice: ItemChoice) -> bool:
    answer = _held(record, care, choice)
    if choice.is_taken_back:
        return answer is not None and answer.state is not AnswerState.REMOVED
    if answer is None or answer.state in (AnswerState.REMOVED, AnswerState.INVALID):
        return True
    return bool(answer.raw != raw_of(choice))


def raw_of(choice: ItemChoice) -> dict[str, Any]:
    """What was chosen, as it is kept."""
    without_grade = choice.choice in (AnswerState.NOT_APPLICABLE, AnswerState.NOT_KNOWN)
    raw = {"choice": choice.choice, "reason": choice.reason if without_grade else ""}
    return raw | ({"different": choice.different} if choice.different else {})


def values_of(scale: Scale, choice: ItemChoice) -> dict[str, Any]:
    """The columns of an answer to an item. What does not parse was refused by the form before."""
    raw = raw_of(choice)
    if choice.is_taken_back:
        return {"state": AnswerState.REMOVED, "grade": None, "reason": None, "copied_from_profile_id": None}
    # an answer that is given anew is no longer somebody else's
    if choice.choice in (AnswerState.NOT_APPLICABLE, AnswerState.NOT_KNOWN):
        reason = NotGradedReason(choice.reason) if choice.reason else None
        state = AnswerState(choice.choice)
        return {"raw": raw, "state": state, "grade": None, "reason": reason, "copied_from_profile_id": None}
    level = scale.level_with_value(int(choice.choice)).number
    graded = {"raw": raw, "state": AnswerState.GRADED, "grade": level, "reason": None}
    return graded | {"copied_from_profile_id": None}


def _new_row(record: Record, care: Care, choice: ItemChoice, once: str) -> dict[str, Any]:
    return {
        "revision_id": record.revision.id,
        "profile_id": choice.profile_id(care),
        "kind": AnswerKind.ITEM,
        "code": choice.item.id,
        "slot": 0,
        "shared_with": [],
        "version": 1,
        "write_id": choice.write_id(once),
        **values_of(record.instrument.scale, choice),
    }


def replace_answer(
    session: Session, answer: Answer, values: Mapping[str, Any], *, write_id: str, by: Actor
) -> datetime:
    """Replace an answer if it is still the one that was read, and say when; the database keeps what it replaces."""
    now = clock.now()
    changed = {**values, "version": answer.version + 1, "write_id": write_id, "by_id": by.id, "at": now}
    statement = update(_answers).where(_answers.c.id == answer.id, _answers.c.version == answer.version)
    if session.execute(statement.values(changed)).rowcount != 1:  # type: ignore[attr-defined]  # a cursor result has it
        raise NotPossible(
            "This answer was changed at the same moment. Nothing was saved: send the form again."
        )
    return now


def _theirs(answer: Answer) -> Theirs:
    by = answer.by.name if answer.by else "Somebody"
    return Theirs(
        by=by, at=answer.at, version=answer.version, fields={key: str(v) for key, v in answer.raw.items()}
    )
