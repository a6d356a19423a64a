"""Events as the pages show them: the newest first, a page at a time, never by reading the whole log.

A log has a million events, so nothing is counted and no page is skipped to: each page begins where the last one ended.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    desc,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from gcp_tool.audit.chain import CHAIN
from gcp_tool.core.database import plain_rows
from gcp_tool.models import Agency, AuditEvent, FamilyMember, Person, Team, User, UserPosting

_events: Any = AuditEvent.__table__.c
_NEWEST = (desc(_events.at), desc(_events.seq))
_SHOWN = (
    _events.seq, _events.at, _events.actor_id, _events.event, _events.family_id, _events.person_id,
    _events.subject_kind, _events.subject_id, _events.canonical,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events. Nothing given means all of them; `since` counts, `until` and what comes after it do not.

    `before` is the number of an event: what was recorded earlier.
    """

    family_id: int | None = None
    person_id: int | None = None
    actor_id: int | None = None
    events: Collection[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event. `canonical` is the sealed text, which holds the details."""

    seq: int
    at: datetime
    actor_id: int | None
    event: str
    family_id: int | None
    person_id: int | None
    subject_kind: str | None
    subject_id: int | None
    canonical: str


@dataclass(frozen=True, slots=True)
class Posting:
    """Where somebody worked, from and to."""

    agency: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who can be chosen: with an account, or in a family."""

    id: int
    key: str
    name: str


def list_events(session: Session, wanted: Wanted, *, limit: int) -> Sequence[EventRow]:
    """The newest of these events."""
    rows = session.connection().execute(select_events(session, wanted, limit=limit))
    return [EventRow(*row) for row in rows]


def select_events(session: Session, wanted: Wanted, *, limit: int) -> Select[Any]:
    """The statement for them: by the index of a family, a person or a user; else by what happened; else by time."""
    when = _when(session, wanted)
    one = [
        column == value
        for column, value in (
            (_events.family_id, wanted.family_id),
            (_events.person_id, wanted.person_id),
            (_events.actor_id, wanted.actor_id),
        )
        if value is not None
    ]
    if one:
        # joined to nothing, so that no engine takes the index of what happened, which holds far more
        kinds = [_events.event.concat("").in_(sorted(wanted.events))] if wanted.events else []
        return _newest(and_(*one, *when, *kinds), limit)
    if wanted.events:
        return _newest_of_kinds(wanted.events, when, limit)
    return _newest(and_(_events.seq > 0, *when), limit)


def _newest(where: ColumnElement[bool], limit: int) -> Select[Any]:
    return select(*_SHOWN).where(where).order_by(*_NEWEST).limit(limit)


def _newest_of_kinds(kinds: Collection[str], when: Sequence[ColumnElement[bool]], limit: int) -> Select[Any]:
    """The newest of each kind by its index, and of these the newest: some hundred rows, however rare a kind is."""
    each = (
        select(_events.chain, _events.seq)
        .where(_events.event == kind, *when)
        .order_by(*_NEWEST)
        .limit(limit)
        .subquery()
        for kind in sorted(kinds)
    )
    found = union_all(*(select(one.c.chain, one.c.seq) for one in each)).subquery()
    return _newest(tuple_(_events.chain, _events.seq).in_(select(found.c.chain, found.c.seq)), limit)


def _when(session: Session, wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    at = _events.at
    when = [at >= wanted.since] if wanted.since else []
    if wanted.until:
        when.append(at < wanted.until)
    if wanted.before is not None:
        then = session.scalar(
            select(AuditEvent.at).where(AuditEvent.chain == CHAIN, AuditEvent.seq == wanted.before)
        )
        if then is not None:
            when.append(and_(at <= then, or_(at < then, _events.seq < wanted.before)))
    return when


_USERS, _POSTINGS, _AGENCIES = User.__table__.c, UserPosting.__table__.c, Agency.__table__.c
_WORKED = (
    select(_POSTINGS.user_id, _AGENCIES.name, _POSTINGS.started_on, _POSTINGS.ended_on)
    .where(_POSTINGS.user_id.in_(bindparam("ids", expanding=True)), _AGENCIES.id == _POSTINGS.agency_id)
    .order_by(_POSTINGS.user_id, _POSTINGS.started_on, _POSTINGS.id)
)
_MEMBERS = (
    select(Person.id, Person.key, Person.given_name, Person.family_name)
    .distinct()
    .join(FamilyMember, FamilyMember.person_id == Person.id)
    .where(FamilyMember.family_id == bindparam("family"))
    .order_by(Person.given_name, Person.family_name, Person.id)
)
_LOOKED = (
    select(_USERS.id, _USERS.key, _USERS.name)
    .where(_USERS.id.in_(select(_events.actor_id).where(_events.family_id == bindparam("family")).distinct()))
    .order_by(_USERS.name, _USERS.id)
)
_ALL = select(_USERS.id, _USERS.key, _USERS.name).order_by(_USERS.name, _USERS.id)
_NAMED = union_all(
    *(
        select(literal(kind), table.id, table.name).where(table.id.in_(bindparam(kind, expanding=True)))
        for kind, table in (("user", User), ("team", Team), ("agency", Agency))
    )
)


def list_postings(session: Session, user_ids: Collection[int]) -> Mapping[int, Sequence[Posting]]:
    """Where each of these people has worked, in order."""
    worked: dict[int, list[Posting]] = {user_id: [] for user_id in user_ids}
    if user_ids:
        for user_id, *posting in plain_rows(session, _WORKED, {"ids": list(user_ids)}):
            worked[user_id].append(Posting(*posting))
    return worked


def list_people(session: Session, family_id: int) -> Sequence[Named]:
    """Everybody who is or was in the family, by name."""
    rows = plain_rows(session, _MEMBERS, {"family": family_id})
    return [Named(person_id, key, f"{given} {family}".strip()) for person_id, key, given, family in rows]


def list_who_looked(session: Session, family_id: int) -> Sequence[Named]:
    """Everybody of whom the log says anything about this family, by name."""
    return [Named(*row) for row in plain_rows(session, _LOOKED, {"family": family_id})]


def list_staff(session: Session) -> Sequence[Named]:
    """Everybody who has an account, or had one, by name."""
    return [Named(*row) for row in plain_rows(session, _ALL, {})]


def list_names(session: Session, rows: Collection[EventRow]) -> Mapping[tuple[str, int], str]:
    """What the people with accounts, teams and agencies of these events are called, by kind and id."""
    ids: dict[str, set[int]] = {"user": set(), "team": set(), "agency": set()}
    for row in rows:
        if row.actor_id is not None:
            ids["user"].add(row.actor_id)
        if row.subject_kind in ids and row.subject_id is not None:
            ids[row.subject_kind].add(row.subject_id)
    given = {kind: sorted(wanted) for kind, wanted in ids.items()}
    return {(kind, one): name for kind, one, name in plain_rows(session, _NAMED, given)}
