"""What the family was told of an assessment and what they said; and who was told of what could not wait."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_write_assessment
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.answers import lock_open_revision
from gcp_tool.assessments.services.profiles import ensure_profile
from gcp_tool.assessments.services.sayings import save_sayings, saying
from gcp_tool.assessments.sheets import AsFields, Place, Sheet
from gcp_tool.assessments.words import FAMILY, IMMEDIATE
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import AnswerKind, ProfileKind


class Agreement(StrEnum):
    """What the family says of the assessment."""

    AGREED = "agreed"
    PARTLY = "partly"
    DID_NOT_AGREE = "did_not_agree"


@dataclass(frozen=True, slots=True)
class Told:
    """What the family was told, when, and whether they agree; or why they were not told. All may be left open."""

    told_on: date | None
    agreement: Agreement | None
    words: str
    not_told_because: str


def check_told(told: Told, *, today: date) -> None:
    """What was told is of a day that has been, and is not told and kept from them at once.

    Raises:
        Invalid: naming the field.
    """
    if told.told_on is not None and told.told_on > today:
        raise Invalid({"told_on": "The date the family was told must be today or in the past"})
    if told.told_on is not None and told.not_told_because.strip():
        message = "Say either when the family was told, or why they were not told"
        raise Invalid({"not_told_because": message})


def save_told(
    session: Session,
    *,
    record: Record,
    told: Told,
    base_version: int,
    as_fields: AsFields,
    once: str,
    by: Actor,
) -> None:
    """Write down what the family was told and whether they agree.

    Raises:
        NotAllowed, NotPossible: the assessment is not the actor's to change, or not open.
        Invalid: the day is to come, or the family was both told and not told.
        EditConflict: it was changed since the page was opened.
    """
    check_write_assessment(by, record.assessment)
    check_told(told, today=clock.today())
    lock_open_revision(session, record)
    one = saying(
        _place(session, record, FAMILY),
        told_on=told.told_on.isoformat() if told.told_on else "",
        agreement=told.agreement.value if told.agreement else "",
        words=told.words,
        not_told_because=told.not_told_because,
    )
    save_sayings(
        session,
        record=record,
        sayings=[one],
        base_version=base_version,
        as_fields=as_fields,
        once=once,
        by=by,
    )


def save_immediate(
    session: Session,
    *,
    record: Record,
    who: str,
    when: str,
    words: str,
    base_version: int,
    once: str,
    by: Actor,
) -> None:
    """Write down who was told, and when, of what could not wait. It holds nothing up.

    Raises:
        NotAllowed, NotPossible: the assessment is not the actor's to change, or not open.
        EditConflict: it was changed since the page was opened.
    """
    check_write_assessment(by, record.assessment)
    lock_open_revision(session, record)
    place = _place(session, record, IMMEDIATE)
    save_sayings(
        session,
        record=record,
        sayings=[saying(place, who=who, when=when, words=words)],
        base_version=base_version,
        as_fields=_immediate_fields,
        once=once,
        by=by,
    )


def told_places(record: Record) -> list[Place]:
    """Where it is kept what the family was told; nowhere before anything was."""
    whole = record.profile(ProfileKind.WHOLE)
    return [] if whole is None else [Place(record.participant_id, AnswerKind.TOLD, whole.id, FAMILY)]


def _place(session: Session, record: Record, code: str) -> Place:
    whole = ensure_profile(session, record=record, kind=ProfileKind.WHOLE)
    return Place(record.participant_id, AnswerKind.TOLD, whole.id, code)


def _immediate_fields(sheet: Sheet) -> dict[str, str]:
    """The fields as they are called in the answer: `who`, `when`, `words`."""
    (answer,) = sheet.answers.values()
    return {name: str(text) for name, text in answer.raw.items()}
