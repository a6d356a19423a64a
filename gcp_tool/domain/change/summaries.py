"""The headline of a child: of all that its lines say, what to ask about first. A prompt, not a finding."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from gcp_tool.domain.change.flags import (
    is_at_concern,
    is_no_better,
    is_overdue,
    is_stale,
    is_up_and_down,
    overdue_from,
)
from gcp_tool.domain.change.readings import Points, Reading, from_start, points
from gcp_tool.domain.change.rule import STANDARD_RULE, ChangeRule
from gcp_tool.domain.change.steps import latest_step
from gcp_tool.domain.change.words import Word, word_for

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class Headline(IntEnum):
    """What a summary says, in the order in which it is asked: the first that fits is said."""

    GETTING_WORSE = 1
    NO_BETTER = 2
    NOT_RESCORED = 3
    UP_AND_DOWN = 4
    FIRST_READING = 5
    STILL_A_CONCERN = 6
    NOT_ENOUGH_RECENT = 7
    NOT_YET_KEPT = 8
    KEPT = 9
    LOW = 10


_WORDS = {
    Headline.GETTING_WORSE: "getting worse",
    Headline.NO_BETTER: "no better after {months} months: check for drift",
    Headline.NOT_RESCORED: "at concern, not re-scored in time",
    Headline.UP_AND_DOWN: "up and down",
    Headline.FIRST_READING: "first reading, at concern",
    Headline.STILL_A_CONCERN: "still a concern",
    Headline.NOT_ENOUGH_RECENT: "not enough recent evidence",
    Headline.NOT_YET_KEPT: "improved, not yet shown to be kept",
    Headline.KEPT: "improved and kept",
    Headline.LOW: "low concern",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """The headline of a child, the places of the series that caused it, and how long it can be relied on.

    If nothing new is read, headline and causes hold up to and including `valid_until`; None is for ever.
    """

    headline: Headline
    words: str
    because: tuple[int, ...]
    valid_until: date | None

    @property
    def number(self) -> int:
        """The place of the headline, 1 to 10, as a plain number to store and sort by."""
        return self.headline.value


def summary(
    series_by_domain: Sequence[Iterable[Reading]], as_of: date, rule: ChangeRule = STANDARD_RULE
) -> Summary | None:
    """Return the headline of a child from its live series, one for each domain in scope with each carer.

    A domain in scope that was never graded is given as an empty series. None if no series has a reading yet:
    the child is not assessed. Ended series are left out by whoever asks.
    """
    lines = [points(readings, as_of) for readings in series_by_domain]
    if not any(lines):
        return None
    headline, because = worst = _worst(lines, as_of, rule)
    return Summary(
        headline=headline,
        words=words_of(headline, rule),
        because=because,
        valid_until=_valid_until(lines, as_of, rule, worst),
    )


def words_of(headline: Headline, rule: ChangeRule) -> str:
    """Return what a headline says; how long drift is follows the tool."""
    return _WORDS[headline].format(months=_number_words(rule.drift_after_months))


def headline_of(
    line: Points, as_of: date, start: date, rule: ChangeRule, due_on: date | None = None
) -> Headline:
    """Return the headline of one line by itself.

    `start` is the day on which the six months start; `due_on` when the next reading is due, if not by the tool.
    """
    view = from_start(line, start)
    if is_at_concern(line, rule):
        return _headline_at_concern(
            line,
            view,
            rule,
            no_better=is_no_better(line, start, rule),
            overdue=is_overdue(line, as_of, rule, due_on),
        )
    if is_up_and_down(line, rule):
        return Headline.UP_AND_DOWN
    if is_stale(line, start):
        return Headline.NOT_ENOUGH_RECENT
    return _headline_of_low(line, view, rule)


def _headline_at_concern(
    line: Points, view: Points, rule: ChangeRule, *, no_better: bool, overdue: bool
) -> Headline:
    last = latest_step(view)
    if word_for(line, view, rule) in (Word.WORSE, Word.SLIPPED_BACK) or (last and last.is_worse_underneath):
        return Headline.GETTING_WORSE
    if no_better and not (last and last.is_moving_underneath):
        return Headline.NO_BETTER
    if overdue:
        return Headline.NOT_RESCORED
    if is_up_and_down(line, rule):
        return Headline.UP_AND_DOWN
    return Headline.FIRST_READING if len(line) == 1 else Headline.STILL_A_CONCERN


def _headline_of_low(line: Points, view: Points, rule: ChangeRule) -> Headline:
    if max(reading.grade for reading in view) < rule.concern_from:
        return Headline.LOW
    return Headline.KEPT if word_for(line, view, rule) is Word.KEPT else Headline.NOT_YET_KEPT


def _worst(lines: Sequence[Points], as_of: date, rule: ChangeRule) -> tuple[Headline, tuple[int, ...]]:
    """Return the first headline that fits any line, and the places of all the lines that it fits."""
    start = rule.view_start(as_of, rule.drift_after_months)
    headlines = [headline_of(line, as_of, start, rule) for line in lines]
    worst = min(headlines)
    return worst, tuple(place for place, headline in enumerate(headlines) if headline is worst)


def _valid_until(
    lines: Sequence[Points], as_of: date, rule: ChangeRule, now: tuple[Headline, tuple[int, ...]]
) -> date | None:
    for day in sorted({day for line in lines for day in turning_days(line, as_of, rule)}):
        if _worst(lines, day, rule) != now:
            return day - timedelta(days=1)
    return None


def turning_days(line: Points, as_of: date, rule: ChangeRule, due_on: date | None = None) -> Iterable[date]:
    """Yield every later day on which time alone can change what a line says.

    A reading comes to be in force at the start of the view, or the latest becomes overdue: the rest of the
    rule looks at readings only.
    """
    start = rule.view_start(as_of, rule.drift_after_months)
    for reading in line:
        if reading.on > start:
            yield rule.first_day_starting_at(reading.on, rule.drift_after_months)
    if is_at_concern(line, rule) and not is_overdue(line, as_of, rule, due_on):
        yield overdue_from(line[-1], rule, due_on)


def _number_words(months: int) -> str:
    return _NUMBERS[months - 2] if months - 2 < len(_NUMBERS) else str(months)
