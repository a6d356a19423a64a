"""What a partnership settles: who signs assessments off, and who stands in for a manager who is away."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_arrange_cover
from gcp_tool.access.signing import SIGN_OFF, Signing
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.core.formatting import long_date
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.errors import EditConflict, Invalid, Theirs
from gcp_tool.models import Agency, Delegation, Policy, Team, User

LONGEST_COVER_MONTHS = 12


def settle_signing(session: Session, *, agency: Agency | None, signing: Signing, by: Actor | None) -> Policy:
    """Settle from now on who signs what an agency leads; without an agency, for all that settled nothing themselves."""
    value: dict[str, object] = {"by": signing.by.value}
    if signing.user_id is not None:
        value["user"] = signing.user_id
    now = clock.now()
    row = Policy(
        name=SIGN_OFF,
        agency_id=agency.id if agency else None,
        value=value,
        effective_at=now,
        by_id=by.id if by else None,
        at=now,
    )
    session.add(row)
    session.flush()
    record(session, Event.POLICY_SETTLED, by=by, subject=("policy", row.id), details={"name": SIGN_OFF})
    return row


def arrange_cover(
    session: Session, *, team: Team, cover: User, first: date, last: date, by: Actor
) -> Delegation:
    """Let somebody manage a team in the actor's place, from one day to another, both included.

    Raises:
        NotAllowed: the team is not the actor's own.
        Invalid: the days are not in order, over or too many, or the team is covered by that person then already.
    """
    check_arrange_cover(by, team)
    _check_days(first, last)
    if cover.id == by.id:
        raise Invalid({"cover": "Choose somebody else"})
    same = select(Delegation).where(
        Delegation.manager_id == by.id,
        Delegation.cover_id == cover.id,
        Delegation.team_id == team.id,
        Delegation.started_on <= last,
        Delegation.ended_on >= first,
    )
    other = session.scalars(same.order_by(Delegation.id).limit(1)).first()
    if other is not None:
        days = f"{long_date(other.started_on)} to {long_date(other.ended_on)}"
        raise Invalid({"cover": f"{cover.name} covers for you from {days} already"})
    row = Delegation(
        manager_id=by.id,
        cover_id=cover.id,
        team_id=team.id,
        started_on=first,
        ended_on=last,
        changed_at=clock.now(),
        changed_by_id=by.id,
    )
    session.add(row)
    session.flush()
    record(session, Event.COVER_ARRANGED, by=by, subject=("delegation", row.id), details={"to": cover.id})
    return row


def _check_days(first: date, last: date) -> None:
    today = clock.today()
    if first < today:
        raise Invalid({"first": "The first day must be today or later"})
    if last < first:
        raise Invalid({"last": "The last day must be the first day or later"})
    if last > add_months(first, LONGEST_COVER_MONTHS):
        raise Invalid({"last": "Cover can last a year at most"})


def end_cover(session: Session, *, delegation: Delegation, base_version: int, by: Actor) -> None:
    """End cover: today is its last day; cover that has not begun never does.

    Raises:
        NotAllowed: it is not the actor's own team.
        EditConflict: somebody changed it meanwhile.
    """
    check_arrange_cover(by, delegation.team)
    lock = select(Delegation.version).where(Delegation.id == delegation.id).with_for_update()
    if session.scalars(lock).one() != base_version:
        session.refresh(delegation)
        fields = {"last": delegation.ended_on.isoformat()}
        raise EditConflict(Theirs(by.name, delegation.changed_at, delegation.version, fields))
    today = clock.today()
    if delegation.started_on > today:
        delegation.started_on = delegation.ended_on = today - timedelta(days=1)
    else:
        delegation.ended_on = min(delegation.ended_on, today)
    delegation.version += 1
    delegation.changed_at = clock.now()
    delegation.changed_by_id = by.id
    session.flush()
    record(session, Event.COVER_ENDED, by=by, subject=("delegation", delegation.id))
