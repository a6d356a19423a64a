"""The table of one child with one carer: a row a date, a column a domain, a grade as a chip with its marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.core.formatting import join_words, long_date
from gcp_tool.domain.instrument import Scale
from gcp_tool.history import content
from gcp_tool.standing.series import Care, Seen


@dataclass(frozen=True, slots=True)
class Cell:
    """A grade of a domain on a day, as the tool writes it, or that there is none: `words` then say why."""

    value: int | None
    label: str
    kind: str
    words: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A day: what is true of all its readings, and each domain's."""

    on: date
    marks: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def day(self) -> str:
        """The day in words."""
        return long_date(self.on)


@dataclass(frozen=True, slots=True)
class GradeTable:
    """The readings as a table, with what its numbers mean."""

    scale: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    twice: str


_NO_READING = Cell(None, "", "missing", words="no reading")


def table_of(care: Care) -> GradeTable:
    """Every reading of every domain, oldest first."""
    return GradeTable(
        scale=", ".join(f"{level.value} {level.label.lower()}" for level in care.tool.scale.levels),
        head=tuple(series.domain.title for series in care.series),
        rows=tuple(_row(care, day) for day in care.days),
        twice=_twice(care),
    )


def _row(care: Care, day: date) -> Row:
    seen = [next((one for one in series.seen if one.on == day), None) for series in care.series]
    shared = _shared_marks([one for one in seen if one is not None])
    return Row(day, shared, tuple(_cell(care, one, shared) for one in seen))


def _shared_marks(seen: Sequence[Seen]) -> tuple[str, ...]:
    return tuple(mark for mark in _marks(seen[0]) if all(mark in _marks(one) for one in seen))


def _marks(one: Seen) -> tuple[str, ...]:
    awaiting = () if one.signed_off else (content.AWAITING,)
    return (*awaiting, content.IMPORTED) if one.imported else awaiting


def _cell(care: Care, one: Seen | None, shared: Sequence[str]) -> Cell:
    if one is None:
        return _NO_READING
    own = tuple(mark for mark in _marks(one) if mark not in shared)
    if one.level is None:
        return Cell(None, "", "missing", words=content.NOTHING_GRADED, marks=own)
    scale = care.tool.scale
    label = scale.level(one.level).label
    return Cell(care.value(one.level), label, kind_of(scale, one.level), marks=(*own, *_how_much(care, one)))


def _how_much(care: Care, one: Seen) -> tuple[str, ...]:
    partial = (content.PARTIAL.format(graded=one.graded, of=one.of_items),) if one.is_partial else ()
    too_little = () if one.is_comparable(care.rule) else (content.TOO_LITTLE,)
    return (*partial, *too_little, *_held(care, one))


def _held(care: Care, one: Seen) -> tuple[str, ...]:
    """The items at concern that kept their grade because nobody looked at them again."""
    lines = one.not_rechecked(care.rule)
    titles = join_words(care.title_of(line) for line in lines)
    return (content.NOT_RECHECKED.format(titles=titles),) if lines else ()


def kind_of(scale: Scale, level: int) -> str:
    """How much of a worry a level is, as a chip shows it."""
    if scale.is_serious(level):
        return "serious"
    return "concern" if scale.is_concern(level) else "low"


def _twice(care: Care) -> str:
    if not care.twice_on:
        return ""
    days = " and ".join(long_date(day) for day in care.twice_on)
    return (
        f"Two assessments look at the period to {days}. Where both graded a domain, the one signed off later is shown;"
        " both are in the list of assessments."
    )
