"""The workers whose families a manager may look through and give to others."""

from dataclasses import dataclass

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.domain.errors import NotFound
from gcp_tool.models import Allocation, Family, User, UserPosting


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works with families, or did."""

    id: int
    key: str
    name: str


def get_worker(session: Session, actor: Actor, key: str) -> Person:
    """Who works in a team that the actor manages, or is allocated to a family that such a team holds.

    Raises:
        NotFound: as if there were nobody.
    """
    posted = exists().where(
        UserPosting.user_id == User.id,
        UserPosting.ended_on.is_(None),
        UserPosting.team_id.in_(actor.managed_team_ids),
    )
    allocated = (
        exists()
        .where(
            Allocation.user_id == User.id,
            Allocation.lead,
            Allocation.ended_on.is_(None),
            Family.id == Allocation.family_id,
            Family.team_id.in_(actor.managed_team_ids),
            Family.id.in_(scope.family_ids(actor)),
        )
        .correlate(User)
    )
    row = session.execute(
        select(User.id, User.key, User.name).where(User.key == key, or_(posted, allocated))
    ).one_or_none()
    if row is None:
        raise NotFound("There is nobody of this kind in the teams that you manage.")
    return Person(*row)
