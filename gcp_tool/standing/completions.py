"""Completions: which agencies are counted for an assessment, and the tally that pages read. The only writer of both.

Never patched: what an assessment counts for is made again, and with it every count of the same agencies and quarters.
Call it after whatever locks families, so that everybody locks in one order.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    delete,
    distinct,
    except_,
    extract,
    func,
    insert,
    literal,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from gcp_tool.domain.completions import GIVEN, CompletionPart
from gcp_tool.domain.dates import quarter_words
from gcp_tool.domain.errors import ToolError
from gcp_tool.domain.vocabulary import Part, ProfileKind
from gcp_tool.models import Agency, Assessment, AssessmentAgency, CompletionTally, Participant, Profile

_TALLIED = ("fin_quarter", "month", "agency_id", "part", "purpose", "instrument_version_id", "n", "children")
_COUNTED = ("assessment_id", "agency_id", "part", "fin_quarter")


class CompletionsDiffer(ToolError):
    """What is stored of the completions is not what the assessments give; rebuild it."""


def refresh_completion(session: Session, assessment: Assessment) -> None:
    """Count an assessment again. For whatever changes one that is completed; nothing happens before that."""
    session.flush()
    if assessment.completed_on is not None:
        _refresh(session, Assessment.id == assessment.id)


def refresh_completions_of(session: Session, upload_id: int) -> None:
    """Count every assessment of an import again."""
    session.flush()
    _refresh(session, Assessment.upload_id == upload_id)


def rebuild_completions(session: Session) -> int:
    """Count every completed assessment again; how many there are is returned."""
    _lock(session, true())
    session.execute(delete(AssessmentAgency))
    session.execute(insert(AssessmentAgency).from_select(_COUNTED, _agencies(true())))
    session.execute(delete(CompletionTally))
    session.execute(insert(CompletionTally).from_select(_TALLIED, _tallies(true())))
    return _count(session)


def check_completions(session: Session) -> int:
    """Count every completed assessment again and compare; how many there are is returned.

    Raises:
        CompletionsDiffer: naming an assessment, or an agency and a quarter, of which something else is stored.
    """
    stored = select(*(getattr(AssessmentAgency, name) for name in _COUNTED))
    if (row := _difference(session, stored, _agencies(true()))) is not None:
        ref = session.scalar(select(Assessment.ref).where(Assessment.id == row.assessment_id))
        raise CompletionsDiffer(
            f"The agencies counted for assessment {ref} differ: run gcp-tool completions rebuild."
        )
    tallied = select(*(getattr(CompletionTally, name) for name in _TALLIED))
    if (row := _difference(session, tallied, _tallies(true()))) is not None:
        name = session.scalar(select(Agency.name).where(Agency.id == row.agency_id))
        quarter = quarter_words(row.fin_quarter)
        raise CompletionsDiffer(
            f"The count of {name} in {quarter} differs: run gcp-tool completions rebuild."
        )
    return _count(session)


def _refresh(session: Session, which: ColumnElement[bool]) -> None:
    of_these = AssessmentAgency.assessment_id.in_(select(Assessment.id).where(which))
    cells = select(AssessmentAgency.agency_id, AssessmentAgency.fin_quarter).where(of_these).distinct()
    changed = {(agency_id, quarter) for agency_id, quarter in session.execute(cells)}
    session.execute(delete(AssessmentAgency).where(of_these).execution_options(synchronize_session=False))
    session.execute(insert(AssessmentAgency).from_select(_COUNTED, _agencies(which)))
    changed |= {(agency_id, quarter) for agency_id, quarter in session.execute(cells)}
    if changed:
        _lock(session, Agency.id.in_({agency_id for agency_id, _ in changed}))
        _tally(session, changed)


def _tally(session: Session, cells: Collection[tuple[int, int]]) -> None:
    """Make the counts of these agencies in these quarters again."""
    old = tuple_(CompletionTally.agency_id, CompletionTally.fin_quarter).in_(cells)
    session.execute(delete(CompletionTally).where(old).execution_options(synchronize_session=False))
    new = tuple_(AssessmentAgency.agency_id, AssessmentAgency.fin_quarter).in_(cells)
    session.execute(insert(CompletionTally).from_select(_TALLIED, _tallies(new)))


def _lock(session: Session, which: ColumnElement[bool]) -> None:
    """Let nobody else count the same agencies meanwhile: each would miss what the other has not kept yet."""
    agencies = select(Agency.id).where(which).order_by(Agency.id)
    session.execute(agencies.with_for_update(key_share=True))


def _agencies(which: ColumnElement[bool]) -> Select[Any]:
    """The agencies of completed assessments: that of the lead as stamped, and others that began a part of their own."""
    stands = (which, Assessment.completed_on.is_not(None), Assessment.recorded_in_error_at.is_(None))
    leads = select(
        Assessment.id.label("assessment_id"),
        Assessment.completed_agency_id.label("agency_id"),
        literal(CompletionPart.LEAD.value).label("part"),
        Assessment.completed_quarter.label("fin_quarter"),
    ).where(*stands)
    others = (
        select(
            Assessment.id,
            Participant.agency_id,
            literal(CompletionPart.CONTRIBUTED.value),
            Assessment.completed_quarter,
        )
        .join(Participant, Participant.assessment_id == Assessment.id)
        .where(
            *stands,
            Participant.part == Part.CONTRIBUTOR,
            Participant.state.in_(GIVEN),
            Participant.agency_id != Assessment.completed_agency_id,
        )
        .distinct()
    )
    return select(union_all(leads, others).subquery())


def _tallies(which: ColumnElement[bool]) -> Select[Any]:
    """The counts of what is in `assessment_agency`, in the order of `_TALLIED`."""
    children = (
        select(func.count(distinct(Profile.child_id)))
        .where(
            Profile.assessment_id == Assessment.id,
            Profile.kind == ProfileKind.CHILD_CARER,
            Profile.age_band.is_not(None),  # whoever was taken out again has none
        )
        .scalar_subquery()
    )
    each = (
        select(
            AssessmentAgency.fin_quarter,
            extract("month", Assessment.completed_on).label("month"),
            AssessmentAgency.agency_id,
            AssessmentAgency.part,
            Assessment.purpose,
            Assessment.instrument_version_id,
            children.label("children"),
        )
        .join(Assessment, Assessment.id == AssessmentAgency.assessment_id)
        .where(which)
        .subquery()
    )
    places = [each.c[name] for name in _TALLIED[:-2]]
    counts = (func.count().label("n"), func.sum(each.c.children).label("children"))
    return select(*places, *counts).group_by(*places)


def _difference(session: Session, stored: Select[Any], made: Select[Any]) -> Any:
    """A row that is stored and not given, or given and not stored; None where there is none."""
    for one, other in ((stored, made), (made, stored)):
        row = session.execute(select(except_(one, other).subquery()).limit(1)).first()
        if row is not None:
            return row
    return None


def _count(session: Session) -> int:
    leads = select(func.count()).where(AssessmentAgency.part == CompletionPart.LEAD)
    return session.scalar(leads) or 0
