"""What the record shows, made into the plain values that the page shows and the review keeps."""

from collections.abc import Iterator
from datetime import date

from gcp_tool.core.formatting import counted, short_date
from gcp_tool.domain.change.readings import points
from gcp_tool.history.presenters.headlines import HeadlineView, child_headline, family_headline, not_assessed
from gcp_tool.history.presenters.movement import serious_words
from gcp_tool.history.presenters.sections import CareView, Picture, present_history
from gcp_tool.history.presenters.tables import Cell, GradeTable
from gcp_tool.reviews.matter import ReviewMatter
from gcp_tool.reviews.presenters.around import list_parts
from gcp_tool.reviews.shown import CareShown, DomainShown, Line, Mark, Part, Row, Shown
from gcp_tool.standing.queries import MemberRow
from gcp_tool.standing.series import Care, DomainSeries

NOT_ASSESSED = "Nothing has been assessed yet"


def present_record(found: ReviewMatter) -> Shown:
    """Everything a review rests on: the headline and why, every reading, and what stands around the grades."""
    told = found.matter.told
    headline = family_headline(told)
    history = present_history(told, found.today)
    children = list(_children(found))
    return Shown(
        headline=headline.words if headline else NOT_ASSESSED,
        tone=headline.tone if headline else "unsure",
        worst_now=headline.worst_now if headline else "",
        children=[Line(child.name, view.words) for child, view in children],
        because=[
            words
            for child, view in children
            for words in _causes(view, child.name if len(children) > 1 else "")
        ],
        cares=[one for care in history.cares for one in _cares(care)],
        parts=[_serious(found), *list_parts(found)],
    )


def _children(found: ReviewMatter) -> Iterator[tuple[MemberRow, HeadlineView]]:
    told = found.matter.told
    said = {child.child: child for child in told.summary.children}
    for child in told.children:
        known = said.get(child.person_id)
        yield child, child_headline(told, known, found.today) if known else not_assessed()


def _causes(view: HeadlineView, name: str) -> Iterator[str]:
    for cause in view.causes:
        title = ", ".join(part for part in (name, cause.title) if part)
        readings = f" ({cause.readings})" if cause.readings else ""
        flags = "".join(f" {flag}." for flag in cause.flags)
        yield f"{title}: {cause.words}{readings}.{flags}" if title else f"{cause.words}{readings}.{flags}"


def _cares(care: CareView) -> Iterator[CareShown]:
    """A child with a carer, once for each tool that was used."""
    several = len(care.pictures) > 1
    for picture in care.pictures:
        yield CareShown(
            title=f"{care.title}: {picture.tool}" if several else care.title,
            details=care.details,
            ended=care.ended,
            headline=care.headline.words if care.headline else "",
            first=list(care.first),
            domains=[*_domains(picture)],
            scale=picture.table.scale,
            head=list(picture.table.head),
            rows=[*_rows(picture.table)],
        )


def _domains(picture: Picture) -> Iterator[DomainShown]:
    for sentence in picture.sentences:
        yield DomainShown(
            title=sentence.title,
            found=sentence.found,
            strip=[Mark(mark.level, mark.kind, mark.words) for mark in sentence.strip],
            flags=list(sentence.flags),
            notes=list(sentence.notes),
        )


def _rows(table: GradeTable) -> Iterator[Row]:
    for row in table.rows:
        yield Row(row.day, list(row.marks), [_mark(cell) for cell in row.cells])


def _mark(cell: Cell) -> Mark:
    return Mark(cell.value, cell.kind, ", ".join(part for part in (cell.words, *cell.marks) if part))


def _serious(found: ReviewMatter) -> Part:
    """The items at a serious grade now, domain by domain, with when somebody last graded each; the worst first."""
    places: list[tuple[int, Line]] = []
    count = 0
    live = found.matter.live
    for care in live:
        for series in care.series:
            items = sorted(_serious_items(care, series, found.today), reverse=True)
            count += len(items)
            if items:
                key = f"{series.domain.title}, {care.child.name} with {care.carer.name}"
                places.append((items[0][0], Line(key, "; ".join(words for _, words in items))))
    lines = [line for _, line in sorted(places, key=lambda place: -place[0])]
    scales = sorted({serious_words(care.tool.scale) for care in live})
    title = f"Items at {' or '.join(scales)} now" if scales else "Items at a serious grade now"
    counts = f": {counted(count, 'item')}" if count else ""
    return Part(f"{title}{counts}", lines, "No item is at a serious grade now.")


def _serious_items(care: Care, series: DomainSeries, today: date) -> Iterator[tuple[int, str]]:
    """The level of each serious item of a domain, and `5 Bedtime, graded on 4 Nov 2026`."""
    read = points(series.readings(care.rule), today)
    for line, level in (read[-1].in_force if read else {}).items():
        if level >= care.rule.serious_from:
            days = [one.on for one in series.seen if line in one.given]
            on = short_date(max(days, default=read[-1].on))
            yield level, f"{care.value(level)} {care.title_of(line)}, graded on {on}"
