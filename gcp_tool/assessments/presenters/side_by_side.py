"""Every child with every carer beside one another: domains, areas and items, as far as they are graded."""

from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.assessments import content
from gcp_tool.assessments.presenters.grading import whose_care
from gcp_tool.assessments.record import Care, Record
from gcp_tool.domain.instrument import Area, Domain, Item
from gcp_tool.domain.scoring import Profile as Scored

LOW, CONCERN, SERIOUS, MISSING = "low", "concern", "serious", "missing"


@dataclass(frozen=True, slots=True)
class Cell:
    """One grade of one care: a chip, and a word beside it."""

    level: int | None
    label: str
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A domain, area or item with a cell for each care."""

    title: str
    kind: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A domain as a table: whose care stands in each column, and the lines."""

    title: str
    columns: Sequence[str]
    lines: Sequence[Line]


def present_side_by_side(record: Record) -> Sequence[Table]:
    """Every domain in the review, with every care beside the others. Nothing is added up across them."""
    scored = [record.scored(care) for care in record.cares]
    columns = [whose_care(care) for care in record.cares]
    return [
        Table(domain.title, columns, _lines(record, domain, areas, scored))
        for domain in record.instrument.domains
        if (areas := [area for found, area in record.all_areas() if found is domain])
    ]


def present_domain(record: Record, domain: Domain) -> Sequence[tuple[str, Cell, str]]:
    """Whose care, the grade that the items make, and why; for each care."""
    return [(whose_care(care), *_of_domain(record, record.scored(care), domain)) for care in record.cares]


def _lines(record: Record, domain: Domain, areas: Sequence[Area], scored: Sequence[Scored]) -> Sequence[Line]:
    lines = [Line(domain.title, "domain", [_of_domain(record, one, domain)[0] for one in scored])]
    for area in areas:
        lines.append(Line(area.title, "area", [_of_area(record, one, area) for one in scored]))
        lines += [
            Line(item.title, "item", [_of_item(record, care, area, item) for care in record.cares])
            for item in area.items
            if any(item in record.items(care, area) for care in record.cares)
        ]
    return lines


def _of_domain(record: Record, scored: Scored, domain: Domain) -> tuple[Cell, str]:
    found = next((one for one in scored.domains if one.domain.id == domain.id), None)
    if found is None:
        return Cell(None, "Not for this age", MISSING), ""
    return grade_cell(record, found.combined.grade), found.combined.reason


def _of_area(record: Record, scored: Scored, area: Area) -> Cell:
    found = next((one for domain in scored.domains for one in domain.areas if one.area.id == area.id), None)
    return grade_cell(record, found.combined.grade) if found else Cell(None, "Not for this age", MISSING)


def _of_item(record: Record, care: Care, area: Area, item: Item) -> Cell:
    if item not in record.items(care, area):
        return Cell(None, "Not for this age", MISSING)
    answer = record.answer(care, item)
    if answer is None:
        return Cell(None, "Not yet graded", MISSING)
    if answer.state in content.NOT_GRADED_WORDS:
        return Cell(None, content.NOT_GRADED_WORDS[answer.state], MISSING)
    cell = grade_cell(record, answer.grade)
    if item.household and answer.profile_id == care.profile.id:
        return Cell(cell.level, cell.label, cell.kind, f"Different: {answer.raw.get('different', '')}")
    if item in record.copied(care):
        return Cell(cell.level, cell.label, cell.kind, "Copied, not confirmed yet")
    return cell


def grade_cell(record: Record, level: int | None) -> Cell:
    """A level as a chip shows it."""
    if level is None:
        return Cell(None, "No score", MISSING)
    scale = record.instrument.scale
    found = scale.level(level)
    kind = SERIOUS if scale.is_serious(level) else CONCERN if scale.is_concern(level) else LOW
    return Cell(found.value, found.label, kind)
