"""What somebody asked of a report or a sheet, kept for a day: none of it is in an address, nothing typed is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.domain.errors import NotFound
from gcp_tool.history.report.choices import Extent, Marking, Names, Period, Readers
from gcp_tool.models import Family, Search

KEPT_FOR = timedelta(days=1)
REPORT, SHEET = "report", "sheet"
OVER = "What you asked for is kept for a day, and that is over. Ask for it again."


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """What a report is to hold, for whom it is made and why. Families and children are named by their keys."""

    family: str
    period: Period
    since_on: date | None
    until_on: date | None
    children: tuple[str, ...]
    names: Names
    readers: Readers
    awaiting: bool
    extent: Extent
    marking: Marking
    recipient: str
    reason: str


@dataclass(frozen=True, slots=True)
class SheetAsked:
    """Whose sheet is to be made of which assessment, and why it is safe where that had to be said."""

    assessment: str
    carer: str
    reason: str


def keep_report(session: Session, *, asked: ReportAsked, family: Family, by: Actor) -> str:
    """Keep what was asked of a report, with its reason on record; the key to find it by is returned."""
    values = {
        "family": asked.family,
        "period": asked.period.value,
        "since_on": _written(asked.since_on),
        "until_on": _written(asked.until_on),
        "children": list(asked.children),
        "names": asked.names.value,
        "readers": asked.readers.value,
        "awaiting": asked.awaiting,
        "extent": asked.extent.value,
        "marking": asked.marking.value,
        "recipient": asked.recipient,
        "reason": asked.reason,
    }
    kept = _keep(session, REPORT, values, by)
    record(
        session,
        Event.REPORT_ASKED,
        by=by,
        family_id=family.id,
        subject=("search", kept.id),
        words=reason_words(asked),
        details={"period": asked.period.value, "names": asked.names.value, "readers": asked.readers.value},
    )
    return kept.key


def keep_sheet(session: Session, *, asked: SheetAsked, family_id: int, carer_id: int, by: Actor) -> str:
    """Keep what was asked of a sheet, with its reason on record if one was needed; the key is returned."""
    values = {"assessment": asked.assessment, "carer": asked.carer, "reason": asked.reason}
    kept = _keep(session, SHEET, values, by)
    record(
        session,
        Event.SHEET_ASKED,
        by=by,
        family_id=family_id,
        person_id=carer_id,
        subject=("search", kept.id),
        words=asked.reason,
    )
    return kept.key


def get_report(session: Session, key: str, *, of: Actor) -> ReportAsked:
    """What the actor asked of a report.

    Raises:
        NotFound: nothing of theirs is kept under this key, or the day is over.
    """
    values = _get(session, REPORT, key, of)
    return ReportAsked(
        family=values["family"],
        period=Period(values["period"]),
        since_on=_read(values["since_on"]),
        until_on=_read(values.get("until_on")),  # was not asked in earlier releases, nor was how much
        children=tuple(values["children"]),
        names=Names(values["names"]),
        readers=Readers(values["readers"]),
        awaiting=values["awaiting"],
        extent=Extent(values.get("extent", Extent.SHORT)),
        marking=Marking(values["marking"]),
        recipient=values["recipient"],
        reason=values["reason"],
    )


def get_sheet(session: Session, key: str, *, of: Actor) -> SheetAsked:
    """What the actor asked of a sheet. Raises NotFound as `get_report` does."""
    values = _get(session, SHEET, key, of)
    return SheetAsked(values["assessment"], values["carer"], values["reason"])


def reason_words(asked: ReportAsked) -> str:
    """For whom a report is made, and why, as the record keeps it."""
    return f"For {asked.recipient}: {asked.reason}"


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _keep(session: Session, kind: str, values: Mapping[str, Any], by: Actor) -> Search:
    now = clock.now()
    session.execute(delete(Search).where(Search.expires_at <= now))
    kept = Search(user_id=by.id, terms={kind: dict(values)}, at=now, expires_at=now + KEPT_FOR)
    session.add(kept)
    session.flush()
    return kept


def _get(session: Session, kind: str, key: str, of: Actor) -> Mapping[str, Any]:
    statement = select(Search.terms).where(
        Search.key == key, Search.user_id == of.id, Search.expires_at > clock.now()
    )
    terms: Mapping[str, Any] = session.scalar(statement) or {}
    if kind not in terms:
        raise NotFound(OVER)
    values: Mapping[str, Any] = terms[kind]
    return values
