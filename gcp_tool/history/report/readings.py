"""Every reading of each child with each carer, for the annex of a report: first and latest, and all of them."""

from collections.abc import Mapping, Sequence
from datetime import date

from gcp_tool.assessments.judged import find_judged
from gcp_tool.assessments.presenters.voices import label_of
from gcp_tool.core.formatting import join_words, long_date
from gcp_tool.documents.content import Column, Figure, Look, Part, Row, Section, Table, Words
from gcp_tool.documents.words import Value
from gcp_tool.history import content
from gcp_tool.history.presenters.findings import Finding
from gcp_tool.history.report.choices import Readers
from gcp_tool.history.report.evidence import care_in
from gcp_tool.history.report.matter import Matter
from gcp_tool.history.report.naming import title_of
from gcp_tool.history.report.pictures import BEST_AT_TOP, Drawings, ended_cares, findings
from gcp_tool.history.report.summary import capital
from gcp_tool.standing.series import Care, DomainSeries, Seen

JUDGED = "Beside what the items make, who graded judged the domain as a whole, last time:"
UNTIL_THEN = "What follows is how care was until then."


def readings_sections(matter: Matter, drawn: Drawings, each: int, readers: Readers) -> tuple[Section, ...]:
    """A section for each child with each carer; only of those that ended is the drawing here."""
    names = {id(care): name for name, care in ended_cares(matter)}
    sections = []
    for care in matter.cares:
        own = {first: svg for (name, first), svg in drawn.items() if name == names.get(id(care))}
        sections.append(_section(matter, care, own, each, readers))
    return tuple(sections)


def _section(matter: Matter, care: Care, drawn: Mapping[int, str], each: int, readers: Readers) -> Section:
    ended = (Words((f"{care.ended.words}. {UNTIL_THEN}",)),) if care.ended else ()
    twice = (Words((_twice(care),), Look.SMALL),) if care.twice_on else ()
    parts: list[Part] = [*ended, _changes(matter, care)]
    for first in range(0, len(care.series), each):
        table = _grades(matter, care, care.series[first : first + each])
        title = f"{title_of(matter, care)}: until it ended"
        parts.append(Figure(drawn[first], title, BEST_AT_TOP, table) if first in drawn else table)
    return Section(title_of(matter, care), (*parts, *twice, *_judged(matter, care, readers)))


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


def _grades(matter: Matter, care: Care, told: Sequence[DomainSeries]) -> Table:
    """Every reading since the first, oldest first, with who graded."""
    columns = (
        Column("Date"),
        *(Column(series.domain.title, numeric=True) for series in told),
        Column("Who graded"),
    )
    who = {one.id: one.lead for one in matter.graded}
    rows = tuple(_reading(care, told, day, who) for day in care.days)
    whole = len(told) == len(care.series)
    of = "" if whole else f" of {join_words(one.domain.title for one in told)}"
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
