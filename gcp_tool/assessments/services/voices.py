"""Voices: what a child says or shows of their days, and what each carer says of their own care."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_write_assessment
from gcp_tool.assessments.queries.sheets import find_carer_part
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.answers import lock_open_revision
from gcp_tool.assessments.services.profiles import ensure_profile
from gcp_tool.assessments.services.sayings import Saying, save_sayings, saying
from gcp_tool.assessments.sheets import AsFields, Place
from gcp_tool.assessments.words import CARER_VIEW, DAY, SEEN, WHY_NOT, WORDS
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.instrument import Instrument
from gcp_tool.domain.vocabulary import AnswerKind, Part, ProfileKind
from gcp_tool.models import Participant


class SeenAlone(StrEnum):
    """Whether the child was seen without a carer."""

    YES = "yes"
    NO = "no"
    NOT_POSSIBLE = "not_possible"


@dataclass(frozen=True, slots=True)
class ChildSaid:
    """A child's voice as typed. Everything may be left open; `day` goes by the codes of its parts."""

    words: str
    alone: SeenAlone | None
    where: str
    how: str
    day: Mapping[str, str]
    why_not: str


@dataclass(frozen=True, slots=True)
class CarerSaid:
    """A carer's own view as typed, and the level they gave themselves by domain, where they wished to."""

    words: str
    levels: Mapping[str, int]


def save_child_voice(
    session: Session,
    *,
    record: Record,
    care: Care,
    said: ChildSaid,
    base_version: int,
    as_fields: AsFields,
    once: str,
    by: Actor,
) -> None:
    """Write down what a child said or showed, how and where they were seen, or why there is none of it.

    Raises:
        NotAllowed, NotPossible: the assessment is not the actor's to change, or not open.
        Invalid: there is a voice and a reason why there is none.
        EditConflict: it was changed since the page was opened.
    """
    check_write_assessment(by, record.assessment)
    if said.why_not.strip() and (said.words.strip() or any(text.strip() for text in said.day.values())):
        message = "Say why there is nothing only where there is nothing: the child’s words or day are above"
        raise Invalid({"why_not": message})
    lock_open_revision(session, record)
    child_id = care.profile.child_id
    profile = ensure_profile(session, record=record, kind=ProfileKind.CHILD, child_id=child_id)
    save_sayings(
        session,
        record=record,
        sayings=_child_sayings(record.participant_id, profile.id, said),
        base_version=base_version,
        as_fields=as_fields,
        once=once,
        by=by,
    )


def _child_sayings(participant_id: int, profile_id: int, said: ChildSaid) -> list[Saying]:
    def place(code: str) -> Place:
        return Place(participant_id, AnswerKind.VOICE, profile_id, code)

    alone = said.alone.value if said.alone else ""
    return [
        saying(place(WORDS), words=said.words),
        saying(place(SEEN), alone=alone, where=said.where, how=said.how),
        saying(place(DAY), **said.day),
        saying(place(WHY_NOT), words=said.why_not),
    ]


def child_places(record: Record, child_id: int | None) -> list[Place]:
    """Where a child's voice is kept; nowhere before anything about the child was."""
    profile = record.profile(ProfileKind.CHILD, child_id)
    codes = (WORDS, SEEN, DAY, WHY_NOT)
    return (
        [Place(record.participant_id, AnswerKind.VOICE, profile.id, code) for code in codes]
        if profile is not None
        else []
    )


def save_carer_voice(
    session: Session,
    *,
    record: Record,
    care: Care,
    said: CarerSaid,
    base_version: int,
    as_fields: AsFields,
    once: str,
    by: Actor,
) -> None:
    """Write down a carer's own view of their care of a child, and their own grades. They stand beside the lead's.

    Raises:
        NotAllowed, NotPossible: the assessment is not the actor's to change, or not open.
        EditConflict: it was changed since the page was opened.
    """
    check_write_assessment(by, record.assessment)
    lock_open_revision(session, record)
    part = carer_part(session, record, care, needed=bool(said.levels))
    view = Place(record.participant_id, AnswerKind.VOICE, care.profile.id, CARER_VIEW)
    grades = [] if part is None else _grades(record.instrument, care, part, said.levels)
    save_sayings(
        session,
        record=record,
        sayings=[saying(view, words=said.words), *grades],
        base_version=base_version,
        as_fields=as_fields,
        once=once,
        by=by,
    )


def carer_places(session: Session, record: Record, care: Care) -> list[Place]:
    """Where a carer's view and their own grades are kept."""
    view = Place(record.participant_id, AnswerKind.VOICE, care.profile.id, CARER_VIEW)
    part = find_carer_part(session, record.assessment.id, care.profile.carer_id or 0)
    if part is None:
        return [view]
    domains = record.instrument.domains_for(care.band)
    return [view, *(Place(part, AnswerKind.DOMAIN, care.profile.id, domain.id) for domain in domains)]


def _grades(instrument: Instrument, care: Care, part: int, levels: Mapping[str, int]) -> list[Saying]:
    return [
        Saying(
            Place(part, AnswerKind.DOMAIN, care.profile.id, domain.id),
            {"choice": str(instrument.scale.level(level).value) if level else ""},
            stands=level is not None,
            level=level,
        )
        for domain in instrument.domains_for(care.band)
        for level in [levels.get(domain.id)]
    ]


def carer_part(session: Session, record: Record, care: Care, *, needed: bool) -> int | None:
    """The carer's part in the assessment; theirs to give grades by, so it is made with the first grade."""
    carer_id = care.profile.carer_id
    if carer_id is None:
        return None
    held = find_carer_part(session, record.assessment.id, carer_id)
    if held is not None or not needed:
        return held
    part = Participant(
        assessment_id=record.assessment.id,
        part=Part.CARER,
        person_id=carer_id,
        domains=[],
        since_at=clock.now(),
    )
    session.add(part)
    session.flush()
    return part.id
