"""The history as sections of the page: each child with each carer, with headline, charts, sentences and tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.charts.content import SmallMultiples
from gcp_tool.charts.words import words
from gcp_tool.core.formatting import age_or_due, long_date
from gcp_tool.domain.dates import add_months, completed_years
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.history import content
from gcp_tool.history.liveness import GROWN_UP_AT
from gcp_tool.history.presenters.figures import figure_of
from gcp_tool.history.presenters.findings import Finding, find_in
from gcp_tool.history.presenters.headlines import HeadlineView, headline_of, not_assessed
from gcp_tool.history.presenters.tables import GradeTable, table_of
from gcp_tool.history.queries import MemberRow
from gcp_tool.history.series import Care

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One domain in words: what was found, the readings that show it, and what to know besides."""

    found: str
    readings: str
    flags: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The readings by one tool, three times the same: as a chart, as sentences, as a table."""

    slug: str
    tool: str
    period: str
    figure: SmallMultiples
    sentences: Sequence[Sentence]
    table: GradeTable


@dataclass(frozen=True, slots=True)
class CareView:
    """One child with one carer. Without a headline the care has ended, and `ended` says why."""

    slug: str
    title: str
    details: str
    headline: HeadlineView | None
    ended: str
    next_reading: str
    pictures: Sequence[Picture]


@dataclass(frozen=True, slots=True)
class Glance:
    """A child in one line: the headline over everybody who cares for them, and where to read more."""

    name: str
    headline: HeadlineView
    note: str
    slug: str


@dataclass(frozen=True, slots=True)
class HistoryView:
    """All that is known of how care has changed: each child in a line, then each child with each carer."""

    glance: Sequence[Glance]
    cares: Sequence[CareView]

    @property
    def figures(self) -> Mapping[str, SmallMultiples]:
        """What is to be drawn, by the slug of its picture."""
        return {picture.slug: picture.figure for care in self.cares for picture in care.pictures}


def present_history(cares: Sequence[Care], members: Sequence[MemberRow], today: date) -> HistoryView:
    """Everything that was read, on one range of dates: from the first reading there ever was."""
    start = min((care.days[0] for care in cares), default=today)
    pairs: dict[Pair, list[Care]] = {}
    for care in cares:
        pairs.setdefault((care.child.id, care.carer.id), []).append(care)
    slugs = {pair: f"care-{number}" for number, pair in enumerate(pairs, start=1)}
    return HistoryView(
        glance=_glance(cares, members, slugs, today),
        cares=[_care_view(slugs[pair], some, start=start, today=today) for pair, some in pairs.items()],
    )


def _glance(
    cares: Sequence[Care], members: Sequence[MemberRow], slugs: Mapping[Pair, str], today: date
) -> Sequence[Glance]:
    """A line for each child now in the family; none where the page says the same in one headline."""
    children = [member for member in members if _is_a_child_now(member, today)]
    live = {(care.child.id, care.carer.id) for care in cares if care.ended is None}
    if not cares or (len(children) == 1 and len(live) == 1):
        return ()
    first = {child: slug for (child, _), slug in reversed(list(slugs.items()))}
    return [
        _glance_at(child, [care for care in cares if care.child.id == child.person_id], first, today)
        for child in sorted(children, key=lambda one: one.birth_on or one.expected_birth_on or date.max)
    ]


def _glance_at(child: MemberRow, cares: Sequence[Care], slugs: Mapping[int, str], today: date) -> Glance:
    headline = headline_of(cares, today)
    note = "" if headline else content.NO_GRADE_YET
    return Glance(child.name, headline or not_assessed(), note, slugs.get(child.person_id, ""))


def _is_a_child_now(member: MemberRow, today: date) -> bool:
    grown_up = member.birth_on is not None and completed_years(member.birth_on, today) >= GROWN_UP_AT
    return member.role is MemberRole.CHILD and member.ended_on is None and not grown_up


def _care_view(slug: str, pair: Sequence[Care], *, start: date, today: date) -> CareView:
    care = pair[0]
    return CareView(
        slug=slug,
        title=f"{care.child.name}, cared for by {care.carer.name}",
        details=age_or_due(care.child.birth_on, care.child.expected_birth_on, today),
        headline=None if care.ended else headline_of(pair, today) or not_assessed(),
        ended=care.ended.words if care.ended else "",
        next_reading=_next_reading(pair),
        pictures=[
            _picture(f"{slug}-{number}", one, start=start, today=today)
            for number, one in enumerate(pair, start=1)
        ],
    )


def _picture(slug: str, care: Care, *, start: date, today: date) -> Picture:
    findings = [find_in(care, series, today) for series in care.series]
    figure = figure_of(care, findings, start=start, today=today)
    return Picture(
        slug=slug,
        tool=care.tool.title,
        period=content.PERIOD_ENDED if care.ended else content.PERIOD,
        figure=figure,
        sentences=[_sentence(finding, told) for finding, told in zip(findings, words(figure), strict=True)],
        table=table_of(care),
    )


def _sentence(finding: Finding, told: str) -> Sentence:
    readings = told.removeprefix(f"{finding.title}: ")
    return Sentence(
        found=f"{finding.title}: {finding.words}.",
        readings=readings[:1].upper() + readings[1:],
        flags=finding.flags,
        notes=tuple(filter(None, (finding.since_first, finding.note))),
    )


def _next_reading(pair: Sequence[Care]) -> str:
    """What one reading can tell, and when the next is wanted. Nothing once there are two."""
    care = pair[0]
    if care.ended is not None or len(pair) > 1 or len(care.days) > 1:
        return ""
    due_on = add_months(care.days[-1], care.rule.rescore_every_months)
    return f"One reading shows where care stands. The next, due by {long_date(due_on)}, will show whether it changes."
