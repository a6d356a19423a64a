"""What stands around the grades in a report: targets, support and whether it had ended, plans, referrals, events."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from gcp_tool.assessments.presenters.voices import label_of
from gcp_tool.assessments.targets import title_of
from gcp_tool.core.clock import local
from gcp_tool.core.formatting import counted, join_words, long_date
from gcp_tool.documents.content import Column, Part, Row, Section, Table, Words
from gcp_tool.domain.instrument import Scale
from gcp_tool.domain.targets import is_overdue
from gcp_tool.domain.vocabulary import SupportOutcome, TargetOutcome
from gcp_tool.history.report.choices import Readers
from gcp_tool.history.report.matter import Matter
from gcp_tool.history.report.short import first_rows
from gcp_tool.models import Target
from gcp_tool.plans.content import OUTCOME_WORDS, THE_FAMILY
from gcp_tool.plans.presenters.wording import allocation_words, event_words, plan_words, referral_words
from gcp_tool.plans.queries.timeline import PlanFacts, SupportFacts

OUTCOMES = {
    TargetOutcome.MET: "Met",
    TargetOutcome.PART_MET: "Part met",
    TargetOutcome.NOT_MET: "Not met",
    TargetOutcome.GIVEN_UP: "Given up",
}
AND_THE_ANNEX = "The annex has the dates."
NOT_ASKED_FOR = "A report with an annex has the dates."
MOST_ROWS = 3
LONGEST_CELL = 70
NO_SUPPORT = "None recorded in this time. Without it nothing can be said of what help did."


def around_section(matter: Matter, readers: Readers, *, with_annex: bool) -> Section:
    """What help was given and what was aimed at, as much as a page holds, and how often something happened."""
    support = support_table(matter, readers)
    targets = targets_table(matter)
    parts: list[Part] = [
        *first_rows(support, MOST_ROWS, LONGEST_CELL, with_annex=with_annex),
        *first_rows(targets, MOST_ROWS, LONGEST_CELL, with_annex=with_annex),
    ]
    happened = _happened(matter)
    where = AND_THE_ANNEX if with_annex else NOT_ASKED_FOR
    if happened:
        parts.append(Words((f"Also in this time: {join_words(happened)}. {where}",)))
    return Section("Help given and targets", tuple(parts))


def around_in_full(matter: Matter, readers: Readers) -> Section:
    """What was aimed at, what help was given, and what happened, all of it.

    To the family nothing is told of what was written about an event or a referral, nor who made it: nobody marked it
    as fit for them, and it may not be safe.
    """
    tables = (targets_table(matter), support_table(matter, readers), _plans_and_events(matter, readers))
    return Section("Targets, help, plans and events", tables)


def targets_table(matter: Matter) -> Table:
    """Every target, and what became of it: those that are still open first."""
    columns = (
        Column("Target"),
        Column("From and to"),
        Column("By"),
        Column("What is to change, and who does what"),
        Column("Outcome"),
    )
    ordered = sorted(matter.targets, key=lambda one: _outcome(one, matter.span.today) is not None)
    rows = tuple(_target(matter, one) for one in ordered)
    return Table("Targets, and what became of them", columns, rows)


def support_table(matter: Matter, readers: Readers) -> Table:
    """The help that was offered or given in the time looked at: what goes on first."""
    in_full = readers is Readers.PROFESSIONALS
    columns = (
        Column("Support"),
        Column("For"),
        Column("Started"),
        Column("Ended"),
        Column("How it went"),
    )
    given = sorted(
        (one for one in matter.around.support if _is_within(matter, one)),
        key=lambda one: one.ended_on is not None,
    )
    rows = tuple(_support(one, in_full=in_full) for one in given)
    return Table("Support given in this time", columns, rows, when_empty=NO_SUPPORT)


def _plans_and_events(matter: Matter, readers: Readers) -> Table:
    """Plans, referrals, events and who worked with the family, by their dates."""
    in_full = readers is Readers.PROFESSIONALS
    rows = tuple(sorted(_events(matter, in_full=in_full), key=lambda row: (row[0], row[2])))
    columns = (Column("From or on"), Column("To"), Column("What happened"))
    return Table("Plans, referrals and events in this time", columns, rows)


def target_status(target: Target, today: date) -> str:
    """What became of a target by a day, or how far it was."""
    outcome = _outcome(target, today)
    if outcome is None:
        return "Overdue: not looked at yet" if is_overdue(target.by_on, outcome, today) else "Open"
    said = OUTCOMES[outcome]
    if outcome is TargetOutcome.GIVEN_UP:
        return f"{said}: {target.outcome_words}" if target.outcome_words else said
    return f"{said}: graded {label_of(scale_of(target), target.actual)}" if target.actual else said


def _outcome(target: Target, on: date) -> TargetOutcome | None:
    """The outcome, if it was known on a day."""
    is_known = target.settled_at is None or local(target.settled_at).date() <= on
    return target.outcome if is_known else None


def scale_of(target: Target) -> Scale:
    """The scale that a target was set on."""
    return target.assessment.instrument_version.instrument.scale


def _target(matter: Matter, target: Target) -> Row:
    tool = target.assessment.instrument_version.instrument
    several = len({one.child.id for one in matter.cares}) > 1
    title = title_of(tool, target.code)
    return (
        f"{title}: {target.child.name}" if several else title,
        f"{label_of(tool.scale, target.current)} to {label_of(tool.scale, target.aim)}",
        target.by_on,
        f"{target.what}\n{target.who}" if target.who else target.what,
        target_status(target, matter.span.today),
    )


def _support(one: SupportFacts, *, in_full: bool) -> Row:
    what = f"{one.what}, given by {one.provider}" if one.provider else one.what
    return (what, one.person or THE_FAMILY, one.started_on, one.ended_on, _how_it_went(one, in_full=in_full))


def _how_it_went(one: SupportFacts, *, in_full: bool) -> str:
    if one.outcome is not None:
        said = OUTCOME_WORDS[one.outcome]
    elif one.ended_on is not None:
        said = "Ended; how it went is not recorded"
    else:
        said = "Going on" if one.started_on else "Not started"
    offered = f". Offered on {long_date(one.offered_on)}" if one.offered_on else ""
    return f"{said}{offered}. {one.words}" if one.words and in_full else f"{said}{offered}"


def _is_within(matter: Matter, one: SupportFacts) -> bool:
    begun = one.started_on or one.offered_on
    is_over = one.outcome not in (None, SupportOutcome.WAITING_LIST)
    end = one.ended_on or (begun if is_over else None)
    return begun is not None and begun <= matter.span.today and (end is None or end >= matter.span.start)


def _events(matter: Matter, *, in_full: bool) -> Iterator[Row]:
    start, today = matter.span.start, matter.span.today
    for plan in matter.around.plans:
        if plan.started_on <= today and (plan.ended_on is None or plan.ended_on >= start):
            yield plan.started_on, plan.ended_on, _plan(plan, in_full=in_full)
    for referral in matter.around.referrals:
        if start <= referral.on_date <= today:
            yield (
                referral.on_date,
                None,
                _whose(
                    referral.child,
                    referral_words(referral if in_full else replace(referral, words="", referred_by="")),
                ),
            )
    for event in matter.around.events:
        if start <= event.on_date <= today:
            yield (
                event.on_date,
                None,
                _whose(event.person, event_words(event if in_full else replace(event, words=""))),
            )
    for allocation in matter.around.allocations:
        if allocation.started_on <= today and (allocation.ended_on is None or allocation.ended_on >= start):
            yield allocation.started_on, allocation.ended_on, allocation_words(allocation)


def _happened(matter: Matter) -> Sequence[str]:
    """How often what happened: `2 times Was not brought`, `1 referral`."""
    start, today = matter.span.start, matter.span.today
    events = Counter(
        event_words(replace(one, words="")) for one in matter.around.events if start <= one.on_date <= today
    )
    referrals = sum(start <= one.on_date <= today for one in matter.around.referrals)
    said = [f"{title} ({number})" for title, number in events.items()]
    return [*said, counted(referrals, "referral")] if referrals else said


def _plan(plan: PlanFacts, *, in_full: bool) -> str:
    meeting = f"; next meeting {long_date(plan.next_meeting_on)}" if plan.next_meeting_on else ""
    why = f"; it ended because: {plan.end_words}" if plan.end_words and in_full else ""
    return _whose(plan.child, f"{plan_words(plan.kind, plan.category)}{meeting}{why}")


def _whose(person: str, words: str) -> str:
    return f"{person}: {words}" if person else words
