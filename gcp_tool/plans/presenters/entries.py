"""The timeline as a list: everything on record around a family, the latest first, with what was entered in error."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.charts.timeline_content import Timeline, words
from gcp_tool.core.clock import local
from gcp_tool.core.formatting import date_range, long_date
from gcp_tool.core.pagination import PAGE_SIZE, PageOfRows, offset_of
from gcp_tool.plans.content import THE_FAMILY, RecordKind
from gcp_tool.plans.presenters.lanes import present_lanes
from gcp_tool.plans.presenters.wording import (
    allocation_words,
    challenge_words,
    event_words,
    plan_words,
    reading_words,
    referral_words,
    review_words,
    support_words,
)
from gcp_tool.plans.queries.timeline import (
    PlanFacts,
    ReadingFacts,
    Recorded,
    SupportFacts,
    TimelineRows,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a record besides its words: where its page is, where it came from, why it was in error."""

    kind: str
    key: str
    source: str
    in_error: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing: when, what kind, who where `what` does not say, and what.

    What can be changed has a mark; a reading leads to its assessment.
    """

    on: date
    when: str
    label: str
    who: str
    what: str
    notes: Sequence[str] = ()
    mark: Mark | None = None
    assessment_key: str = ""
    review_key: str = ""
    challenge_key: str = ""


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The timeline of a family: the drawing's values, its sentences, and the list a page at a time."""

    figure: Timeline | None
    sentences: Sequence[str]
    entries: PageOfRows[Entry]


def present_timeline(rows: TimelineRows, today: date, *, number: int = 1) -> TimelineView:
    """The timeline; a page too far is the last."""
    figure = present_lanes(rows, today)
    entries = sorted(_entries(rows, today), key=lambda one: one.on, reverse=True)
    number = min(number, PageOfRows((), 1, PAGE_SIZE, len(entries)).pages)
    shown = entries[offset_of(number) : offset_of(number) + PAGE_SIZE]
    page = PageOfRows(shown, number, PAGE_SIZE, len(entries))
    return TimelineView(figure, words(figure) if figure else (), page)


def _entries(rows: TimelineRows, today: date) -> Iterator[Entry]:
    yield from (_plan(one) for one in rows.plans)
    yield from _readings(rows)
    yield from (_support(one, today) for one in rows.support)
    for referral in rows.referrals:
        yield Entry(
            on=referral.on_date,
            when=long_date(referral.on_date),
            label="Referral",
            who=referral.child,
            what=referral_words(referral),
            mark=_mark(referral, RecordKind.REFERRAL),
        )
    for event in rows.events:
        yield Entry(
            on=event.on_date,
            when=long_date(event.on_date),
            label="Event",
            who=event.person or THE_FAMILY,
            what=event_words(event),
            mark=_mark(event, RecordKind.EVENT),
        )
    yield from _decisions(rows)
    for one in rows.allocations:
        when = date_range(one.started_on, one.ended_on)
        yield Entry(one.started_on, when, "Allocated", "", allocation_words(one))


def _plan(one: PlanFacts) -> Entry:
    meeting = f"Next meeting {long_date(one.next_meeting_on)}" if one.next_meeting_on else ""
    return Entry(
        on=one.started_on,
        when=date_range(one.started_on, one.ended_on),
        label="Plan",
        who=one.child,
        what=plan_words(one.kind, one.category),
        notes=[note for note in (meeting, one.end_words) if note],
        mark=_mark(one, RecordKind.PLAN),
    )


def _support(one: SupportFacts, today: date) -> Entry:
    offered = f"Offered {long_date(one.offered_on)}" if one.offered_on and one.started_on else ""
    first = one.started_on or one.offered_on
    if first is None:
        raise ValueError("support was offered or started: the database holds no other")
    return Entry(
        on=first,
        when=date_range(first, one.ended_on) if one.started_on else long_date(first),
        label="Support",
        who=one.person or THE_FAMILY,
        what=support_words(one, today),
        notes=[note for note in (offered, one.words) if note],
        mark=_mark(one, RecordKind.SUPPORT),
    )


def _readings(rows: TimelineRows) -> Iterator[Entry]:
    versions = {version.id: version for version in rows.versions}
    readings: dict[tuple[str, int, int], list[ReadingFacts]] = {}
    for one in rows.readings:
        readings.setdefault((one.assessment_key, one.child_id, one.carer_id), []).append(one)
    for facts in readings.values():
        first = facts[0]
        yield Entry(
            on=first.on_date,
            when=long_date(first.on_date),
            label="Reading",
            who="",
            what=reading_words(facts, versions[first.version_id]),
            assessment_key=first.assessment_key,
        )


def _decisions(rows: TimelineRows) -> Iterator[Entry]:
    """Reviews with what they ended in, and challenges; a review that was corrected says so."""
    for review in rows.reviews:
        yield Entry(
            on=review.on_date,
            when=long_date(review.on_date),
            label="Six-month review",
            who="",
            what=review_words(review),
            notes=[review.reason, *([] if review.stands else ["Corrected by a later review"])],
            review_key=review.key,
        )
    for challenge in rows.challenges:
        day = local(challenge.at).date()
        yield Entry(
            on=day,
            when=long_date(day),
            label="Challenge",
            who="",
            what=challenge_words(challenge),
            challenge_key=challenge.key,
        )


def _mark(one: Recorded, kind: RecordKind) -> Mark:
    return Mark(kind.value, one.key, one.source or "", one.in_error_reason or "")
