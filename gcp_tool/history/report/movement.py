"""What moved in a report, item by item, with the evidence for it; and which items are serious now, whatever moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.assessments import content as assessment_content
from gcp_tool.assessments import words
from gcp_tool.assessments.record import Care as RecordCare
from gcp_tool.assessments.record import Record
from gcp_tool.core.formatting import short_date
from gcp_tool.documents.content import Column, Row, Section, Table, Words
from gcp_tool.domain.change import Reading
from gcp_tool.domain.change.readings import points
from gcp_tool.domain.holding import area_line
from gcp_tool.domain.instrument import Instrument
from gcp_tool.domain.vocabulary import AnswerKind, Effort
from gcp_tool.history.report.choices import Readers
from gcp_tool.history.report.matter import Matter
from gcp_tool.models import Answer
from gcp_tool.standing.series import Care, DomainSeries

NOTHING_MOVED = "No item was graded differently at the start and at the latest reading."
NO_MORE_MOVED = "None with evidence for it, and none that is worse and a concern."
CANNOT_BE_TOLD = "No item was graded both times, so what moved cannot be told item by item"
WORSE_WITHOUT = "Also worse though no concern, with nothing written down for it at the latest reading"
BETTER_WITHOUT = "Also better, with nothing written down for it at the latest reading"
NOTHING_SERIOUS = "No item is at a serious grade now."
NOT_FOR_THESE_READERS = "There is evidence that is not marked to be given to the family"
NO_EVIDENCE = "None written down at the latest reading"
THE_REST = "… (the rest is in the assessment)"
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Moved:
    """An item whose grade is another at the latest reading than at the start."""

    care: Care
    domain: str
    line: str
    before: Reading
    after: Reading

    @property
    def is_better(self) -> bool:
        """Whether care is better there."""
        return self.after.in_force[self.line] < self.before.in_force[self.line]

    @property
    def is_concern(self) -> bool:
        """Whether care there is a concern now."""
        return self.after.in_force[self.line] >= self.care.rule.concern_from


def moved_section(matter: Matter, readers: Readers) -> Section:
    """What moved since the start of the time looked at, the worse first, and what is serious whatever moved."""
    return Section(
        "What moved, and what shows it", (*_moved_parts(matter, readers), _serious(matter, readers))
    )


def _moved_parts(matter: Matter, readers: Readers) -> Iterator[Table | Words]:
    """As a table what has evidence, and what is worse and a concern; the rest in a sentence."""
    rows: list[Row] = []
    bare: dict[bool, dict[str, list[str]]] = {False: {}, True: {}}
    for one in sorted(_moved(matter), key=lambda one: one.is_better):
        row = _moved_row(matter, one, readers)
        if row[-1] == NO_EVIDENCE and (one.is_better or not one.is_concern):
            named = f"{one.care.title_of(one.line)} ({row[1]} to {row[2]})"
            bare[one.is_better].setdefault(_where(matter, one.care, one.domain), []).append(named)
        else:
            rows.append(row)
    columns = (
        Column("Item"),
        Column("Was", numeric=True),
        Column("Now", numeric=True),
        Column("Change"),
        Column("What shows it"),
    )
    untold = _not_comparable(matter)
    empty = NO_MORE_MOVED if any(bare.values()) or untold else NOTHING_MOVED
    yield Table("Items graded differently at the start and now", columns, tuple(rows), when_empty=empty)
    for is_better, items_by_place in bare.items():
        if items_by_place:
            said = "; ".join(f"{where}: {', '.join(items)}" for where, items in items_by_place.items())
            yield Words((f"{BETTER_WITHOUT if is_better else WORSE_WITHOUT}. {said}.",))
    if untold:
        yield Words((f"{CANNOT_BE_TOLD}: {'; '.join(untold)}.",))


def _not_comparable(matter: Matter) -> list[str]:
    """The domains in which no item was graded both times, though there are two readings to compare."""
    found = []
    for care, series, latest in _latest(matter):
        start = _start(matter, care, series)
        if start.on != latest.on and not start.in_force.keys() & latest.in_force.keys():
            found.append(_where(matter, care, series.domain.title))
    return found


def _serious(matter: Matter, readers: Readers) -> Table:
    """The items at a serious grade now, with what was seen."""
    rows = tuple(_serious_rows(matter, readers))
    columns = (Column("Item"), Column("Grade", numeric=True), Column("Graded on"), Column("What shows it"))
    return Table("Items at a serious grade now", columns, rows, when_empty=NOTHING_SERIOUS)


def not_rechecked_words(matter: Matter) -> Sequence[str]:
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


def _latest(matter: Matter) -> Iterator[tuple[Care, DomainSeries, Reading]]:
    for care in matter.live:
        for series in care.series:
            line = points(series.readings(care.rule), matter.span.today)
            if line:
                yield care, series, line[-1]


def _moved(matter: Matter) -> Iterator[Moved]:
    for care, series, latest in _latest(matter):
        start = _start(matter, care, series)
        if start.before_birth != latest.before_birth:
            continue
        for item in latest.in_force:
            if item in start.in_force and start.in_force[item] != latest.in_force[item]:
                yield Moved(care, series.domain.title, item, start, latest)


def _start(matter: Matter, care: Care, series: DomainSeries) -> Reading:
    """The reading in force when the time looked at began, else the first ever; there is one."""
    line = points(series.readings(care.rule), matter.span.today)
    return matter.span.view.of(line, matter.span.today, care.rule)[0]


def _moved_row(matter: Matter, one: Moved, readers: Readers) -> Row:
    care = one.care
    return (
        _item_title(matter, care, one.domain, one.line),
        care.value(one.before.in_force[one.line]),
        care.value(one.after.in_force[one.line]),
        "better" if one.is_better else "worse",
        _shows(matter, care, one.line, readers),
    )


def _serious_rows(matter: Matter, readers: Readers) -> Iterator[Row]:
    for care, series, latest in _latest(matter):
        for line, level in latest.in_force.items():
            if level >= care.rule.serious_from:
                yield (
                    _item_title(matter, care, series.domain.title, line),
                    care.value(level),
                    _graded_on(series, line, latest),
                    _shows(matter, care, line, readers),
                )


def _graded_on(series: DomainSeries, line: str, latest: Reading) -> date:
    """The last day on which somebody graded it; a grade that is held is older than the reading."""
    given = [one.on for one in series.seen if line in one.given and one.on <= latest.on]
    return max(given, default=latest.on)


def _item_title(matter: Matter, care: Care, domain: str, line: str) -> str:
    """`Bedtime (Physical care)`."""
    return f"{care.title_of(line)} ({_where(matter, care, domain)})"


def _where(matter: Matter, care: Care, domain: str) -> str:
    """`Physical care`, or `Physical care, Isla` where the report tells of several."""
    if len(matter.live) == 1:
        return domain
    carers = {one.carer.id for one in matter.live if one.child.id == care.child.id}
    return f"{domain}, {care.child.name}" + (f" with {care.carer.name}" if len(carers) > 1 else "")


def _shows(matter: Matter, care: Care, line: str, readers: Readers) -> str:
    """The latest evidence for an item, and whose effort it was, as far as these readers may be given it."""
    record = matter.record_of(care)
    whose = care_in(record, care)
    code = codes_by_line(record.instrument).get(line) if record else None
    if record is None or whose is None or code is None:
        return NO_EVIDENCE
    every = record.evidence_for(whose, code)
    carers = {one.carer.id for one in matter.live}
    mine = [one for one in every if readers is Readers.PROFESSIONALS or may_be_given(one, carers)]
    said = [evidence_words(one) for one in mine[:1]]
    if every and not mine:
        said = [NOT_FOR_THESE_READERS]
    return " ".join([*said, *_effort(record, whose, code)]) or NO_EVIDENCE


def care_in(record: Record | None, care: Care) -> RecordCare | None:
    """The same child with the same carer in an assessment."""
    pair = (care.child.id, care.carer.id)
    cares = record.cares if record else ()
    return next((one for one in cares if (one.profile.child_id, one.profile.carer_id) == pair), None)


def codes_by_line(tool: Instrument) -> Mapping[str, str]:
    """The item, or the area graded as one, that each line stands for in a version of a tool."""
    areas = {area_line(domain, area): area.id for domain in tool.domains for area in domain.areas}
    return areas | {item.line: item.id for item in tool.items}


def may_be_given(evidence: Answer, carers: set[int]) -> bool:
    """Whether a piece of evidence is marked as fit for every one of these carers."""
    return bool(carers) and {f"carer:{carer}" for carer in carers} <= set(evidence.shared_with)


def evidence_words(evidence: Answer) -> str:
    """`12 Nov 2026, seen at a visit: the fridge held milk`, with no more of it than a table holds."""
    text = str(evidence.raw.get("words", "")).strip()
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}{THE_REST}"
    when = short_date(evidence.on_date) if evidence.on_date else "no date"
    source = (
        assessment_content.SOURCE_WORDS[evidence.source].lower() if evidence.source else "source not recorded"
    )
    return f"{when}, {source}: {short}"


def _effort(record: Record, care: RecordCare, code: str) -> Iterator[str]:
    item = next((one for one in record.instrument.items if one.id == code), None)
    if item is None or record.answer(care, item) is None:
        return
    answer = record.said(AnswerKind.ANALYSIS, words.effort_profile(record, care, item), code)
    effort = words.text_of(answer, "effort")
    if effort in set(Effort):
        yield f"Whose effort: {assessment_content.EFFORT_WORDS[Effort(effort)].lower()}."
