"""Who works with a family: one lead at a time, each from a day to a day; one family moved, or several at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_allocate
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.core.formatting import long_date
from gcp_tool.domain.errors import EditConflict, Invalid, NotPossible, Theirs
from gcp_tool.domain.vocabulary import NoticeKind
from gcp_tool.families.queries.holding import Worker
from gcp_tool.families.services.uniqueness import saved_once
from gcp_tool.models import Allocation, Family, User
from gcp_tool.notices.giving import give_notice
from gcp_tool.standing.families import refresh_standing

NOBODY = 0
_ANOTHER_MANAGER = "Another manager"


@dataclass(frozen=True, slots=True)
class Move:
    """A family that gets another worker. `expected` is the id of the lead allocation that was shown."""

    family: Family
    worker: Worker
    expected: int


def allocate(
    session: Session, *, family: Family, worker: Worker, expected: int, by: Actor, on: date | None = None
) -> None:
    """Allocate a worker as the lead from a day, without one from today; the allocation before ends that day.

    `expected` is the id of the lead allocation that the actor was shown, `NOBODY` when there was none.

    Raises:
        NotAllowed: the actor does not manage the team that holds the family.
        NotPossible: the family is closed.
        EditConflict: somebody else allocated the family meanwhile.
        Invalid: the worker is allocated already, or the day does not fit what is on record.
    """
    check_allocate(by, family)
    if family.closed_on is not None:
        raise NotPossible("This family is closed, so nobody can be allocated.")
    session.execute(select(Family.id).where(Family.id == family.id).with_for_update())
    lead = _find_lead(session, family)
    _check_expected(session, lead, expected)
    if lead is not None and lead.user_id == worker.id:
        raise Invalid({"worker": f"{worker.name} is allocated already"})
    on = on or clock.today()
    _check_day(family, lead, on)
    if lead is not None:
        lead.ended_on = on
        session.flush()
        give_notice(session, to=lead.user_id, kind=NoticeKind.ALLOCATION_ENDED, family_id=family.id, by=by)
    allocate_lead(session, family=family, user_id=worker.id, team_id=family.team_id, by=by, on=on)


def reallocate(session: Session, *, moves: Sequence[Move], on: date, by: Actor) -> None:
    """Give several families to other workers from a day: all of them, or none.

    Raises:
        NotAllowed: the actor does not manage the team that holds one of them.
        NotPossible: one of them is closed.
        EditConflict: somebody else allocated one of them meanwhile.
        Invalid: nothing to move, a worker of another team than the one that holds the family, or a day that does not
            fit what is on record.
    """
    if not moves:
        raise Invalid({"families": "Choose at least one family"})
    for move in sorted(moves, key=lambda move: move.family.id):
        if move.worker.team_id != move.family.team_id:
            raise Invalid(
                {"worker": f"{move.family.label} is held by another team than {move.worker.name}’s"}
            )
        allocate(session, family=move.family, worker=move.worker, expected=move.expected, by=by, on=on)


def allocate_lead(
    session: Session, *, family: Family, user_id: int, team_id: int | None, by: Actor, on: date | None = None
) -> None:
    """Put a lead allocation on record, from a day, without one from today; there is none open.

    Raises:
        Invalid: somebody else was allocated at the same moment.
    """
    with saved_once(session):
        session.add(
            Allocation(
                family_id=family.id, user_id=user_id, team_id=team_id, lead=True,
                started_on=on or clock.today(), created_at=clock.now(),
            )
        )  # fmt: skip
    details = {"user": user_id, "team": team_id}
    record(session, Event.FAMILY_ALLOCATED, by=by, family_id=family.id, details=details)
    give_notice(session, to=user_id, kind=NoticeKind.ALLOCATED, family_id=family.id, by=by)
    refresh_standing(session, family.id)


def _check_day(family: Family, lead: Allocation | None, on: date) -> None:
    """A day between what is on record and today: who may open a family is never settled ahead."""
    if on > clock.today():
        raise Invalid({"from_on": "The day must be today or in the past"})
    first = lead.started_on if lead is not None else family.opened_on
    if on < first:
        since = "allocated" if lead is not None else "open"
        raise Invalid(
            {"from_on": f"{family.label} has been {since} since {long_date(first)}: choose a later day"}
        )


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
