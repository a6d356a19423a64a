"""The small multiples of one child with one carer: a panel a domain, the finding as its title."""

from collections.abc import Sequence
from datetime import date

from gcp_tool.charts.content import Line, Panel, Point, SmallMultiples
from gcp_tool.domain.dates import days_in_month
from gcp_tool.history import content
from gcp_tool.history.presenters.findings import Finding
from gcp_tool.standing.series import Care, Segment


def figure_of(care: Care, findings: Sequence[Finding], *, start: date, today: date) -> SmallMultiples:
    """What to draw. No name is in it: drawings are kept by what they show, and cannot be found by family.

    The range runs from `start` to the end of this month, so that a chart is drawn again when it has changed or a
    month has gone by, and not every morning.
    """
    end = last_day(care, today)
    panels = (
        Panel(finding.title, finding.words, _lines(care, segments, end))
        for segments, finding in zip(care.segments, findings, strict=True)
    )
    return SmallMultiples(
        title=content.CHART_TITLE,
        description=content.CHART_DESCRIPTION,
        panels=tuple(panels),
        level_labels=tuple(level.label for level in care.tool.scale.levels),
        concern_from=care.tool.scale.concern_from,
        start=start,
        end=end,
        level_values=values_of(care),
    )


def last_day(care: Care, today: date) -> date:
    """Where the dates of a drawing end: with the month, or with a reading that is later."""
    return max(today.replace(day=days_in_month(today.year, today.month)), care.days[-1])


def values_of(care: Care) -> tuple[int, ...]:
    """What the tool writes for its levels, where that is not the level itself."""
    values = tuple(level.value for level in care.tool.scale.levels)
    return () if values == tuple(range(1, len(values) + 1)) else values


def _lines(care: Care, segments: Sequence[Segment], end: date) -> tuple[Line, ...]:
    return tuple(
        Line(one.label, _points(one), _ended_on(care, one, end) if one is segments[-1] else None)
        for one in segments
    )


def _points(segment: Segment) -> tuple[Point, ...]:
    return tuple(
        Point(one.on, one.level, awaiting=not one.signed_off, partial=one.is_partial) for one in segment.seen
    )


def _ended_on(care: Care, segment: Segment, end: date) -> date | None:
    if care.ended is None or care.ended.on is None:
        return None
    return min(max(care.ended.on, segment.seen[-1].on), end)
