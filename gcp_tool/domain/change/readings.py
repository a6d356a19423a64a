"""A reading, and the ways to look along a line of them. What the line means is not said here."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter

_on = attrgetter("on")


@dataclass(frozen=True, slots=True)
class Reading:
    """The grade of one domain, for one child with one carer, on a day, and what it was made of.

    `scorer` says who graded; those who are not known count as one person. `given` are the grades that were given now
    and `held` those that stand from before because nobody looked again, both by the line of their item. Raises
    ValueError if the grade is not a level counted from 1, TypeError if the day has a time.
    """

    on: date
    grade: int
    scorer: str | None = None
    given: Mapping[str, int] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)
    not_applicable: frozenset[str] = frozenset()
    version: str | None = None
    band: str | None = None
    before_birth: bool = False
    is_partial: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no reading."""
        if type(self.grade) is not int or self.grade < 1:
            raise ValueError("A grade is a whole number from 1, the best.")
        if isinstance(self.on, datetime):
            raise TypeError("A reading is dated by a day, without a time.")

    @property
    def in_force(self) -> Mapping[str, int]:
        """Return every grade that the domain's grade rests on: those given now, and those held."""
        return {**self.held, **self.given}


# Readings in order of date, one a day, none after the day they are seen from.
Points = tuple[Reading, ...]


def points(readings: Iterable[Reading], as_of: date) -> Points:
    """Return the readings up to a day, in order; of two on one date, the later in the sequence."""
    by_day = {reading.on: reading for reading in readings if reading.on <= as_of}
    return tuple(by_day[day] for day in sorted(by_day))


def from_start(line: Points, start: date) -> Points:
    """Return the reading in force on the day a view starts, else the first ever, and all later ones."""
    return line[max(bisect_right(line, start, key=_on) - 1, 0) :]


def final_run(line: Points, belongs: Callable[[Reading], bool]) -> Points:
    """Return the unbroken run of readings, up to the last, that belong together."""
    length = 0
    for reading in reversed(line):
        if not belongs(reading):
            break
        length += 1
    return line[len(line) - length :]
