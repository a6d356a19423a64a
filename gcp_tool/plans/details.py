"""What can be given about a plan, referral, support or event, and what of it cannot be right. Pure."""

from dataclasses import dataclass, fields
from datetime import date, timedelta

from gcp_tool.core.formatting import long_date
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.vocabulary import AbuseCategory, MemberRole, PlanKind, SupportOutcome
from gcp_tool.families.event_types import EVENT_TYPES, OTHER, About
from gcp_tool.plans.queries.members import Member

TODAY_OR_PAST = "The date must be today or in the past"
PEOPLE = "people"
_PREGNANCY_MONTHS = 10
_PLANNED_AHEAD = timedelta(days=366)
_MEETING_AHEAD = timedelta(days=2 * 366)
_ENDED = {SupportOutcome.COMPLETED, SupportOutcome.STOPPED}

Columns = dict[str, object]
Faults = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDetails:
    """A plan for a child. The category is for child protection only."""

    kind: PlanKind
    started_on: date
    category: AbuseCategory | None = None
    neglect: bool = True
    ended_on: date | None = None
    end_words: str = ""
    next_meeting_on: date | None = None

    @property
    def first_day(self) -> date:
        """The day it begins."""
        return self.started_on

    def find_problems(self, today: date) -> Faults:
        """What cannot be right, by field."""
        return {**_period_faults(self.started_on, self.ended_on, today), **self._category_faults()} | (
            self._meeting_faults(today)
        )

    def _category_faults(self) -> Faults:
        is_protection = self.kind is PlanKind.CHILD_PROTECTION
        if is_protection and self.category is None:
            return {"category": "Choose the category of the child protection plan"}
        if not is_protection and self.category is not None:
            return {"category": "Only a child protection plan has a category"}
        if self.category is AbuseCategory.NEGLECT and not self.neglect:
            return {"neglect": "The category is neglect, so neglect is a reason for the plan"}
        return {}

    def _meeting_faults(self, today: date) -> Faults:
        if self.next_meeting_on is None:
            return {}
        if self.ended_on is not None:
            return {"next_meeting_on": "A plan that has ended has no next meeting. Leave the date empty"}
        if self.next_meeting_on < self.started_on:
            return {"next_meeting_on": "The next meeting must not be before the plan started"}
        if self.next_meeting_on > today + _MEETING_AHEAD:
            return {"next_meeting_on": "The next meeting must be within two years. Check the year"}
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralDetails:
    """A referral of a child. Whether it led to no further action may not be known."""

    on_date: date
    referred_by: str = ""
    no_further_action: bool | None = None
    words: str = ""

    @property
    def first_day(self) -> date:
        """The day it was made."""
        return self.on_date

    def find_problems(self, today: date) -> Faults:
        """What cannot be right, by field."""
        return {"on_date": TODAY_OR_PAST} if self.on_date > today else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportDetails:
    """Help: what, by whom, when it was offered, started and ended, and how it went."""

    what: str
    provider: str = ""
    offered_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    outcome: SupportOutcome | None = None
    words: str = ""
    target_id: int | None = None

    @property
    def first_day(self) -> date:
        """The day it was offered or, where that is not known, started. Call it when one of them is given."""
        return self.offered_on or self.started_on or date.max

    def find_problems(self, today: date) -> Faults:
        """What cannot be right, by field."""
        return {**self._outcome_faults(), **self._date_faults(today)}

    def _date_faults(self, today: date) -> Faults:
        offered, started, ended = self.offered_on, self.started_on, self.ended_on
        if offered is None and started is None:
            return {"offered_on": "Enter the date it was offered or the date it started"}
        faults = {"offered_on": TODAY_OR_PAST} if offered and offered > today else {}
        if started and started > today + _PLANNED_AHEAD:
            faults["started_on"] = "Support can be planned for up to a year ahead. Check the year"
        elif offered and started and started < offered:
            faults["started_on"] = "The start must not be before the day it was offered"
        if ended and started is None:
            faults["ended_on"] = "Enter the date it started too, or leave the end empty"
        elif ended and started:
            faults |= {name: why for name, why in _end_faults(started, ended, today).items() if why}
        return faults

    def _outcome_faults(self) -> Faults:
        if self.ended_on is not None and self.outcome not in _ENDED:
            return {"outcome": "Choose whether it was completed or stopped before that"}
        if self.ended_on is None and self.outcome in _ENDED:
            return {"ended_on": "Enter the date it ended"}
        if self.started_on is not None and self.ended_on is None and self.outcome is not None:
            return {"outcome": "It has started, so it is not on a waiting list and was taken up"}
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetails:
    """A dated thing that happened, of one of the kinds that are kept as data."""

    kind: str
    on_date: date
    words: str = ""

    @property
    def first_day(self) -> date:
        """The day it happened."""
        return self.on_date

    def find_problems(self, today: date) -> Faults:
        """What cannot be right, by field."""
        faults = {"on_date": TODAY_OR_PAST} if self.on_date > today else {}
        if EVENT_TYPES.find(self.kind) is None:
            faults["kind"] = "Choose what happened from the list"
        if self.kind == OTHER and not self.words:
            faults["words"] = "Say what happened"
        return faults


Details = PlanDetails | ReferralDetails | SupportDetails | EventDetails


def columns_of(details: Details) -> Columns:
    """The details as the columns of their table."""
    return {one.name: getattr(details, one.name) for one in fields(details)}


def find_person_problem(details: Details, member: Member | None, *, who: str) -> str:
    """Why the details cannot be about this person, or about the family as a whole; empty when they can.

    `who` names the person in the sentence: by name on screen, "the child" where no name may stand.
    """
    needs = _needs(details)
    if member is None:
        return _whom(needs) if needs in {About.CHILD, About.PERSON} else ""
    if needs is About.FAMILY:
        return "This is about the family as a whole. Choose nobody in it"
    if needs is About.CHILD and member.role is not MemberRole.CHILD:
        return f"{who[:1].upper()}{who[1:]} is not a child of this family. Choose a child"
    born = member.birth_on or member.expected_birth_on
    if born is not None and details.first_day < add_months(born, -_PREGNANCY_MONTHS):
        return f"{long_date(details.first_day)} is long before {who} was born. Check the year"
    return ""


def _whom(needs: About) -> str:
    return "Choose which child this is about" if needs is About.CHILD else "Choose whom this is about"


def _needs(details: Details) -> About:
    if isinstance(details, PlanDetails | ReferralDetails):
        return About.CHILD
    if isinstance(details, SupportDetails):
        return About.ANYONE
    found = EVENT_TYPES.find(details.kind)
    return found.about if found else About.ANYONE


def _period_faults(started: date, ended: date | None, today: date) -> Faults:
    faults = {"started_on": TODAY_OR_PAST} if started > today else {}
    return faults | (_end_faults(started, ended, today) if ended else {})


def _end_faults(started: date, ended: date, today: date) -> Faults:
    if ended < started:
        return {"ended_on": "The end must not be before the start"}
    return {"ended_on": TODAY_OR_PAST} if ended > today else {}
