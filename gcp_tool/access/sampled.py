"""The families that an auditor may read because they were drawn into a sample that is open."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission
from gcp_tool.models import Family, Sample, SampleAuditor, SampleFamily


def reads_samples(actor: Actor) -> bool:
    """Whether the actor reads the families of samples: an auditor who works with no families of their own.

    Whoever may change families would otherwise be able to change those that they audit.
    """
    return actor.may(Permission.SAMPLE_AUDIT) and not actor.may(Permission.FAMILY_EDIT)


def is_sampled(actor_id: Any, today: Any) -> ColumnElement[bool]:
    """Whether a family is in an open sample that the actor was asked to audit; a restricted one never counts."""
    drawn = exists().where(SampleFamily.family_id == Family.id, *_open_to(actor_id, today))
    return Family.restricted.is_(False) & drawn


def sampled_ids(actor_id: Any, today: Any) -> Select[int]:
    """The ids of the same families."""
    return (
        select(SampleFamily.family_id)
        .join(Family, Family.id == SampleFamily.family_id)
        .where(Family.restricted.is_(False), *_open_to(actor_id, today))
    )


def _open_to(actor_id: Any, today: Any) -> tuple[ColumnElement[bool], ...]:
    return (
        Sample.id == SampleFamily.sample_id,
        Sample.closed_at.is_(None),
        Sample.closes_on >= today,
        SampleAuditor.sample_id == Sample.id,
        SampleAuditor.user_id == actor_id,
    )
