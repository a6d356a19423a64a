"""Histories to look at: assessments with their answers and readings, as if they had been made over the months."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.instrument import Item
from gcp_tool.domain.vocabulary import (
    AgeBand,
    AnswerState,
    NotGradedReason,
    Origin,
    RevisionState,
    Role,
)
from gcp_tool.extensions import db
from gcp_tool.models import EvidenceLink, Family, InstrumentVersion, Person, User
from gcp_tool.standing.readings import refresh_readings
from tests.factories import MadeAssessment, make_answer, make_assessment, make_evidence, make_user, take_to
from tests.integration.world import World

# A grade for a domain, or one for each of its items; None is an item that was looked at and could not be graded.
Grades = int | Sequence[int | None] | None

COUNTS = (RevisionState.SUBMITTED, RevisionState.SIGNED_OFF)


def months_ago(months: int) -> date:
    """The same day so many months ago."""
    return add_months(clock.today(), -months)


def make_reading(
    session: Session,
    *,
    family: Family,
    child: Person,
    carer: Person,
    lead: User,
    version: InstrumentVersion,
    on: date,
    grades: Mapping[str, Grades],
    state: RevisionState = RevisionState.SIGNED_OFF,
    origin: Origin = Origin.TYPED,
    band: AgeBand | None = None,
    signed_at: datetime | None = None,
    notes: Mapping[str, str] | None = None,
    **changes: Any,
) -> MadeAssessment:
    """An assessment of the month before a day, graded domain by domain, taken to a state, with its readings.

    `notes` are pieces of evidence, by the item that they show something about.
    """
    made = make_assessment(
        session,
        family=family,
        child=child,
        carer=carer,
        lead=lead,
        version=version,
        origin=origin,
        window_from=add_months(on, -1),
        window_to=on,
        **changes,
    )
    if band is not None:
        made.child_carer.age_band = made.household.age_band = band
    _answer(session, made, grades)
    _note(session, made, notes or {})
    _move(session, made, state, signed_at or datetime.combine(on, time(15), UTC))
    refresh_readings(session, made.assessment)
    return made


def _move(session: Session, made: MadeAssessment, state: RevisionState, at: datetime) -> None:
    """Submit and sign off at a moment of its own; the builders know one moment only, and what is locked stays."""
    if state not in COUNTS:
        take_to(session, made, state)
        return
    take_to(session, made, RevisionState.SUBMITTED)
    made.revision.submitted_at = at
    session.flush()
    if state is RevisionState.SIGNED_OFF:
        typed = made.assessment.origin is Origin.TYPED
        signer = make_user(session, role=Role.MANAGER).id if typed else None
        made.revision.signed_off_at, made.revision.signed_off_by_id = at, signer
        made.revision.content_sha256 = hashlib.sha256(str(made.revision.id).encode()).hexdigest()
        made.revision.state = state
        session.flush()


def _answer(session: Session, made: MadeAssessment, grades: Mapping[str, Grades]) -> None:
    tool = made.assessment.instrument_version.instrument
    band = made.child_carer.age_band
    for code, given in grades.items():
        items = [item for area in tool.domain(code).areas_for(band) for item in area.items_for(band)]
        each = [given] * len(items) if given is None or isinstance(given, int) else list(given)
        for item, grade in zip(items, each, strict=True):
            _answer_item(session, made, item, grade)


def _answer_item(session: Session, made: MadeAssessment, item: Item, grade: int | None) -> None:
    profile = made.household if item.household else made.child_carer
    not_known = {
        "state": AnswerState.NOT_KNOWN,
        "reason": NotGradedReason.NOT_SEEN,
        "raw": {"choice": "not_known"},
    }
    make_answer(
        session,
        made,
        code=item.id,
        profile_id=profile.id,
        grade=grade,
        **(not_known if grade is None else {}),
    )


def _note(session: Session, made: MadeAssessment, notes: Mapping[str, str]) -> None:
    """Evidence as the tool links it: what a household shares, to the household."""
    tool = made.assessment.instrument_version.instrument
    for slot, (code, said) in enumerate(notes.items(), start=1):
        profile = made.household if tool.item(code).household else made.child_carer
        area = tool.area_of(code).id
        answer = make_evidence(
            session, made, code=area, slot=slot, raw={"words": said}, profile_id=profile.id
        )
        session.add(EvidenceLink(answer_id=answer.id, profile_id=profile.id, code=code))
    session.flush()


def domains_of(version: InstrumentVersion) -> tuple[str, ...]:
    """The codes of a tool's domains."""
    return tuple(domain.id for domain in version.instrument.domains)


class Reader:
    """Makes readings of one family: each call of `read` is an assessment."""

    def __init__(self, world: World, session: Session) -> None:
        self.world, self.session = world, session

    def read(self, on: date, grades: Mapping[str, Grades] | int, **changes: Any) -> MadeAssessment:
        """An assessment of the world's child with its carer, every domain alike or domain by domain."""
        world = self.world
        each = dict.fromkeys(domains_of(world.tool), grades) if isinstance(grades, int) else grades
        given = {
            "family": world.family,
            "child": world.child,
            "carer": world.carer,
            "lead": world.worker,
            "version": world.tool,
        }
        return make_reading(self.session, on=on, grades=each, **(given | changes))


@contextmanager
def reading(world: World) -> Iterator[Reader]:
    """Readings of the world's family, kept when the block ends."""
    with db.engines.writer() as session:
        yield Reader(world, session)
        session.commit()


def family_path(world: World) -> str:
    return f"/families/{world.family.key}"
