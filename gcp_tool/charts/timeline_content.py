"""What a timeline shows, as frozen values, with its sentences and its table. Draws nothing, loads no matplotlib."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from gcp_tool.charts.content import STYLE_VERSION, Table
from gcp_tool.core.formatting import date_range, long_date
from gcp_tool.domain.marks import Shape

NOTHING = "nothing recorded"


class Look(StrEnum):
    """How a stretch of time is drawn: plans as bands, the more the law asks the darker; support; who worked."""

    PLAN_1 = "plan_1"
    PLAN_2 = "plan_2"
    PLAN_3 = "plan_3"
    PLAN_4 = "plan_4"
    SUPPORT = "support"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated thing. `meaning` goes into the key, `label` beside the mark, `words` into the table."""

    on: date
    shape: Shape
    meaning: str
    words: str
    label: str = ""
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time from and to; without an end it goes on. `label` stands at it, `words` in the table."""

    start: date
    end: date | None
    label: str
    words: str
    look: Look


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the timeline."""

    title: str
    stretches: tuple[Stretch, ...] = ()
    moments: tuple[Moment, ...] = ()

    @property
    def days(self) -> Iterator[date]:
        """Every day named in it."""
        yield from (moment.on for moment in self.moments)
        for stretch in self.stretches:
            yield stretch.start
            if stretch.end is not None:
                yield stretch.end


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes over one range of dates. Raises ValueError when there is nothing to draw, or an end before its start."""

    title: str
    description: str
    lanes: tuple[Lane, ...]
    today: date

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        if not any(day for lane in self.lanes for day in lane.days):
            raise ValueError("a timeline needs something that happened")
        if any(s.end is not None and s.end < s.start for lane in self.lanes for s in lane.stretches):
            raise ValueError("a stretch of the timeline ends before it starts")

    @property
    def start(self) -> date:
        """The first day of the axis."""
        return min(day for lane in self.lanes for day in lane.days)

    @property
    def end(self) -> date:
        """The last day of the axis: today, or later when something is planned."""
        return max(self.today, *(day for lane in self.lanes for day in lane.days))


def words(figure: Timeline) -> tuple[str, ...]:
    """A sentence a lane."""
    return tuple(f"{lane.title}: {'; '.join(_said(lane)) or NOTHING}." for lane in figure.lanes)


def table(figure: Timeline) -> Table:
    """A row for each thing, the oldest first; what is of one day in the order of the lanes."""
    rows = [(day, (when, lane.title, said)) for lane in figure.lanes for day, when, said in _things(lane)]
    return Table(
        head=("When", "Kind", "What"), rows=tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))
    )


def fingerprint(figure: Timeline) -> str:
    """The SHA-256 of the style and the values: the same for equal values in any process."""
    values = ["timeline", STYLE_VERSION, asdict(figure)]
    return sha256(json.dumps(values, separators=(",", ":"), default=str).encode("ascii")).hexdigest()


def _said(lane: Lane) -> list[str]:
    return [f"{said}, {when}" for _, when, said in sorted(_things(lane), key=lambda thing: thing[0])]


def _things(lane: Lane) -> Iterator[tuple[date, str, str]]:
    for stretch in lane.stretches:
        yield stretch.start, date_range(stretch.start, stretch.end), stretch.words
    for moment in lane.moments:
        yield moment.on, long_date(moment.on), moment.words
