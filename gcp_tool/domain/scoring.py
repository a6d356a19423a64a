"""From ratings to a profile: how items make an area and areas make a domain. There is no total of any kind.

A grade is a level counted from 1, the best. What happens between two profiles lives in `change`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from gcp_tool.domain.instrument import Area, CombiningRule, Domain, Instrument, Item
from gcp_tool.domain.vocabulary import AgeBand, AnswerState

_WITHOUT_A_GRADE = (AnswerState.NOT_APPLICABLE, AnswerState.NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class Combined:
    """One grade made of several, how many were graded of how many asked, and why it is that grade."""

    grade: int | None
    graded: int
    of: int
    reason: str

    @property
    def is_partial(self) -> bool:
        """Say whether something that counts has no grade yet."""
        return self.graded < self.of


@dataclass(frozen=True, slots=True)
class Rating:
    """What was answered for one item: a level, or that there is none and why.

    Raises ValueError unless a level goes with `graded` and with nothing else.
    """

    state: AnswerState
    level: int | None = None

    def __post_init__(self) -> None:
        """Keep a missing grade from ever turning into a number."""
        if self.state is AnswerState.GRADED:
            if type(self.level) is not int or self.level < 1:
                raise ValueError("A graded item has a level, counted from 1.")
        elif self.state not in _WITHOUT_A_GRADE or self.level is not None:
            raise ValueError("An item is graded with a level, or not applicable or not known without one.")

    @classmethod
    def graded(cls, level: int) -> Self:
        """Return the rating of an item that was graded. Raises ValueError."""
        return cls(AnswerState.GRADED, level)


@dataclass(frozen=True, slots=True)
class ItemScore:
    """An item in a profile. No rating means not yet graded."""

    item: Item
    rating: Rating | None

    @property
    def grade(self) -> int | None:
        """Return the level, if there is one."""
        return self.rating.level if self.rating else None

    @property
    def counts(self) -> bool:
        """Say whether the item is one of those asked about this child: not applicable is left out."""
        return self.rating is None or self.rating.state is not AnswerState.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class AreaScore:
    """An area in a profile: its grade, the item that decided an override, and its items at concern."""

    area: Area
    combined: Combined
    because_code: str | None
    items: tuple[ItemScore, ...]
    concerns: tuple[ItemScore, ...]


@dataclass(frozen=True, slots=True)
class DomainScore:
    """A domain in a profile. `combined` counts areas; the two numbers below count the items in them."""

    domain: Domain
    combined: Combined
    because_code: str | None
    areas: tuple[AreaScore, ...]

    @property
    def items_graded(self) -> int:
        """Count the items that have a grade."""
        return sum(area.combined.graded for area in self.areas)

    @property
    def items_of(self) -> int:
        """Count the items that were asked about."""
        return sum(area.combined.of for area in self.areas)

    @property
    def is_partial(self) -> bool:
        """Say whether any item that counts has no grade."""
        return self.items_graded < self.items_of

    @property
    def concerns(self) -> tuple[ItemScore, ...]:
        """Return the items at concern, in the order of the tool."""
        return tuple(item for area in self.areas for item in area.concerns)


@dataclass(frozen=True, slots=True)
class Profile:
    """The care of one child by one carer, domain by domain: the profile is the result."""

    instrument: Instrument
    band: AgeBand
    domains: tuple[DomainScore, ...]


def combine(grades: Sequence[int | None], rule: CombiningRule) -> Combined:
    """Make one grade of several by the tool's combining rule. The order never matters.

    None is an item that is not known or not yet graded: it stays in `of`. What is not applicable is left out
    by the caller. With nothing graded there is no grade. Raises ValueError for a grade below 1.
    """
    return _combine(grades, rule, shown=str)


def _combine(grades: Sequence[int | None], rule: CombiningRule, shown: Callable[[int], str]) -> Combined:
    present = sorted(grade for grade in grades if grade is not None)
    if not present:
        return Combined(None, 0, len(grades), "nothing graded" if grades else "nothing to grade")
    if present[0] < 1:
        raise ValueError("Grades are levels counted from 1; leave out or give None for what is not graded.")
    grade, reason = _decide(present, rule, shown)
    return Combined(grade, len(present), len(grades), reason)


def _decide(present: list[int], rule: CombiningRule, shown: Callable[[int], str]) -> tuple[int, str]:
    """Return the grade that the rule picks from sorted grades, and why."""
    worst, count = present[-1], len(present)
    if _overriding(worst, rule) is not None:
        bad = sum(grade >= rule.override_from for grade in present)
        how_many = "one is" if bad == 1 else f"{bad} are"
        return worst, f"the worst, because {how_many} {shown(rule.override_from)} or more"
    if count == 1:
        return worst, "the only grade"
    if rule.name == "worst":
        return worst, f"the worst of {count} grades"
    if rule.name == "median_with_override":
        return present[count // 2], f"the middle of {count} grades"
    return _mode(present, shown)


def _overriding(grade: int | None, rule: CombiningRule) -> int | None:
    """Return the grade if it is bad enough to decide on its own."""
    return grade if grade is not None and rule.has_override and grade >= rule.override_from else None


def _mode(present: list[int], shown: Callable[[int], str]) -> tuple[int, str]:
    times = {grade: present.count(grade) for grade in present}
    most = max(times.values())
    *better, worst = (grade for grade in times if times[grade] == most)
    if not better:
        return worst, f"the grade given most, {most} of {len(present)}"
    tied = ", ".join(shown(grade) for grade in better)
    return worst, f"the worst of {tied} and {shown(worst)}, given as often as each other"


def score(instrument: Instrument, ratings: Mapping[str, Rating], band: AgeBand) -> Profile:
    """Work out the profile of one child with one carer by the tool's own rule.

    `ratings` go by item id; an item without one is not yet graded, and one that is not for this age band is
    left out. Raises NotFound for an item that the tool does not have and for a level off its scale.
    """
    for code, rating in ratings.items():
        instrument.item(code)
        if rating.level is not None:
            instrument.scale.level(rating.level)
    domains = tuple(
        _score_domain(instrument, domain, ratings, band) for domain in instrument.domains_for(band)
    )
    return Profile(instrument, band, domains)


def _score_domain(
    instrument: Instrument, domain: Domain, ratings: Mapping[str, Rating], band: AgeBand
) -> DomainScore:
    areas = tuple(_score_area(instrument, area, ratings, band) for area in domain.areas_for(band))
    combined = _combine_on(instrument, [area.combined.grade for area in areas if area.combined.of])
    worst = _overriding(combined.grade, instrument.combining)
    if worst is None:
        return DomainScore(domain, combined, None, areas)
    area, item = next(
        (score.area, item.item) for score in areas for item in score.items if item.grade == worst
    )
    reason = _because(f"{area.title} / {item.title}", worst, instrument)
    return DomainScore(domain, replace(combined, reason=reason), item.id, areas)


def _score_area(
    instrument: Instrument, area: Area, ratings: Mapping[str, Rating], band: AgeBand
) -> AreaScore:
    items = tuple(ItemScore(item, ratings.get(item.id)) for item in area.items_for(band))
    concerns = tuple(score for score in items if score.grade and instrument.scale.is_concern(score.grade))
    combined = _combine_on(instrument, [score.grade for score in items if score.counts])
    worst = _overriding(combined.grade, instrument.combining)
    if worst is None:
        return AreaScore(area, combined, None, items, concerns)
    item = next(score.item for score in items if score.grade == worst)
    reason = _because(item.title, worst, instrument)
    return AreaScore(area, replace(combined, reason=reason), item.id, items, concerns)


def _combine_on(instrument: Instrument, grades: Sequence[int | None]) -> Combined:
    return _combine(grades, instrument.combining, shown=lambda level: _shown(level, instrument))


def _because(title: str, grade: int, instrument: Instrument) -> str:
    return f"because {title} is {_shown(grade, instrument)}"


def _shown(level: int, instrument: Instrument) -> str:
    return str(instrument.scale.level(level).value)
