"""Reading targets: those set at an assessment, those of a family, and the levels that later assessments found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from gcp_tool.assessments.targets import area_line, find_area
from gcp_tool.domain.instrument import Instrument
from gcp_tool.domain.scoring import combine
from gcp_tool.domain.vocabulary import TargetOutcome
from gcp_tool.models import Assessment, InstrumentVersion, ReadingRow, Target

WHOLE = (
    joinedload(Target.child),
    joinedload(Target.carer),
    joinedload(Target.family),
    joinedload(Target.assessment).joinedload(Assessment.instrument_version),
    joinedload(Target.assessment).joinedload(Assessment.family),
)


def count_targets(session: Session, assessment_id: int) -> int:
    """How many targets were set at an assessment."""
    counted = select(func.count()).select_from(Target).where(Target.assessment_id == assessment_id)
    return session.scalar(counted) or 0


def list_targets(session: Session, assessment_id: int) -> Sequence[Target]:
    """The targets set at an assessment, in the order of their days."""
    statement = (
        select(Target)
        .where(Target.assessment_id == assessment_id)
        .options(*WHOLE)
        .order_by(Target.by_on, Target.id)
    )
    return session.scalars(statement).all()


def list_family_targets(session: Session, family_id: int) -> Sequence[Target]:
    """The targets of a family from assessments that were submitted and not recorded in error: open ones first."""
    statement = (
        select(Target)
        .join(Assessment, Assessment.id == Target.assessment_id)
        .where(
            Target.family_id == family_id,
            Assessment.completed_on.is_not(None),
            Assessment.recorded_in_error_at.is_(None),
        )
        .options(*WHOLE)
        .order_by(Target.outcome.is_not(None), Target.by_on, Target.id)
    )
    return session.scalars(statement).all()


def list_read_targets(session: Session, family_id: int) -> Sequence[Target]:
    """The targets of a family whose outcome is read from assessments: all but those given up."""
    statement = select(Target).where(
        Target.family_id == family_id,
        Target.outcome.is_(None) | (Target.outcome != TargetOutcome.GIVEN_UP),
    )
    return session.scalars(statement).all()


@dataclass(frozen=True, slots=True)
class Look:
    """What an assessment that counts found of a child with a carer: the level of each item by its line."""

    assessment_id: int
    child_id: int
    carer_id: int
    on: date
    tool: Instrument
    levels: Mapping[str, int | None]

    def level_of(self, target: Target) -> int | None:
        """The level found for what a target is about; None where it was not looked at."""
        if target.line in self.levels:
            return self.levels[target.line]
        area = find_area(self.tool, target.code)
        if area is None or area_line(self.tool, area) != target.line:
            return None
        grades = [self.levels[item.line] for item in area.items if item.line in self.levels]
        graded = [grade for grade in grades if grade is not None]
        return combine(graded, self.tool.combining).grade if graded else None


def list_looks(session: Session, family_id: int) -> Sequence[Look]:
    """What each assessment that counts found, for every child with every carer of a family."""
    statement = (
        select(
            ReadingRow.assessment_id,
            ReadingRow.child_id,
            ReadingRow.carer_id,
            ReadingRow.on_date,
            Assessment.instrument_version_id,
            ReadingRow.items,
        )
        .join(Assessment, Assessment.id == ReadingRow.assessment_id)
        .where(ReadingRow.family_id == family_id)
        .order_by(ReadingRow.on_date, ReadingRow.assessment_id)
    )
    levels: dict[tuple[int, int, int, date, int], dict[str, int | None]] = {}
    for *place, items in session.execute(statement):
        levels.setdefault((place[0], place[1], place[2], place[3], place[4]), {}).update(items or {})
    tools = {
        version: session.get_one(InstrumentVersion, version).instrument
        for *_, version in dict.fromkeys(levels)
    }
    return [
        Look(assessment, child, carer, on, tools[version], found)
        for (assessment, child, carer, on, version), found in levels.items()
    ]


def list_open_codes(session: Session, family_id: int) -> Sequence[tuple[str, tuple[int, int]]]:
    """The item or area of each target of a family that is open, and the child and carer it is about."""
    statement = (
        select(Target.code, Target.child_id, Target.carer_id)
        .where(Target.family_id == family_id, Target.outcome.is_(None))
        .order_by(Target.id)
    )
    return [(code, (child, carer)) for code, child, carer in session.execute(statement)]
