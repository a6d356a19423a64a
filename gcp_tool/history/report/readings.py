"""Each child with each carer in a report: the chart, how each domain has changed, and every reading as a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from gcp_tool.assessments.judged import find_judged
from gcp_tool.assessments.presenters.voices import label_of
from gcp_tool.charts.content import SmallMultiples
from gcp_tool.core.formatting import join_words, long_date
from gcp_tool.documents.content import Column, Figure, Look, Part, Row, Section, Table, Words
from gcp_tool.documents.words import Value
from gcp_tool.domain.due import NO_DEMANDS
from gcp_tool.history import content
from gcp_tool.history.presenters.figures import figure_of
from gcp_tool.history.presenters.findings import Finding, find_in
from gcp_tool.history.presenters.headlines import headline_of
from gcp_tool.history.report.choices import Readers
from gcp_tool.history.report.matter import Matter
from gcp_tool.history.report.movement import care_in
from gcp_tool.history.report.summary import capital
from gcp_tool.standing.series import Care, DomainSeries, Seen
from gcp_tool.standing.telling import live_lines

# By the place of the care in the report, and of the first of its domains that are drawn.
Place = tuple[int, int]
Drawings = Mapping[Place, str]
ALL_AT_ONCE = 100  # more domains than any tool has
IN_LARGE_PRINT = 2

CHART_WORDS = "Best care at the top. The tables before and after it say the same."
JUDGED = "Beside what the items make, who graded judged the domain as a whole, last time:"
NO_READING = (
    "There is no reading that counts yet: nothing can be said of how care has changed. A first assessment shows where"
    " care stands."
)


def figures_of(matter: Matter, each: int = ALL_AT_ONCE) -> Mapping[Place, SmallMultiples]:
    """What is to be drawn, so many domains at once: in large print few, so that letters in drawings are large too."""
    start = min((day for care in matter.cares for day in care.days), default=matter.span.today)
    figures = {}
    for number, care in enumerate(matter.cares):
        if len(care.days) == 1:  # a single reading says in a table all that a drawing could
            continue
        figure = figure_of(care, findings(matter, care), start=start, today=matter.span.today)
        for first in range(0, len(figure.panels), each):
            figures[number, first] = replace(figure, panels=figure.panels[first : first + each])
    return figures


def readings_sections(matter: Matter, drawn: Drawings, each: int, readers: Readers) -> tuple[Part, ...]:
    """A section for each child with each carer."""
    if not matter.cares:
        return (Section("How care has changed", (Words((NO_READING,)),)),)
    return tuple(
        _section(
            matter,
            care,
            {first: svg for (place, first), svg in drawn.items() if place == number},
            each,
            readers,
        )
        for number, care in enumerate(matter.cares)
    )


def title_of(matter: Matter, care: Care) -> str:
    """`Isla, cared for by Leanne`; the tool is named where the same two were read by several."""
    title = f"{care.child.name}, cared for by {care.carer.name}"
    pair = (care.child.id, care.carer.id)
    alike = sum((one.child.id, one.carer.id) == pair for one in matter.cares)
    return f"{title}, by {care.tool.title}" if alike > 1 else title


def findings(matter: Matter, care: Care) -> Sequence[Finding]:
    """What was found in each domain over the time looked at."""
    today = matter.span.today
    demands = matter.told.demands.get(care.child.id, NO_DEMANDS)
    due = {line.domain: line.due_on for line in live_lines(care, demands)} if care.ended is None else {}
    return [
        find_in(care, series, today, view=matter.span.view, due_on=due.get(series.domain.id))
        for series in care.series
    ]


def _section(matter: Matter, care: Care, drawn: Mapping[int, str], each: int, readers: Readers) -> Section:
    title = title_of(matter, care)
    ended = (Words((f"{care.ended.words}. What follows is how care was until then.",)),) if care.ended else ()
    twice = (Words((_twice(care),), Look.SMALL),) if care.twice_on else ()
    scale = ", ".join(f"{level.value} {level.label.lower()}" for level in care.tool.scale.levels)
    figures = [
        Figure(svg, _finding(matter, care), f"{CHART_WORDS} {capital(scale)}.", table) if svg else table
        for svg, table in _drawn_and_told(matter, care, drawn, each)
    ]
    return Section(
        title,
        (
            *ended,
            _changes(matter, care),
            *figures,
            *twice,
            *_judged(matter, care, readers),
        ),
    )


def _judged(matter: Matter, care: Care, readers: Readers) -> tuple[Words, ...]:
    """What the lead judged of whole domains at the latest reading, beside what the items make."""
    record = matter.record_of(care)
    whose = care_in(record, care)
    if record is None or whose is None:
        return ()
    said = []
    for domain in record.instrument.domains:
        answer = find_judged(record, whose, domain.id)
        if answer is not None and answer.grade is not None:
            level = label_of(record.instrument.scale, answer.grade)
            why = str(answer.raw.get("why", "")) if readers is Readers.PROFESSIONALS else ""
            said.append(f"{domain.title}: {level}. {why}".strip())
    return (Words((f"{JUDGED} {' '.join(said)}",)),) if said else ()


def _finding(matter: Matter, care: Care) -> str:
    """What the chart shows, as its title."""
    if care.ended is not None:
        return f"{title_of(matter, care)}: until it ended"
    demands = matter.told.demands.get(care.child.id, NO_DEMANDS)
    view = headline_of([care], matter.span.today, demands)
    return f"{title_of(matter, care)}: {view.words if view else content.NOT_ASSESSED}"


def _changes(matter: Matter, care: Care) -> Table:
    rows = [
        _change(care, series, finding)
        for series, finding in zip(care.series, findings(matter, care), strict=True)
    ]
    columns = (
        Column("Domain"),
        Column("First ever", numeric=True),
        Column("Latest", numeric=True),
        Column("On"),
        Column("How it has changed"),
    )
    since = long_date(matter.span.start)
    return Table(f"{care.child.name} with {care.carer.name}: change since {since}", columns, tuple(rows))


def _change(care: Care, series: DomainSeries, finding: Finding) -> Row:
    graded = [one for one in series.seen if one.level is not None]
    first, latest = (graded[0], series.latest(care.rule) or graded[-1]) if graded else (None, None)
    said = [f"{capital(finding.words)}.", *(f"{flag}." for flag in finding.flags)]
    more = [words for words in (finding.since_first, finding.note) if words]
    return (series.domain.title, _at(care, first)[0], *_at(care, latest), " ".join([*said, *more]))


def _at(care: Care, one: Seen | None) -> tuple[Value, Value]:
    if one is None or one.level is None:
        return None, None
    return care.value(one.level), one.on


def _drawn_and_told(
    matter: Matter, care: Care, drawn: Mapping[int, str], each: int
) -> Iterator[tuple[str, Table]]:
    """Every drawing with the readings in it as a table; where there is nothing to draw, the table alone."""
    for first in range(0, len(care.series), each):
        yield drawn.get(first, ""), _grades(matter, care, care.series[first : first + each])


def _grades(matter: Matter, care: Care, drawn: Sequence[DomainSeries]) -> Table:
    """Every reading since the first, oldest first, with who graded."""
    columns = (
        Column("Date"),
        *(Column(series.domain.title, numeric=True) for series in drawn),
        Column("Who graded"),
    )
    who = {one.id: one.lead for one in matter.graded}
    rows = tuple(_reading(care, drawn, day, who) for day in care.days)
    whole = len(drawn) == len(care.series)
    of = "" if whole else f" of {join_words(one.domain.title for one in drawn)}"
    return Table(f"{care.child.name} with {care.carer.name}: every reading{of}", columns, rows)


def _reading(care: Care, drawn: Sequence[DomainSeries], day: date, who: Mapping[int, str]) -> Row:
    seen = [next((one for one in series.seen if one.on == day), None) for series in drawn]
    known = [one for one in seen if one is not None]
    graders = join_words(dict.fromkeys(who[one.assessment_id] for one in known if one.assessment_id in who))
    shared = _shared(known)
    cells = tuple(_cell(care, one, shared) for one in seen)
    return (day, *cells, "; ".join([graders, *shared]))


def _shared(seen: Sequence[Seen]) -> tuple[str, ...]:
    """What is true of every grade of a day, said once."""
    awaiting = (content.AWAITING,) if all(not one.signed_off for one in seen) else ()
    return (*awaiting, content.IMPORTED) if all(one.imported for one in seen) else awaiting


def _cell(care: Care, one: Seen | None, shared: Sequence[str]) -> Value:
    if one is None:
        return None
    if one.level is None:
        return content.NOTHING_GRADED
    value = care.value(one.level)
    marks = _marks(care, one, shared)
    return f"{value} ({', '.join(marks)})" if marks else value


def _marks(care: Care, one: Seen, shared: Sequence[str]) -> list[str]:
    marks = [content.AWAITING] if not one.signed_off and content.AWAITING not in shared else []
    if one.is_partial:
        marks.append(content.PARTIAL.format(graded=one.graded, of=one.of_items))
    if not one.is_comparable(care.rule):
        marks.append(content.TOO_LITTLE)
    return marks


def _twice(care: Care) -> str:
    days = join_words(long_date(day) for day in care.twice_on)
    return (
        f"Two assessments look at the period to {days}. Where both graded a domain, the one signed off later is in the"
        " table."
    )
