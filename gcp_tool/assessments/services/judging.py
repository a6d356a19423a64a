"""The lead's own grade for a whole domain, as a second mark beside the one its items make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_write_assessment
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.answers import lock_open_revision, replace_answer
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Invalid, Theirs
from gcp_tool.domain.instrument import Domain, Scale
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState
from gcp_tool.models import Answer

NO_GRADE = "none"


@dataclass(frozen=True, slots=True)
class JudgedChoice:
    """What the lead judges of a child with a carer: a value of the scale with the reason, or no grade of their own."""

    care: Care
    choice: str
    why: str


def judged_answers(record: Record, domain: Domain) -> Sequence[Answer]:
    """What is on record for a domain as a whole, taken back or not."""
    found = [record.answers.get((care.profile.id, domain.id)) for care in record.cares]
    return [answer for answer in found if answer is not None and answer.kind is AnswerKind.DOMAIN]


def version_of(record: Record, domain: Domain) -> int:
    """A number that grows with every change to any of them."""
    return sum(answer.version for answer in judged_answers(record, domain))


def save_judged(
    session: Session,
    *,
    record: Record,
    domain: Domain,
    choices: Sequence[JudgedChoice],
    base_version: int,
    once: str,
    by: Actor,
) -> None:
    """Keep the lead's own grades for a domain, each with its reason.

    Raises:
        NotAllowed, NotPossible: as for choices.
        Invalid: a grade has no reason.
        EditConflict: one was changed since the page was opened.
    """
    check_write_assessment(by, record.assessment)
    lock_open_revision(session, record)
    _check_reasons(record, choices)
    changed = [one for one in choices if _differs(record, domain, one)]
    if changed and judged_answers(record, domain) and base_version != version_of(record, domain):
        raise EditConflict(_theirs(record, domain))
    for number, one in enumerate(changed, start=1):
        held = record.answers.get((one.care.profile.id, domain.id))
        values = values_of(record.instrument.scale, one.choice, one.why)
        if held is None:
            row = _place(record, one.care, domain) | values
            row |= {"write_id": f"{once}.judged.{number}", "version": 1, "shared_with": []}
            session.execute(
                insert(Answer), [row | {"agency_id": by.agency_id, "by_id": by.id, "at": clock.now()}]
            )
        else:
            replace_answer(session, held, values, write_id=f"{once}.judged.{number}", by=by)


def _check_reasons(record: Record, choices: Sequence[JudgedChoice]) -> None:
    numbers = {care.profile.id: number for number, care in enumerate(record.cares, start=1)}
    lacking = [one for one in choices if one.choice != NO_GRADE and not one.why.strip()]
    if lacking:
        message = "Say why you judge the domain as a whole so"
        raise Invalid({f"why-{numbers[one.care.profile.id]}": message for one in lacking})


def _place(record: Record, care: Care, domain: Domain) -> dict[str, Any]:
    return {
        "revision_id": record.revision.id,
        "participant_id": record.participant_id,
        "profile_id": care.profile.id,
        "kind": AnswerKind.DOMAIN,
        "code": domain.id,
        "slot": 0,
    }


def _differs(record: Record, domain: Domain, one: JudgedChoice) -> bool:
    held = record.answers.get((one.care.profile.id, domain.id))
    if held is None and one.choice == NO_GRADE:
        return bool(one.why.strip())
    values = values_of(record.instrument.scale, one.choice, one.why)
    return held is None or (held.raw, held.state) != (values["raw"], values["state"])


def values_of(scale: Scale, choice: str, why: str) -> dict[str, Any]:
    """The columns of an answer for a domain as a whole. What does not parse was refused by the form before."""
    if choice == NO_GRADE:
        return {"raw": {"choice": "", "why": why}, "state": AnswerState.REMOVED, "grade": None}
    level = scale.level_with_value(int(choice)).number
    return {"raw": {"choice": choice, "why": why}, "state": AnswerState.GRADED, "grade": level}


def _theirs(record: Record, domain: Domain) -> Theirs:
    latest = max(judged_answers(record, domain), key=lambda answer: answer.at)
    fields: dict[str, str] = {}
    for number, care in enumerate(record.cares, start=1):
        answer = record.answers.get((care.profile.id, domain.id))
        fields |= _as_fields(number, answer.raw if answer else {})
    by = latest.by.name if latest.by else "Somebody"
    return Theirs(by=by, at=latest.at, version=version_of(record, domain), fields=fields)


def _as_fields(number: int, raw: Mapping[str, Any]) -> dict[str, str]:
    choice = str(raw.get("choice", "")) or NO_GRADE
    return {f"grade-{number}": choice, f"why-{number}": str(raw.get("why", ""))}
