"""What each look at a child's care makes of a domain, when what was not looked at again keeps the grade it had.

Not looking is not improving. How a grade is made of several lives in `scoring`; what a change means, in `change`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gcp_tool.domain import scoring
from gcp_tool.domain.instrument import Area, Domain, Instrument
from gcp_tool.domain.scoring import AreaScore, DomainScore, Rating, combine
from gcp_tool.domain.vocabulary import AgeBand, AnswerKind, AnswerState

# The grades that stand, by the line of their item, or of their area where an area was graded as one.
Standing = dict[str, int]


@dataclass(frozen=True, slots=True)
class Look:
    """What one assessment says of one child with one carer. Ratings go by the id of an item, an area or a domain.

    `scope` holds the ids of the areas of a focused review, and nothing where everything was looked at.
    """

    instrument: Instrument
    band: AgeBand
    ratings: Mapping[str, Rating]
    scope: tuple[str, ...] = ()

    def covers(self, area: Area) -> bool:
        """Say whether the area was to be looked at."""
        return not self.scope or any(area.id == code or area.id.startswith(f"{code}.") for code in self.scope)


@dataclass(frozen=True, slots=True)
class DomainGrade:
    """The grade of a domain that was looked at.

    `graded` and `of_items` count what was looked at now. `items` are the grades given now by line, None for what is
    not applicable; `held` are the lines that nobody looked at again, with the grade they keep.
    """

    domain: str
    line: str
    grade: int | None
    graded: int
    of_items: int
    because_code: str | None = None
    judged: int | None = None
    items: Mapping[str, int | None] = field(default_factory=dict)
    held: tuple[tuple[str, int], ...] = ()


def area_line(domain: Domain, area: Area) -> str:
    """Return the line of an area that was graded as one."""
    return f"{domain.line}/{area.id}"


def hold(looks: Sequence[Look]) -> list[tuple[DomainGrade, ...]]:
    """Return what each look makes of each domain that was looked at; looks are given oldest first.

    Every item graded before and not graded now, not known or outside a focused review, keeps its grade until it is
    graded again or is not applicable. An item that is not for the child's age any more is let go, and so is
    everything at birth. Grades by another tool, or on another scale, are held apart.
    """
    standing: dict[object, Standing] = {}
    before: dict[object, AgeBand] = {}
    found = []
    for look in looks:
        place = _place(look.instrument)
        if before.get(place) is AgeBand.UNBORN and look.band is not AgeBand.UNBORN:
            standing.pop(place, None)
        before[place] = look.band
        found.append(_read(look, standing.setdefault(place, {})))
    return found


def domain_grades(
    instrument: Instrument, ratings: Mapping[str, Rating], band: AgeBand
) -> tuple[DomainGrade, ...]:
    """Return what a look makes of each domain by itself, with nothing held."""
    return _read(Look(instrument, band, ratings), {})


def _place(instrument: Instrument) -> object:
    scale = instrument.scale
    return instrument.code, len(scale.levels), scale.concern_from, scale.serious_from


def _read(look: Look, standing: Standing) -> tuple[DomainGrade, ...]:
    """Read every domain that was looked at, and put what was graded in the place of what stood."""
    items = {
        code: rating
        for code, rating in look.ratings.items()
        if look.instrument.code_kind(code) is AnswerKind.ITEM
    }
    kept = dict(_kept_items(look, items, standing))
    scored = scoring.score(look.instrument, items | kept, look.band)
    grades = [_read_domain(_Looked(look, one, items, standing)) for one in scored.domains]
    return tuple(grade for grade in grades if grade is not None)


def _kept_items(look: Look, items: Mapping[str, Rating], standing: Standing) -> Iterator[tuple[str, Rating]]:
    """Yield the items that keep the grade they had: asked at this age, graded before, and not graded now."""
    for area in look.instrument.areas_for(look.band):
        rated_whole = _is_settled(look.ratings.get(area.id)) and not _any_rated(area, items)
        for item in area.items_for(look.band):
            if item.line in standing and not rated_whole and not _is_settled(items.get(item.id)):
                yield item.id, Rating.graded(standing[item.line])


def _is_settled(rating: Rating | None) -> bool:
    """Whether it was graded, or found not to apply: whatever stood before gives way."""
    return rating is not None and rating.state is not AnswerState.NOT_KNOWN


def _any_rated(area: Area, items: Mapping[str, Rating]) -> bool:
    return any(item.id in items for item in area.items)


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is graded by itself: an item, or an area that is graded as one."""

    line: str
    rating: Rating | None
    is_in_scope: bool

    @property
    def is_asked(self) -> bool:
        """Whether it counts among what was to be graded."""
        if self.rating is None:
            return self.is_in_scope
        return self.rating.state is not AnswerState.NOT_APPLICABLE

    @property
    def is_graded(self) -> bool:
        return self.rating is not None and self.rating.level is not None


@dataclass(frozen=True)
class _Looked:
    """A domain as it was looked at: scored from what was given and what is held."""

    look: Look
    scored: DomainScore
    items: Mapping[str, Rating]
    standing: Standing

    @property
    def domain(self) -> Domain:
        return self.scored.domain

    @cached_property
    def has_items(self) -> bool:
        return any(_any_rated(score.area, self.items) for score in self.scored.areas)

    @property
    def has_areas(self) -> bool:
        return any(rating.level is not None for rating in self.own_areas.values())

    @cached_property
    def own_areas(self) -> Mapping[str, Rating]:
        """What was given to areas as one, where nothing lower was given."""
        return {
            score.area.id: self.look.ratings[score.area.id]
            for score in self.scored.areas
            if score.area.id in self.look.ratings and not _any_rated(score.area, self.items)
        }

    @cached_property
    def held_areas(self) -> Mapping[str, int]:
        """The areas that were graded as one before, and not looked at again in any way."""
        return {
            score.area.id: self.standing[self.line_of(score.area)]
            for score in self.scored.areas
            if self.line_of(score.area) in self.standing
            and not _is_settled(self.own_areas.get(score.area.id))
            and not _any_rated(score.area, self.items)
        }

    @property
    def units(self) -> Iterator[_Unit]:
        """Everything that is graded by itself: areas where they were graded as one, items otherwise."""
        own_areas, has_items = self.own_areas, self.has_items
        for score in self.scored.areas:
            area, covered = score.area, self.look.covers(score.area)
            if area.id in own_areas or not has_items:
                yield _Unit(self.line_of(area), own_areas.get(area.id), covered)
            else:
                for one in score.items:
                    yield _Unit(one.item.line, self.items.get(one.item.id), covered)

    def line_of(self, area: Area) -> str:
        return area_line(self.domain, area)


def _read_domain(looked: _Looked) -> DomainGrade | None:
    given = looked.look.ratings.get(looked.domain.id)
    judged = given.level if given else None
    if looked.has_items or looked.has_areas:
        made = _by_parts(looked, judged)
        _put(looked)
        return made
    if given is None:
        return None
    if _is_settled(given):  # graded as one: nothing in it is held beside that, nor after it
        for score in looked.scored.areas:
            _let_go(looked, score.area)
    domain, graded = looked.domain, 0 if judged is None else 1
    return DomainGrade(domain.id, domain.line, judged, graded=graded, of_items=1)


def _by_parts(looked: _Looked, judged: int | None) -> DomainGrade:
    units = list(looked.units)
    graded = sum(unit.is_graded for unit in units)
    grade, because = _grade(looked) if graded else (None, None)
    return DomainGrade(
        looked.domain.id,
        looked.domain.line,
        grade,
        graded=graded,
        of_items=sum(unit.is_asked for unit in units),
        because_code=because,
        judged=judged,
        items={unit.line: unit.rating.level for unit in units if unit.rating and _is_settled(unit.rating)},
        held=tuple(_held(looked)),
    )


def _grade(looked: _Looked) -> tuple[int | None, str | None]:
    """Combine the areas: each as it was graded as one, or made of its items, or as it was held."""
    held, own = looked.held_areas, looked.own_areas
    if not held and not own:
        return looked.scored.combined.grade, looked.scored.because_code
    rule = looked.look.instrument.combining
    grades = {
        score.area.id: _area_grade(score, held, own)
        for score in looked.scored.areas
        if _is_counted(score, held, own)
    }
    grade = combine(list(grades.values()), rule).grade
    overrides = rule.has_override and grade is not None and grade >= rule.override_from
    worst = next((code for code, one in grades.items() if one == grade), None)
    return grade, worst if overrides else None


def _area_grade(score: AreaScore, held: Mapping[str, int], own: Mapping[str, Rating]) -> int | None:
    rating = own.get(score.area.id)
    if rating is not None and rating.level is not None:
        return rating.level
    made = score.combined.grade
    return made if made is not None else held.get(score.area.id)


def _is_counted(score: AreaScore, held: Mapping[str, int], own: Mapping[str, Rating]) -> bool:
    rating = own.get(score.area.id)
    if rating is not None:
        return rating.state is not AnswerState.NOT_APPLICABLE
    return score.combined.of > 0 or score.area.id in held


def _held(looked: _Looked) -> Iterator[tuple[str, int]]:
    """Yield everything that keeps the grade it had, in the order of the tool."""
    held_areas = looked.held_areas
    for area in looked.scored.areas:
        for one in area.items:
            if one.grade is not None and not _is_settled(looked.items.get(one.item.id)):
                yield one.item.line, one.grade
        if area.area.id in held_areas and area.combined.grade is None:
            yield looked.line_of(area.area), held_areas[area.area.id]


def _put(looked: _Looked) -> None:
    """Put what was graded now in the place of what stood before."""
    own_areas = looked.own_areas
    for area in looked.scored.areas:
        rating = own_areas.get(area.area.id)
        if rating is not None and _is_settled(rating):
            _let_go(looked, area.area)
            _put_one(looked, looked.line_of(area.area), rating)
        elif rating is None and _any_rated(area.area, looked.items):
            looked.standing.pop(looked.line_of(area.area), None)
            for one in area.items:
                _put_one(looked, one.item.line, looked.items.get(one.item.id))


def _put_one(looked: _Looked, line: str, rating: Rating | None) -> None:
    if rating is not None and rating.level is not None:
        looked.standing[line] = rating.level
    elif _is_settled(rating):
        looked.standing.pop(line, None)


def _let_go(looked: _Looked, area: Area) -> None:
    looked.standing.pop(looked.line_of(area), None)
    for item in area.items:
        looked.standing.pop(item.line, None)
