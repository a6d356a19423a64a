"""What was found in one domain: the word for its change with the grade it leaves the child at, and its flags."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from gcp_tool.core.formatting import counted, join_words, long_date, month_and_year
from gcp_tool.domain.change import SeriesFlag, Step, StepFlag, View, latest_step, series_flags
from gcp_tool.domain.change.readings import Points, points
from gcp_tool.domain.change.words import word_for
from gcp_tool.history import content
from gcp_tool.standing.series import Care, DomainSeries

SIX_MONTHS = View.last_months(6)
A_YEAR = View.last_months(12)
SINCE_FIRST = View.since_first()


@dataclass(frozen=True, slots=True)
class Finding:
    """A domain, and how care in it has changed: `improved and kept, now 2`. A word is never without its grade."""

    title: str
    words: str
    flags: tuple[str, ...] = ()
    since_first: str = ""
    note: str = ""


def find_in(
    care: Care,
    series: DomainSeries,
    today: date,
    *,
    view: View = SIX_MONTHS,
    due_on: date | None = None,
) -> Finding:
    """What is found in a domain as it stands today, or as it stood when the series ended, over a view.

    `due_on` is when it is to be read again, where a plan says so.
    """
    title = series.domain.title
    line = points(series.readings(care.rule), care.as_of(today))
    if not line:
        return Finding(title, _why_nothing(series))
    found = _words(care, line, today, view)
    ever = _words(care, line, today, SINCE_FIRST)
    since_first = content.SINCE_FIRST.format(found=ever) if ever != found else ""
    flags = _flags(care, series, line, today, due_on)
    return Finding(title, found, flags, since_first, _note(care, series))


def _words(care: Care, line: Points, today: date, view: View) -> str:
    as_of = care.as_of(today)
    change = word_for(line, view.of(line, as_of, care.rule), care.rule)
    value = care.value(line[-1].grade)
    return f"{change}, now {value}" if care.ended is None else f"{change}, {value} when it ended"


def _why_nothing(series: DomainSeries) -> str:
    if not series.seen:
        return content.NOT_ASSESSED
    if any(one.level is not None for one in series.seen):
        return content.TOO_LITTLE
    return content.LOOKED_AT


def _flags(
    care: Care, series: DomainSeries, line: Points, today: date, due_on: date | None
) -> tuple[str, ...]:
    """The marks of the series and of its latest step. What ended has none of its own: nobody can act on it now."""
    of_series = () if care.ended else _series_flags(care, line, today, due_on)
    last = latest_step(SIX_MONTHS.of(line, care.as_of(today), care.rule))
    of_step = step_words(care, series, last) if last else ()
    return (*of_series, *of_step, *not_rechecked(care, series))


def _series_flags(care: Care, line: Points, today: date, due_on: date | None) -> tuple[str, ...]:
    months = content.number_words(care.rule.drift_after_months)
    words = {
        SeriesFlag.NO_BETTER: content.NO_BETTER.format(months=months),
        SeriesFlag.UP_AND_DOWN: content.UP_AND_DOWN,
        SeriesFlag.OVERDUE: content.OVERDUE.format(on=long_date(due_on)) if due_on else "",
    }
    flags = series_flags(line, today, care.rule, due_on)
    return tuple(words[flag] for flag in flags if words[flag])


def step_words(care: Care, series: DomainSeries, step: Step) -> tuple[str, ...]:
    """The marks of a step in words, with the items that moved."""
    words: dict[StepFlag, Callable[[], str]] = {
        StepFlag.ONE_ITEM_ONLY: lambda: _one_item(care, step),
        StepFlag.MOVING_UNDERNEATH: lambda: _moved(care, series, step, len(step.better), "better"),
        StepFlag.WORSE_UNDERNEATH: lambda: _moved(care, series, step, len(step.worse), "worse"),
        StepFlag.SCORER_CHANGED: lambda: content.SCORER_CHANGED,
        StepFlag.VERSION_CHANGED: lambda: content.VERSION_CHANGED,
        StepFlag.BAND_CHANGED: lambda: content.BAND_CHANGED,
        StepFlag.PARTLY_GRADED: lambda: content.PARTLY_GRADED,
    }
    return tuple(words[flag]() for flag in step.flags)


def _one_item(care: Care, step: Step) -> str:
    [line] = (*step.better, *step.worse, *step.dropped)
    return content.ONE_ITEM_ONLY.format(title=care.title_of(line))


def _moved(care: Care, series: DomainSeries, step: Step, number: int, way: str) -> str:
    """`7 items better, 1 the same, still 4 because Bedtime is 4`."""
    others = len(step.worse) if way == "better" else len(step.better)
    moved = f"{counted(number, 'item')} {way}"
    if others:
        moved = f"{moved}, {others} {'worse' if way == 'better' else 'better'}"
    return content.MOVED.format(moved=moved, same=len(step.same), still=_still(care, series, step))


def _still(care: Care, series: DomainSeries, step: Step) -> str:
    value = care.value(step.later.grade)
    if step.later.grade != step.earlier.grade:
        return content.NOW.format(value=value)
    seen = next((one for one in series.seen if one.on == step.later.on), None)
    if seen is None or seen.because_code is None:
        return content.STILL.format(value=value)
    title = care.title_of_code(seen.because_code)
    return content.STILL_BECAUSE.format(value=value, title=title, grade=value)


def not_rechecked(care: Care, series: DomainSeries) -> tuple[str, ...]:
    """The items at concern that nobody looked at again, of the latest reading that may be compared."""
    seen = series.latest(care.rule)
    lines = seen.not_rechecked(care.rule) if seen else ()
    if not lines:
        return ()
    titles = join_words(care.title_of(line) for line in lines)
    words = content.NOT_RECHECKED.format(titles=titles)
    return (f"{words[:1].upper()}{words[1:]}",)


def _note(care: Care, series: DomainSeries) -> str:
    """That the latest reading says nothing about change, where it does not."""
    last = series.seen[-1]
    if last.is_comparable(care.rule):
        return ""
    when = month_and_year(last.on)
    if last.level is None:
        return f"Nothing was graded in {when}, so this rests on the reading before."
    return f"Too little was graded in {when} to compare, so this rests on the reading before."
