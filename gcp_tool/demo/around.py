"""What happened around the invented families: plans, referrals, help and events, told by how many days ago."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.domain.vocabulary import AbuseCategory, MemberRole, PlanKind, SupportOutcome
from gcp_tool.models import Family
from gcp_tool.plans.details import Details, EventDetails, PlanDetails, ReferralDetails, SupportDetails
from gcp_tool.plans.queries.members import list_members
from gcp_tool.plans.services.recording import add_records

CHILDREN, FIRST_CHILD, WHOLE_FAMILY = "children", "first child", "family"


@dataclass(frozen=True, slots=True)
class Happened:
    """A plan, referral, help or event: whom it is about, days ago it began and ended, and what it was."""

    kind: PlanKind | str
    began: int
    ended: int | None = None
    what: str = ""
    provider: str = ""
    outcome: SupportOutcome | None = None
    about: str = CHILDREN
    meets_in: int | None = None


def _plan(kind: PlanKind, began: int, ended: int | None = None, *, meets_in: int | None = None) -> Happened:
    return Happened(kind, began, ended, meets_in=meets_in)


def _help(
    what: str, provider: str, began: int, ended: int | None = None, outcome: SupportOutcome | None = None
) -> Happened:
    return Happened("support", began, ended, what, provider, outcome, about=WHOLE_FAMILY)


def _event(kind: str, ago: int, words: str, *, about: str = FIRST_CHILD) -> Happened:
    return Happened(kind, ago, what=words, about=about)


EARLY, IN_NEED, PROTECTION = PlanKind.EARLY_HELP, PlanKind.CHILD_IN_NEED, PlanKind.CHILD_PROTECTION
COMPLETED, STOPPED = SupportOutcome.COMPLETED, SupportOutcome.STOPPED

AROUND: dict[str, tuple[Happened, ...]] = {
    "TH-1001": (
        Happened("referral", 570, provider="School"),
        _plan(PROTECTION, 545, 200), _plan(IN_NEED, 200, meets_in=40),
        _help("Parent group, ten weeks", "Millbank family hub", 420, 350, COMPLETED),
        _help("Family worker at bedtimes, two evenings a week", "Early help", 330, 150, COMPLETED),
        _event("conference_held", 520, "The grandparents came and offered two weekends a month", about=WHOLE_FAMILY),
        _event("was_not_brought", 480, "Eye clinic"),
        _event("visit_unannounced", 96, "Tea on the table, both children in"),
    ),
    "TH-1002": (
        Happened("referral", 495, provider="Police"),
        _plan(IN_NEED, 470, meets_in=12),
        _help("Tidy-up week with a family worker", "Quarry End children's centre", 365, 358, COMPLETED),
        _help("Alcohol service", "Clearwater", 300, 280, STOPPED),
        _event("was_not_brought", 260, "Dentist"), _event("was_not_brought", 140, "Dentist"),
        _event("was_not_brought", 41, "Hearing test"), _event("absence", 90, "Fourteen days missed this half term"),
        _event("visit_not_in", 60, "Curtains drawn, television on", about=WHOLE_FAMILY),
    ),
    "TH-1003": (
        _plan(IN_NEED, 510, 190), _plan(IN_NEED, 85, meets_in=25),
        _help("Couples' sessions", "Voluntary sector", 420, 300, STOPPED),
        _event("police_called", 295, "Shouting heard by neighbours; nobody hurt", about=WHOLE_FAMILY),
        _event("move", 205, "To Raj's sister's for six weeks", about=WHOLE_FAMILY),
    ),
    "TH-1004": (
        _plan(IN_NEED, 440, 115),
        _help("Family worker, weekly", "Southside early help", 400, 125, COMPLETED),
        _event("new_partner", 70, "Stays most nights", about=WHOLE_FAMILY),
        _event("missing", 22, "Out overnight, back by nine"),
        _event("exclusion", 16, "Two days, for leaving the site"),
    ),
    "TH-1005": (
        _plan(EARLY, 270, 65), _plan(IN_NEED, 64, meets_in=18),
        _help("Nursery place, fifteen hours", "Saltley nursery", 255, 90, STOPPED),
        _event("accident", 62, "Burn from a pan handle, seen four days later"),
    ),
    "TH-1006": (
        Happened("referral", 6, provider="Nursery"), _plan(PROTECTION, 1, meets_in=14),
        _event("police_protection", 5, "One night, then to an aunt"),
    ),
    "TH-1009": (
        _plan(EARLY, 295, meets_in=35), _help("Breakfast club and a lift", "School", 190),
    ),
    "TH-1011": (_plan(EARLY, 510), _event("visit_not_in", 120, "No answer twice in a week", about=WHOLE_FAMILY)),
    "TH-1013": (
        _plan(PROTECTION, 1085, 700), _plan(IN_NEED, 700, 280), _plan(EARLY, 280, 60),
        _help("Play therapy", "Voluntary sector", 760, 600, COMPLETED),
        _help("Debt advice", "Citizens' service", 640, 580, COMPLETED),
        _event("conference_held", 1060, "Vera's brother and neighbour made a plan", about=WHOLE_FAMILY),
    ),
    "TH-1014": (_plan(IN_NEED, 280, meets_in=20), _help("Volunteer visitor", "Home visiting scheme", 200)),
    "TH-1017": (
        _plan(IN_NEED, 265, meets_in=30), _help("Cooking together", "Millbank family hub", 150, 100, COMPLETED),
    ),
    "TH-1020": (_plan(EARLY, 255, meets_in=45),),
}  # fmt: skip


def happen(session: Session, *, family: Family, today: date, by: Actor) -> None:
    """Write down what happened around a family."""
    children = [m.id for m in list_members(session, family.id) if m.role is MemberRole.CHILD]
    for happened in AROUND.get(family.ref, ()):
        about: dict[str, list[int | None]] = {
            CHILDREN: [*children],
            FIRST_CHILD: [children[0]],
            WHOLE_FAMILY: [None],
        }
        for details in _details(happened, today):
            add_records(session, family=family, about=about[happened.about], details=details, by=by)


def _details(happened: Happened, today: date) -> Iterator[Details]:
    began = today - timedelta(days=happened.began)
    ended = None if happened.ended is None else today - timedelta(days=happened.ended)
    match happened.kind:
        case PlanKind() as kind:
            yield _plan_details(kind, began, ended, happened, today)
        case "referral":
            yield ReferralDetails(on_date=began, referred_by=happened.provider, no_further_action=False)
        case "support":
            yield SupportDetails(
                what=happened.what,
                provider=happened.provider,
                offered_on=began - timedelta(days=9),
                started_on=began,
                ended_on=ended,
                outcome=happened.outcome,
            )
        case kind:
            yield EventDetails(kind=kind, on_date=began, words=happened.what)


def _plan_details(
    kind: PlanKind, began: date, ended: date | None, happened: Happened, today: date
) -> PlanDetails:
    plan = PlanDetails(
        kind=kind,
        started_on=began,
        category=AbuseCategory.NEGLECT if kind is PROTECTION else None,
        ended_on=ended,
    )
    if happened.meets_in is None:
        return plan
    return replace(plan, next_meeting_on=today + timedelta(days=happened.meets_in))
