"""Families as lists show them: a row each, with the children, the allocated worker and the last reading."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.core.pagination import PAGE_SIZE, PageOfRows, offset_of
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.models import Allocation, Family, FamilyMember, Person, ReadingRow, Team, User

_Columns = tuple[int, str, str, str, date | None, bool, str, str | None, date | None]

# The filters of `scope` name Allocation themselves, so the lead is joined under another name.
_Lead = aliased(Allocation)


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A child as a list shows them."""

    given_name: str
    birth_on: date | None
    expected_birth_on: date | None


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A family as a list shows it."""

    id: int
    key: str
    label: str
    ref: str
    closed_on: date | None
    restricted: bool
    team: str
    worker: str | None
    last_reading_on: date | None
    children: Sequence[ChildRow]


def list_families(session: Session, actor: Actor, *, closed: bool, number: int) -> PageOfRows[FamilyRow]:
    """A page of the open or the closed families that the actor may open, by label; a page too far is the last."""
    is_open = Family.closed_on.is_(None)
    mine = and_(Family.id.in_(scope.family_ids(actor)), ~is_open if closed else is_open)
    total = session.scalar(select(func.count()).select_from(Family).where(mine)) or 0
    number = page_within(number, total)
    statement = (
        _select_rows(mine)
        .order_by(func.lower(Family.label), Family.id)
        .limit(PAGE_SIZE)
        .offset(offset_of(number))
    )
    return PageOfRows(_with_children(session, session.execute(statement).all()), number, PAGE_SIZE, total)


def page_within(number: int, total: int) -> int:
    """The page asked for, or the last one there is."""
    return min(number, max(1, -(-total // PAGE_SIZE)))


def list_by_ids(session: Session, actor: Actor, ids: Sequence[int]) -> Sequence[FamilyRow]:
    """The families of these ids that the actor may open, in the order of the ids."""
    rows = session.execute(
        _select_rows(and_(Family.id.in_(ids), scope.families(actor))).order_by(Family.id)
    ).all()
    places = {family_id: place for place, family_id in enumerate(ids)}
    return sorted(_with_children(session, rows), key=lambda row: places[row.id])


def list_children(session: Session, family_ids: Collection[int]) -> Mapping[int, Sequence[ChildRow]]:
    """The children now in each of these families: the oldest first, babies due last."""
    statement = (
        select(FamilyMember.family_id, Person.given_name, Person.birth_on, Person.expected_birth_on)
        .join(Person, Person.id == FamilyMember.person_id)
        .where(
            FamilyMember.family_id.in_(family_ids),
            FamilyMember.role == MemberRole.CHILD,
            FamilyMember.ended_on.is_(None),
        )
        .order_by(FamilyMember.family_id, Person.birth_on.is_(None), Person.birth_on, Person.id)
    )
    children: dict[int, list[ChildRow]] = {family_id: [] for family_id in family_ids}
    for family_id, name, birth_on, expected_on in session.execute(statement):
        children[family_id].append(ChildRow(name, birth_on, expected_on))
    return children


def _select_rows(where: ColumnElement[bool]) -> Select[*_Columns]:
    last_reading = (
        select(func.max(ReadingRow.on_date)).where(ReadingRow.family_id == Family.id).scalar_subquery()
    )
    return (
        select(
            Family.id, Family.key, Family.label, Family.ref, Family.closed_on, Family.restricted,
            Team.name, User.name, last_reading,
        )
        .join(Team, Team.id == Family.team_id)
        .outerjoin(_Lead, and_(_Lead.family_id == Family.id, _Lead.lead, _Lead.ended_on.is_(None)))
        .outerjoin(User, User.id == _Lead.user_id)
        .where(where)
    )  # fmt: skip


def _with_children(session: Session, rows: Sequence[Row[*_Columns]]) -> list[FamilyRow]:
    children = list_children(session, [row[0] for row in rows])
    return [FamilyRow(*row, children[row[0]]) for row in rows]
