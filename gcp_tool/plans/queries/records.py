"""One record around a family, if the actor may open the family; and what its page offers to choose."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.domain.errors import NotFound
from gcp_tool.models import Family, PlanEpisode, Referral, Support, Target, TimelineEvent
from gcp_tool.plans.content import RecordKind
from gcp_tool.plans.overlaps import Episode

Record = PlanEpisode | Referral | Support | TimelineEvent

MODELS: Mapping[RecordKind, type[Record]] = {
    RecordKind.PLAN: PlanEpisode,
    RecordKind.REFERRAL: Referral,
    RecordKind.SUPPORT: Support,
    RecordKind.EVENT: TimelineEvent,
}


def get_record(session: Session, actor: Actor, kind: RecordKind, key: str) -> Record:
    """The record of this key with its family, if the actor may open the family.

    Raises:
        NotFound: as if it did not exist.
    """
    model = MODELS[kind]
    statement = (
        select(model)
        .join(Family, Family.id == model.family_id)
        .where(model.key == key, scope.families(actor))
    )
    row = session.scalars(statement).one_or_none()
    if not isinstance(row, Record):
        raise NotFound("There is no such record, or it is not one of yours.")
    return row


def list_open_targets(session: Session, family_id: int) -> Sequence[Target]:
    """The targets of the family that are not settled yet, the soonest first."""
    statement = (
        select(Target)
        .where(Target.family_id == family_id, Target.outcome.is_(None))
        .order_by(Target.by_on, Target.id)
    )
    return session.scalars(statement).all()


def find_target(session: Session, family_id: int, target_id: int) -> Target | None:
    """The target of this id, if it is the family's."""
    return session.scalars(
        select(Target).where(Target.id == target_id, Target.family_id == family_id)
    ).one_or_none()


def list_episodes(session: Session, family_id: int) -> Sequence[Episode]:
    """The plans of the family's children that were not entered in error, as they began."""
    statement = (
        select(
            PlanEpisode.child_id,
            PlanEpisode.kind,
            PlanEpisode.started_on,
            PlanEpisode.ended_on,
            PlanEpisode.id,
        )
        .where(PlanEpisode.family_id == family_id, PlanEpisode.recorded_in_error_at.is_(None))
        .order_by(PlanEpisode.started_on, PlanEpisode.id)
    )
    return [Episode(*row) for row in session.execute(statement)]
