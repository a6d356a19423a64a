"""Who works with a family: one lead at a time, each from a day to a day."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_allocate
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Invalid, NotPossible, Theirs
from gcp_tool.families.queries.holding import Worker
from gcp_tool.families.services.uniqueness import saved_once
from gcp_tool.models import Allocation, Family, User
from gcp_tool.standing.families import refresh_standing

NOBODY = 0
_ANOTHER_MANAGER = "Another manager"


def allocate(session: Session, *, family: Family, worker: Worker, expected: int, by: Actor) -> None:
    """Allocate a worker as the lead from today; the allocation before ends today.

    `expected` is the id of the lead allocation that the actor was shown, `NOBODY` when there was none.

    Raises:
        NotAllowed: the actor does not manage the team that holds the family.
        NotPossible: the family is closed.
        EditConflict: somebody else allocated the family meanwhile.
        Invalid: the worker is allocated already.
    """
    check_allocate(by, family)
    if family.closed_on is not None:
        raise NotPossible("This family is closed, so nobody can be allocated.")
    session.execute(select(Family.id).where(Family.id == family.id).with_for_update())
    lead = _find_lead(session, family)
    _check_expected(session, lead, expected)
    if lead is not None and lead.user_id == worker.id:
        raise Invalid({"worker": f"{worker.name} is allocated already"})
    if lead is not None:
        lead.ended_on = clock.today()
        session.flush()
    allocate_lead(session, family=family, user_id=worker.id, team_id=family.team_id, by=by)


def allocate_lead(session: Session, *, family: Family, user_id: int, team_id: int | None, by: Actor) -> None:
    """Put a lead allocation on record, from today; there is none open.

    Raises:
        Invalid: somebody else was allocated at the same moment.
    """
    with saved_once(session):
        session.add(
            Allocation(
                family_id=family.id, user_id=user_id, team_id=team_id, lead=True,
                started_on=clock.today(), created_at=clock.now(),
            )
        )  # fmt: skip
    details = {"user": user_id, "team": team_id}
    record(session, Event.FAMILY_ALLOCATED, by=by, family_id=family.id, details=details)
    refresh_standing(session, family.id)


def _find_lead(session: Session, family: Family) -> Allocation | None:
    return session.scalar(
        select(Allocation).where(
            Allocation.family_id == family.id, Allocation.lead, Allocation.ended_on.is_(None)
        )
    )


def _check_expected(session: Session, lead: Allocation | None, expected: int) -> None:
    if (lead.id if lead else NOBODY) == expected:
        return
    at = lead.created_at if lead else clock.now()
    key = session.scalar(select(User.key).where(User.id == lead.user_id)) if lead else None
    raise EditConflict(
        Theirs(by=_ANOTHER_MANAGER, at=at, version=lead.id if lead else NOBODY, fields={"worker": key or ""})
    )
