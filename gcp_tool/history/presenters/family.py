"""The family itself: its facts, who is in it now, and what this person may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.access.actor import Actor
from gcp_tool.access.log_policies import can_see_who_looked
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import can_allocate, can_edit_family, can_start_assessment
from gcp_tool.core.formatting import age_or_due, long_date
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.families.queries.holding import PastAllocation
from gcp_tool.history import content
from gcp_tool.models import Family
from gcp_tool.standing.queries import MemberRow


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the family."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class MemberView:
    """Somebody in the family now."""

    name: str
    details: str
    key: str


@dataclass(frozen=True, slots=True)
class FamilyView:
    """The family as its page begins."""

    key: str
    label: str
    restricted: bool
    closed: str
    facts: Sequence[Fact]
    members: Sequence[MemberView]
    may_start: bool
    may_edit: bool
    may_allocate: bool
    may_read: bool
    may_report: bool
    may_see_who_looked: bool


def present_family(
    family: Family,
    members: Sequence[MemberRow],
    lead: PastAllocation | None,
    *,
    actor: Actor,
    today: date,
) -> FamilyView:
    """The facts of a family, the people in it now, and what the actor may do."""
    return FamilyView(
        key=family.key,
        label=family.label,
        restricted=family.restricted,
        closed=long_date(family.closed_on) if family.closed_on else "",
        facts=_facts(family, lead),
        members=_members(members, today),
        may_start=can_start_assessment(actor, family),
        may_edit=can_edit_family(actor, family),
        may_allocate=can_allocate(actor, family) and family.closed_on is None,
        may_read=actor.may(Permission.ASSESSMENT_READ),
        may_report=actor.may(Permission.REPORT_MAKE),
        may_see_who_looked=can_see_who_looked(actor, family),
    )


def _facts(family: Family, lead: PastAllocation | None) -> Sequence[Fact]:
    allocated = f"{lead.worker}, since {long_date(lead.started_on)}" if lead else "Nobody is allocated now"
    facts = [
        Fact("Reference", family.ref),
        Fact("Area", family.area or "Not given"),
        Fact("Team", f"{family.team.name}, {family.team.agency.name}"),
        Fact("Allocated worker", allocated),
        Fact("Open since", long_date(family.opened_on)),
    ]
    return [*facts, Fact("Closed", long_date(family.closed_on))] if family.closed_on else facts


def _members(members: Sequence[MemberRow], today: date) -> Sequence[MemberView]:
    now = [member for member in members if member.ended_on is None]
    several_homes = len({member.household for member in now}) > 1
    return [
        MemberView(
            name=member.name,
            details=_details(member, today, with_home=several_homes),
            key=member.person_key,
        )
        for member in sorted(now, key=_place)
    ]


def _place(member: MemberRow) -> tuple[int, date]:
    """Children first, the oldest first and babies due last; then carers, main ones first."""
    if member.role is not MemberRole.CHILD:
        return list(MemberRole).index(member.role), date.min
    return 0, member.birth_on or member.expected_birth_on or date.max


def _details(member: MemberRow, today: date, *, with_home: bool) -> str:
    if member.role is MemberRole.CHILD:
        details = age_or_due(member.birth_on, member.expected_birth_on, today)
    else:
        details = content.ROLE_WORDS[member.role]
    return f"{details}, household “{member.household}”" if with_home else details
