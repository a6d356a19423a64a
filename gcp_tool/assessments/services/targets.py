"""Targets: set from an assessment, changed, given up; and settled by what later assessments find."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_set_target
from gcp_tool.assessments.queries.targets import list_looks, list_read_targets
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.targets import line_of
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record as record_event
from gcp_tool.audit.versions import update_versioned
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid, NotPossible
from gcp_tool.domain.targets import Aim, Reached, Settled, settle
from gcp_tool.domain.vocabulary import Origin, RevisionState, TargetOutcome
from gcp_tool.models import Target

_NOT_SET = (RevisionState.STOPPED, RevisionState.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class TargetGiven:
    """A target as typed: the level to reach, by when, what is to be seen then, and who does what."""

    aim: int
    by_on: date
    what: str
    who: str


def levels_now(record: Record, care: Care) -> dict[str, int]:
    """The level of every item and area that is graded in this assessment, by its code."""
    areas = [area for domain in record.scored(care).domains for area in domain.areas]
    found = {area.area.id: area.combined.grade for area in areas}
    found |= {item.item.id: item.grade for area in areas for item in area.items}
    return {code: level for code, level in found.items() if level is not None}


def set_target(
    session: Session, *, record: Record, care: Care, code: str, given: TargetGiven, by: Actor
) -> Target:
    """Set a target for an item or area of a child with a carer. Care now is as this assessment grades it.

    Raises:
        NotAllowed: the targets are not the actor's to set.
        NotPossible: the assessment was stopped or replaced.
        Invalid: it is not graded, the aim is no better than care now, or the day is past.
    """
    check_set_target(by, record.assessment)
    if record.revision.state in _NOT_SET:
        raise NotPossible("This assessment was stopped or replaced, so no targets are set from it.")
    current = levels_now(record, care).get(code)
    if current is None:
        raise Invalid({"about": "Grade it first, so that there is something to aim from"})
    set_on = record.assessment.window_to
    _check(given, current=current, set_on=set_on, is_late=record.assessment.origin is not Origin.TYPED)
    target = Target(
        family_id=record.assessment.family_id,
        assessment_id=record.assessment.id,
        child_id=care.profile.child_id,
        carer_id=care.profile.carer_id,
        code=code,
        line=line_of(record.instrument, code),
        current=current,
        set_on=set_on,
        changed_at=clock.now(),
        changed_by_id=by.id,
        **_values(given),
    )
    session.add(target)
    session.flush()
    _keep(session, Event.TARGET_SET, target, by)
    return target


def change_target(
    session: Session, *, target: Target, given: TargetGiven, base_version: int, by: Actor
) -> None:
    """Change what a target aims at, by when, and who does what. What it said before is kept in the log.

    Raises:
        NotAllowed, NotPossible: it is not the actor's to change, or it has ended.
        Invalid: the aim is no better than care was, or the day is past.
        EditConflict: it was changed since the page was opened.
    """
    check_open(target, by)
    unmoved = given.by_on == target.by_on  # a day that has passed meanwhile may stand
    _check(given, current=target.current, set_on=target.set_on, is_late=unmoved)
    before = f"{target.what}\n{target.who}"
    details = {"aim": target.aim, "by_on": target.by_on.isoformat()}
    update_versioned(session, target, expected=base_version, values=_values(given), by=by)
    _keep(session, Event.TARGET_CHANGED, target, by, words=before, **details)


def give_up_target(session: Session, *, target: Target, reason: str, base_version: int, by: Actor) -> None:
    """Say that a target is no longer worked towards, and why. It stays on record.

    Raises:
        NotAllowed, NotPossible: it is not the actor's to change, or it has ended.
        Invalid: no reason was given.
        EditConflict: it was changed since the page was opened.
    """
    check_open(target, by)
    if not reason.strip():
        raise Invalid({"reason": "Enter why this target is given up"})
    values = {
        "outcome": TargetOutcome.GIVEN_UP,
        "outcome_words": reason,
        "settled_at": clock.now(),
        "settled_by_id": by.id,
    }
    update_versioned(session, target, expected=base_version, values=values, by=by)
    _keep(session, Event.TARGET_GIVEN_UP, target, by)


def settle_targets(session: Session, *, family_id: int, by: Actor) -> None:
    """Read the outcome of a family's targets from the assessments that count now.

    Made again whenever one is submitted, returned, signed off, amended or recorded in error: an outcome that was read
    from an assessment that no longer counts is taken back. Targets given up stay so.
    """
    targets = list_read_targets(session, family_id)
    if not targets:
        return
    looks = list_looks(session, family_id)
    for target in targets:
        later = [
            Reached(level, look.on, look.assessment_id)
            for look in looks
            if (look.child_id, look.carer_id) == (target.child_id, target.carer_id)
            and look.assessment_id != target.assessment_id
            and (level := look.level_of(target)) is not None
        ]
        settled = settle(Aim(target.current, target.aim, target.set_on, target.by_on), later)
        if _is_news(target, settled):
            _settle(session, target, settled, by)


def _is_news(target: Target, settled: Settled | None) -> bool:
    held = (target.outcome, target.actual, target.outcome_assessment_id)
    if settled is None:
        return held != (None, None, None)
    return held != (settled.outcome, settled.reached.level, settled.reached.assessment_id)


def _settle(session: Session, target: Target, settled: Settled | None, by: Actor) -> None:
    """The outcome as columns; the version grows, so that whoever has the target open is told."""
    session.execute(
        update(Target)
        .where(Target.id == target.id)
        .values(
            outcome=settled.outcome if settled else None,
            actual=settled.reached.level if settled else None,
            outcome_assessment_id=settled.reached.assessment_id if settled else None,
            settled_at=clock.now() if settled else None,
            settled_by_id=by.id if settled else None,
            version=Target.version + 1,
            changed_at=clock.now(),
            changed_by_id=by.id,
        )
        .execution_options(synchronize_session=False)
    )
    session.refresh(target)
    _keep(
        session, Event.TARGET_SETTLED, target, by, outcome=target.outcome.value if target.outcome else "open"
    )


def check_open(target: Target, by: Actor) -> None:
    """Raise NotAllowed or NotPossible unless the target is the actor's to change, and has not ended."""
    check_set_target(by, target.assessment)
    if target.outcome is not None:
        raise NotPossible(
            "This target has ended, so it stays as it is. Set a new one from the latest assessment."
        )


def _check(given: TargetGiven, *, current: int, set_on: date, is_late: bool) -> None:
    if given.aim >= current:
        raise Invalid({"aim": "Choose a grade that is better than care is now"})
    if given.by_on <= set_on:
        raise Invalid({"by_on": "The day it is to be reached by must be after the period looked at"})
    if given.by_on < clock.today() and not is_late:
        raise Invalid({"by_on": "The day it is to be reached by must be today or later"})


def _values(given: TargetGiven) -> dict[str, object]:
    return {"aim": given.aim, "by_on": given.by_on, "what": given.what, "who": given.who}


def _keep(
    session: Session, event: Event, target: Target, by: Actor, *, words: str = "", **details: object
) -> None:
    record_event(
        session,
        event,
        by=by,
        family_id=target.family_id,
        person_id=target.child_id,
        subject=("target", target.id),
        words=words,
        details=details,
    )
