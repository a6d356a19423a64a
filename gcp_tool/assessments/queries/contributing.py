"""What others were asked to add to an assessment, and what they added: for whoever reads it, and for them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, bindparam, case, func, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from gcp_tool.access.actor import Actor
from gcp_tool.access.contributing import contributions
from gcp_tool.assessments.own_part import OwnPart
from gcp_tool.assessments.queries.records import begun_of, cares_of, unfinished_of
from gcp_tool.core.pagination import PAGE_SIZE, PageOfRows, offset_of
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, ContributionState, Part, RevisionState
from gcp_tool.models import Agency, Answer, Assessment, Family, Participant, Profile, Revision, User

MOST_SHOWN = 25
OF_PART = (
    joinedload(Participant.assessment).options(
        joinedload(Assessment.current_revision),
        joinedload(Assessment.family),
        joinedload(Assessment.instrument_version),
        joinedload(Assessment.lead_user),
        joinedload(Assessment.lead_agency),
    ),
)
_NOT_ANSWERS = (AnswerState.REMOVED, AnswerState.INVALID)
_HELD = (ContributionState.INVITED, ContributionState.ACTIVE, ContributionState.DONE)
_TO_DO = (ContributionState.INVITED, ContributionState.ACTIVE)
_OPEN = (RevisionState.DRAFT, RevisionState.RETURNED)
_PROFILES = (
    select(Profile)
    .where(Profile.assessment_id == bindparam("assessment"))
    .options(joinedload(Profile.child), joinedload(Profile.carer))
    .order_by(Profile.id)
)
_ANSWERS = (
    select(Answer)
    .where(
        Answer.revision_id == bindparam("revision"),
        Answer.participant_id.in_(bindparam("parts", expanding=True)),
    )
    .options(joinedload(Answer.by), joinedload(Answer.agency), selectinload(Answer.links))
    .order_by(Answer.id)
)
_ASKED = (
    select(Participant)
    .where(Participant.assessment_id == bindparam("assessment"), Participant.part == Part.CONTRIBUTOR)
    .options(joinedload(Participant.user), joinedload(Participant.agency))
    .order_by(Participant.id)
)


@dataclass(frozen=True, slots=True)
class AskedRow:
    """Something that was asked of a person. The family is named while they may still read their part."""

    key: str
    state: str
    due_on: date | None
    lead: str
    lead_agency: str
    family: str | None
    is_open: bool


def list_contributions(session: Session, assessment_id: int) -> Sequence[Participant]:
    """Everybody who was ever asked to add to an assessment, with their agency, the first one first."""
    return session.scalars(_ASKED, {"assessment": assessment_id}).all()


def load_own_part(session: Session, contribution: Participant) -> OwnPart:
    """What a contributor was asked for with the answers they gave; the part was loaded with `OF_PART`."""
    assessment = contribution.assessment
    revision = assessment.current_revision
    if revision is None:
        raise RuntimeError(f"assessment {assessment.ref} has no revision")
    profiles = session.scalars(_PROFILES, {"assessment": assessment.id}).all()
    set_committed_value(assessment, "profiles", profiles)
    given = session.scalars(_ANSWERS, {"revision": revision.id, "parts": [contribution.id]}).all()
    return OwnPart(
        assessment=assessment,
        revision=revision,
        instrument=assessment.instrument_version.instrument,
        participant_id=contribution.id,
        cares=cares_of(assessment),
        answers=grades_of(given),
        evidence=evidence_of(given),
        words={},
        steps=(),
        unfinished=unfinished_of(given),
        begun=begun_of(given),
        contribution=contribution,
    )


def list_given(
    session: Session, revision_id: int, parts: Collection[Participant]
) -> Mapping[int, Sequence[Answer]]:
    """What contributors gave in a revision, by their part."""
    given: dict[int, list[Answer]] = {part.id: [] for part in parts}
    for answer in session.scalars(_ANSWERS, {"revision": revision_id, "parts": list(given)}) if given else ():
        given[answer.participant_id].append(answer)
    return given


def grades_of(given: Sequence[Answer]) -> Mapping[tuple[int, str], Answer]:
    """What was answered for items, by profile and item, taken back or not."""
    return {(a.profile_id, a.code): a for a in given if a.kind is AnswerKind.ITEM}


def evidence_of(given: Sequence[Answer]) -> tuple[Answer, ...]:
    """The notes that stand, the latest first."""
    notes = [a for a in given if a.kind is AnswerKind.EVIDENCE and a.state not in _NOT_ANSWERS]
    return tuple(sorted(notes, key=lambda a: (a.on_date is None, a.on_date, a.id), reverse=True))


def list_asked(session: Session, actor: Actor, *, number: int) -> PageOfRows[AskedRow]:
    """A page of what was ever asked of the actor, the latest first."""
    total = session.scalar(select(func.count()).select_from(Participant).where(contributions(actor))) or 0
    number = min(number, PageOfRows((), 1, PAGE_SIZE, total).pages)
    rows = _asked(session, contributions(actor), limit=PAGE_SIZE, offset=offset_of(number))
    return PageOfRows(rows, number, PAGE_SIZE, total)


def list_to_add(session: Session, actor: Actor) -> Sequence[AskedRow]:
    """What the actor was asked to add and has not finished, while it can still be added."""
    waits = (
        contributions(actor)
        & Participant.state.in_(_TO_DO)
        & Revision.state.in_(_OPEN)
        & Assessment.recorded_in_error_at.is_(None)
        & (Assessment.lead_user_id != actor.id)
    )
    return _asked(session, waits, limit=MOST_SHOWN, offset=0)


def _asked(session: Session, where: ColumnElement[bool], *, limit: int, offset: int) -> Sequence[AskedRow]:
    is_open = Revision.state.in_(_OPEN) & Assessment.recorded_in_error_at.is_(None)
    statement = (
        select(
            Participant.key, Participant.state, Participant.due_on, User.name, Agency.name,
            case((Participant.state.in_(_HELD), Family.label)), is_open,
        )
        .join(Assessment, Assessment.id == Participant.assessment_id)
        .join(Revision, Revision.id == Assessment.current_revision_id)
        .join(Family, Family.id == Assessment.family_id)
        .join(User, User.id == Assessment.lead_user_id)
        .join(Agency, Agency.id == Assessment.lead_agency_id)
        .where(where)
        .order_by(Participant.id.desc())
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    return [AskedRow(*row) for row in session.execute(statement)]
