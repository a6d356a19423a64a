"""The headline of a family, of a child, and of a child with one carer: what to ask about first, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.core.formatting import counted, join_words, long_date
from gcp_tool.domain.change import (
    NOT_ASSESSED,
    Because,
    ChildSummary,
    FamilySummary,
    Headline,
    Reading,
    WorstNow,
    family_summary,
)
from gcp_tool.domain.due import NO_DEMANDS, Demands
from gcp_tool.history import content
from gcp_tool.history.presenters.findings import find_in
from gcp_tool.standing.series import Care, DomainSeries
from gcp_tool.standing.telling import Told, live_lines

_TONES = {
    Headline.NOT_ENOUGH_RECENT: "unsure",
    Headline.NOT_YET_KEPT: "better",
    Headline.KEPT: "better",
    Headline.LOW: "better",
}


@dataclass(frozen=True, slots=True)
class Cause:
    """A domain that makes us ask: what was found in it, the readings that show it, and what to know besides."""

    title: str
    words: str
    readings: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadlineView:
    """What to ask about first. `tone` is how it is framed: `ask`, `unsure` or `better`.

    Not assessed has the number that it is sorted by.
    """

    number: int
    words: str
    tone: str
    causes: Sequence[Cause]
    worst_now: str = ""


@dataclass(frozen=True, slots=True)
class FamilyHeadline:
    """The headline of a family: its worst child's, how many children it is, and the worst of now."""

    number: int
    words: str
    tone: str
    children: str
    worst_now: str


def family_headline(told: Told) -> FamilyHeadline | None:
    """The headline of a family in one sentence; None where there is nobody to say anything of."""
    summary = told.summary
    if not summary.children:
        return None
    alike = sum(child.headline is summary.headline for child in summary.children)
    of = len(summary.children)
    return FamilyHeadline(
        number=(summary.headline or Headline.NOT_ENOUGH_RECENT).value,
        words=summary.words,
        tone=_tone(summary.headline),
        children="" if of == 1 else f"{alike} of {counted(of, 'child', 'children')}",
        worst_now=worst_words(summary.worst_now, told.cares, with_child=True),
    )


def child_headline(told: Told, child: ChildSummary, today: date) -> HeadlineView:
    """The headline of one child over everybody who cares for them."""
    cares = [care for care in told.cares if care.child.id == child.child and care.ended is None]
    if not any(care.series for care in cares) or child.headline is None or not child.because:
        return _missing(child, told.summary)
    return _view(child, cares, told.demands.get(child.child, NO_DEMANDS), today)


def headline_of(cares: Iterable[Care], today: date, demands: Demands = NO_DEMANDS) -> HeadlineView | None:
    """The headline over all live series of one child's cares; None when none of them has a reading that counts."""
    live = [care for care in cares if care.ended is None]
    lines = [line for care in live for line in live_lines(care, demands)]
    summary = family_summary(lines, [], today)
    if summary.headline is None:
        return None
    [child] = summary.children
    return _view(child, live, demands, today)


def not_assessed() -> HeadlineView:
    """What is said where no child has a grade that counts."""
    cause = Cause("", content.NO_GRADE_YET, "")
    headline = Headline.NOT_ENOUGH_RECENT
    return HeadlineView(headline.value, NOT_ASSESSED, _TONES[headline], (cause,))


def worst_words(found: Sequence[WorstNow], cares: Sequence[Care], *, with_child: bool = False) -> str:
    """`5 · supervision · Mia`: the worst that stands now, and how many more are as bad. Empty below concern."""
    if not found or not found[0].is_concern:
        return ""
    first = found[0]
    care, series = _place(first.child, first.carer, first.domain, cares)
    words = [str(care.value(first.grade)), series.domain.title]
    if with_child:
        words.append(care.child.name)
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return " · ".join(words) + more


def _missing(child: ChildSummary, summary: FamilySummary) -> HeadlineView:
    """What is said of a child in the family without any grade that counts: nobody knows, so ask."""
    if summary.headline is None:
        return not_assessed()
    headline = Headline.NOT_ENOUGH_RECENT
    cause = Cause("", content.NO_GRADE_YET, "")
    return HeadlineView(headline.value, child.words, _TONES[headline], (cause,))


def _view(child: ChildSummary, cares: Sequence[Care], demands: Demands, today: date) -> HeadlineView:
    return HeadlineView(
        number=child.number,
        words=child.words,
        tone=_tone(child.headline),
        causes=_causes(child, cares, demands, today),
        worst_now=worst_words(child.worst_now, cares),
    )


def _tone(headline: Headline | None) -> str:
    return _TONES.get(headline or Headline.NOT_ENOUGH_RECENT, "ask")


def _causes(child: ChildSummary, cares: Sequence[Care], demands: Demands, today: date) -> Sequence[Cause]:
    if child.headline is Headline.LOW:
        return [_low(cares)]
    due = {(line.carer, line.domain): line.due_on for care in cares for line in live_lines(care, demands)}
    with_carer = len({care.carer.id for care in cares}) > 1
    return [
        _cause(because, cares, due.get((because.carer, because.domain)), today, with_carer=with_carer)
        for because in child.because
    ]


def _low(cares: Sequence[Care]) -> Cause:
    """Every domain makes a low concern, so they are not told one by one."""
    days = sorted({day for care in cares for day in care.days})
    value = cares[0].value(cares[0].rule.concern_from)
    if len(days) == 1:
        return Cause("Every domain", f"better than {value}", f"on {long_date(days[0])}")
    words = f"better than {value} throughout the last six months"
    return Cause("Every domain", words, f"last read on {long_date(days[-1])}")


def _cause(
    because: Because, cares: Sequence[Care], due_on: date | None, today: date, *, with_carer: bool
) -> Cause:
    care, series = _place(because.child, because.carer, because.domain, cares)
    finding = find_in(care, series, today, due_on=due_on)
    title = f"{finding.title}, with {care.carer.name}" if with_carer else finding.title
    shown = [_reading(one, care, series) for one in because.readings]
    return Cause(title, finding.words, join_words(shown), finding.flags)


def _reading(reading: Reading, care: Care, series: DomainSeries) -> str:
    """`4 on 3 March 2026`, and that it awaits sign-off if it does: a headline may rest on it."""
    words = f"{care.value(reading.grade)} on {long_date(reading.on)}"
    awaiting = any(one.on == reading.on and not one.signed_off for one in series.seen)
    return f"{words}, {content.AWAITING}" if awaiting else words


def _place(child: int, carer: int, domain: str, cares: Sequence[Care]) -> tuple[Care, DomainSeries]:
    places: Mapping[tuple[int, int, str], tuple[Care, DomainSeries]] = {
        (care.child.id, care.carer.id, series.domain.id): (care, series)
        for care in reversed(cares)
        for series in care.series
        if care.ended is None
    }
    return places[child, carer, domain]
