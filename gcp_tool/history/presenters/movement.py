"""What moved in a domain since the reading before, item by item, and which items stand at concern now."""

from collections.abc import Callable, Sequence
from datetime import date

from gcp_tool.core.formatting import counted, join_words, long_date
from gcp_tool.domain.change import Reading, step
from gcp_tool.domain.change.readings import points
from gcp_tool.domain.instrument import Scale
from gcp_tool.standing.series import Care, DomainSeries

_TWICE = 2


def moved_words(care: Care, series: DomainSeries, today: date) -> str:
    """`Since 19 August 2026: 1 item worse (Bedtime, 2 to 4), 2 better (…), 5 the same.`.

    Empty where nothing can be told: after one reading, or where no item was graded both times.
    """
    line = points(series.readings(care.rule), care.as_of(today))
    if len(line) < _TWICE:
        return ""
    last = step(line[-2], line[-1])
    if not last.compared and not last.dropped:
        return ""
    moved = [
        _some(care, last.worse, "worse", last.earlier, last.later),
        _some(care, last.better, "better", last.earlier, last.later),
        f"{len(last.same)} the same" if last.same else "",
        f"not applicable now: {join_words(map(care.title_of, last.dropped))}" if last.dropped else "",
    ]
    return f"Since {long_date(last.earlier.on)}: {', '.join(filter(None, moved))}."


def _some(care: Care, lines: Sequence[str], way: str, earlier: Reading, later: Reading) -> str:
    if not lines:
        return ""
    each = (
        f"{care.title_of(line)}, {care.value(earlier.in_force[line])} to {care.value(later.given[line])}"
        for line in lines
    )
    return f"{counted(len(lines), 'item')} {way} ({'; '.join(each)})"


def now_words(care: Care, series: DomainSeries) -> Sequence[str]:
    """The items that are serious now, and those that were a concern every time they were graded."""
    latest = series.latest(care.rule)
    if latest is None:
        return ()
    in_force = {**latest.held, **latest.given}
    scale = care.tool.scale
    serious = [
        f"{care.title_of(line)} {care.value(n)}" for line, n in in_force.items() if scale.is_serious(n)
    ]
    every_time = [care.title_of(line) for line in in_force if _always(series, line, scale.is_concern)]
    value = care.value(scale.concern_from)
    said = [
        f"Items at {serious_words(scale)} {_when(care)}: {join_words(serious)}." if serious else "",
        f"At {value} or worse every time: {join_words(every_time)}." if every_time else "",
    ]
    return [words for words in said if words]


def serious_words(scale: Scale) -> str:
    """`4 or 5`: what the tool writes for its serious levels."""
    return join_words(
        (str(level.value) for level in scale.levels if scale.is_serious(level.number)), last="or"
    )


def _always(series: DomainSeries, line: str, holds: Callable[[int], bool]) -> bool:
    given = [one.given[line] for one in series.seen if line in one.given]
    return len(given) >= _TWICE and all(holds(level) for level in given)


def _when(care: Care) -> str:
    return "now" if care.ended is None else "when it ended"


def first_words(care: Care) -> str:
    """The first reading ever, which is always told: `First reading, 11 May 2025: Physical care 4; Health 3.`."""
    day = care.days[0]
    if len(care.days) == 1:
        return ""
    read = [
        f"{series.domain.title} {care.value(one.level)}"
        for series in care.series
        for one in series.seen[:1]
        if one.on == day and one.level is not None
    ]
    return f"First reading ever, {long_date(day)}: {'; '.join(read) or 'nothing graded'}."
