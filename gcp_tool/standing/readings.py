"""Readings: the grade of each domain for each child with each carer, stored when an assessment counts.

Re-made by assessment, never patched; `rebuild` makes them all again, and a test holds the two to be equal.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session, joinedload, selectinload

from gcp_tool.domain.errors import ToolError
from gcp_tool.domain.instrument import Domain, Instrument
from gcp_tool.domain.scoring import Combined, DomainScore, Rating, combine, score
from gcp_tool.domain.vocabulary import (
    AgeBand,
    AnswerKind,
    AnswerState,
    Part,
    ProfileKind,
    RevisionKind,
    RevisionState,
)
from gcp_tool.models import Answer, Assessment, Participant, Profile, ReadingRow, Revision

_RATED = (AnswerState.GRADED, AnswerState.NOT_APPLICABLE, AnswerState.NOT_KNOWN)
_LOADED = (joinedload(Assessment.instrument_version), selectinload(Assessment.profiles))
_BATCH = 500
_GRADED_KINDS = (AnswerKind.ITEM, AnswerKind.AREA, AnswerKind.DOMAIN)

Ratings = dict[str, Rating]


class ReadingsDiffer(ToolError):
    """The stored readings are not what the assessments give; rebuild them."""


def refresh_readings(session: Session, assessment: Assessment) -> None:
    """Make the readings of one assessment again from the revision that counts, if any does."""
    session.execute(delete(ReadingRow).where(ReadingRow.assessment_id == assessment.id))
    rows = readings_of(session, assessment)
    if rows:
        session.execute(insert(ReadingRow), rows)


def rebuild_readings(session: Session) -> int:
    """Make the readings of every assessment again; how many there are is returned."""
    count = 0
    for assessment in _all_assessments(session):
        refresh_readings(session, assessment)
        count += 1
    return count


def check_readings(session: Session) -> int:
    """Work every reading out again and compare; how many assessments were compared is returned.

    Raises:
        ReadingsDiffer: naming the first assessment whose stored readings differ.
    """
    count = 0
    for assessment in _all_assessments(session):
        columns = ReadingRow.__table__
        stored = session.execute(select(columns).where(ReadingRow.assessment_id == assessment.id)).mappings()
        if _sorted(stored) != _sorted(readings_of(session, assessment)):
            raise ReadingsDiffer(
                f"The readings of assessment {assessment.ref} differ: run gcp-tool standing rebuild."
            )
        count += 1
    return count


def _sorted(rows: Iterable[Mapping[Any, Any]]) -> list[dict[str, Any]]:
    plain = [{str(name): value for name, value in row.items()} for row in rows]
    return sorted(plain, key=lambda row: (row["profile_id"], row["domain"]))


def _all_assessments(session: Session) -> Iterator[Assessment]:
    """Every assessment with what a reading needs, a batch at a time, so that memory stays small."""
    last = 0
    while batch := session.scalars(
        select(Assessment).where(Assessment.id > last).options(*_LOADED).order_by(Assessment.id).limit(_BATCH)
    ).all():
        yield from batch
        last = batch[-1].id
        session.expunge_all()


def counting_revision(session: Session, assessment: Assessment) -> Revision | None:
    """The revision whose grades count: the signed-off one, else the one waiting for sign-off."""
    if assessment.recorded_in_error_at is not None:
        return None
    counting = select(Revision).where(
        Revision.assessment_id == assessment.id,
        Revision.kind == RevisionKind.CARE,
        Revision.state.in_((RevisionState.SIGNED_OFF, RevisionState.SUBMITTED)),
    )
    revisions = {revision.state: revision for revision in session.scalars(counting.order_by(Revision.number))}
    return revisions.get(RevisionState.SIGNED_OFF) or revisions.get(RevisionState.SUBMITTED)


def readings_of(session: Session, assessment: Assessment) -> list[dict[str, Any]]:
    """The rows that the assessment gives: one for each child with each carer and each domain looked at."""
    revision = counting_revision(session, assessment)
    if revision is None:
        return []
    answers = _lead_answers(session, revision)
    instrument = assessment.instrument_version.instrument
    households = {p.household: p.id for p in assessment.profiles if p.kind is ProfileKind.HOUSEHOLD}
    rows = []
    for profile in assessment.profiles:
        if profile.kind is ProfileKind.CHILD_CARER and profile.age_band is not None:
            shared = answers.get(households.get(profile.household, -1), {})
            own = answers.get(profile.id, {})
            row = _common(assessment, revision, profile)
            grades = domain_grades(instrument, shared | own, profile.age_band)
            rows += [{**row, **asdict(grade)} for grade in grades]
    return rows


def _lead_answers(session: Session, revision: Revision) -> dict[int, Ratings]:
    statement = (
        select(Answer.profile_id, Answer.code, Answer.state, Answer.grade)
        .join(Participant, Participant.id == Answer.participant_id)
        .where(
            Answer.revision_id == revision.id,
            Answer.kind.in_(_GRADED_KINDS),
            Answer.state.in_(_RATED),
            Participant.part == Part.LEAD,
        )
    )
    by_profile: dict[int, Ratings] = {}
    for profile_id, code, state, grade in session.execute(statement):
        by_profile.setdefault(profile_id, {})[code] = Rating(state, grade)
    return by_profile


def _common(assessment: Assessment, revision: Revision, profile: Profile) -> dict[str, Any]:
    return {
        "assessment_id": assessment.id,
        "profile_id": profile.id,
        "revision_id": revision.id,
        "family_id": assessment.family_id,
        "child_id": profile.child_id,
        "carer_id": profile.carer_id,
        "on_date": assessment.window_to,
        "held": [],
        "signed_off": revision.state is RevisionState.SIGNED_OFF,
        "scorer_id": assessment.lead_user_id,
    }


@dataclass(frozen=True, slots=True)
class DomainGrade:
    """The grade of a domain that was looked at, as a reading holds it."""

    domain: str
    line: str
    grade: int | None
    graded: int
    of_items: int
    because_code: str | None = None
    judged: int | None = None


def domain_grades(instrument: Instrument, ratings: Mapping[str, Rating], band: AgeBand) -> list[DomainGrade]:
    """The grade of each domain that was looked at.

    The lowest rows given make it: items where there are any, else areas, else the domain itself. A grade given to a
    domain beside lower ones is kept as judged.
    """
    items = {
        code: rating for code, rating in ratings.items() if instrument.code_kind(code) is AnswerKind.ITEM
    }
    return [
        grade
        for scored in score(instrument, items, band).domains
        if (grade := _domain_grade(instrument, scored, ratings, band)) is not None
    ]


def _domain_grade(
    instrument: Instrument, scored: DomainScore, ratings: Mapping[str, Rating], band: AgeBand
) -> DomainGrade | None:
    domain = scored.domain
    given = ratings.get(domain.id)
    judged = given.level if given else None
    if any(item.rating is not None for area in scored.areas for item in area.items):
        return DomainGrade(
            domain.id,
            domain.line,
            scored.combined.grade,
            graded=scored.items_graded,
            of_items=scored.items_of,
            because_code=scored.because_code,
            judged=judged,
        )
    areas = _by_areas(instrument, domain, ratings, band)
    if areas.graded:
        return DomainGrade(domain.id, domain.line, areas.grade, areas.graded, areas.of, judged=judged)
    if given is None:
        return None
    return DomainGrade(domain.id, domain.line, judged, graded=0 if judged is None else 1, of_items=1)


def _by_areas(
    instrument: Instrument, domain: Domain, ratings: Mapping[str, Rating], band: AgeBand
) -> Combined:
    areas = [ratings.get(area.id) for area in domain.areas_for(band)]
    asked = [rating for rating in areas if rating is None or rating.state is not AnswerState.NOT_APPLICABLE]
    return combine([rating.level if rating else None for rating in asked], instrument.combining)
