"""The list of a family's assessments, read in a number of queries that does not grow with the family."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.core.database import plain_rows
from gcp_tool.core.pagination import PAGE_SIZE, PageOfRows, offset_of
from gcp_tool.domain.vocabulary import Origin, ProfileKind, Purpose, RevisionState
from gcp_tool.models import (
    Agency,
    Assessment,
    Family,
    InstrumentVersion,
    Person,
    Profile,
    Revision,
    User,
)


def _name(given: str, family: str) -> str:
    return f"{given} {family}".strip()


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """An assessment as the list shows it. `cares` are the names of each child and carer."""

    id: int
    key: str
    ref: str
    window_from: date
    window_to: date
    purpose: Purpose
    origin: Origin
    lead_user_id: int
    lead: str
    agency: str
    tool: str
    version: str
    state: RevisionState
    in_error_at: datetime | None
    cares: Sequence[tuple[str, str]]


# Statements that differ only in what they are given are made once: making one takes longer than running it.
_Child, _Carer = aliased(Person), aliased(Person)
_CARES = (
    select(
        Profile.assessment_id, _Child.given_name, _Child.family_name, _Carer.given_name, _Carer.family_name
    )
    .join(_Child, _Child.id == Profile.child_id)
    .join(_Carer, _Carer.id == Profile.carer_id)
    .where(
        Profile.assessment_id.in_(bindparam("ids", expanding=True)),
        Profile.kind == ProfileKind.CHILD_CARER,
        Profile.age_band.is_not(None),  # without one, a care was taken out again
    )
    .order_by(Profile.id)
)

_COUNT = select(func.count()).select_from(Assessment).where(Assessment.family_id == bindparam("family"))

_ASSESSMENTS = (
    select(
        Assessment.id, Assessment.key, Assessment.ref, Assessment.window_from, Assessment.window_to,
        Assessment.purpose, Assessment.origin, Assessment.lead_user_id, User.name.label("lead"),
        Agency.name.label("agency"), InstrumentVersion.title.label("tool"), InstrumentVersion.version,
        Revision.state, Assessment.recorded_in_error_at.label("in_error_at"),
    )
    .join(User, User.id == Assessment.lead_user_id)
    .join(Agency, Agency.id == Assessment.lead_agency_id)
    .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
    .join(Revision, Revision.id == Assessment.current_revision_id)
    .where(Assessment.family_id == bindparam("family"))
    .order_by(Assessment.window_to.desc(), Assessment.id.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)  # fmt: skip


def list_assessments(session: Session, family: Family, *, number: int) -> PageOfRows[AssessmentRow]:
    """A page of the family's assessments, the newest period first; a page too far is the last."""
    total = plain_rows(session, _COUNT, {"family": family.id}).scalar_one()
    number = min(number, PageOfRows((), 1, PAGE_SIZE, total).pages)
    given = {"family": family.id, "limit": PAGE_SIZE, "offset": offset_of(number)}
    found = plain_rows(session, _ASSESSMENTS, given).mappings().all()
    cares = list_cares(session, [row["id"] for row in found])
    rows = [AssessmentRow(**row, cares=cares[row["id"]]) for row in found]
    return PageOfRows(rows, number, PAGE_SIZE, total)


def list_cares(session: Session, assessment_ids: Collection[int]) -> Mapping[int, Sequence[tuple[str, str]]]:
    """Whose care each of these assessments is about: the names of child and carer, in the order of its profiles."""
    cares: dict[int, list[tuple[str, str]]] = {assessment_id: [] for assessment_id in assessment_ids}
    for assessment_id, *names in plain_rows(session, _CARES, {"ids": list(assessment_ids)}):
        given, family, carer_given, carer_family = names
        cares[assessment_id].append((_name(given, family), _name(carer_given, carer_family)))
    return cares
