"""One domain of one child with its areas: chart, sentences, and a table of every item at every reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.charts.content import Line, Panel, Point, SmallMultiples
from gcp_tool.charts.words import words
from gcp_tool.core.formatting import counted, short_date
from gcp_tool.history import content
from gcp_tool.history.areas import AreaGrade, AreaSeries, Grade, Why, areas_of
from gcp_tool.history.presenters.figures import last_day, values_of
from gcp_tool.history.presenters.findings import Finding, find_in
from gcp_tool.history.presenters.tables import kind_of
from gcp_tool.history.queries.past import Counted, Place
from gcp_tool.standing.series import Care, DomainSeries, Seen, Segment

_WHY = {
    Why.AS_A_WHOLE: "graded as a whole",
    Why.NOT_APPLICABLE: "not applicable",
    Why.NOT_ASKED: "not asked then",
    Why.NOT_GRADED: "no grade",
}


@dataclass(frozen=True, slots=True)
class GradeCell:
    """A grade of an area or item on a day, or why there is none, and how much evidence there is for it."""

    value: int | None
    label: str
    kind: str
    words: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GradeRow:
    """An area, or an item in it, at every reading."""

    title: str
    is_area: bool
    cells: Sequence[GradeCell]


@dataclass(frozen=True, slots=True)
class DayColumn:
    """A reading of the table: its day, who graded, and the assessment to open."""

    day: str
    who: str
    key: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CareAreas:
    """The domain with one carer. Without areas it was graded as one, and there is nothing to show beneath it."""

    slug: str
    title: str
    ended: str
    finding: Finding
    areas: Sequence[Finding]
    figure: SmallMultiples
    sentences: Sequence[str]
    scale: str
    columns: Sequence[DayColumn]
    rows: Sequence[GradeRow]


def present_areas(
    cares: Sequence[Care],
    domain: str,
    *,
    past: Sequence[Counted],
    evidence: Mapping[Place, int],
    today: date,
) -> Sequence[CareAreas]:
    """A domain of a child with each carer and by each tool that read it; none where nobody ever read it."""
    found = [
        (care, place)
        for care in cares
        for place, series in enumerate(care.series)
        if series.domain.id == domain and series.seen
    ]
    start = min((care.series[place].seen[0].on for care, place in found), default=today)
    graded = {one.id: one for one in past}
    return [
        _care(f"areas-{number}", care, place, (graded, evidence), start=start, today=today)
        for number, (care, place) in enumerate(found, start=1)
    ]


def _care(
    slug: str,
    care: Care,
    place: int,
    known: tuple[Mapping[int, Counted], Mapping[Place, int]],
    *,
    start: date,
    today: date,
) -> CareAreas:
    series, areas = care.series[place], areas_of(care, care.series[place])
    finding = find_in(care, series, today)
    found = [_area_finding(care, series, area, today) for area in areas]
    figure = _figure(care, place, finding, list(zip(areas, found, strict=True)), start=start, today=today)
    graded, evidence = known
    return CareAreas(
        slug=slug,
        title=f"With {care.carer.name}",
        ended=care.ended.words if care.ended else "",
        finding=finding,
        areas=found,
        figure=figure,
        sentences=words(figure),
        scale=", ".join(f"{level.value} {level.label.lower()}" for level in care.tool.scale.levels),
        columns=[_column(one, graded.get(one.assessment_id)) for one in series.seen],
        rows=[row for area in areas for row in _rows(care, series, area, evidence)],
    )


def _column(one: Seen, graded: Counted | None) -> DayColumn:
    marks = () if one.signed_off else (content.AWAITING,)
    return DayColumn(short_date(one.on), graded.lead if graded else "", graded.key if graded else "", marks)


def _rows(
    care: Care, series: DomainSeries, area: AreaSeries, evidence: Mapping[Place, int]
) -> Sequence[GradeRow]:
    """The area, and under it its items."""
    grades = [(area.area.title, True, [_with_partial(one) for one in area.grades])]
    grades += [(item.title, False, [(one, ()) for one in item.grades]) for item in area.items]
    return [
        GradeRow(
            title,
            is_area,
            [
                _cell(care, grade, (*marks, *_evidence(care, one.assessment_id, grade, evidence)))
                for one, (grade, marks) in zip(series.seen, cells, strict=True)
            ],
        )
        for title, is_area, cells in grades
    ]


def _with_partial(one: AreaGrade) -> tuple[Grade, tuple[str, ...]]:
    return one.whole, ("partly graded",) if one.is_partial else ()


def _evidence(care: Care, assessment_id: int, grade: Grade, evidence: Mapping[Place, int]) -> tuple[str, ...]:
    number = evidence.get((assessment_id, care.child.id, care.carer.id, grade.code), 0)
    return (counted(number, "note"),) if number else ()


def _cell(care: Care, grade: Grade, marks: tuple[str, ...]) -> GradeCell:
    if grade.level is None:
        return GradeCell(None, "", "missing", _WHY[grade.why], marks)
    held = ("not re-checked",) if grade.why is Why.HELD else ()
    level = care.tool.scale.level(grade.level)
    return GradeCell(level.value, level.label, kind_of(care.tool.scale, grade.level), marks=(*held, *marks))


def _figure(
    care: Care,
    place: int,
    finding: Finding,
    areas: Sequence[tuple[AreaSeries, Finding]],
    *,
    start: date,
    today: date,
) -> SmallMultiples:
    """The domain, then a panel for each area. No name is in it, as in every drawing that is kept."""
    segments, scale = care.segments[place], care.tool.scale
    whole = Panel(finding.title, finding.words, tuple(Line(one.label, _points(one)) for one in segments))
    return SmallMultiples(
        title=content.AREAS_TITLE,
        description=content.CHART_DESCRIPTION,
        panels=(whole, *(_panel(area, found, segments) for area, found in areas)),
        level_labels=tuple(level.label for level in scale.levels),
        concern_from=scale.concern_from,
        start=start,
        end=last_day(care, today),
        level_values=values_of(care),
    )


def _points(segment: Segment) -> tuple[Point, ...]:
    return tuple(Point(one.on, one.level, not one.signed_off, one.is_partial) for one in segment.seen)


def _panel(area: AreaSeries, found: Finding, segments: Sequence[Segment]) -> Panel:
    """An area on the lines of its domain. What nobody looked at again is no reading of it."""
    lines = []
    for segment in segments:
        days = {one.on for one in segment.seen}
        looked = [one for one in area.grades if one.seen.on in days and one.was_looked_at]
        points = (
            Point(one.seen.on, one.level, awaiting=not one.seen.signed_off, partial=one.is_partial)
            for one in looked
        )
        lines.append(Line(segment.label, tuple(points)))
    return Panel(found.title, found.words, tuple(line for line in lines if line.points))


def _area_finding(care: Care, domain: DomainSeries, area: AreaSeries, today: date) -> Finding:
    """How care in an area has changed, by the rule that tells of domains; one never read by itself says so."""
    series = area.readings_in(domain)
    if not series.seen:
        return Finding(area.area.title, content.NOTHING_GRADED)
    return find_in(care, series, today)
