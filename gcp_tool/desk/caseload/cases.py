"""The cases of a person, loaded whole: what is stored while it holds, worked out now where it does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.core import clock
from gcp_tool.desk.kinds import Open
from gcp_tool.desk.queries.caseload import BY_TIME, CaseRow, count_open, find_strips, list_cases
from gcp_tool.standing.families import FamilyStanding, current_standing

DRAFT_OLD_AFTER = timedelta(days=28)
_NOTHING: Mapping[Open, int] = {}


@dataclass(frozen=True, slots=True)
class Case:
    """A family of a caseload with what is open about it. `live` is how it stands where that was worked out now."""

    row: CaseRow
    open: Mapping[Open, int]
    live: FamilyStanding | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """Why a family stands as it does, a line a child, and the latest grades of each child with each carer."""

    because: Sequence[Mapping[str, Any]] = ()
    strip: Sequence[Mapping[str, Any]] = ()


def load_cases(session: Session, actor: Actor, *, today: date) -> Sequence[Case]:
    """Every case of the actor; no row that is out of date is among them."""
    rows = list_cases(session, actor, today=today)
    late = [row.id for row in rows if not row.is_current]
    live = current_standing(session, late) if late else {}
    counts = count_open(session, actor, today=today, drafts_before=clock.now() - DRAFT_OLD_AFTER)
    return [
        Case(row, counts.get(row.id, _NOTHING))
        if row.is_current
        else Case(_told_now(row, live[row.id]), counts.get(row.id, _NOTHING), live[row.id])
        for row in rows
    ]


def _told_now(row: CaseRow, standing: FamilyStanding) -> CaseRow:
    return row._replace(**{name: getattr(standing, name) for name in BY_TIME}, is_current=True)


def load_details(session: Session, cases: Sequence[Case]) -> Mapping[int, Detail]:
    """What only the shown rows need, by family."""
    stored = find_strips(session, [case.row.id for case in cases if case.live is None])
    details = {family_id: Detail(*both) for family_id, both in stored.items()}
    return details | {
        case.row.id: Detail(case.live.because, case.live.strip) for case in cases if case.live is not None
    }
