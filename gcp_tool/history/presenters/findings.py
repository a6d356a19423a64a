"""What was found in one domain: the word for its change with the grade it leaves the child at, and its flags."""

from dataclasses import dataclass
from datetime import date

from gcp_tool.core.formatting import month_and_year
from gcp_tool.domain.change import no_better, up_and_down, word
from gcp_tool.domain.change.readings import Points, points
from gcp_tool.history import content
from gcp_tool.history.series import Care, DomainSeries

MONTHS = 6


@dataclass(frozen=True, slots=True)
class Finding:
    """A domain, and how care in it has changed: `improved and kept, now 2`. A word is never without its grade."""

    title: str
    words: str
    flags: tuple[str, ...] = ()
    since_first: str = ""
    note: str = ""


def find_in(care: Care, series: DomainSeries, today: date) -> Finding:
    """What is found in a domain as it stands today, or as it stood when the series ended."""
    title = series.domain.title
    line = points(series.readings(care.rule), care.as_of(today))
    if not line:
        return Finding(title, _why_nothing(series))
    flags = _flags(care, line, today) if care.ended is None else ()
    found = _words(care, line, today, months=MONTHS)
    ever = _words(care, line, today, months=None)
    since_first = content.SINCE_FIRST.format(found=ever) if ever != found else ""
    return Finding(title, found, flags, since_first, _note(care, series))


def _words(care: Care, line: Points, today: date, *, months: int | None) -> str:
    change, level = word(line, care.as_of(today), months, care.rule), line[-1].grade
    return f"{change}, now {level}" if care.ended is None else f"{change}, {level} when it ended"


def _why_nothing(series: DomainSeries) -> str:
    if not series.seen:
        return "not assessed"
    if any(one.level is not None for one in series.seen):
        return content.TOO_LITTLE
    return content.LOOKED_AT


def _flags(care: Care, line: Points, today: date) -> tuple[str, ...]:
    rule, flags = care.rule, []
    if no_better(line, today, rule):
        flags.append(content.NO_BETTER.format(months=content.number_words(rule.drift_after_months)))
    if up_and_down(line, today, rule):
        flags.append(content.UP_AND_DOWN)
    return tuple(flags)


def _note(care: Care, series: DomainSeries) -> str:
    """That the latest reading says nothing about change, where it does not."""
    last = series.seen[-1]
    if last.is_comparable(care.rule):
        return ""
    when = month_and_year(last.on)
    if last.level is None:
        return f"Nothing was graded in {when}, so this rests on the reading before."
    return f"Too little was graded in {when} to compare, so this rests on the reading before."
