"""What is on record of everything that a file of plans, events, support or referrals names."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.data_imports.around.columns import AroundKind
from gcp_tool.data_imports.around.rows import Given
from gcp_tool.models import Family, PlanEpisode
from gcp_tool.plans.content import RecordKind
from gcp_tool.plans.overlaps import Episode
from gcp_tool.plans.queries.members import Member, list_members_of
from gcp_tool.plans.queries.records import MODELS, Record

Value = TypeVar("Value", int, str)
_AT_ONCE = 500
MODEL_OF: Mapping[AroundKind, type[Record]] = {
    AroundKind.PLANS: MODELS[RecordKind.PLAN],
    AroundKind.EVENTS: MODELS[RecordKind.EVENT],
    AroundKind.SUPPORT: MODELS[RecordKind.SUPPORT],
    AroundKind.REFERRALS: MODELS[RecordKind.REFERRAL],
}


@dataclass(frozen=True, slots=True)
class KnownFamily:
    """A family on record, with those who are or were in it by their reference."""

    id: int
    closed_on: date | None
    members: Mapping[str, Member]


@dataclass(slots=True)
class Known:
    """What is on record: families by reference, records by their key at the source, plans by child."""

    families: dict[str, KnownFamily] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    episodes: dict[int, list[Episode]] = field(default_factory=dict)


def load_known(session: Session, kind: AroundKind, source: str, given: Sequence[Given]) -> Known:
    """What the rows name, read by a few statements however many rows there are."""
    known = Known()
    for refs in _batches({one.family_ref for one in given}):
        found = session.execute(
            select(Family.id, Family.ref, Family.closed_on).where(Family.ref.in_(refs))
        ).all()
        members = list_members_of(session, [family_id for family_id, *_ in found])
        for family_id, ref, closed_on in found:
            people = {member.ref: member for member in members[family_id]}
            known.families[ref] = KnownFamily(family_id, closed_on, people)
    model = MODEL_OF[kind]
    for keys in _batches({one.source_key for one in given}):
        for row in session.scalars(select(model).where(model.source == source, model.source_key.in_(keys))):
            if isinstance(row, Record):
                known.records[row.source_key or ""] = row
    if kind is AroundKind.PLANS:
        _load_episodes(session, known)
    return known


def _load_episodes(session: Session, known: Known) -> None:
    for ids in _batches({family.id for family in known.families.values()}):
        statement = (
            select(
                PlanEpisode.child_id, PlanEpisode.kind, PlanEpisode.started_on, PlanEpisode.ended_on,
                PlanEpisode.id,
            )
            .where(PlanEpisode.family_id.in_(ids), PlanEpisode.recorded_in_error_at.is_(None))
            .order_by(PlanEpisode.started_on, PlanEpisode.id)
        )  # fmt: skip
        for row in session.execute(statement):
            known.episodes.setdefault(row.child_id, []).append(Episode(*row))


def _batches(values: Collection[Value]) -> Iterator[list[Value]]:
    in_order = sorted(values)
    for start in range(0, len(in_order), _AT_ONCE):
        yield in_order[start : start + _AT_ONCE]
