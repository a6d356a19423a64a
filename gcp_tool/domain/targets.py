"""What became of a target: read from later assessments by one rule. Levels count from 1, the best."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gcp_tool.domain.vocabulary import TargetOutcome

GRACE = timedelta(
    days=14
)  # a reading so shortly before the day is a reading of that day, as in the rule for change


@dataclass(frozen=True, slots=True)
class Aim:
    """A target: where care stood, where it is to be, set on a day, and by when."""

    current: int
    aim: int
    set_on: date
    by_on: date


@dataclass(frozen=True, slots=True)
class Reached:
    """The level that a later assessment found, on the last day of the period it looked at."""

    level: int
    on: date
    assessment_id: int


@dataclass(frozen=True, slots=True)
class Settled:
    """How a target ended, and the assessment that it was read from."""

    outcome: TargetOutcome
    reached: Reached


def outcome_of(aim: Aim, level: int) -> TargetOutcome:
    """What a level means for a target: met at the aim or better, part met when only better than before."""
    if level <= aim.aim:
        return TargetOutcome.MET
    return TargetOutcome.PART_MET if level < aim.current else TargetOutcome.NOT_MET


def settle(aim: Aim, later: Iterable[Reached]) -> Settled | None:
    """How a target ended; None while it is open.

    A target is met by the first later assessment that finds it so, however early. It is part met or not met by the
    first that looks at care on the day it was due, or after; fourteen days before count as that day. An assessment
    before that leaves it open: nobody is told that they failed while there is time.
    """
    for reached in sorted(later, key=lambda one: (one.on, one.assessment_id)):
        if reached.on <= aim.set_on:
            continue
        outcome = outcome_of(aim, reached.level)
        if outcome is TargetOutcome.MET or reached.on >= aim.by_on - GRACE:
            return Settled(outcome, reached)
    return None


def is_overdue(by_on: date, outcome: TargetOutcome | None, today: date) -> bool:
    """Whether the day is past and nothing has shown how it ended."""
    return outcome is None and by_on < today
