"""The word for how one domain has changed over a view. Never shown without the grade it ends at."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from gcp_tool.domain.change.readings import Points, Reading, final_run, from_start, points
from gcp_tool.domain.change.rule import STANDARD_RULE, ChangeRule
from gcp_tool.domain.change.steps import is_thin
from gcp_tool.domain.change.views import View

READINGS_BY_ONE_PERSON = 2
READINGS_BY_ANYONE = 3


class Word(StrEnum):
    """How a domain has changed over a view, as it is said."""

    NOT_ASSESSED = "not assessed"
    FIRST_READING = "first reading"
    NO_NEW_READING = "no new reading"
    LOW_THROUGHOUT = "low concern throughout"
    WORSE = "worse"
    RECOVERING = "worse than at the start, recovering"
    SLIPPED_BACK = "slipped back"
    UNCHANGED = "unchanged"
    BACK_AT_START = "back where it started"
    STILL_A_CONCERN = "improved, still a concern"
    KEPT = "improved and kept"
    NOT_YET_KEPT = "improved, not yet shown to be kept"


def word(
    readings: Iterable[Reading], as_of: date, months: int | None = 6, rule: ChangeRule = STANDARD_RULE
) -> Word:
    """Return the word for the change over the last `months`, or since the first reading if None.

    Readings may come in any order; those after the day are not known yet. Raises ValueError if `months` is
    under one.
    """
    if months is not None and months < 1:
        raise ValueError("A view is at least one month long.")
    line = points(readings, as_of)
    view = line if months is None else from_start(line, rule.view_start(as_of, months))
    return word_for(line, view, rule)


def word_in(readings: Iterable[Reading], as_of: date, view: View, rule: ChangeRule = STANDARD_RULE) -> Word:
    """Return the word for the change over any view: so many months, since a day, or since the first reading."""
    line = points(readings, as_of)
    return word_for(line, view.of(line, as_of, rule), rule)


def word_for(line: Points, view: Points, rule: ChangeRule) -> Word:
    """Return the word for a view of a line already put in order: the first that fits."""
    if not line:
        return Word.NOT_ASSESSED
    if len(line) == 1:
        return Word.FIRST_READING
    if len(view) == 1:
        return Word.NO_NEW_READING
    return _word_of_several(view, rule)


def _word_of_several(view: Points, rule: ChangeRule) -> Word:
    grades = [reading.grade for reading in view]
    start, latest, best, worst = grades[0], grades[-1], min(grades), max(grades)
    if worst < rule.concern_from:
        return Word.LOW_THROUGHOUT
    if latest > start:
        # Worse than every earlier reading is among these: the start is one of them.
        return Word.WORSE if latest == worst else Word.RECOVERING
    if latest > best:
        return Word.SLIPPED_BACK
    if latest == start:
        return Word.UNCHANGED if best == worst else Word.BACK_AT_START
    return _word_of_better(view, rule)


def _word_of_better(view: Points, rule: ChangeRule) -> Word:
    latest = view[-1].grade
    if latest >= rule.concern_from:
        return Word.STILL_A_CONCERN
    run = final_run(view, lambda reading: reading.grade == latest)
    kept = rule.is_long_enough(run[0].on, run[-1].on, rule.kept_after_months) and _is_borne_out(view, run)
    return Word.KEPT if kept else Word.NOT_YET_KEPT


def _is_borne_out(view: Points, run: Points) -> bool:
    """Say whether a run rests on more than one item, and on more than a change of who graded.

    A single reading never does.
    """
    if is_thin(view[-len(run) - 1], run[0]):
        return False
    by_person = Counter(reading.scorer for reading in run)
    return len(run) >= READINGS_BY_ANYONE or max(by_person.values()) >= READINGS_BY_ONE_PERSON
