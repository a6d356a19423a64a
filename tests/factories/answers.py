"""Answers, pieces of evidence, and answers that replace others."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from gcp_tool.core.keys import new_key
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, EvidenceSource
from gcp_tool.models import Answer, EvidenceLink
from tests.factories.assessments import MadeAssessment
from tests.factories.defaults import AT, add


def make_answer(session: Session, made: MadeAssessment, **changes: Any) -> Answer:
    """The lead's grade of one item for the child with the carer; a 2 unless the changes say otherwise."""
    grade = changes.get("grade", 2)
    defaults = {
        "revision_id": made.revision.id,
        "participant_id": made.lead.id,
        "profile_id": made.child_carer.id,
        "kind": AnswerKind.ITEM,
        "code": "food.meals.enough",
        "raw": {"choice": str(grade), "reason": ""},
        "grade": grade,
        "state": AnswerState.GRADED,
        "shared_with": [],
        "write_id": new_key(),
        "by_id": made.lead.user_id,
        "at": AT,
    }
    return add(session, Answer, defaults, changes)


def make_evidence(
    session: Session, made: MadeAssessment, *, shows: Sequence[str] = (), **changes: Any
) -> Answer:
    """A piece of evidence, linked to the items that it shows something about."""
    words = {
        "kind": AnswerKind.EVIDENCE,
        "code": "food.meals",
        "slot": 1,
        "raw": {"words": "The fridge held milk and half a loaf; nobody had eaten since the day before."},
        "grade": None,
        "state": AnswerState.WORDS,
        "on_date": date(2026, 2, 27),
        "source": EvidenceSource.SEEN_AT_VISIT,
    }
    answer = make_answer(session, made, **(words | changes))
    for code in shows:
        add(
            session,
            EvidenceLink,
            {"answer_id": answer.id, "profile_id": made.child_carer.id, "code": code},
            {},
        )
    return answer


def replace_answer(session: Session, answer: Answer, **changes: Any) -> None:
    """Change an answer as the tool does: the next version, by a write of its own."""
    values = {"version": answer.version + 1, "write_id": new_key(), **changes}
    session.execute(update(Answer).where(Answer.id == answer.id).values(values))
    session.refresh(answer)
