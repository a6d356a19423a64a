"""What moved in a report, item by item; and which items are serious now, whatever moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.domain.change import Reading
from gcp_tool.domain.change.readings import points
from gcp_tool.history.report.matter import Matter
from gcp_tool.history.report.naming import name_of
from gcp_tool.standing.series import Care, DomainSeries


@dataclass(frozen=True, slots=True)
class ItemNow:
    """An item of a care as it stands, and as it stood when the time looked at began, where both can be compared."""

    care: Care
    domain: str
    line: str
    was: int | None
    now: int
    graded_on: date

    @property
    def title(self) -> str:
        """What the item is called."""
        return self.care.title_of(self.line)

    @property
    def is_better(self) -> bool:
        """Whether care is better there."""
        return self.was is not None and self.now < self.was

    @property
    def is_worse(self) -> bool:
        """Whether care is worse there."""
        return self.was is not None and self.now > self.was

    @property
    def is_concern(self) -> bool:
        """Whether care there is a concern now."""
        return self.care.tool.scale.is_concern(self.now)

    @property
    def is_serious(self) -> bool:
        """Whether care there is serious now."""
        return self.care.tool.scale.is_serious(self.now)

    @property
    def change(self) -> str:
        """The way it went, in a word."""
        if self.was is None:
            return "not compared"
        if self.is_better:
            return "better"
        return "worse" if self.is_worse else "the same"


def items_now(matter: Matter) -> Sequence[ItemNow]:
    """Every item of every live care that has a grade now, in the order of the tool."""
    return [item for care, series, latest in _latest(matter) for item in _items(matter, care, series, latest)]


def not_comparable(matter: Matter) -> list[str]:
    """The domains in which no item was graded both times, though there are two readings to compare."""
    found = []
    for care, series, latest in _latest(matter):
        start = _start(matter, care, series)
        if start.on != latest.on and not start.in_force.keys() & latest.in_force.keys():
            found.append(where(matter, care, series.domain.title))
    return found


def not_rechecked(matter: Matter) -> Sequence[str]:
    """The items at concern that nobody looked at again and that keep their grade."""
    found = []
    for care, series, latest in _latest(matter):
        seen = next((one for one in series.seen if one.on == latest.on), None)
        for line in seen.not_rechecked(care.rule) if seen else ():
            value = care.value(latest.in_force[line])
            found.append(
                f"{care.title_of(line)}, which keeps {value} ({care.child.name}, {series.domain.title})"
            )
    return list(dict.fromkeys(found))


def where(matter: Matter, care: Care, domain: str) -> str:
    """`Physical care`, or `Physical care, Isla` where the report tells of several."""
    if len(matter.live) == 1:
        return domain
    return f"{domain}, {name_of(matter, care)}"


def _latest(matter: Matter) -> Iterator[tuple[Care, DomainSeries, Reading]]:
    for care in matter.live:
        for series in care.series:
            line = points(series.readings(care.rule), matter.span.today)
            if line:
                yield care, series, line[-1]


def _items(matter: Matter, care: Care, series: DomainSeries, latest: Reading) -> Iterator[ItemNow]:
    start = _start(matter, care, series)
    is_one = start.on == latest.on or start.before_birth != latest.before_birth
    before = {} if is_one else start.in_force
    for line, level in latest.in_force.items():
        yield ItemNow(
            care, series.domain.title, line, before.get(line), level, _graded_on(series, line, latest)
        )


def _start(matter: Matter, care: Care, series: DomainSeries) -> Reading:
    """The reading in force when the time looked at began, else the first ever; there is one."""
    line = points(series.readings(care.rule), matter.span.today)
    return matter.span.view.of(line, matter.span.today, care.rule)[0]


def _graded_on(series: DomainSeries, line: str, latest: Reading) -> date:
    """The last day on which somebody graded it; a grade that is held is older than the reading."""
    given = [one.on for one in series.seen if line in one.given and one.on <= latest.on]
    return max(given, default=latest.on)
