"""Events in words: when, who, of which agency, what they did, and about whom."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from gcp_tool.access_log.queries import EventRow, Named, Posting, list_names, list_postings
from gcp_tool.access_log.sentences import sentence_for
from gcp_tool.audit.events import Event
from gcp_tool.core.clock import local
from gcp_tool.core.formatting import date_and_time

_TOOL, _NOBODY, _SOMEBODY = "The tool", "Somebody who was not signed in", "somebody"
_WITHOUT_ACTOR: Mapping[str, str] = {Event.REFUSED.value: _NOBODY, Event.SIGN_IN_FAILED.value: _NOBODY}


@dataclass(frozen=True, slots=True)
class EventView:
    """One event as its line says it."""

    number: int
    moment: datetime
    at: str
    who: str
    agency: str
    sentence: str
    about: str


def present_events(
    session: Session, rows: Sequence[EventRow], *, people: Sequence[Named] = (), of_one_family: bool
) -> Sequence[EventView]:
    """The events in words. People of families are named only where they are given."""
    names = list_names(session, rows)
    worked = list_postings(session, {row.actor_id for row in rows if row.actor_id is not None})
    called = {one.id: one.name for one in people}
    return [
        EventView(
            number=row.seq,
            moment=local(row.at),
            at=date_and_time(row.at),
            who=_who(row, names),
            agency=_agency_on(worked.get(row.actor_id or 0, ()), local(row.at).date()),
            sentence=_sentence(row, names, family="this family" if of_one_family else "a family"),
            about=called.get(row.person_id or 0, ""),
        )
        for row in rows
    ]


def _who(row: EventRow, names: Mapping[tuple[str, int], str]) -> str:
    if row.actor_id is None:
        return _WITHOUT_ACTOR.get(row.event, _TOOL)
    return names.get(("user", row.actor_id), "Somebody whose account is no longer kept")


def _sentence(row: EventRow, names: Mapping[tuple[str, int], str], *, family: str) -> str:
    whom = names.get((row.subject_kind or "", row.subject_id or 0), _SOMEBODY)
    said = sentence_for(row.event, json.loads(row.canonical)["details"])
    of_family = f" of {family}" if row.family_id is not None else ""
    return said.format(who=_who(row, names), whom=whom, family=family, of_family=of_family) + "."


def _agency_on(postings: Sequence[Posting], day: date) -> str:
    """Where they worked on the day; for a day between postings, or before, the one nearest to it before or after."""
    begun = [one for one in postings if one.started_on <= day]
    one = begun[-1] if begun else next(iter(postings), None)
    return one.agency if one else ""
