"""Writing down plans, referrals, support and events: added, changed, recorded in error. Nothing is ever deleted."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_edit_family
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.versions import as_field, update_versioned
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid, NotPossible
from gcp_tool.models import Family, PlanEpisode, Referral, Support, TimelineEvent
from gcp_tool.plans.details import (
    PEOPLE,
    Details,
    EventDetails,
    PlanDetails,
    ReferralDetails,
    SupportDetails,
    columns_of,
    find_person_problem,
)
from gcp_tool.plans.overlaps import Episode, find_overlap, overlap_words
from gcp_tool.plans.queries.members import Member, list_members
from gcp_tool.plans.queries.records import Record, find_target, list_episodes
from gcp_tool.standing.families import refresh_standing

MODEL_OF: Mapping[type[Details], type[Record]] = {
    PlanDetails: PlanEpisode,
    ReferralDetails: Referral,
    SupportDetails: Support,
    EventDetails: TimelineEvent,
}


def add_records(
    session: Session, *, family: Family, about: Sequence[int | None], details: Details, by: Actor
) -> Sequence[Record]:
    """Write down the same for each person it is about; None is the family as a whole.

    Raises:
        NotAllowed: the actor may not change the family, or it is closed.
        Invalid: something cannot be right, or a plan overlaps another of its kind.
    """
    check_edit_family(by, family)
    _hold_still(session, family)
    _check(session, family, about, details)
    rows = [_make(family, person_id, details, by) for person_id in about]
    session.add_all(rows)
    session.flush()
    for row in rows:
        _say(session, Event.TIMELINE_ADDED, row, by=by)
    _refresh(session, family, rows[0])
    return rows


def change_record(
    session: Session,
    *,
    family: Family,
    row: Record,
    about: int | None,
    details: Details,
    expected: int,
    by: Actor,
) -> None:
    """Change what is written down. A plan and a referral stay with their child.

    Raises:
        NotAllowed: the actor may not change the family, or it is closed.
        NotPossible: it was recorded in error.
        Invalid: something cannot be right, or a plan overlaps another of its kind.
        EditConflict: somebody else changed it meanwhile.
    """
    check_edit_family(by, family)
    check_stands(row)
    _hold_still(session, family)
    _check(session, family, [about], details, except_id=row.id)
    values = columns_of(details) | {person_column(row): about}
    before = {name: getattr(row, name) for name in values}
    update_versioned(session, row, expected=expected, values=values, by=by)
    words = change_words(before, values)
    if words:
        _say(session, Event.TIMELINE_CHANGED, row, by=by, words=words)
    _refresh(session, family, row)


def record_in_error(
    session: Session, *, family: Family, row: Record, reason: str, expected: int, by: Actor
) -> None:
    """Say that a record should not be there. It is kept, struck through, and counts for nothing.

    Raises:
        NotAllowed: the actor may not change the family, or it is closed.
        NotPossible: it was recorded in error before.
        EditConflict: somebody else changed it meanwhile.
    """
    check_edit_family(by, family)
    check_stands(row)
    values = {"recorded_in_error_at": clock.now(), "recorded_in_error_reason": reason}
    update_versioned(session, row, expected=expected, values=values, by=by)
    _say(session, Event.TIMELINE_RECORDED_IN_ERROR, row, by=by, words=reason)
    _refresh(session, family, row)


def check_stands(row: Record) -> None:
    """Raise NotPossible when the record was recorded in error."""
    if row.recorded_in_error_at is not None:
        raise NotPossible("This was recorded in error, so it stays as it is. Add a new record instead.")


def person_column(row: Record) -> str:
    """The column that says whom the record is about."""
    return "child_id" if isinstance(row, PlanEpisode | Referral) else "person_id"


def person_id_of(row: Record) -> int | None:
    """Whom the record is about; None is the family as a whole."""
    return row.child_id if isinstance(row, PlanEpisode | Referral) else row.person_id


def change_words(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """A line for each column that changed: what it was, and what it is. For the log, where it can be disposed of."""
    return "\n".join(
        f"{name}: {as_field(before[name])} → {as_field(value)}"
        for name, value in after.items()
        if before[name] != value
    )


def _make(family: Family, person_id: int | None, details: Details, by: Actor) -> Record:
    model = MODEL_OF[type(details)]
    row = model(family_id=family.id, changed_at=clock.now(), changed_by_id=by.id, **columns_of(details))
    setattr(row, person_column(row), person_id)
    return row


def _refresh(session: Session, family: Family, row: Record) -> None:
    """What is due depends on plans, and on nothing else that is written down here."""
    if isinstance(row, PlanEpisode):
        refresh_standing(session, family.id)


def _hold_still(session: Session, family: Family) -> None:
    """Two people who add a plan at the same moment come one after the other, so that neither overlaps unseen."""
    session.execute(select(Family.id).where(Family.id == family.id).with_for_update())


def _check(
    session: Session,
    family: Family,
    about: Sequence[int | None],
    details: Details,
    *,
    except_id: int | None = None,
) -> None:
    problems = details.find_problems(clock.today())
    members = {member.id: member for member in list_members(session, family.id)}
    people = _people_problem(about, members, details)
    if people:
        problems[PEOPLE] = people
    elif isinstance(details, PlanDetails):
        others = [one for one in list_episodes(session, family.id) if one.id != except_id]
        problems |= _overlap_problem(details, about, members, others)
    elif isinstance(details, SupportDetails) and not _has_target(session, family, details):
        problems["target"] = "Choose a target of this family"
    if problems:
        raise Invalid(problems)


def _people_problem(about: Sequence[int | None], members: Mapping[int, Member], details: Details) -> str:
    if not about:
        return find_person_problem(details, None, who="") or "Choose whom this is about"
    if any(person_id is not None and person_id not in members for person_id in about):
        return "Somebody you chose is not in this family"
    chosen = [members[person_id] if person_id is not None else None for person_id in about]
    found = (find_person_problem(details, member, who=member.name if member else "") for member in chosen)
    return next(filter(None, found), "")


def _overlap_problem(
    details: PlanDetails,
    about: Sequence[int | None],
    members: Mapping[int, Member],
    others: Sequence[Episode],
) -> dict[str, str]:
    for child_id in about:
        if child_id is None:
            continue
        mine = Episode(child_id, details.kind, details.started_on, details.ended_on)
        other = find_overlap(mine, others)
        if other is not None:
            return {"started_on": overlap_words(other, who=members[child_id].name)}
    return {}


def _has_target(session: Session, family: Family, details: SupportDetails) -> bool:
    """Whether the support serves no target, or one of this family."""
    return details.target_id is None or find_target(session, family.id, details.target_id) is not None


def _say(session: Session, event: Event, row: Record, *, by: Actor, words: str = "") -> None:
    record(
        session,
        event,
        by=by,
        family_id=row.family_id,
        person_id=person_id_of(row),
        subject=(row.__tablename__, row.id),
        words=words,
    )
