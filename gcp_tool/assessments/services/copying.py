"""Copying answers from one child to another on purpose. Evidence of the child's own takes the mark off again."""

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_write_assessment
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.answers import lock_open_revision
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.instrument import Area
from gcp_tool.domain.vocabulary import AnswerKind
from gcp_tool.models import Answer


def copy_answers(
    session: Session, *, record: Record, area: Area, source: Care, target: Care, once: str, by: Actor
) -> int:
    """Copy the answers of an area to another child where there is none yet; how many is returned.

    Raises:
        NotAllowed, NotPossible: as for choices.
        Invalid: it is the same child, or there is nothing to copy.
    """
    check_write_assessment(by, record.assessment)
    lock_open_revision(session, record)
    if source.profile.id == target.profile.id:
        raise Invalid({"copy_to": "Choose another child to copy to"})
    rows = [
        _copy(answer, target, once, by)
        for item in record.items(target, area)
        if not item.household
        and (target.profile.id, item.id) not in record.answers
        and (answer := record.answer_at(source.profile, item)) is not None
    ]
    if not rows:
        raise Invalid(
            {"copy_from": "There is nothing here to copy: answers that are there are left as they are"}
        )
    session.execute(insert(Answer), rows)
    return len(rows)


def _copy(answer: Answer, target: Care, once: str, by: Actor) -> dict[str, object]:
    return {
        "revision_id": answer.revision_id,
        "participant_id": answer.participant_id,
        "profile_id": target.profile.id,
        "kind": AnswerKind.ITEM,
        "code": answer.code,
        "slot": 0,
        "raw": answer.raw,
        "grade": answer.grade,
        "state": answer.state,
        "reason": answer.reason,
        "agency_id": by.agency_id,
        "shared_with": [],
        "copied_from_profile_id": answer.profile_id,
        "version": 1,
        "write_id": f"{once}.copy.{target.profile.id}.{answer.code}",
        "by_id": by.id,
        "at": clock.now(),
    }
