"""The cares of families, loaded: their readings with the tools they were made by and the people they are about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

from gcp_tool.domain.instrument import Instrument
from gcp_tool.standing import queries
from gcp_tool.standing.gathering import Sources, gather_cares
from gcp_tool.standing.queries import DecisionRow, FamilyFacts, MemberRow, PlanRow, ReadingFacts
from gcp_tool.standing.series import Care, Subject


@dataclass(frozen=True, slots=True)
class LoadedFamily:
    """A family as its standing is worked out: who holds it and is in it, its plans, every child with every carer.

    `decided` is what its last six-month review ended in.
    """

    facts: FamilyFacts
    members: Sequence[MemberRow]
    plans: Sequence[PlanRow]
    cares: tuple[Care, ...]
    decided: DecisionRow | None = None


@dataclass(frozen=True, slots=True)
class FamilyRows:
    """What was read of families: their readings, who is or was in them, their plans and last decisions."""

    readings: Sequence[ReadingFacts]
    members: Sequence[MemberRow]
    plans: Sequence[PlanRow]
    decided: Mapping[int, DecisionRow] = field(default_factory=dict)


class _OfFamily(Protocol):
    @property
    def family_id(self) -> int: ...


_Row = TypeVar("_Row", bound=_OfFamily)


def load_families(
    session: Session, families: Sequence[FamilyFacts], *, today: date
) -> Sequence[LoadedFamily]:
    """The families with everything their standing rests on, in a number of queries that stays the same."""
    ids = [facts.id for facts in families]
    rows = FamilyRows(
        queries.list_readings(session, ids),
        queries.list_members(session, ids),
        queries.list_plans(session, ids),
        queries.list_last_decisions(session, ids),
    )
    return assemble(session, families, rows, today=today)


def assemble(
    session: Session, families: Sequence[FamilyFacts], rows: FamilyRows, *, today: date
) -> Sequence[LoadedFamily]:
    """The families made of rows that were read before, with the tools and the people that these name."""
    readings, members, plans = rows.readings, rows.members, _by_family(rows.plans)
    versions = queries.find_versions(session, {fact.version_id for fact in readings})
    tools = {id_: version.instrument for id_, version in versions.items()}
    people = _people(session, readings, members)
    by_family, members_of = _by_family(readings), _by_family(members)
    return [
        LoadedFamily(
            facts=facts,
            members=members_of.get(facts.id, ()),
            plans=plans.get(facts.id, ()),
            cares=_cares(facts, by_family, members_of, (tools, people), today),
            decided=rows.decided.get(facts.id),
        )
        for facts in families
    ]


def _cares(
    facts: FamilyFacts,
    readings: Mapping[int, Sequence[ReadingFacts]],
    members: Mapping[int, Sequence[MemberRow]],
    known: tuple[Mapping[int, Instrument], Mapping[int, Subject]],
    today: date,
) -> tuple[Care, ...]:
    tools, people = known
    sources = Sources(
        tools=tools,
        people=people,
        members=members.get(facts.id, ()),
        closed_on=facts.closed_on,
        today=today,
    )
    return gather_cares(readings.get(facts.id, ()), sources)


def _by_family(rows: Iterable[_Row]) -> Mapping[int, list[_Row]]:
    found: dict[int, list[_Row]] = {}
    for row in rows:
        found.setdefault(row.family_id, []).append(row)
    return found


def _people(
    session: Session, facts: Sequence[ReadingFacts], members: Sequence[MemberRow]
) -> Mapping[int, Subject]:
    """Whom the readings are about; past scores may know somebody who never was in the family."""
    people = {
        one.person_id: Subject(one.person_id, one.name, one.birth_on, one.expected_birth_on, one.died_on)
        for one in members
    }
    others = {person for fact in facts for person in (fact.child_id, fact.carer_id)} - people.keys()
    if others:
        people |= {
            one.id: Subject(one.id, one.name, one.birth_on, one.expected_birth_on, one.died_on)
            for one in queries.list_people(session, others)
        }
    return people
