"""Whom answers in words are about: a child, or the whole assessment. Made when first needed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.assessments.record import Record
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.vocabulary import ProfileKind
from gcp_tool.models import Profile


def ensure_profile(
    session: Session, *, record: Record, kind: ProfileKind, child_id: int | None = None
) -> Profile:
    """The profile of a child or of the whole assessment, made where there is none. Lock the revision before.

    Raises:
        NotFound: the child is not one of this assessment.
    """
    held = session.scalars(
        select(Profile).where(
            Profile.assessment_id == record.assessment.id, Profile.kind == kind, Profile.child_id == child_id
        )
    ).one_or_none()
    if held is not None:
        return held
    made = Profile(assessment_id=record.assessment.id, kind=kind)
    if kind is ProfileKind.CHILD:
        own = next((care.profile for care in record.cares if care.profile.child_id == child_id), None)
        if own is None:
            raise NotFound("This child is not one of this assessment.")
        made.child_id, made.household, made.age_band = child_id, own.household, own.age_band
    session.add(made)
    session.flush()
    return made
