"""Completions as tables, a chart and sentences: one source for the page and the files. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.assessments.content import PURPOSE_WORDS
from gcp_tool.charts.columns_content import ColumnPanel, MonthlyColumns
from gcp_tool.coordination import content
from gcp_tool.coordination.asking import Asked, quarter_said, said_of
from gcp_tool.coordination.queries import AgencyRow
from gcp_tool.core.formatting import NO_FIGURE, counted, join_words, month_and_year
from gcp_tool.documents.content import Bullets, Column, Document, Row, Table, Words
from gcp_tool.domain.completions import (
    ByUnit,
    CompletionPart,
    Key,
    Numbers,
    Period,
    Span,
    add_up,
    first_day,
    last_day,
    month_unit,
    move_quarter,
    period_words,
    periods,
)
from gcp_tool.domain.vocabulary import Purpose

Led = Sequence[tuple[int, Purpose, int]]

_MONTHS = range(1, 13)
_MONTHS_DRAWN = 12
_QUARTERS_IN_YEAR = 4


@dataclass(frozen=True, slots=True)
class Read:
    """What was read, and what was asked for."""

    asked: Asked
    today: date
    agencies: Sequence[AgencyRow]
    tallied: ByUnit
    led: Led

    @property
    def quarter_units(self) -> frozenset[int]:
        """The quarter that everything ends with, in the units that were read."""
        return units_of(self.asked.until) if self.asked.span is Span.MONTH else frozenset({self.asked.until})

    @property
    def quarter(self) -> str:
        """That quarter in words."""
        return quarter_said(self.asked.until, self.today)

    @property
    def purposes(self) -> Sequence[Purpose]:
        """The purposes that count."""
        return [self.asked.purpose] if self.asked.purpose else list(Purpose)


@dataclass(frozen=True, slots=True)
class Completions:
    """The page: what was found in a sentence, more of it, the chart and the tables."""

    finding: str
    sentences: Sequence[str]
    quarter: Table
    over_time: Mapping[CompletionPart, Table]
    figure: MonthlyColumns
    months: Table

    @property
    def tables(self) -> Sequence[Table]:
        """Every table in the order of the page."""
        return (self.quarter, *self.over_time.values(), self.months)


def units_of(quarter: int) -> frozenset[int]:
    """The months of a quarter."""
    first, last = first_day(quarter), last_day(quarter)
    return frozenset(month_unit(quarter, month) for month in _MONTHS if first.month <= month <= last.month)


def tell(read: Read) -> Completions:
    """Everything that the page says."""
    figure = _figure(read)
    columns = read.asked.periods()
    numbers = [add_up(read.tallied, period.units) for period in columns]
    return Completions(
        finding=_finding(read),
        sentences=_sentences(read),
        quarter=_quarter(read),
        over_time={part: _over_time(read, part, columns, numbers) for part in CompletionPart},
        figure=figure,
        months=_months(figure),
    )


def _finding(read: Read) -> str:
    """How many were completed in the quarter, beside the quarter before."""
    now, before = (_led_in(read, move_quarter(read.asked.until, -back)) for back in (0, 1))
    words = f"{counted(now, 'assessment')} completed in {read.quarter}"
    if now == before:
        return f"{words}, as many as in the quarter before"
    return f"{words}, {before:,} in the quarter before"


def _led_in(read: Read, quarter: int) -> int:
    units = units_of(quarter)
    return sum(n for unit, purpose, n in read.led if unit in units and purpose in read.purposes)


def _led_in_year(read: Read, last: int) -> int:
    return sum(_led_in(read, move_quarter(last, -back)) for back in range(_QUARTERS_IN_YEAR))


def _sentences(read: Read) -> Sequence[str]:
    """Who completed most is nobody's to rank; who took no part at all is worth a call."""
    numbers = add_up(read.tallied, read.quarter_units)
    first, last = first_day(read.asked.until), last_day(read.asked.until)
    there = _shown(read, numbers, first, last)
    active = {agency_id for agency_id, _ in numbers}
    idle = [agency.name for agency in there if agency.id not in active]
    took_part = f"{len(there) - len(idle)} of {counted(len(there), 'agency', 'agencies')}"
    words = [f"{took_part} completed or contributed to at least one in {read.quarter}."]
    if idle:
        words.append(f"Neither completed nor contributed to any: {join_words(idle)}.")
    return words


def _quarter(read: Read) -> Table:
    """The quarter that everything ends with, a row an agency; contributions have no sum, for they would count twice."""
    numbers = add_up(read.tallied, read.quarter_units)
    split = len(read.purposes) > 1
    first, last = first_day(read.asked.until), last_day(read.asked.until)
    headings = (
        *(content.PART_WORDS[part] for part in CompletionPart),
        *(content.AS_LEAD.format(what=PURPOSE_WORDS[one]) for one in read.purposes if split),
        content.AS_LEAD.format(what=content.CHILDREN),
    )
    rows: list[Row] = []
    for agency in _shown(read, numbers, first, last):
        led, added = (numbers.get((agency.id, part), Numbers()) for part in CompletionPart)
        rows.append((_name(agency), led.n, added.n, *_within(led, split=split)))
    led = sum((one for (_, part), one in numbers.items() if part is CompletionPart.LEAD), Numbers())
    rows.append((content.ALL_AGENCIES, led.n, NO_FIGURE, *_within(led, split=split)))
    return _table(f"Agencies in {read.quarter}", (content.AGENCY, *headings), rows)


def _within(led: Numbers, *, split: bool) -> tuple[int, ...]:
    return (led.baseline, led.review, led.children) if split else (led.children,)


def _over_time(
    read: Read, part: CompletionPart, columns: Sequence[Period], numbers: Sequence[Mapping[Key, Numbers]]
) -> Table:
    """What each agency led, or contributed to, in each period; only what was led is added up."""
    together = {key: one for found in numbers for key, one in found.items()}
    rows: list[Row] = [
        (_name(agency), *(found.get((agency.id, part), Numbers()).n for found in numbers))
        for agency in _shown(read, together, columns[0].first, columns[-1].last)
    ]
    if part is CompletionPart.LEAD:
        sums = (sum(one.n for (_, of), one in found.items() if of is part) for found in numbers)
        rows.append((content.ALL_AGENCIES, *sums))
    headings = (content.AGENCY, *(_heading(period, read.today) for period in columns))
    return _table(
        f"{content.PART_WORDS[part]}: {content.SPAN_WORDS[read.asked.span].lower()}", headings, rows
    )


def _shown(read: Read, numbers: Mapping[Key, Numbers], first: date, last: date) -> Sequence[AgencyRow]:
    """The agencies that were there or are counted: one that did nothing is shown with its noughts."""
    found = {agency_id for agency_id, _ in numbers}
    return [agency for agency in read.agencies if agency.was_open(first, last) or agency.id in found]


def _name(agency: AgencyRow) -> str:
    if agency.merged_into:
        return f"{agency.name} (now part of {agency.merged_into})"
    return f"{agency.name} (closed)" if agency.closed_on else agency.name


def _heading(period: Period, today: date) -> str:
    words = period_words(period, f"{period.last:%b %Y}")
    return words if period.is_over(today) else f"{words} so far"


def _table(caption: str, headings: Sequence[str], rows: Sequence[Row]) -> Table:
    columns = tuple(Column(heading, numeric=place > 0) for place, heading in enumerate(headings))
    return Table(caption, columns, tuple(rows), when_empty=content.NOBODY)


def _figure(read: Read) -> MonthlyColumns:
    """A row of columns for each purpose over the 12 months to the end of the quarter; what is to come is a gap."""
    months = periods(Span.MONTH, last=read.asked.until, count=_MONTHS_DRAWN)
    now, before = (
        _led_in_year(read, move_quarter(read.asked.until, -back)) for back in (0, _QUARTERS_IN_YEAR)
    )
    panels = tuple(_panel(read, months, purpose) for purpose in read.purposes)
    return MonthlyColumns(
        title=f"{counted(now, 'assessment')} completed in the 12 months to {month_and_year(months[-1].first)},"
        f" {before:,} in the 12 months before",
        description="Columns for each purpose on one scale, a column a month, with the number of completed assessments"
        " over each.",
        months=tuple(month.first for month in months),
        panels=panels,
        one_scale=True,
    )


def _panel(read: Read, months: Sequence[Period], purpose: Purpose) -> ColumnPanel:
    values = tuple(
        None
        if month.first > read.today
        else sum(n for unit, of, n in read.led if unit in month.units and of is purpose)
        for month in months
    )
    total = counted(sum(value or 0 for value in values), "assessment")
    return ColumnPanel(PURPOSE_WORDS[purpose], f"{total} in the 12 months", values)


def _months(figure: MonthlyColumns) -> Table:
    """The same as the chart, a row a month; a month to come has no value."""
    headings = (content.MONTH, *(panel.title for panel in figure.panels))
    rows: list[Row] = [
        (month_and_year(month), *(panel.values[place] for panel in figure.panels))
        for place, month in enumerate(figure.months)
    ]
    return _table(content.BY_MONTH, headings, rows)


def document_of(told: Completions, asked: Asked, *, made_on: date, made_by: str) -> Document:
    """The page as a document: the same sentences and tables."""
    chosen = said_of(asked)
    words = (f"{told.finding}.", *told.sentences, *((chosen,) if chosen else ()))
    return Document(
        title=content.TITLE,
        marking=content.MARKING,
        made_on=made_on,
        made_by=made_by,
        parts=(Words(words), Bullets(content.HOW_COUNTED), *told.tables),
    )


def flat_table(told: Completions) -> Table:
    """What each agency led and contributed to over time, in one table for a file of one."""
    [first, *_] = told.over_time.values()
    rows = [
        (row[0], content.PART_WORDS[part], *row[1:])
        for part, table in told.over_time.items()
        for row in table.rows
    ]
    columns = (first.columns[0], Column(content.PART), *first.columns[1:])
    return Table(content.TITLE, columns, tuple(rows), when_empty=content.NOBODY)
