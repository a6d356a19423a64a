"""What those on duty are told of families that fit what they look up. Of restricted ones, nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.domain.vocabulary import PlanKind
from gcp_tool.families.identity import Identifier, Identity, is_likely_same_person, shared_identifiers
from gcp_tool.families.queries.candidates import identity_of
from gcp_tool.models import (
    Agency,
    Allocation,
    Family,
    FamilyMember,
    Person,
    PlanEpisode,
    ReadingRow,
    Search,
    Team,
    User,
)

LOOK_UP = "look_up"
# The filters of `scope` name Allocation themselves, so the lead is joined under another name.
_Lead = aliased(Allocation)


@dataclass(frozen=True, slots=True)
class KnownFamily:
    """What is told of a family that fits. Of a restricted one nothing is read but that it is."""

    id: int
    key: str
    closed_on: date | None
    may_open: bool
    agency: str
    team: str
    duty_line: str
    worker: str | None
    last_reading_on: date | None
    plans: Sequence[PlanKind]
    shared: frozenset[Identifier]


@dataclass(frozen=True, slots=True)
class Found:
    """The families that fit: those that something is told of, and the ids of restricted ones."""

    known: Sequence[KnownFamily]
    restricted_ids: Sequence[int]


def find_look_up(session: Session, key: str, *, of: Actor, now: datetime) -> Search | None:
    """The look-up of this key if it is the person's own and not over."""
    found = session.scalar(
        select(Search).where(Search.key == key, Search.user_id == of.id, Search.expires_at > now)
    )
    return found if found is not None and LOOK_UP in found.terms else None


def typed_in(search: Search) -> Identity:
    """What was looked up."""
    terms = search.terms[LOOK_UP]
    born: str | None = terms["birth_on"]
    return Identity(**(terms | {"birth_on": date.fromisoformat(born) if born else None}))


def list_found(session: Session, actor: Actor, search: Search, *, today: date) -> Found:
    """What is told today of the families that a look-up found."""
    ids: list[int] = search.terms["families"]
    restricted = session.scalars(
        select(Family.id).where(Family.id.in_(ids), Family.restricted).order_by(Family.id)
    ).all()
    told = sorted(set(ids) - set(restricted))
    plans, shared = _plans(session, told, today), _shared(session, told, typed_in(search))
    known = [
        KnownFamily(**row, plans=plans.get(row["id"], ()), shared=shared.get(row["id"], frozenset()))
        for row in _rows(session, actor, told)
    ]
    return Found(known, restricted)


def _rows(session: Session, actor: Actor, ids: Collection[int]) -> Sequence[Mapping[str, Any]]:
    last_reading = (
        select(func.max(ReadingRow.on_date)).where(ReadingRow.family_id == Family.id).scalar_subquery()
    )
    statement = (
        select(
            Family.id, Family.key, Family.closed_on, scope.families(actor).label("may_open"),
            Agency.name.label("agency"), Team.name.label("team"), Team.duty_line,
            User.name.label("worker"), last_reading.label("last_reading_on"),
        )
        .join(Team, Team.id == Family.team_id)
        .join(Agency, Agency.id == Team.agency_id)
        .outerjoin(_Lead, and_(_Lead.family_id == Family.id, _Lead.lead, _Lead.ended_on.is_(None)))
        .outerjoin(User, User.id == _Lead.user_id)
        .where(Family.id.in_(ids))
        .order_by(Family.closed_on.is_not(None), Family.id)
    )  # fmt: skip
    return [dict(row) for row in session.execute(statement).mappings()]


def _plans(session: Session, ids: Collection[int], today: date) -> Mapping[int, Sequence[PlanKind]]:
    """The kinds of plan that each family has today, each once."""
    statement = (
        select(PlanEpisode.family_id, PlanEpisode.kind)
        .where(
            PlanEpisode.family_id.in_(ids),
            PlanEpisode.recorded_in_error_at.is_(None),
            PlanEpisode.started_on <= today,
            or_(PlanEpisode.ended_on.is_(None), PlanEpisode.ended_on > today),
        )
        .distinct()
    )
    held: dict[int, set[PlanKind]] = {}
    for family_id, kind in session.execute(statement):
        held.setdefault(family_id, set()).add(kind)
    return {family_id: [kind for kind in PlanKind if kind in kinds] for family_id, kinds in held.items()}


def _shared(session: Session, ids: Collection[int], typed: Identity) -> Mapping[int, frozenset[Identifier]]:
    """What the best matching person of each family has in common with what was typed."""
    statement = (
        select(FamilyMember.family_id, Person)
        .join(Person, Person.id == FamilyMember.person_id)
        .where(FamilyMember.family_id.in_(ids))
        .order_by(FamilyMember.family_id, FamilyMember.id)
    )
    best: dict[int, frozenset[Identifier]] = {}
    for family_id, person in session.execute(statement):
        known = identity_of(person)
        if is_likely_same_person(typed, known):
            best[family_id] = max(best.get(family_id, frozenset()), shared_identifiers(typed, known), key=len)
    return best
