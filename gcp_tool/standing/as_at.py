"""How a family stood at the end of an earlier day, worked out from what was signed off by then. Nothing is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from sqlalchemy.orm import Session

from gcp_tool.domain.holding import DomainGrade
from gcp_tool.models import Family
from gcp_tool.standing.loading import FamilyRows, LoadedFamily, assemble
from gcp_tool.standing.making import Counting, ProfileRow, grades_of, list_counting_as_at
from gcp_tool.standing.queries import (
    FamilyFacts,
    MemberRow,
    PlanRow,
    ReadingFacts,
    list_last_decisions,
    list_members,
    list_plans,
)


@dataclass(frozen=True, slots=True)
class FamilyAsAt:
    """A family as it stood, and the revision in which each assessment counted then."""

    loaded: LoadedFamily
    revisions: Mapping[int, int]


def load_family_as_at(session: Session, family: Family, *, on: date) -> FamilyAsAt:
    """The family with its readings, members and plans as they were known at the end of a day."""
    counting = list_counting_as_at(session, family.id, on)
    readings = [_fact(*each) for each in grades_of(session, counting)]
    rows = FamilyRows(
        readings=sorted(readings, key=attrgetter("on", "assessment_id")),
        members=members_on(list_members(session, [family.id]), on),
        plans=plans_on(list_plans(session, [family.id]), on),
        decided=list_last_decisions(session, [family.id], until=on),
    )
    facts = FamilyFacts(
        family.id, family.team_id, family.restricted, not_after(family.closed_on, on), worker_id=None
    )
    [loaded] = assemble(session, [facts], rows, today=on)
    return FamilyAsAt(loaded, {one.id: one.revision_id for one in counting})


def not_after(day: date | None, on: date) -> date | None:
    """The day, unless it was still to come."""
    return day if day is not None and day <= on else None


def members_on(members: Iterable[MemberRow], on: date) -> Sequence[MemberRow]:
    """Who had joined by then; a child who was born since was due then."""
    return [
        replace(
            member,
            ended_on=not_after(member.ended_on, on),
            died_on=not_after(member.died_on, on),
            birth_on=not_after(member.birth_on, on),
            expected_birth_on=member.expected_birth_on or (member.birth_on if _is_due(member, on) else None),
        )
        for member in members
        if member.started_on <= on
    ]


def _is_due(member: MemberRow, on: date) -> bool:
    return member.birth_on is not None and member.birth_on > on


def plans_on(plans: Iterable[PlanRow], on: date) -> Sequence[PlanRow]:
    """The plans that had begun by then; what ended later was still open."""
    return [replace(plan, ended_on=not_after(plan.ended_on, on)) for plan in plans if plan.started_on <= on]


def _fact(one: Counting, profile: ProfileRow, grade: DomainGrade) -> ReadingFacts:
    if profile.child_id is None or profile.carer_id is None:
        raise ValueError("Only a child with a carer has readings.")
    return ReadingFacts(
        family_id=one.family_id,
        child_id=profile.child_id,
        carer_id=profile.carer_id,
        domain=grade.domain,
        line=grade.line,
        on=one.on,
        grade=grade.grade,
        graded=grade.graded,
        of_items=grade.of_items,
        signed_off=one.signed_off,
        scorer_id=one.scorer_id,
        assessment_id=one.id,
        version_id=one.version_id,
        origin=one.origin,
        band=profile.band,
        submitted_at=None,
        signed_off_at=one.counted_at,
        because_code=grade.because_code,
        items=dict(grade.items),
        held=grade.held,
    )
