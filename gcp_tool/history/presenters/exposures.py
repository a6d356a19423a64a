"""How long a child is known to have lived with care of a grade, domain by domain, in words. Never a share of a life."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.core.formatting import age, counted, join_words, long_date
from gcp_tool.domain.change.readings import points
from gcp_tool.domain.exposure import CarerLine, Exposure, exposure
from gcp_tool.history.presenters.movement import serious_words
from gcp_tool.standing.series import Care, Subject


@dataclass(frozen=True, slots=True)
class ExposureView:
    """One domain: what is known of it at serious grades, and at any concern, and with whom."""

    title: str
    serious_at: str
    serious: str
    concern_at: str
    concern: str
    carers: str


@dataclass(frozen=True, slots=True)
class ChildExposure:
    """A child, with the domains in which care was ever known to be a concern."""

    name: str
    rows: Sequence[ExposureView]


def time_known(cares: Sequence[Care], today: date) -> Sequence[ChildExposure]:
    """What is known of every child, those first whose care is read first; none for whom nothing was a concern."""
    children = {care.child.id: care.child for care in cares}.values()
    found = (ChildExposure(child.name, present_exposures(cares, child, today)) for child in children)
    return [one for one in found if one.rows]


def present_exposures(cares: Sequence[Care], child: Subject, today: date) -> Sequence[ExposureView]:
    """What is known of each domain of a child in which care was ever a concern, over everybody who cared for them.

    Grades of another tool or scale than the latest are not told: they cannot be put on one line.
    """
    ours = [care for care in cares if care.child.id == child.id]
    if not ours:
        return ()
    latest = max(ours, key=lambda care: care.days[-1])
    alike = [care for care in ours if care.tool.code == latest.tool.code and care.rule == latest.rule]
    views = [_view(latest, alike, series.domain.id, series.domain.title, today) for series in latest.series]
    return [view for view in views if view is not None]


def _view(latest: Care, cares: Sequence[Care], domain: str, title: str, today: date) -> ExposureView | None:
    lines = [line for care in cares for line in _lines(care, domain, today)]
    concern = exposure(lines, today, from_grade=latest.rule.concern_from)
    if concern.since_on is None:
        return None
    serious = exposure(lines, today, from_grade=latest.rule.serious_from)
    names = {care.carer.id: care.carer.name for care in cares}
    return ExposureView(
        title=title,
        serious_at=f"At grade {serious_words(latest.tool.scale)}",
        serious=exposure_words(serious, latest.child),
        concern_at=f"At grade {latest.value(latest.rule.concern_from)} or worse",
        concern=exposure_words(concern, latest.child),
        carers=join_words(names[carer] for carer in names if carer in concern.carers),
    )


def _lines(care: Care, domain: str, today: date) -> Sequence[CarerLine]:
    """The readings of a domain; those before birth are of no life yet."""
    return [
        CarerLine(
            care.carer.id,
            points((one for one in series.readings(care.rule) if not one.before_birth), today),
            care.ended.on if care.ended else None,
        )
        for series in care.series
        if series.domain.id == domain
    ]


def exposure_words(found: Exposure, child: Subject) -> str:
    """What is known in a sentence: `At least 9 of the last 24 months; 11 not known; from age 1 year 2 months.`."""
    if found.since_on is None:
        return f"Not known to have been; {found.not_known} of the last {found.months} months not known."
    how_long = f"At least {found.at_least}" if found.at_least else "No whole month"
    parts = [f"{how_long} of the last {counted(found.months, 'month')}"]
    if found.not_known:
        parts.append(f"{found.not_known} not known")
    parts.append(f"from {_since(found.since_on, child)}")
    return f"{'; '.join(parts)}."


def _since(day: date, child: Subject) -> str:
    if child.birth_on is None or child.birth_on > day:
        return long_date(day)
    return "birth" if child.birth_on == day else f"age {age(child.birth_on, day)}"
