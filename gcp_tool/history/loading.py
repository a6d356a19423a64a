"""The cares of a family, loaded: its readings with the tools they were made by and the people they are about."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from gcp_tool.history import queries
from gcp_tool.history.gathering import Sources, gather_cares
from gcp_tool.history.queries import MemberRow, ReadingFacts
from gcp_tool.history.series import Care, Subject
from gcp_tool.models import Family


def load_cares(
    session: Session, family: Family, members: Sequence[MemberRow], *, today: date
) -> tuple[Care, ...]:
    """Every child with every carer that has readings."""
    facts = queries.list_readings(session, family)
    versions = queries.find_versions(session, {fact.version_id for fact in facts})
    sources = Sources(
        tools={id_: version.instrument for id_, version in versions.items()},
        people=_people(session, facts, members),
        members=members,
        closed_on=family.closed_on,
        today=today,
    )
    return gather_cares(facts, sources)


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
