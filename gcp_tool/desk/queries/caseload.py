"""The families of a caseload: a light row for each, what is open about them, and what only shown rows need."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Select, and_, bindparam, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.core.database import UtcDateTime, plain_rows
from gcp_tool.desk.kinds import Open
from gcp_tool.desk.queries.work import BEGUN_AT
from gcp_tool.domain.vocabulary import PlanKind, RevisionState
from gcp_tool.models import (
    Action,
    Allocation,
    Assessment,
    Challenge,
    Family,
    Person,
    Revision,
    Standing,
    Target,
    Team,
    User,
    UserPosting,
)

# The filters of `scope` name Allocation themselves, so the lead is joined under another name.
_Lead = aliased(Allocation)


class CaseRow(NamedTuple):
    """A family as a caseload knows it. `lead_id` is the lead allocation; `is_here` whether its worker still works.

    `is_current` says whether what stands here of how the family stands may be shown: it may be out of date, or missing.
    It is a tuple because a caseload makes hundreds of them.
    """

    id: int
    key: str
    label: str
    ref: str
    restricted: bool
    opened_on: date
    closed_on: date | None
    team_id: int
    team_key: str
    team: str
    lead_id: int | None
    worker_id: int | None
    worker_key: str | None
    worker: str | None
    is_here: bool
    decided_on: date | None
    check_due_on: date | None
    summary: int | None
    worst_now: Mapping[str, Any] | None
    latest_on: date | None
    reading_due_on: date | None
    review_due_on: date | None
    plan_kind: PlanKind | None
    plan_since_on: date | None
    is_current: bool


# What the clock changes; the rest of a row is changed only by somebody.
BY_TIME = (
    "summary", "worst_now", "latest_on", "reading_due_on", "review_due_on", "plan_kind", "plan_since_on",
)  # fmt: skip


def list_cases(session: Session, actor: Actor, *, today: date) -> Sequence[CaseRow]:
    """The open families that the actor may open, and the closed ones that still wait for their check; by label."""
    statement, given = scope.about_families(actor, _cases)
    return [CaseRow(*cells) for cells in plain_rows(session, statement, {**given, "as_of": today})]


def _cases(mine: CompoundSelect[int]) -> Select[*tuple[Any, ...]]:
    holds = or_(Standing.recompute_on.is_(None), Standing.recompute_on > bindparam("as_of"))
    stands = and_(Standing.family_id.is_not(None), holds)
    return (
        select(
            Family.id, Family.key, Family.label, Family.ref, Family.restricted, Family.opened_on,
            Family.closed_on, Family.team_id, Team.key, Team.name, _Lead.id, User.id, User.key, User.name,
            and_(User.active, UserPosting.id.is_not(None)), Standing.decided_on, Standing.check_due_on,
            *(getattr(Standing, name) for name in BY_TIME), stands,
        )
        .join(Team, Team.id == Family.team_id)
        .outerjoin(_Lead, and_(_Lead.family_id == Family.id, _Lead.lead, _Lead.ended_on.is_(None)))
        .outerjoin(User, User.id == _Lead.user_id)
        .outerjoin(UserPosting, and_(UserPosting.user_id == User.id, UserPosting.ended_on.is_(None)))
        .outerjoin(Standing, Standing.family_id == Family.id)
        .where(
            Family.id.in_(mine),
            or_(Family.closed_on.is_(None), Standing.check_due_on.is_not(None)),
        )
        .order_by(func.lower(Family.label), Family.id)
    )  # fmt: skip


def count_open(
    session: Session, actor: Actor, *, today: date, drafts_before: datetime
) -> Mapping[int, Mapping[Open, int]]:
    """What is open too long about the actor's families, by family and kind, in one query."""
    statement, given = scope.about_families(actor, _open)
    found: dict[int, dict[Open, int]] = {}
    for kind, family_id, count in plain_rows(
        session, statement, {**given, "as_of": today, "drafts_before": drafts_before}
    ):
        found.setdefault(family_id, {})[Open(kind)] = count
    return found


def _open(mine: CompoundSelect[int]) -> CompoundSelect[str, int, int]:
    return union_all(
        _counted(Open.TARGET, Target.family_id, mine)
        .join(Assessment, Assessment.id == Target.assessment_id)
        .where(
            Target.outcome.is_(None),
            Target.by_on < bindparam("as_of"),
            Assessment.completed_on.is_not(None),
            Assessment.recorded_in_error_at.is_(None),
        ),
        _counted(Open.ACTION, Action.family_id, mine).where(
            Action.done_on.is_(None), Action.due_on < bindparam("as_of")
        ),
        _counted(Open.CHALLENGE, Challenge.family_id, mine).where(
            Challenge.replied_at.is_(None), Challenge.outcome.is_(None)
        ),
        _counted(Open.OLD_DRAFT, Assessment.family_id, mine)
        .join(Revision, Revision.id == Assessment.current_revision_id)
        .where(
            Revision.state == RevisionState.DRAFT,
            Assessment.recorded_in_error_at.is_(None),
            bindparam("drafts_before", type_=UtcDateTime()) > BEGUN_AT,
        ),
    )


def _counted(kind: Open, family_id: Any, mine: Any) -> Select[str, int, int]:
    return select(literal(kind.value), family_id, func.count()).where(family_id.in_(mine)).group_by(family_id)


# Made once: making a statement takes longer than running it.
_STRIPS = select(Standing.family_id, Standing.because, Standing.strip).where(
    Standing.family_id.in_(bindparam("ids", expanding=True))
)
_NAMES = select(Person.id, Person.given_name).where(Person.id.in_(bindparam("ids", expanding=True)))


def find_strips(
    session: Session, family_ids: Collection[int]
) -> Mapping[int, tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]]]:
    """Why each family stands as it does and its latest grades, as they are stored."""
    rows = plain_rows(session, _STRIPS, {"ids": list(family_ids)})
    return {family_id: (because, strip) for family_id, because, strip in rows}


def find_given_names(session: Session, person_ids: Collection[int]) -> Mapping[int, str]:
    """What people are called, by id."""
    return {row.id: row.given_name for row in plain_rows(session, _NAMES, {"ids": list(person_ids)})}
