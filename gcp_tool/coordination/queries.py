"""What the coordinator’s pages read: counts that are kept, agencies, versions of tools. No assessment, no family."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.domain.completions import CompletionPart, Numbers, Tallied, month_unit
from gcp_tool.domain.vocabulary import Purpose
from gcp_tool.models import Agency, CompletionTally, InstrumentVersion

_T = CompletionTally


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency of the partnership, and what it was merged into."""

    id: int
    name: str
    merged_into: str | None
    opened_on: date
    closed_on: date | None

    def was_open(self, first: date, last: date) -> bool:
        """Whether it was there on any of these days."""
        return self.opened_on <= last and (self.closed_on is None or self.closed_on >= first)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a tool that something was completed with, or could be."""

    id: int
    key: str
    title: str
    version: str


def list_tallied(
    session: Session,
    *,
    first: int,
    last: int,
    by_month: bool,
    version_id: int | None,
    purpose: Purpose | None,
) -> Sequence[Tallied]:
    """What was completed from one financial quarter to another, in units of a quarter or of a month."""
    places = (_T.fin_quarter, _T.agency_id, _T.part, *((_T.month,) if by_month else ()))
    by_purpose = [func.coalesce(func.sum(_T.n).filter(_T.purpose == of), 0) for of in Purpose]
    statement: Select[Any] = (
        select(*places[:3], _T.month if by_month else literal(0), *by_purpose, func.sum(_T.children))
        .where(_T.fin_quarter.between(first, last))
        .group_by(*places)
    )
    if version_id is not None:
        statement = statement.where(_T.instrument_version_id == version_id)
    if purpose is not None:
        statement = statement.where(_T.purpose == purpose)
    return [
        Tallied(
            month_unit(quarter, month) if by_month else quarter,
            agency_id,
            part,
            Numbers(int(baseline), int(review), int(children)),
        )
        for quarter, agency_id, part, month, baseline, review, children in session.execute(statement)
    ]


def list_led_by_month(
    session: Session, *, first: int, last: int, version_id: int | None
) -> Sequence[tuple[int, Purpose, int]]:
    """How many assessments the whole partnership completed in each month, by purpose: each has one lead."""
    statement = (
        select(_T.fin_quarter, _T.month, _T.purpose, func.sum(_T.n))
        .where(_T.fin_quarter.between(first, last), _T.part == CompletionPart.LEAD)
        .group_by(_T.fin_quarter, _T.month, _T.purpose)
    )
    if version_id is not None:
        statement = statement.where(_T.instrument_version_id == version_id)
    return [
        (month_unit(quarter, month), purpose, int(n))
        for quarter, month, purpose, n in session.execute(statement)
    ]


def find_first_quarter(session: Session) -> int | None:
    """The first quarter in which anything was completed."""
    return session.scalar(select(func.min(_T.fin_quarter)))


def list_agencies(session: Session) -> Sequence[AgencyRow]:
    """The agencies of the partnership by name, closed ones too."""
    into = aliased(Agency)
    statement = (
        select(Agency.id, Agency.name, into.name, Agency.opened_on, Agency.closed_on)
        .outerjoin(into, into.id == Agency.merged_into_id)
        .order_by(func.lower(Agency.name), Agency.id)
    )
    return [AgencyRow(*row) for row in session.execute(statement)]


def list_versions(session: Session) -> Sequence[VersionRow]:
    """The versions of tools by title, the newest first."""
    statement = select(
        InstrumentVersion.id, InstrumentVersion.key, InstrumentVersion.title, InstrumentVersion.version
    ).order_by(func.lower(InstrumentVersion.title), InstrumentVersion.id.desc())
    return [VersionRow(*row) for row in session.execute(statement)]
