"""The history as sections of the page: each child with each carer, with headline, charts, sentences and tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.charts.content import SmallMultiples
from gcp_tool.charts.words import words
from gcp_tool.core.formatting import age_or_due, long_date, short_date
from gcp_tool.domain.due import NO_DEMANDS, Demands, reading_due
from gcp_tool.history import content
from gcp_tool.history.presenters.figures import figure_of
from gcp_tool.history.presenters.findings import Finding, find_in
from gcp_tool.history.presenters.headlines import (
    FamilyHeadline,
    HeadlineView,
    child_headline,
    family_headline,
    headline_of,
    not_assessed,
)
from gcp_tool.history.presenters.movement import first_words, moved_words, now_words
from gcp_tool.history.presenters.tables import GradeTable, kind_of, table_of
from gcp_tool.history.presenters.views import SIX_MONTHS, Looked
from gcp_tool.standing.queries import MemberRow
from gcp_tool.standing.rows import STRIP_LENGTH
from gcp_tool.standing.series import Care, DomainSeries, Seen
from gcp_tool.standing.telling import Told, live_lines

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A reading in a strip: a grade as a chip, and the words for those who hear it."""

    level: int | None
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One domain in words: what was found, the readings that show it, what moved, and what to know besides.

    `child` is the key by which its own page asks for the child; empty where nobody has that page.
    """

    code: str
    child: str
    title: str
    found: str
    readings: str
    strip: Sequence[Mark]
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
    """One child with one carer. Without a headline the care has ended, and `ended` says why.

    `first` is the first reading there ever was, once there are others.
    """

    slug: str
    title: str
    details: str
    headline: HeadlineView | None
    ended: str
    next_reading: str
    first: Sequence[str]
    pictures: Sequence[Picture]


@dataclass(frozen=True, slots=True)
class Glance:
    """A child in one line: the headline over everybody who cares for them, and where to read more."""

    name: str
    headline: HeadlineView
    note: str
    because: str
    slug: str


@dataclass(frozen=True, slots=True)
class HistoryView:
    """All that is known of how care has changed: the family in one sentence, each child, each child with each carer."""

    headline: FamilyHeadline | None
    glance: Sequence[Glance]
    cares: Sequence[CareView]

    @property
    def figures(self) -> Mapping[str, SmallMultiples]:
        """What is to be drawn, by the slug of its picture."""
        return {picture.slug: picture.figure for care in self.cares for picture in care.pictures}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What every part of the page is made with: the range of dates, today, the view, and the keys of people."""

    told: Told
    start: date
    today: date
    looked: Looked
    keys: Mapping[int, str]


def present_history(
    told: Told, today: date, *, looked: Looked = SIX_MONTHS, keys: Mapping[int, str] | None = None
) -> HistoryView:
    """Everything that was read, on one range of dates: from the first reading there ever was.

    The words follow the view that is looked at. `keys` are those of the members of the family, by id.
    """
    cares = told.cares
    start = min((care.days[0] for care in cares), default=today)
    shown = _Shown(told, start, today, looked, keys or {})
    pairs: dict[Pair, list[Care]] = {}
    for care in cares:
        pairs.setdefault((care.child.id, care.carer.id), []).append(care)
    slugs = {pair: f"care-{number}" for number, pair in enumerate(pairs, start=1)}
    glance = _glance(told, slugs, today)
    return HistoryView(
        headline=family_headline(told) if glance else None,
        glance=glance,
        cares=[_care_view(slugs[pair], some, shown) for pair, some in pairs.items()],
    )


def _glance(told: Told, slugs: Mapping[Pair, str], today: date) -> Sequence[Glance]:
    """A line for each child now in the family; none where the page says the same in one headline."""
    live = {(care.child.id, care.carer.id) for care in told.cares if care.ended is None}
    if not told.cares or (len(told.children) == 1 and len(live) == 1):
        return ()
    first = {child: slug for (child, _), slug in reversed(list(slugs.items()))}
    said = {child.child: child for child in told.summary.children}
    return [
        _glance_at(child, child_headline(told, said[child.person_id], today), first)
        for child in told.children
    ]


def _glance_at(child: MemberRow, headline: HeadlineView, slugs: Mapping[int, str]) -> Glance:
    unknown = [cause.words for cause in headline.causes if not cause.title]
    known = [f"{cause.title}: {cause.words}" for cause in headline.causes if cause.title]
    return Glance(child.name, headline, " ".join(unknown), "; ".join(known), slugs.get(child.person_id, ""))


def _care_view(slug: str, pair: Sequence[Care], shown: _Shown) -> CareView:
    care, today = pair[0], shown.today
    demands = shown.told.demands.get(care.child.id, NO_DEMANDS)
    return CareView(
        slug=slug,
        title=f"{care.child.name}, cared for by {care.carer.name}",
        details=age_or_due(care.child.birth_on, care.child.expected_birth_on, today),
        headline=None if care.ended else _headline(pair, shown, demands),
        ended=care.ended.words if care.ended else "",
        next_reading=_next_reading(pair, demands),
        first=[words for one in pair if (words := first_words(one))],
        pictures=[
            _picture(f"{slug}-{number}", one, demands, shown) for number, one in enumerate(pair, start=1)
        ],
    )


def _headline(pair: Sequence[Care], shown: _Shown, demands: Demands) -> HeadlineView:
    """The headline over one carer: the child's own where nobody else cares for them, which is known already."""
    told, care = shown.told, pair[0]
    carers = {one.carer.id for one in told.cares if one.child.id == care.child.id and one.ended is None}
    child = next((one for one in told.summary.children if one.child == care.child.id), None)
    if len(carers) == 1 and child is not None and child.headline is not None and child.because:
        return child_headline(told, child, shown.today)
    return headline_of(pair, shown.today, demands) or not_assessed()


def _picture(slug: str, care: Care, demands: Demands, shown: _Shown) -> Picture:
    looked, today = shown.looked, shown.today
    due = {line.domain: line.due_on for line in live_lines(care, demands)} if care.ended is None else {}
    findings = [
        find_in(care, series, today, view=looked.view, due_on=due.get(series.domain.id))
        for series in care.series
    ]
    figure = figure_of(care, findings, start=shown.start, today=today)
    key = shown.keys.get(care.child.id, "")
    return Picture(
        slug=slug,
        tool=care.tool.title,
        period=content.PERIOD.format(over=looked.over_ended if care.ended else looked.over),
        figure=figure,
        sentences=[
            _sentence(care, series, finding, told, key=key, today=today)
            for series, finding, told in zip(care.series, findings, words(figure), strict=True)
        ],
        table=table_of(care),
    )


def _sentence(
    care: Care, series: DomainSeries, finding: Finding, told: str, *, key: str, today: date
) -> Sentence:
    readings = told.removeprefix(f"{finding.title}: ")
    notes = (
        moved_words(care, series, today),
        *now_words(care, series),
        finding.since_first,
        finding.note,
    )
    return Sentence(
        code=series.domain.id,
        child=key if series.seen else "",
        title=finding.title,
        found=f"{finding.title}: {finding.words}.",
        readings=readings[:1].upper() + readings[1:],
        strip=[_mark(care, one) for one in series.seen[-STRIP_LENGTH:]],
        flags=finding.flags,
        notes=tuple(note for note in notes if note),
    )


def _mark(care: Care, one: Seen) -> Mark:
    if one.level is None:
        return Mark(None, "missing", f"{content.NOTHING_GRADED}, {short_date(one.on)}")
    value = care.value(one.level)
    return Mark(value, kind_of(care.tool.scale, one.level), f"{value}, {short_date(one.on)}")


def _next_reading(pair: Sequence[Care], demands: Demands) -> str:
    """What one reading can tell, and when the next is wanted. Nothing once there are two."""
    care = pair[0]
    if care.ended is not None or len(pair) > 1 or len(care.days) > 1:
        return ""
    due_on = reading_due(care.days[-1], care.rule, demands)
    return f"One reading shows where care stands. The next, due by {long_date(due_on)}, will show whether it changes."
