"""History across families: earlier readings, plans and removed children of anybody who is in a family now.

Of families that the actor may not open, no more is told than which agency knows them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.assessments.content import CHILD_REMOVED
from gcp_tool.domain.vocabulary import MemberRole, PlanKind
from gcp_tool.models import (
    Agency,
    Assessment,
    Family,
    FamilyLink,
    FamilyMember,
    InstrumentVersion,
    Person,
    PlanEpisode,
    ReadingRow,
    Team,
    TimelineEvent,
)

_CARERS = (MemberRole.MAIN_CARER, MemberRole.SECOND_CARER)


@dataclass(frozen=True, slots=True)
class EarlierReading:
    """An assessment that counts: its last day, and the highest grade given in any domain, as the tool says it."""

    on: date
    highest: str


@dataclass(frozen=True, slots=True)
class EarlierPlan:
    """A plan: whose, of which kind, from and to, and how it ended."""

    child: str
    kind: PlanKind
    started_on: date
    ended_on: date | None
    end_words: str


@dataclass(frozen=True, slots=True)
class Removal:
    """That a child was removed from home."""

    on: date
    words: str


@dataclass(slots=True)
class EarlierFamily:
    """A family in which somebody of this one is or was, and what is on record there."""

    id: int
    key: str
    label: str
    closed_on: date | None
    is_visible: bool
    agency: str
    restricted: bool
    is_this: bool
    is_linked: bool = False
    people: list[str] = field(default_factory=list)
    readings: list[EarlierReading] = field(default_factory=list)
    plans: list[EarlierPlan] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)

    @property
    def has_history(self) -> bool:
        """Whether there is anything to warn of."""
        return bool(self.readings or self.plans or self.removals)


@dataclass(frozen=True, slots=True)
class _People:
    """Everybody who is in the family now, under whatever record, and the families they are or were carers in."""

    names: Mapping[int, str]
    memberships: Sequence[tuple[int, int]]
    cared_in: Collection[int]

    @property
    def family_ids(self) -> Collection[int]:
        return {family_id for family_id, _ in self.memberships}


def list_earlier(
    session: Session, actor: Actor, family: Family, members: Sequence[FamilyMember]
) -> Sequence[EarlierFamily]:
    """The families with something on record about anybody who is a child or carer here now, this one first."""
    people = _people(session, members)
    families = _families(session, actor, people, family)
    if not families:
        return ()
    _add_readings(session, people, families)
    _add_plans(session, people, families)
    _add_removals(session, people, families)
    _add_links(session, family, families)
    for family_id, person_id in people.memberships:
        name = people.names[person_id]
        if name not in families[family_id].people:
            families[family_id].people.append(name)
    found = [one for one in families.values() if one.has_history]
    return sorted(found, key=lambda one: (not one.is_this, one.id))


def _people(session: Session, members: Sequence[FamilyMember]) -> _People:
    names = {m.person_id: m.person.name for m in members if m.role is not MemberRole.OTHER}
    merged = select(Person.id, Person.merged_into_id).where(Person.merged_into_id.in_(list(names)))
    for person_id, into in session.execute(merged):
        names[person_id] = names[into or person_id]
    statement = (
        select(FamilyMember.family_id, FamilyMember.person_id, FamilyMember.role)
        .where(FamilyMember.person_id.in_(list(names)))
        .order_by(FamilyMember.id)
    )
    rows = session.execute(statement).all()
    return _People(
        names,
        [(family_id, person_id) for family_id, person_id, _ in rows],
        {family_id for family_id, _, role in rows if role in _CARERS},
    )


def _families(session: Session, actor: Actor, people: _People, family: Family) -> dict[int, EarlierFamily]:
    statement = (
        select(
            Family.id, Family.key, Family.label, Family.closed_on, scope.families(actor), Agency.name,
            Family.restricted,
        )
        .join(Team, Team.id == Family.team_id)
        .join(Agency, Agency.id == Team.agency_id)
        .where(Family.id.in_(people.family_ids))
        .order_by(Family.id)
    )  # fmt: skip
    return {
        row[0]: EarlierFamily(*row[:4], bool(row[4]), row[5], row[6], is_this=row[0] == family.id)
        for row in session.execute(statement)
    }


def _about(
    people: _People, person: InstrumentedAttribute[Any], where: InstrumentedAttribute[Any]
) -> ColumnElement[bool]:
    """What is about somebody here, and all that happened where somebody here cared for children."""
    return or_(person.in_(list(people.names)), where.in_(list(people.cared_in)))


def _add_readings(session: Session, people: _People, families: Mapping[int, EarlierFamily]) -> None:
    mine = or_(ReadingRow.child_id.in_(list(people.names)), ReadingRow.carer_id.in_(list(people.names)))
    statement = (
        select(
            ReadingRow.family_id,
            ReadingRow.on_date,
            Assessment.instrument_version_id,
            func.max(ReadingRow.grade),
        )
        .join(Assessment, Assessment.id == ReadingRow.assessment_id)
        .where(ReadingRow.family_id.in_(list(families)), mine)
        .group_by(
            ReadingRow.family_id,
            ReadingRow.assessment_id,
            ReadingRow.on_date,
            Assessment.instrument_version_id,
        )
        .order_by(ReadingRow.on_date, ReadingRow.assessment_id)
    )
    rows = session.execute(statement).all()
    ids = {row[2] for row in rows}
    tools = {
        one.id: one for one in session.scalars(select(InstrumentVersion).where(InstrumentVersion.id.in_(ids)))
    }
    for family_id, on, version_id, grade in rows:
        level = None if grade is None else tools[version_id].instrument.scale.level(grade)
        highest = f"{level.value} {level.label}" if level else "nothing graded"
        families[family_id].readings.append(EarlierReading(on, highest))


def _add_plans(session: Session, people: _People, families: Mapping[int, EarlierFamily]) -> None:
    child = aliased(Person)
    statement = (
        select(
            PlanEpisode.family_id, child.given_name, PlanEpisode.kind, PlanEpisode.started_on,
            PlanEpisode.ended_on, PlanEpisode.end_words,
        )
        .join(child, child.id == PlanEpisode.child_id)
        .where(
            PlanEpisode.family_id.in_(list(families)),
            PlanEpisode.recorded_in_error_at.is_(None),
            _about(people, PlanEpisode.child_id, PlanEpisode.family_id),
        )
        .order_by(PlanEpisode.started_on, PlanEpisode.id)
    )  # fmt: skip
    for row in session.execute(statement):
        families[row[0]].plans.append(EarlierPlan(*row[1:]))


def _add_removals(session: Session, people: _People, families: Mapping[int, EarlierFamily]) -> None:
    statement = (
        select(TimelineEvent.family_id, TimelineEvent.on_date, TimelineEvent.words)
        .where(
            TimelineEvent.family_id.in_(list(families)),
            TimelineEvent.kind == CHILD_REMOVED,
            TimelineEvent.recorded_in_error_at.is_(None),
            _about(people, TimelineEvent.person_id, TimelineEvent.family_id),
        )
        .order_by(TimelineEvent.on_date, TimelineEvent.id)
    )
    for family_id, on, words in session.execute(statement):
        families[family_id].removals.append(Removal(on, words))


def _add_links(session: Session, family: Family, families: Mapping[int, EarlierFamily]) -> None:
    for one_id, other_id in session.execute(
        select(FamilyLink.family_id, FamilyLink.other_id).where(
            or_(FamilyLink.family_id == family.id, FamilyLink.other_id == family.id)
        )
    ):
        other = other_id if one_id == family.id else one_id
        if other in families:
            families[other].is_linked = True
