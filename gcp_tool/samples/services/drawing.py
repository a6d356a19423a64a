"""Drawing a sample and closing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.sample_policies import check_close_sample, check_draw_sample
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.versions import update_versioned
from gcp_tool.core import clock
from gcp_tool.core.formatting import counted
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.sampling import draw, population_mark
from gcp_tool.domain.vocabulary import NoticeKind
from gcp_tool.models import Sample, SampleAuditor, SampleFamily, User
from gcp_tool.notices.giving import give_notice
from gcp_tool.samples.content import LONGEST_OPEN_MONTHS
from gcp_tool.samples.criteria import Criteria
from gcp_tool.samples.queries.population import list_population


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sample as it is asked for."""

    name: str
    form: str
    criteria: Criteria
    size: int
    seed: int
    closes_on: date
    auditors: Sequence[User]


def draw_sample(session: Session, *, wanted: Wanted, by: Actor) -> Sample:
    """Draw a sample; its auditors may open the families from now on, and are told so.

    Raises:
        NotAllowed: a team is not one that the actor manages.
        Invalid: fewer families fit than were asked for, or the last day is over or too far off.
    """
    check_draw_sample(by, wanted.criteria.team_ids)
    today = clock.today()
    _check_last_day(wanted.closes_on, today)
    population = list_population(session, wanted.criteria, today=today)
    if wanted.size > len(population):
        raise Invalid({"size": _too_many(len(population))})
    sample = _made(wanted, population, today=today, by=by)
    session.add(sample)
    session.flush()
    drawn = draw(population, size=wanted.size, seed=wanted.seed)
    session.add_all(
        SampleFamily(sample_id=sample.id, family_id=family_id, place=place)
        for place, family_id in enumerate(drawn, start=1)
    )
    for auditor in wanted.auditors:
        session.add(SampleAuditor(sample_id=sample.id, user_id=auditor.id))
        give_notice(session, to=auditor.id, kind=NoticeKind.SAMPLE_OPENED, by=by.id)
    details = {"size": wanted.size, "population": len(population), "seed": wanted.seed}
    record(session, Event.SAMPLE_DRAWN, by=by, subject=("sample", sample.id), details=details)
    session.flush()
    return sample


def _made(wanted: Wanted, population: Sequence[int], *, today: date, by: Actor) -> Sample:
    return Sample(
        agency_id=by.agency_id,
        name=wanted.name,
        form=wanted.form,
        criteria=wanted.criteria.as_kept(),
        seed=wanted.seed,
        size=wanted.size,
        population=len(population),
        population_sha256=population_mark(population),
        drawn_on=today,
        closes_on=wanted.closes_on,
        by_id=by.id,
        at=clock.now(),
        changed_at=clock.now(),
        changed_by_id=by.id,
    )


def _check_last_day(last: date, today: date) -> None:
    if last < today:
        raise Invalid({"closes_on": "The last day must be today or later"})
    if last > add_months(today, LONGEST_OPEN_MONTHS):
        raise Invalid({"closes_on": "A sample can be open for 6 months at most"})


def _too_many(population: int) -> str:
    if population == 0:
        return "No family fits. Choose other teams, other families or less time on the plan"
    fits = counted(population, "family fits", "families fit")
    return f"Only {fits}. Ask for {population} or fewer, or choose more families to draw from"


def close_sample(session: Session, *, sample: Sample, expected: int, by: Actor) -> None:
    """Close a sample: from now on its auditors open its families no more, and no audit is added or changed.

    Raises:
        NotAllowed: the actor did not draw it, or it is closed.
        EditConflict: somebody changed it meanwhile.
    """
    check_close_sample(by, sample)
    update_versioned(session, sample, expected=expected, values={"closed_at": clock.now()}, by=by)
    record(session, Event.SAMPLE_CLOSED, by=by, subject=("sample", sample.id))
