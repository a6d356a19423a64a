"""Evidence: what was seen or heard, when, from where, and which items it shows something about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_write_assessment
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.answers import lock_open_revision, replace_answer
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Invalid, Theirs
from gcp_tool.domain.instrument import Area, Item
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, EvidenceSource
from gcp_tool.models import Answer, EvidenceLink


@dataclass(frozen=True, slots=True)
class EvidenceGiven:
    """A piece of evidence as typed: what, when, from where, and the items it shows something about."""

    words: str
    on_date: date
    source: EvidenceSource
    items: Sequence[Item]


def check_evidence(given: EvidenceGiven, *, today: date) -> None:
    """Evidence is of a day that has been, and shows something about an item.

    Raises:
        Invalid: naming the field.
    """
    if given.on_date > today:
        raise Invalid({"on": "The date you saw or heard this must be today or in the past"})
    if not given.items:
        raise Invalid({"shows": "Choose which of these it shows something about"})


def add_evidence(
    session: Session, *, record: Record, care: Care, area: Area, given: EvidenceGiven, once: str, by: Actor
) -> None:
    """Write down a piece of evidence at an area and link it to its items.

    Raises:
        NotAllowed, NotPossible: as for choices.
        Invalid: the evidence is of a day to come, or shows nothing.
    """
    check_write_assessment(by, record.assessment)
    check_evidence(given, today=clock.today())
    lock_open_revision(session, record)
    slot = session.scalar(
        select(func.coalesce(func.max(Answer.slot), 0) + 1).where(
            Answer.revision_id == record.revision.id,
            Answer.participant_id == record.participant_id,
            Answer.profile_id == care.profile.id,
            Answer.kind == AnswerKind.EVIDENCE,
            Answer.code == area.id,
        )
    )
    answer = Answer(
        revision_id=record.revision.id,
        participant_id=record.participant_id,
        profile_id=care.profile.id,
        kind=AnswerKind.EVIDENCE,
        code=area.id,
        slot=slot,
        agency_id=by.agency_id,
        shared_with=[],
        write_id=f"{once}.evidence",
        by_id=by.id,
        at=clock.now(),
        **_evidence_values(given),
    )
    session.add(answer)
    session.flush()
    _link(session, answer.id, care, given.items)


def change_evidence(
    session: Session,
    *,
    record: Record,
    care: Care,
    answer: Answer,
    given: EvidenceGiven,
    base_version: int,
    once: str,
    by: Actor,
) -> None:
    """Change a piece of evidence and what it is linked to; what it said before is kept.

    Raises:
        NotAllowed, NotPossible, Invalid: as for `add_evidence`.
        EditConflict: it was changed since the page was opened.
    """
    check_write_assessment(by, record.assessment)
    check_evidence(given, today=clock.today())
    lock_open_revision(session, record)
    _check_version(answer, base_version)
    replace_answer(session, answer, _evidence_values(given), write_id=f"{once}.evidence", by=by)
    session.execute(delete(EvidenceLink).where(EvidenceLink.answer_id == answer.id))
    _link(session, answer.id, care, given.items)


def remove_evidence(
    session: Session, *, record: Record, answer: Answer, base_version: int, once: str, by: Actor
) -> None:
    """Take a piece of evidence out. It stays in the record of what was typed.

    Raises:
        NotAllowed, NotPossible, EditConflict: as for `change_evidence`.
    """
    check_write_assessment(by, record.assessment)
    lock_open_revision(session, record)
    _check_version(answer, base_version)
    values = {"state": AnswerState.REMOVED}
    replace_answer(session, answer, values, write_id=f"{once}.evidence", by=by)
    session.execute(delete(EvidenceLink).where(EvidenceLink.answer_id == answer.id))


def _check_version(answer: Answer, base_version: int) -> None:
    if answer.version == base_version:
        return
    by = answer.by.name if answer.by else "Somebody"
    fields = {
        "words": str(answer.raw.get("words", "")),
        "on": answer.on_date.isoformat() if answer.on_date else "",
        "source": answer.source.value if answer.source else "",
        "shows": ",".join(link.code for link in answer.links),
    }
    raise EditConflict(Theirs(by=by, at=answer.at, version=answer.version, fields=fields))


def _evidence_values(given: EvidenceGiven) -> dict[str, Any]:
    return {
        "raw": {"words": given.words, "shows": [item.id for item in given.items]},
        "state": AnswerState.WORDS,
        "on_date": given.on_date,
        "source": given.source,
    }


def _link(session: Session, answer_id: int, care: Care, items: Sequence[Item]) -> None:
    rows = [
        {"answer_id": answer_id, "profile_id": care.profile_for(item).id, "code": item.id} for item in items
    ]
    session.execute(insert(EvidenceLink), rows)
