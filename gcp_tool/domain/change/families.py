"""The summary of a family: each child's headline over everybody who cares for it, and the worst child's for all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gcp_tool.domain.change.readings import Points, Reading, from_start, points
from gcp_tool.domain.change.rule import STANDARD_RULE, ChangeRule
from gcp_tool.domain.change.steps import StepFlag, latest_step
from gcp_tool.domain.change.summaries import Headline, headline_of, turning_days, words_of
from gcp_tool.domain.change.words import Word, word_for
from gcp_tool.domain.dates import add_months

NOT_ASSESSED = "not assessed"


@dataclass(frozen=True, slots=True)
class LiveLine:
    """The readings of one domain in scope, for one child with one carer who cares for it now.

    Child, carer and domain are whatever names them to the asker. A domain never graded has no readings. `due_on` is
    when the next reading is due, where a plan or a conference says so.
    """

    child: int
    carer: int
    domain: str
    readings: Sequence[Reading]
    rule: ChangeRule = STANDARD_RULE
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Because:
    """One domain that caused a headline: its word and where it leaves the child, with the readings it rests on."""

    child: int
    carer: int
    domain: str
    word: Word
    grade: int | None
    readings: Points
    flags: tuple[StepFlag, ...] = ()


@dataclass(frozen=True, slots=True)
class WorstNow:
    """The worst grade that stands now, with a child and a carer."""

    child: int
    carer: int
    domain: str
    grade: int
    on: date
    is_concern: bool
    is_serious: bool

    @property
    def weight(self) -> tuple[bool, bool, int]:
        """What the worst is worst by: scales differ, so serious stands before a number."""
        return self.is_serious, self.is_concern, self.grade


@dataclass(frozen=True, slots=True)
class ChildSummary:
    """The headline of one child, why, and the worst of now. No headline means not assessed."""

    child: int
    headline: Headline | None
    words: str
    because: tuple[Because, ...]
    worst_now: tuple[WorstNow, ...]

    @property
    def number(self) -> int:
        """The place to sort by: what was never assessed stands with what there is not enough evidence of."""
        return (self.headline or Headline.NOT_ENOUGH_RECENT).value


@dataclass(frozen=True, slots=True)
class FamilySummary:
    """The headline of the worst child, a line for each child, and how long all of it holds if nothing is read.

    It holds up to and including `valid_until`; None is for ever. No headline means that no child has a live series.
    """

    headline: Headline | None
    words: str
    children: tuple[ChildSummary, ...]
    worst_now: tuple[WorstNow, ...]
    valid_until: date | None = None

    @property
    def number(self) -> int | None:
        """The place of the headline, 1 to 10, as a plain number to store."""
        return None if self.headline is None else self.headline.value

    @property
    def because(self) -> tuple[Because, ...]:
        """Return what caused the headline, in every child that has it."""
        alike = [child for child in self.children if child.headline is self.headline]
        return tuple(cause for child in alike for cause in child.because)

    @property
    def is_serious(self) -> bool:
        """Say whether any child has serious care now."""
        return any(worst.is_serious for worst in self.worst_now)

    @property
    def sort_key(self) -> tuple[bool, int]:
        """Return what lists are put in order by: serious first, then as headlines are asked."""
        return not self.is_serious, (self.headline or Headline.NOT_ENOUGH_RECENT).value


def family_summary(lines: Sequence[LiveLine], children: Sequence[int], as_of: date) -> FamilySummary:
    """Return the summary of a family from its live series and the children who are in it now.

    A child without any reading that counts has not enough recent evidence; if that is every child, the family is not
    assessed. Ended series are left out by whoever asks. A child of a line is told of even if it is not named.
    """
    placed = [_Placed(line, points(line.readings, as_of)) for line in lines]
    everybody = tuple(dict.fromkeys([*children, *(line.child for line in lines)]))
    now = _summary(placed, everybody, as_of)
    return replace(now, valid_until=_valid_until(now, placed, everybody, as_of))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A live line with its readings in order."""

    line: LiveLine
    points: Points

    def start(self, as_of: date) -> date:
        return self.line.rule.view_start(as_of, self.line.rule.drift_after_months)

    def headline(self, as_of: date) -> Headline:
        return headline_of(self.points, as_of, self.start(as_of), self.line.rule, self.line.due_on)


def _summary(placed: Sequence[_Placed], everybody: Sequence[int], as_of: date) -> FamilySummary:
    if not any(one.points for one in placed):
        nobody = tuple(ChildSummary(child, None, NOT_ASSESSED, (), ()) for child in everybody)
        return FamilySummary(None, NOT_ASSESSED, nobody, ())
    children = tuple(
        _child_summary(child, [one for one in placed if one.line.child == child], as_of)
        for child in everybody
    )
    worst = min(children, key=lambda child: child.number)
    return FamilySummary(
        worst.headline, worst.words, children, _worst(one for child in children for one in child.worst_now)
    )


def _child_summary(child: int, placed: Sequence[_Placed], as_of: date) -> ChildSummary:
    if not any(one.points for one in placed):
        missing = Headline.NOT_ENOUGH_RECENT
        return ChildSummary(child, missing, words_of(missing, STANDARD_RULE), (), ())
    headlines = [one.headline(as_of) for one in placed]
    first = min(headlines)
    causes = [one for one, headline in zip(placed, headlines, strict=True) if headline is first]
    return ChildSummary(
        child=child,
        headline=first,
        words=words_of(first, causes[0].line.rule),
        because=tuple(_because(one, first, as_of) for one in causes),
        worst_now=_worst(_now(one) for one in placed if one.points),
    )


def _because(one: _Placed, headline: Headline, as_of: date) -> Because:
    line, rule = one.line, one.line.rule
    view = from_start(one.points, one.start(as_of))
    last = latest_step(view)
    return Because(
        child=line.child,
        carer=line.carer,
        domain=line.domain,
        word=word_for(one.points, view, rule),
        grade=one.points[-1].grade if one.points else None,
        readings=shown_for(headline, one.points, view, rule),
        flags=last.flags if last else (),
    )


def shown_for(headline: Headline, line: Points, view: Points, rule: ChangeRule) -> Points:
    """Return the readings that a headline rests on: those of the view, or for going up and down of two years."""
    if headline is Headline.UP_AND_DOWN:
        return from_start_of_two_years(line, rule)
    return view


def from_start_of_two_years(line: Points, rule: ChangeRule) -> Points:
    """Return the readings that going up and down is asked of; there is one at least."""
    earliest = add_months(line[-1].on, -rule.up_and_down_months)
    return tuple(reading for reading in line if reading.on >= earliest)


def _now(one: _Placed) -> WorstNow:
    line, latest, rule = one.line, one.points[-1], one.line.rule
    return WorstNow(
        child=line.child,
        carer=line.carer,
        domain=line.domain,
        grade=latest.grade,
        on=latest.on,
        is_concern=latest.grade >= rule.concern_from,
        is_serious=latest.grade >= rule.serious_from,
    )


def _worst(found: Iterable[WorstNow]) -> tuple[WorstNow, ...]:
    """Keep those that none is worse than, in the order in which they came."""
    everything = tuple(found)
    worst = max((one.weight for one in everything), default=None)
    return tuple(one for one in everything if one.weight == worst)


def _valid_until(
    now: FamilySummary, placed: Sequence[_Placed], everybody: Sequence[int], as_of: date
) -> date | None:
    """Return the last day on which everything that is said now is still said."""
    days = {day for one in placed for day in turning_days(one.points, as_of, one.line.rule, one.line.due_on)}
    for day in sorted(days):
        if _summary(placed, everybody, day) != now:
            return day - timedelta(days=1)
    return None
