"""Assessments that wait for somebody, a page at a time, and how far they are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, ColumnExpressionArgument, Select, and_, exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.core.database import UtcDateTime
from gcp_tool.core.pagination import PAGE_SIZE, PageOfRows, offset_of
from gcp_tool.domain.instrument import Instrument
from gcp_tool.domain.vocabulary import (
    AnswerKind,
    AnswerState,
    Part,
    Purpose,
    RevisionState,
)
from gcp_tool.models import (
    Answer,
    Assessment,
    Family,
    InstrumentVersion,
    Participant,
    ParticipantUser,
    Profile,
    Revision,
    StatusChange,
    Team,
    User,
)

Columns = TypeVarTuple("Columns")

_RATED = (AnswerState.GRADED, AnswerState.NOT_APPLICABLE, AnswerState.NOT_KNOWN)

# The filters of `scope` name Family themselves, so the family of a row is joined under another name.
_Family = aliased(Family)

# When a revision was begun: an amendment later than its assessment.
BEGUN_AT = func.coalesce(
    select(func.min(StatusChange.at)).where(StatusChange.revision_id == Revision.id).scalar_subquery(),
    Assessment.started_at,
    type_=UtcDateTime(),
)


@dataclass(frozen=True, slots=True)
class WorkRow:
    """An assessment that waits for somebody, and which family it is about."""

    id: int
    key: str
    family: str
    holding_team_id: int
    lead_id: int
    lead: str
    lead_agency_id: int
    lead_team_id: int | None
    team: str | None
    purpose: Purpose
    window_from: date
    window_to: date
    scope: Sequence[str]
    state: RevisionState
    revision_id: int
    version_id: int
    submitted_at: datetime | None
    begun_at: datetime


def list_returned(session: Session, actor: Actor, *, number: int) -> PageOfRows[WorkRow]:
    """A page of what was returned to the actor, the longest there first."""
    mine = and_(Assessment.lead_user_id == actor.id, Revision.state == RevisionState.RETURNED)
    return _page(session, actor, mine, (Revision.changed_at, Assessment.id), number)


def list_drafts(session: Session, actor: Actor, *, number: int) -> PageOfRows[WorkRow]:
    """A page of the actor's own drafts, the latest begun first."""
    mine = and_(Assessment.lead_user_id == actor.id, Revision.state == RevisionState.DRAFT)
    return _page(session, actor, mine, (Assessment.id.desc(),), number)


def list_waiting_work(session: Session, actor: Actor, *, number: int) -> PageOfRows[WorkRow]:
    """A page of what the actor handed in and nobody has signed off yet, the longest wait first."""
    mine = and_(Assessment.lead_user_id == actor.id, Revision.state == RevisionState.SUBMITTED)
    return _page(session, actor, mine, (Revision.submitted_at, Assessment.id), number)


def list_to_sign_off(session: Session, actor: Actor, *, number: int) -> PageOfRows[WorkRow]:
    """A page of what waits for the actor's signature, the longest wait first. Whoever took part never signs."""
    to_sign = and_(Revision.state == RevisionState.SUBMITTED, _mine_to_sign(actor))
    return _page(session, actor, to_sign, (Revision.submitted_at, Assessment.id), number)


def list_by_ids(session: Session, actor: Actor, ids: Collection[int], *, number: int) -> PageOfRows[WorkRow]:
    """A page of these assessments, the latest begun first."""
    return _page(session, actor, Assessment.id.in_(ids), (Assessment.id.desc(),), number)


def _mine_to_sign(actor: Actor) -> ColumnElement[bool]:
    took_part = exists().where(
        ParticipantUser.assessment_id == Assessment.id, ParticipantUser.user_id == actor.id
    )
    return and_(scope.to_sign(actor), Assessment.lead_user_id != actor.id, ~took_part)


def _page(
    session: Session,
    actor: Actor,
    where: ColumnElement[bool],
    order: Sequence[ColumnExpressionArgument[Any]],
    number: int,
) -> PageOfRows[WorkRow]:
    where = and_(where, Assessment.recorded_in_error_at.is_(None), scope.assessments(actor))
    total = session.scalar(_joined(select(func.count())).where(where)) or 0
    if total == 0:
        return PageOfRows((), 1, PAGE_SIZE, 0)
    number = min(number, PageOfRows((), 1, PAGE_SIZE, total).pages)
    statement = _joined(
        select(
            Assessment.id, Assessment.key, _Family.label.label("family"),
            _Family.team_id.label("holding_team_id"), User.id.label("lead_id"), User.name.label("lead"),
            Assessment.lead_agency_id, Assessment.lead_team_id, Team.name.label("team"),
            Assessment.purpose, Assessment.window_from, Assessment.window_to, Assessment.scope, Revision.state,
            Revision.id.label("revision_id"), Assessment.instrument_version_id.label("version_id"),
            Revision.submitted_at, BEGUN_AT.label("begun_at"),
        )
    )  # fmt: skip
    found = session.execute(
        statement.where(where).order_by(*order).limit(PAGE_SIZE).offset(offset_of(number))
    )
    return PageOfRows([WorkRow(**row) for row in found.mappings()], number, PAGE_SIZE, total)


def _joined(statement: Select[*Columns]) -> Select[*Columns]:
    return (
        statement.select_from(Assessment)
        .join(Revision, Revision.id == Assessment.current_revision_id)
        .join(_Family, _Family.id == Assessment.family_id)
        .join(User, User.id == Assessment.lead_user_id)
        .outerjoin(Team, Team.id == Assessment.lead_team_id)
    )


def list_profiles(session: Session, assessment_ids: Collection[int]) -> Mapping[int, Sequence[Profile]]:
    """The profiles of each of these assessments, with child and carer."""
    statement = (
        select(Profile)
        .where(Profile.assessment_id.in_(assessment_ids))
        .options(joinedload(Profile.child), joinedload(Profile.carer))
        .order_by(Profile.id)
    )
    profiles: dict[int, list[Profile]] = {assessment_id: [] for assessment_id in assessment_ids}
    for profile in session.scalars(statement):
        profiles[profile.assessment_id].append(profile)
    return profiles


def find_answered(session: Session, revision_ids: Collection[int]) -> frozenset[tuple[int, str]]:
    """What their leads have answered in these revisions: profile and item."""
    statement = (
        select(Answer.profile_id, Answer.code)
        .join(Participant, Participant.id == Answer.participant_id)
        .where(
            Answer.revision_id.in_(revision_ids),
            Answer.kind == AnswerKind.ITEM,
            Answer.state.in_(_RATED),
            Participant.part == Part.LEAD,
        )
    )
    return frozenset((profile_id, code) for profile_id, code in session.execute(statement))


def find_tools(session: Session, version_ids: Collection[int]) -> Mapping[int, Instrument]:
    """The tools of these versions."""
    statement = (
        select(InstrumentVersion).where(InstrumentVersion.id.in_(version_ids)).order_by(InstrumentVersion.id)
    )
    return {version.id: version.instrument for version in session.scalars(statement)}
