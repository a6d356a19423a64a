"""What the sheet for a carer is made from, read for that carer alone."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_add_beside
from gcp_tool.assessments.queries.records import get_record, record_of
from gcp_tool.assessments.queries.revisions import holding, list_revisions
from gcp_tool.assessments.queries.sheets import list_carer_grades
from gcp_tool.assessments.queries.targets import list_family_targets
from gcp_tool.assessments.record import Record
from gcp_tool.domain.change.readings import points
from gcp_tool.domain.due import NO_DEMANDS, Demands, child_reading_due
from gcp_tool.domain.errors import NotFound, NotPossible
from gcp_tool.domain.vocabulary import RevisionState
from gcp_tool.history.report.sheet import SheetMatter
from gcp_tool.models import Person
from gcp_tool.standing.families import tell_family
from gcp_tool.standing.loading import LoadedFamily
from gcp_tool.standing.series import Care

NOT_HANDED_IN = (
    "A sheet is made of an assessment that was submitted. This one was returned to its lead: wait until it is submitted"
    " again."
)
_COUNT = (RevisionState.SUBMITTED, RevisionState.SIGNED_OFF)


def get_counting_record(session: Session, actor: Actor, key: str) -> Record:
    """The assessment of this key as it counts: while it is being amended, as it was signed off before.

    Raises:
        NotFound: there is none that the actor may open.
        NotAllowed: it was never submitted, or was recorded in error.
        NotPossible: it was returned.
    """
    record = get_record(session, actor, key)
    check_add_beside(actor, record.assessment)
    if record.revision.state in _COUNT:
        return record
    held = holding(list_revisions(session, record.assessment))
    if held is None:
        raise NotPossible(NOT_HANDED_IN)
    return record_of(session, record.assessment, held)


def carers_of(record: Record) -> tuple[Person, ...]:
    """The carers that an assessment is about, each once."""
    carers = {care.profile.carer_id: care.profile.carer for care in record.cares}
    return tuple(carer for carer in carers.values() if carer is not None)


def get_carer(record: Record, key: str) -> Person:
    """The carer of this key.

    Raises:
        NotFound: the assessment is about no such carer.
    """
    for carer in carers_of(record):
        if carer.key == key:
            return carer
    raise NotFound("This assessment is not about that person's care.")


def gather_sheet(session: Session, record: Record, carer: Person, *, today: date) -> SheetMatter:
    """Everything that the sheet of one carer may hold."""
    loaded, told = tell_family(session, record.assessment.family, today=today)
    children = {care.profile.child_id for care in record.cares if care.profile.carer_id == carer.id}
    targets = [
        one
        for one in list_family_targets(session, record.assessment.family_id)
        if one.carer_id == carer.id and one.child_id in children and one.outcome is None
    ]
    mine = [care for care in loaded.cares if care.carer.id == carer.id and care.child.id in children]
    return SheetMatter(
        record=record,
        carer=carer,
        cares={care.child.id: care for care in reversed(mine) if care.tool.code == record.instrument.code},
        targets=targets,
        own_grades=list_carer_grades(session, record.revision.id),
        next_reading_on=_next_reading(mine, told.demands, today),
        next_meetings=_next_meetings(loaded, today),
        today=today,
    )


def _next_reading(mine: Sequence[Care], demands: Mapping[int, Demands], today: date) -> date | None:
    """When this carer's care is to be read again; what is due of another's is not theirs to know."""
    days = [
        child_reading_due(
            [(points(series.readings(care.rule), today), care.rule) for series in care.series],
            demands.get(care.child.id, NO_DEMANDS),
        )
        for care in mine
        if care.ended is None
    ]
    return min((day for day in days if day is not None), default=None)


def _next_meetings(loaded: LoadedFamily, today: date) -> dict[int, date]:
    """The next meeting of each child's plans that is known of."""
    found: dict[int, date] = {}
    for plan in loaded.plans:
        day = plan.next_meeting_on
        if plan.ended_on is None and day is not None and day >= today:
            found[plan.child_id] = min(found.get(plan.child_id, day), day)
    return found
