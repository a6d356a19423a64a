"""The headline of a child, and of a child with one carer: what to ask about first, and what makes us ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.core.formatting import join_words, long_date
from gcp_tool.domain.change import Headline, Reading, Summary, summary
from gcp_tool.domain.change.readings import Points, from_start, points
from gcp_tool.domain.dates import add_months
from gcp_tool.history import content
from gcp_tool.history.presenters.findings import find_in
from gcp_tool.history.series import Care, DomainSeries

_TONES = {
    Headline.NOT_ENOUGH_RECENT: "unsure",
    Headline.NOT_YET_KEPT: "better",
    Headline.KEPT: "better",
    Headline.LOW: "better",
}


# A child with a carer, the domains asked, and what they add up to.
Told = tuple[Care, Sequence[DomainSeries], Summary]


@dataclass(frozen=True, slots=True)
class Cause:
    """A domain that makes us ask: what was found in it, and the readings that show it."""

    title: str
    words: str
    readings: str


@dataclass(frozen=True, slots=True)
class HeadlineView:
    """What to ask about first. `tone` is how it is framed: `ask`, `unsure` or `better`."""

    number: int
    words: str
    tone: str
    causes: Sequence[Cause]


def headline_of(cares: Iterable[Care], today: date) -> HeadlineView | None:
    """The headline over all live series of these cares; None when none of them has a reading that counts."""
    asked = [(care, _asked(care)) for care in cares if care.ended is None]
    told = [
        (care, lines, said) for care, lines in asked if (said := _summary(care, lines, today)) is not None
    ]
    if not told:
        return None
    first = min((said for *_, said in told), key=lambda said: said.number)
    return HeadlineView(
        first.number, first.words, _TONES.get(first.headline, "ask"), _causes(told, first, today)
    )


def not_assessed() -> HeadlineView:
    """What is said of a child in the family without any grade that counts: nobody knows, so ask."""
    cause = Cause("", content.NO_GRADE_YET, "")
    headline = Headline.NOT_ENOUGH_RECENT
    return HeadlineView(headline.value, content.NOT_ENOUGH, _TONES[headline], (cause,))


def _asked(care: Care) -> list[DomainSeries]:
    return [series for series in care.series if series.counts(care.rule)]


def _summary(care: Care, lines: Sequence[DomainSeries], today: date) -> Summary | None:
    return summary([series.readings(care.rule) for series in lines], today, care.rule)


def _causes(told: Sequence[Told], first: Summary, today: date) -> Sequence[Cause]:
    asking = [one for one in told if one[2].number == first.number]
    if first.headline is Headline.LOW:
        return [_low(asking)]
    with_carer = len({care.carer.id for care, *_ in told}) > 1
    return [
        _cause(care, lines[place], first.headline, today, with_carer=with_carer)
        for care, lines, said in asking
        for place in said.because
    ]


def _low(told: Sequence[Told]) -> Cause:
    """Every domain makes a low concern, so they are not told one by one."""
    days = sorted({day for care, *_ in told for day in care.days})
    level = told[0][0].rule.concern_from
    if len(days) == 1:
        return Cause("Every domain", f"better than {level}", f"on {long_date(days[0])}")
    words = f"better than {level} throughout the last six months"
    return Cause("Every domain", words, f"last read on {long_date(days[-1])}")


def _cause(care: Care, series: DomainSeries, headline: Headline, today: date, *, with_carer: bool) -> Cause:
    finding = find_in(care, series, today)
    line = points(series.readings(care.rule), today)
    title = f"{finding.title}, with {care.carer.name}" if with_carer else finding.title
    shown = [_reading(one, series) for one in _shown(line, headline, care, today)]
    return Cause(title, finding.words, join_words(shown))


def _reading(reading: Reading, series: DomainSeries) -> str:
    """`4 on 3 March 2026`, and that it awaits sign-off if it does: a headline may rest on it."""
    words = f"{reading.grade} on {long_date(reading.on)}"
    awaiting = any(one.on == reading.on and not one.signed_off for one in series.seen)
    return f"{words}, {content.AWAITING}" if awaiting else words


def _shown(line: Points, headline: Headline, care: Care, today: date) -> Points:
    """The readings that a headline rests on: of the view of six months, or for going up and down of two years."""
    if not line:
        return ()
    rule = care.rule
    if headline is Headline.UP_AND_DOWN:
        earliest = add_months(line[-1].on, -rule.up_and_down_months)
        return tuple(one for one in line if one.on >= earliest)
    return from_start(line, rule.view_start(today, rule.drift_after_months))
