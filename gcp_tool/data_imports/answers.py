"""What a row answers, read by the tool that it names: the code, and the grade or why there is none. Pure."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from gcp_tool.data_imports.problems import Problem
from gcp_tool.data_imports.rows import Code, one_of, read_code
from gcp_tool.domain.instrument import Instrument
from gcp_tool.domain.vocabulary import AgeBand, AnswerKind, AnswerState, NotGradedReason

_WITHOUT_A_GRADE = (AnswerState.NOT_APPLICABLE, AnswerState.NOT_KNOWN)
RATED = (AnswerState.GRADED, *_WITHOUT_A_GRADE)
_MOST_REMEMBERED = 10_000
_NEITHER = "Enter a grade, or not_known or not_applicable in the column state, or delete the row."
_REASON_BESIDE_GRADE = "A reason says why there is no grade. Move it to the evidence, or delete the grade."

ToolLoaders = Mapping[str, Mapping[str, Callable[[], Instrument]]]


class Place(NamedTuple):
    """What is graded: an item, area or domain. `evidence_code` is where evidence for it is written down."""

    code: str
    kind: AnswerKind
    evidence_code: str
    bands: frozenset[AgeBand]
    is_household: bool = False


class Given(NamedTuple):
    """What was answered, `raw` as a form would have sent it; with problems it is no answer."""

    state: AnswerState
    level: int | None
    reason: NotGradedReason | None
    raw: dict[str, str]
    problems: tuple[Problem, ...] = ()


class ToolBook:
    """One version of a tool as rows name its parts and its grades. What was read once is remembered."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.places = {place.code: place for place in _places_of(instrument)}
        self.household_codes = frozenset(code for code, place in self.places.items() if place.is_household)
        self.codes_for = {
            band: frozenset(code for code, place in self.places.items() if band in place.bands)
            for band in AgeBand
        }
        self.givens: dict[tuple[str, str, str], Given] = {}
        self._levels = {str(level.value): level.number for level in instrument.scale.levels}

    def find_place(self, code: str) -> Place | None:
        """The part of this code, however its capitals and the blanks around it were typed."""
        return self.places.get(code.strip().lower())

    def read(self, state: str, grade: str, reason: str) -> Given:
        """What state, grade and reason say together."""
        if len(self.givens) > _MOST_REMEMBERED:
            self.givens.clear()
        given = self._read(state.strip(), grade.strip(), reason.strip())
        self.givens[state, grade, reason] = given
        return given

    def _read(self, state: str, grade: str, reason: str) -> Given:
        if not state and not grade:
            return _no_answer(Problem("grade", "", _NEITHER))
        problems: list[Problem] = []
        told = _code(AnswerState, "state", state, RATED, problems) if state else AnswerState.GRADED
        why = _code(NotGradedReason, "reason", reason, tuple(NotGradedReason), problems)
        level = self._levels.get(grade)
        problems += _grade_problems(self.instrument, told, grade, level)
        if told is AnswerState.GRADED and why is not None:
            problems.append(Problem("reason", reason, _REASON_BESIDE_GRADE))
        if told is None or problems:
            return _no_answer(*problems)
        raw = {"choice": grade or told.value, "reason": why.value if why else ""}
        return Given(told, level, why, raw)


def _no_answer(*problems: Problem) -> Given:
    return Given(AnswerState.INVALID, None, None, {}, problems)


def _code(
    kind: type[Code], column: str, text: str, allowed: tuple[Code, ...], problems: list[Problem]
) -> Code | None:
    """The code that a cell gives; None for an empty cell, and for one that is noted as a problem."""
    if not text:
        return None
    try:
        return read_code(kind, text, allowed)
    except ValueError as error:
        problems.append(Problem(column, text, str(error)))
        return None


def _grade_problems(
    instrument: Instrument, told: AnswerState | None, grade: str, level: int | None
) -> list[Problem]:
    if told is AnswerState.GRADED and level is None:
        words = f"This is not on the scale of {instrument.name}: use {instrument.scale.choices}."
        return [Problem("grade", grade, words)]
    if told in _WITHOUT_A_GRADE and grade:
        return [Problem("grade", grade, "There is a grade beside a state that has none. Delete one of them.")]
    return []


def _places_of(instrument: Instrument) -> Iterator[Place]:
    for domain in instrument.domains:
        of_domain: frozenset[AgeBand] = frozenset()
        for area in domain.areas:
            of_area: frozenset[AgeBand] = frozenset()
            for item in area.items:
                bands = frozenset(item.applies_to)
                of_area |= bands
                yield Place(item.id, AnswerKind.ITEM, area.id, bands, is_household=item.household)
            of_domain |= of_area
            yield Place(area.id, AnswerKind.AREA, area.id, of_area)
        yield Place(domain.id, AnswerKind.DOMAIN, domain.id, of_domain)


class Tools:
    """The versions of tools that there are here; each is read only when a row names it."""

    def __init__(self, loaders: ToolLoaders) -> None:
        self._loaders = loaders
        self._books: dict[str, ToolBook] = {}

    def find(self, code: str, version: str) -> ToolBook | Problem:
        """The tool of this code and version, or what is wrong with them. A spreadsheet writes version 1.0 as 1."""
        versions = self._loaders.get(code.lower())
        if versions is None:
            known = f"Use {one_of(sorted(self._loaders))}." if self._loaders else "Store a tool first."
            return Problem("instrument", code, f"There is no such tool here. {known}")
        found = version if version in versions else f"{version}.0"
        if found not in versions:
            return Problem(
                "version", version, f"{code} has no such version here. Use {one_of(sorted(versions))}."
            )
        name = f"{code}/{found}"
        if name not in self._books:
            self._books[name] = ToolBook(versions[found]())
        return self._books[name]
