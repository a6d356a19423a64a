"""Starting an assessment: one family, children with carers, one tool, one period looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_start_assessment
from gcp_tool.assessments.queries.neighbours import Neighbour, list_neighbours
from gcp_tool.assessments.services.pairs import Pairing, add_pairs, band_of, youngest_band
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.core.keys import new_key, new_ref
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import (
    AnswerKind,
    AnswerState,
    Origin,
    Part,
    ProfileKind,
    Purpose,
    RevisionState,
)
from gcp_tool.models import (
    Answer,
    Assessment,
    Family,
    InstrumentVersion,
    Participant,
    Profile,
    Revision,
    StatusChange,
)

__all__ = [
    "LONGEST_PERIOD_DAYS",
    "LONG_PERIOD_DAYS",
    "AlreadyOpen",
    "OnPaper",
    "Period",
    "band_of",
    "check_neighbours",
    "check_period",
    "start_assessment",
    "youngest_band",
]

LONGEST_PERIOD_DAYS = 92
LONG_PERIOD_DAYS = 28
PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Period:
    """The period looked at, both days included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class OnPaper:
    """That the assessment was made on paper: when it was completed there, and who graded it."""

    completed_on: date
    graded_by: str


class AlreadyOpen(Invalid):
    """A child with a carer is being assessed already. `open_ones` are the assessments to go on with instead."""

    def __init__(self, open_ones: Sequence[Neighbour]) -> None:
        message = "There is already an open assessment of this care. Go on with it, or stop it first"
        super().__init__({"cares": message})
        self.open_ones = tuple(open_ones)


def check_period(period: Period, *, today: date) -> None:
    """A period looked at is in order, not in the future, and short enough to be one picture of care.

    Raises:
        Invalid: naming the field.
    """
    if period.last > today:
        raise Invalid({"window_to": "The period looked at must end today or earlier"})
    if period.first > period.last:
        raise Invalid({"window_to": "The period looked at must end on or after the day it begins"})
    if period.days > LONGEST_PERIOD_DAYS:
        message = (
            f"The period looked at must be {LONGEST_PERIOD_DAYS} days or fewer, and this is {period.days}"
        )
        raise Invalid({"window_from": message})


def check_paper(paper: OnPaper | None, period: Period, *, today: date) -> None:
    """What was made on paper was completed after its period, and by somebody.

    Raises:
        Invalid: naming the field.
    """
    if paper is None:
        return
    if not paper.graded_by.strip():
        raise Invalid({"paper_by": "Enter who graded it on paper"})
    if not period.last <= paper.completed_on <= today:
        message = (
            "The day it was completed on paper must be on or after the last day looked at, and not to come"
        )
        raise Invalid({"paper_on": message})


def check_neighbours(neighbours: Sequence[Neighbour], last: date, *, same_day: bool) -> None:
    """One open assessment for a child with a carer, and a second one for the same day only on purpose.

    Raises:
        AlreadyOpen: one is being worked on.
        Invalid: another one ends on the same day, and it was not said that this is meant.
    """
    if worked_on := [one for one in neighbours if one.is_worked_on]:
        raise AlreadyOpen(worked_on)
    check_same_day(neighbours, last, same_day=same_day)


def check_same_day(neighbours: Sequence[Neighbour], last: date, *, same_day: bool) -> None:
    """Raise Invalid when another assessment ends on the day and it was not said that this is meant."""
    if not same_day and (same := [one for one in neighbours if one.last == last]):
        which = "; ".join(dict.fromkeys(one.words for one in same))
        message = (
            f"Another assessment ends on this day: {which}. Choose another day, or say below that it is meant"
        )
        raise Invalid({"window_to": message})


def start_assessment(
    session: Session,
    *,
    family: Family,
    cares: Sequence[Pairing],
    version: InstrumentVersion,
    purpose: Purpose,
    period: Period,
    by: Actor,
    scope: Sequence[str] = (),
    paper: OnPaper | None = None,
    together_with: str = "",
    same_day: bool = False,
) -> Assessment:
    """A draft assessment with the actor as its lead.

    `scope` holds the areas of a focused review; nothing means everything is looked at.

    Raises:
        NotAllowed: the actor may not assess this family.
        AlreadyOpen, Invalid: it is open already, the period cannot be, or a child is not of an age the tool has.
    """
    check_start_assessment(by, family)
    _check_asked(cares, period, paper)
    pairs = [pairing.ids for pairing in cares]
    _one_at_a_time(session, family)
    neighbours = list_neighbours(session, family_id=family.id, pairs=pairs, tool=version.code)
    check_neighbours(neighbours, period.last, same_day=same_day)
    assessment = _new(family, version, purpose, period, by)
    assessment.scope = list(scope)
    assessment.origin = Origin.PAPER if paper else Origin.TYPED
    assessment.together_with = together_with.strip() or None
    session.add(assessment)
    session.flush()
    revision = _open_revision(session, assessment, by)
    lead = _add_lead(session, assessment, by)
    whole = Profile(assessment_id=assessment.id, kind=ProfileKind.WHOLE)
    session.add(whole)
    add_pairs(session, assessment, version.instrument, cares)
    session.flush()
    if paper is not None:
        session.add(_paper_answer(revision, lead, whole, paper, by))
        session.flush()
    _say_started(session, assessment, pairs, by)
    return assessment


def _check_asked(cares: Sequence[Pairing], period: Period, paper: OnPaper | None) -> None:
    check_period(period, today=clock.today())
    check_paper(paper, period, today=clock.today())
    if not cares:
        raise Invalid({"cares": "Choose whose care of which child this assessment is about"})


def _new(
    family: Family, version: InstrumentVersion, purpose: Purpose, period: Period, by: Actor
) -> Assessment:
    now = clock.now()
    return Assessment(
        ref=new_ref("A"),
        family_id=family.id,
        instrument_version_id=version.id,
        purpose=purpose,
        window_from=period.first,
        window_to=period.last,
        lead_user_id=by.id,
        lead_agency_id=by.agency_id,
        lead_team_id=by.team_id,
        started_at=now,
        changed_at=now,
        changed_by_id=by.id,
    )


def _say_started(
    session: Session, assessment: Assessment, pairs: Sequence[tuple[int, int]], by: Actor
) -> None:
    subject = ("assessment", assessment.id)
    for child_id in dict.fromkeys(child_id for child_id, _ in pairs):
        record(
            session,
            Event.ASSESSMENT_STARTED,
            by=by,
            family_id=assessment.family_id,
            person_id=child_id,
            subject=subject,
        )


def _one_at_a_time(session: Session, family: Family) -> None:
    """Let nobody else start an assessment of the family at the same moment."""
    session.execute(select(Family.id).where(Family.id == family.id).with_for_update())


def _open_revision(session: Session, assessment: Assessment, by: Actor) -> Revision:
    revision = Revision(
        assessment_id=assessment.id,
        number=1,
        state=RevisionState.DRAFT,
        changed_at=clock.now(),
        changed_by_id=by.id,
    )
    session.add(revision)
    session.flush()
    assessment.current_revision_id = revision.id
    session.add(
        StatusChange(
            revision_id=revision.id, event="start", to_state=RevisionState.DRAFT, by_id=by.id, at=clock.now()
        )
    )
    session.flush()
    return revision


def _add_lead(session: Session, assessment: Assessment, by: Actor) -> Participant:
    # the database itself notes in participant_user who ever held a part
    lead = Participant(
        assessment_id=assessment.id, part=Part.LEAD, user_id=by.id, agency_id=by.agency_id, domains=[]
    )
    session.add(lead)
    session.flush()
    return lead


def _paper_answer(revision: Revision, lead: Participant, whole: Profile, paper: OnPaper, by: Actor) -> Answer:
    """What is known of the paper: kept with the answers, so that it is sealed with them."""
    return Answer(
        revision_id=revision.id,
        participant_id=lead.id,
        profile_id=whole.id,
        kind=AnswerKind.ANALYSIS,
        code=PAPER,
        raw={"graded_by": paper.graded_by.strip(), "completed_on": paper.completed_on.isoformat()},
        state=AnswerState.WORDS,
        on_date=paper.completed_on,
        agency_id=by.agency_id,
        shared_with=[],
        write_id=new_key(),
        by_id=by.id,
        at=clock.now(),
    )
