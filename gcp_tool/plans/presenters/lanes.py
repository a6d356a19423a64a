"""A family's rows as the lanes of a timeline: readings, plans, support, what was missed, what happened, who worked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from gcp_tool.charts.timeline_content import Lane, Look, Moment, Stretch, Timeline
from gcp_tool.core.formatting import counted, join_words, month_and_year
from gcp_tool.domain.marks import Shape
from gcp_tool.domain.vocabulary import PlanKind
from gcp_tool.families.event_types import EVENT_TYPES, EventLane
from gcp_tool.models import InstrumentVersion
from gcp_tool.plans.presenters.wording import (
    allocation_words,
    event_words,
    plan_words,
    reading_words,
    referral_words,
    review_words,
    support_words,
    worst_level,
)
from gcp_tool.plans.queries.timeline import (
    AllocationFacts,
    EventFacts,
    PlanFacts,
    ReadingFacts,
    SupportFacts,
    TimelineRows,
)

DESCRIPTION = "One axis of dates. The sentences and the table that follow say the same."
PLANS, SUPPORT, REFERRALS, WORKERS = "Plans", "Support", "Referrals", "Allocated to"
DECISIONS = "Decisions"
READING = "reading, with its worst grade"
WAITING = "reading, awaiting sign-off"
LANE_WORDS: Mapping[EventLane, str] = {
    EventLane.MISSED: "Missed appointments",
    EventLane.CONTACT: "Visits and meetings",
    EventLane.HAPPENED: "What happened",
}
_LOOKS: Mapping[PlanKind, Look] = {
    PlanKind.EARLY_HELP: Look.PLAN_1,
    PlanKind.CHILD_IN_NEED: Look.PLAN_2,
    PlanKind.CHILD_PROTECTION: Look.PLAN_3,
    PlanKind.LOOKED_AFTER: Look.PLAN_4,
}
_NO_GRADE = "–"


def present_lanes(rows: TimelineRows, today: date) -> Timeline | None:
    """The timeline of what stands; None when nothing does."""
    lanes = tuple(
        lane
        for lane in (
            *_reading_lanes(rows),
            Lane(PLANS, tuple(_plan_stretches([one for one in rows.plans if one.stands]))),
            _support_lane([one for one in rows.support if one.stands], today),
            *(_event_lane(lane, rows.events) for lane in EventLane),
            Lane(REFERRALS, moments=tuple(_referral_moments(rows))),
            Lane(DECISIONS, moments=tuple(_decision_moments(rows))),
            Lane(WORKERS, tuple(_worker_stretch(one) for one in rows.allocations)),
        )
        if lane.stretches or lane.moments
    )
    return Timeline(_title(rows, lanes), DESCRIPTION, lanes, today) if lanes else None


def _title(rows: TimelineRows, lanes: Sequence[Lane]) -> str:
    """What the timeline shows: `Since March 2025: 3 readings, 1 plan, 2 kinds of support, 4 missed appointments`."""
    missed = next((lane for lane in lanes if lane.title == LANE_WORDS[EventLane.MISSED]), Lane(""))
    counts = (
        (len({one.assessment_key for one in rows.readings}), "assessment", ""),
        (sum(one.stands for one in rows.plans), "plan of a child", "plans of a child"),
        (sum(one.stands for one in rows.support), "kind of support", "kinds of support"),
        (len(missed.moments), "missed appointment", ""),
    )
    said = [counted(number, one, many or None) for number, one, many in counts if number]
    since = min(day for lane in lanes for day in lane.days)
    return f"Since {month_and_year(since)}: {join_words(said)}" if said else f"Since {month_and_year(since)}"


def _reading_lanes(rows: TimelineRows) -> Iterator[Lane]:
    """A lane for each child with each carer; the carer is named where a child has several."""
    versions = {version.id: version for version in rows.versions}
    cares = _grouped(rows.readings, lambda one: (one.child_id, one.carer_id))
    children = [facts[0].child_id for facts in cares]
    for facts in cares:
        first = facts[0]
        with_carer = f" with {first.carer}" if children.count(first.child_id) > 1 else ""
        readings = _grouped(facts, lambda one: one.assessment_key)
        moments = tuple(_reading(reading, versions[reading[0].version_id]) for reading in readings)
        yield Lane(f"Readings: {first.child}{with_carer}", moments=moments)


def _grouped(facts: Sequence[ReadingFacts], by: Callable[[ReadingFacts], object]) -> list[list[ReadingFacts]]:
    groups: dict[object, list[ReadingFacts]] = {}
    for one in facts:
        groups.setdefault(by(one), []).append(one)
    return list(groups.values())


def _reading(facts: Sequence[ReadingFacts], version: InstrumentVersion) -> Moment:
    level = worst_level(facts)
    label = _NO_GRADE if level is None else str(version.instrument.scale.levels[level - 1].value)
    meaning = READING if facts[0].signed_off else WAITING
    return Moment(
        facts[0].on_date,
        Shape.CIRCLE,
        meaning,
        reading_words(facts, version),
        label,
        hollow=not facts[0].signed_off,
    )


def _plan_stretches(plans: Sequence[PlanFacts]) -> Iterator[Stretch]:
    """A band for each plan; children on the same plan at the same time share one."""

    def alike(one: PlanFacts) -> tuple[object, ...]:
        return (one.started_on, one.kind.value, one.category or "", one.ended_on or date.max)

    for _, group in groupby(sorted(plans, key=alike), alike):
        same = list(group)
        names = join_words(one.child for one in same)
        words = plan_words(same[0].kind, same[0].category)
        yield Stretch(
            same[0].started_on,
            same[0].ended_on,
            f"{words}: {join_words(_given(one.child) for one in same)}",
            f"{words}: {names}",
            _LOOKS[same[0].kind],
        )


def _support_lane(support: Sequence[SupportFacts], today: date) -> Lane:
    """Support that started as bars; what was offered and has not started as marks."""
    stretches = [
        Stretch(
            one.started_on,
            one.ended_on,
            one.what,
            _whose(one.person, support_words(one, today)),
            Look.SUPPORT,
        )
        for one in support
        if one.started_on is not None
    ]
    moments = [
        Moment(
            one.offered_on,
            Shape.PLUS,
            "support offered, not started",
            _whose(one.person, support_words(one, today)),
            one.what,
            hollow=True,
        )
        for one in support
        if one.started_on is None and one.offered_on is not None
    ]
    return Lane(SUPPORT, tuple(stretches), tuple(moments))


def _event_lane(lane: EventLane, events: Sequence[EventFacts]) -> Lane:
    moments = []
    for one in events:
        kind = EVENT_TYPES.find(one.kind)
        stands_in = kind.lane if kind else EventLane.HAPPENED
        if one.stands and stands_in is lane:
            meaning = EVENT_TYPES.words_of(one.kind)
            shape, hollow = (kind.shape, kind.hollow) if kind else (Shape.CROSS, True)
            words = _whose(one.person, event_words(one))
            moments.append(Moment(one.on_date, shape, meaning, words, hollow=hollow))
    return Lane(LANE_WORDS[lane], moments=tuple(moments))


def _referral_moments(rows: TimelineRows) -> Iterator[Moment]:
    for one in rows.referrals:
        if one.stands:
            meaning = "referral, no further action" if one.no_further_action else "referral"
            words = _whose(one.child, referral_words(one))
            hollow = bool(one.no_further_action)
            yield Moment(one.on_date, Shape.TRIANGLE_RIGHT, meaning, words, hollow=hollow)


def _decision_moments(rows: TimelineRows) -> Iterator[Moment]:
    for one in rows.reviews:
        if one.stands:
            yield Moment(one.on_date, Shape.THIN_DIAMOND, "six-month review", review_words(one), hollow=True)


def _worker_stretch(one: AllocationFacts) -> Stretch:
    label = f"{one.worker} ({one.team})" if one.team else one.worker
    return Stretch(one.started_on, one.ended_on, label, allocation_words(one), Look.WORKER)


def _given(name: str) -> str:
    """The first part of a name, for a label with little room."""
    return name.split(" ", 1)[0]


def _whose(person: str, words: str) -> str:
    return f"{person}: {words}" if person else words
