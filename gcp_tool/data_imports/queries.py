"""Imports that were made: whose they are, what they brought, and what was built on them since."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.core.formatting import long_date
from gcp_tool.data_imports.known import SCORES
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.vocabulary import RevisionState, TargetOutcome
from gcp_tool.models import (
    Allocation,
    Assessment,
    Challenge,
    Family,
    Feedback,
    PlanEpisode,
    Referral,
    Response,
    Review,
    Revision,
    Sharing,
    Support,
    Target,
    TimelineEvent,
    Upload,
)

MOST_LISTED = 100


class Brought(NamedTuple):
    """An import with what it brought."""

    upload: Upload
    assessments: int
    families: int


def list_imports(session: Session, *, of: Actor | None = None) -> Sequence[Brought]:
    """The latest imports of scores, everybody's or those of one person."""
    statement = _brought().order_by(Upload.at.desc(), Upload.id.desc()).limit(MOST_LISTED)
    if of is not None:
        statement = statement.where(Upload.by_id == of.id)
    return [_as_brought(row) for row in session.execute(statement)]


def get_import(session: Session, key: str, *, of: Actor | None = None) -> Brought:
    """An import of scores by its key.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    statement = _brought().where(Upload.key == key)
    if of is not None:
        statement = statement.where(Upload.by_id == of.id)
    row = session.execute(statement).one_or_none()
    if row is None:
        raise NotFound("There is no such import, or it is not one of yours.")
    return _as_brought(row)


def _as_brought(row: Row[Upload, int, int]) -> Brought:
    upload, assessments, families = row
    return Brought(upload, assessments, families)


def _brought() -> Select[Upload, int, int]:
    own = Assessment.upload_id == Upload.id
    assessments = select(func.count(Assessment.id)).where(own).correlate(Upload).scalar_subquery()
    families = (
        select(func.count(Assessment.family_id.distinct())).where(own).correlate(Upload).scalar_subquery()
    )
    return select(Upload, assessments, families).where(Upload.kind == SCORES)


def list_family_ids(session: Session, upload: Upload) -> Sequence[int]:
    """The families whose assessments came in with an import."""
    return session.scalars(_families(upload).order_by(Assessment.family_id)).all()


def list_team_ids(session: Session, upload: Upload) -> Sequence[int]:
    """The teams that hold families of an import now."""
    return session.scalars(select(Family.team_id).where(Family.id.in_(_families(upload))).distinct()).all()


def _families(upload: Upload) -> Select[int]:
    return select(Assessment.family_id).where(Assessment.upload_id == upload.id).distinct()


def list_in_the_way(session: Session, upload: Upload) -> Sequence[str]:
    """What was built on an import since, in a few words each, so that it cannot be undone."""
    found: list[tuple[Any, ...]] = []
    for words, statement in _built_on(upload):
        found += [(words, *row) for row in session.execute(statement)]
    return [
        f"{words} of {long_date(day)} (family {family}, assessment {ref})"
        if ref
        else f"{words} of {long_date(day)} (family {family})"
        for words, day, family, ref in dict.fromkeys(found)
    ]


def _built_on(upload: Upload) -> Sequence[tuple[str, Any]]:
    own, families = Assessment.upload_id == upload.id, _families(upload)
    kept_targets = or_(Target.outcome.is_(None), Target.outcome != TargetOutcome.GIVEN_UP)
    return (
        ("a later assessment", _later(upload, families)),
        ("a review", _in_families(Review, Review.on_date, Review.at >= upload.at, families)),
        ("a target set", _beside(Target, Target.assessment_id, Target.set_on, own & kept_targets)),
        ("a target measured", _beside(Target, Target.outcome_assessment_id, Target.set_on, own)),
        ("a response", _beside(Response, Response.assessment_id, Response.on_date, own)),
        ("feedback", _beside(Feedback, Feedback.assessment_id, Feedback.on_date, own)),
        ("a record of sharing", _beside(Sharing, Sharing.assessment_id, Sharing.on_date, own)),
        ("a challenge", _beside(Challenge, Challenge.assessment_id, Assessment.window_to, own)),
    )


def _beside(model: Any, link: Any, day: Any, which: ColumnElement[bool]) -> Select[Any]:
    """What stands beside assessments of the import."""
    return (
        select(day, Family.ref, Assessment.ref)
        .select_from(model)
        .join(Assessment, Assessment.id == link)
        .join(Family, Family.id == Assessment.family_id)
        .where(which)
        .order_by(Family.ref, Assessment.ref, day)
    )


def _in_families(model: Any, day: Any, which: ColumnElement[bool], families: Select[int]) -> Select[Any]:
    return (
        select(day, Family.ref, literal(""))
        .select_from(model)
        .join(Family, Family.id == model.family_id)
        .where(which, Family.id.in_(families))
        .order_by(Family.ref, day)
    )


def _later(upload: Upload, families: Select[int]) -> Select[date, str, str]:
    """Assessments of the same families that were signed off here since, or came in with a later import."""
    other = or_(Assessment.upload_id.is_(None), Assessment.upload_id > upload.id)
    since = or_(Assessment.upload_id > upload.id, Revision.signed_off_at >= upload.at)
    return (
        select(Assessment.window_to, Family.ref, Assessment.ref)
        .join(Family, Family.id == Assessment.family_id)
        .join(Revision, Revision.assessment_id == Assessment.id)
        .where(
            other,
            since,
            Assessment.family_id.in_(families),
            Assessment.recorded_in_error_at.is_(None),
            Revision.state == RevisionState.SIGNED_OFF,
        )
        .order_by(Family.ref, Assessment.window_to, Assessment.ref)
    )


def list_empty_families(session: Session, upload: Upload) -> Sequence[str]:
    """The references of families of an undone import that have nothing else on their record."""
    standing = exists().where(
        Assessment.family_id == Family.id,
        or_(Assessment.upload_id.is_(None), Assessment.upload_id != upload.id),
    )
    rest = [
        exists().where(model.family_id == Family.id)
        for model in (PlanEpisode, Referral, Support, TimelineEvent, Allocation, Review, Target)
    ]
    statement = select(Family.ref).where(
        Family.id.in_(_families(upload)), Family.closed_on.is_(None), ~standing, *(~one for one in rest)
    )
    return sorted(session.scalars(statement))
