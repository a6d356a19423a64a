"""The drawing of a report: six domains with a line for each child, and beside it the same as a table in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gcp_tool.charts.content import Line, Panel, SmallMultiples
from gcp_tool.core.formatting import join_words, long_date
from gcp_tool.documents.content import Column, Figure, Part, Row, Table, Words
from gcp_tool.documents.words import Value
from gcp_tool.domain.due import NO_DEMANDS
from gcp_tool.history import content
from gcp_tool.history.presenters.figures import figure_of
from gcp_tool.history.presenters.findings import Finding, find_in
from gcp_tool.history.presenters.headlines import family_headline, headline_of
from gcp_tool.history.report.matter import Matter
from gcp_tool.history.report.naming import letter_of, short_name, title_of
from gcp_tool.history.report.summary import capital
from gcp_tool.standing.series import Care, DomainSeries
from gcp_tool.standing.telling import live_lines

# By the name of what is drawn, and the first of its domains that are on the drawing.
Place = tuple[str, int]
Drawings = Mapping[Place, str]
ALL_AT_ONCE = 100  # more domains than any tool has
IN_LARGE_PRINT = 2

MOST_LINES = 4
_MOST_GRADES = 8
_LAST_GRADES = 6
BEST_AT_TOP = "Best care at the top. The table under it says the same."
NOT_ASKED = "Not asked"
NO_READING = (
    "There is no reading that counts yet: nothing can be said of how care has changed. A first assessment shows where"
    " care stands."
)
ENDED = "{title}: {words}. How care was until then is told in a report with an annex."
ENDED_IN_ANNEX = "{title}: {words}. The annex tells how care was until then."


@dataclass(frozen=True, slots=True)
class Group:
    """Cares that share a drawing: read by one tool, on one scale. None of them has ended."""

    name: str
    cares: tuple[Care, ...]

    @property
    def domains(self) -> Mapping[str, str]:
        """The titles of the domains of any of them, by code."""
        return {one.domain.id: one.domain.title for care in self.cares for one in care.series}

    @property
    def is_drawn(self) -> bool:
        """Whether there is more to see than in a table: of a single reading there is not."""
        return any(len(care.days) > 1 for care in self.cares)


def groups_of(matter: Matter) -> Sequence[Group]:
    """The live cares, so many on a drawing that their lines can be told apart."""
    alike: dict[object, list[Care]] = {}
    for care in matter.live:
        alike.setdefault((care.tool.code, care.tool.scale), []).append(care)
    some = [
        tuple(cares[first : first + MOST_LINES])
        for cares in alike.values()
        for first in range(0, len(cares), MOST_LINES)
    ]
    return [Group(f"live-{number}", cares) for number, cares in enumerate(some)]


def figures_of(matter: Matter, *, each: int, with_ended: bool) -> Mapping[Place, SmallMultiples]:
    """What is to be drawn, so many domains at once: in large print few, so that letters in drawings are large too."""
    whole = {group.name: _joined(matter, group) for group in groups_of(matter) if group.is_drawn}
    if with_ended:
        ended = [(name, care) for name, care in ended_cares(matter) if len(care.days) > 1]
        whole |= {name: _alone(matter, care, care.days[0]) for name, care in ended}
    return {
        (name, first): replace(figure, panels=figure.panels[first : first + each])
        for name, figure in whole.items()
        for first in range(0, len(figure.panels), each)
    }


def ended_cares(matter: Matter) -> Sequence[tuple[str, Care]]:
    """Cares that have ended, with the names of their drawings."""
    ended = [care for care in matter.cares if care.ended is not None]
    return [(f"ended-{number}", care) for number, care in enumerate(ended)]


def picture_parts(matter: Matter, drawn: Drawings, *, each: int, with_annex: bool) -> Iterator[Part]:
    """The drawing and the table of every live care; that others have ended, and where they are told of."""
    if not matter.cares:
        yield Words((NO_READING,))
    for group in groups_of(matter):
        for first in range(0, len(group.domains), each):
            table = _table(matter, group, list(group.domains.items())[first : first + each])
            svg = drawn.get((group.name, first))
            yield Figure(svg, _finding(matter, group), _description(matter, group), table) if svg else table
    sentence = ENDED_IN_ANNEX if with_annex else ENDED
    ended = tuple(
        sentence.format(title=title_of(matter, care), words=care.ended.words)
        for _, care in ended_cares(matter)
        if care.ended is not None
    )
    if ended:
        yield Words(ended)


def findings(matter: Matter, care: Care) -> Sequence[Finding]:
    """What was found in each domain over the time looked at."""
    today = matter.span.today
    demands = matter.told.demands.get(care.child.id, NO_DEMANDS)
    due = {line.domain: line.due_on for line in live_lines(care, demands)} if care.ended is None else {}
    return [
        find_in(care, series, today, view=matter.span.view, due_on=due.get(series.domain.id))
        for series in care.series
    ]


def _alone(matter: Matter, care: Care, start: date) -> SmallMultiples:
    return figure_of(care, findings(matter, care), start=start, today=matter.span.today)


def _joined(matter: Matter, group: Group) -> SmallMultiples:
    """The drawing of several, a line each; of one it is as everywhere, with the finding over each domain."""
    start = min(care.days[0] for care in group.cares)
    figures = {letter_of(matter, care): _alone(matter, care, start) for care in group.cares}
    first = next(iter(figures.values()))
    if len(figures) == 1:
        return first
    lines: dict[str, list[Line]] = {title: [] for title in group.domains.values()}
    for letter, figure in figures.items():
        for panel in figure.panels:
            lines[panel.title] += [replace(line, label=_label(letter, line)) for line in panel.lines]
    return replace(
        first,
        panels=tuple(Panel(title, "", tuple(ours)) for title, ours in lines.items()),
        end=max(figure.end for figure in figures.values()),
    )


def _label(letter: str, line: Line) -> str:
    return f"{letter}, {line.label}" if line.label else letter


def _finding(matter: Matter, group: Group) -> str:
    """What the drawing shows, as its title."""
    if len(matter.live) > 1:
        headline = family_headline(matter.told)
        if headline is None:
            return capital(content.NOT_ASSESSED)
        return f"{capital(headline.words)}{f': {headline.children}' if headline.children else ''}"
    [care] = group.cares
    demands = matter.told.demands.get(care.child.id, NO_DEMANDS)
    view = headline_of([care], matter.span.today, demands)
    return f"{title_of(matter, care)}: {view.words if view else content.NOT_ASSESSED}"


def _description(matter: Matter, group: Group) -> str:
    whose = [short_name(matter, care).replace(": ", " is ", 1) for care in group.cares]
    named = f"{join_words(whose)}. " if len(matter.live) > 1 else ""
    return f"{named}{BEST_AT_TOP}"


def _table(matter: Matter, group: Group, domains: Sequence[tuple[str, str]]) -> Table:
    columns = (Column("Domain"), *(Column(short_name(matter, care)) for care in group.cares))
    rows = tuple(_row(matter, group, code, title) for code, title in domains)
    since = long_date(matter.span.start)
    return Table(f"Every grade, the oldest first, and the change since {since}", columns, rows)


def _row(matter: Matter, group: Group, code: str, title: str) -> Row:
    cells: list[Value] = [title]
    for care in group.cares:
        found = [
            _told(care, series, finding)
            for series, finding in zip(care.series, findings(matter, care), strict=True)
            if series.domain.id == code
        ]
        cells.append(found[0] if found else NOT_ASKED)
    return tuple(cells)


def _told(care: Care, series: DomainSeries, finding: Finding) -> str:
    """`2, 3, 4: worse, now 4. No better in six months.`."""
    grades = ["–" if one.level is None else str(care.value(one.level)) for one in series.seen]
    if len(grades) > _MOST_GRADES:
        grades = [grades[0], "…", *grades[-_LAST_GRADES:]]
    latest = series.latest(care.rule)
    awaits = f" ({content.AWAITING})" if latest is not None and not latest.signed_off else ""
    said = f"{', '.join(grades)}: {finding.words}{awaits}" if grades else finding.words
    more = [f"{words}." for words in finding.flags]
    more += [words for words in (finding.since_first, finding.note) if words]
    return " ".join([f"{said}.", *more])
