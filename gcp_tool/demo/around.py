"""What happened around the invented families: plans, referrals, help and events, told by how many days ago."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.demo.families import Happening, Help, Household, Plan, Referral
from gcp_tool.domain.vocabulary import AbuseCategory, MemberRole, PlanKind
from gcp_tool.models import Family
from gcp_tool.plans.details import Details, EventDetails, PlanDetails, ReferralDetails, SupportDetails
from gcp_tool.plans.queries.members import Member, list_members
from gcp_tool.plans.services.recording import add_records

_ASKED_BEFORE = 9

About = Sequence[int | None]


def happen(session: Session, *, household: Household, family: Family, today: date, by: Actor) -> None:
    """Write down what happened around a family."""
    children = [one for one in list_members(session, family.id) if one.role is MemberRole.CHILD]
    for about, details in _told(household, children, today):
        add_records(session, family=family, about=about, details=details, by=by)


def _told(household: Household, children: Sequence[Member], today: date) -> Iterator[tuple[About, Details]]:
    for referral in household.referrals:
        details = _referral(referral, today)
        yield _there(children, details), details
    for plan in household.plans:
        planned = _plan(plan, today)
        yield _there(children, planned), planned
    for help_given in household.support:
        yield [None], _help(help_given, today)
    for event in household.events:
        yield _whom(household, children, event), _event(event, today)


def _there(children: Sequence[Member], details: Details) -> About:
    """The children who were there by then: born, or thought of."""
    first = details.first_day
    return [
        one.id
        for one in children
        if (born := one.birth_on or one.expected_birth_on) is None or born - timedelta(days=240) <= first
    ]


def _whom(household: Household, children: Sequence[Member], event: Happening) -> About:
    if not event.child:
        return [None]
    return [one.id for one in children if one.name == household.name_of(event.child)]


def _day(today: date, ago: int | None) -> date | None:
    return None if ago is None else today - timedelta(days=ago)


def _plan(plan: Plan, today: date) -> PlanDetails:
    return PlanDetails(
        kind=plan.kind,
        started_on=today - timedelta(days=plan.since),
        category=AbuseCategory.NEGLECT if plan.kind is PlanKind.CHILD_PROTECTION else None,
        ended_on=_day(today, plan.until),
        next_meeting_on=None if plan.meets_in is None else today + timedelta(days=plan.meets_in),
    )


def _referral(referral: Referral, today: date) -> ReferralDetails:
    return ReferralDetails(
        on_date=today - timedelta(days=referral.ago),
        referred_by=referral.by,
        no_further_action=referral.nfa,
        words=referral.words,
    )


def _help(given: Help, today: date) -> SupportDetails:
    """Help that was given; it was offered some days before it began, unless it is said when."""
    asked = given.offered if given.offered is not None else (given.since or 0) + _ASKED_BEFORE
    return SupportDetails(
        what=given.what,
        provider=given.by,
        offered_on=_day(today, asked),
        started_on=_day(today, given.since),
        ended_on=_day(today, given.until),
        outcome=given.went,
    )


def _event(event: Happening, today: date) -> EventDetails:
    return EventDetails(kind=event.kind, on_date=today - timedelta(days=event.ago), words=event.words)
