"""The first page of a report: what to ask about first of each child, and why, with what else counts now."""

from collections.abc import Iterator, Sequence
from datetime import date

from gcp_tool.core.formatting import age_or_due, date_range, join_words, long_date
from gcp_tool.documents.content import Bullets, Fact, Facts, Look, Paragraph, Part, Section, Strong, Words
from gcp_tool.history import content
from gcp_tool.history.presenters.headlines import (
    Cause,
    HeadlineView,
    child_headline,
    family_headline,
    not_assessed,
)
from gcp_tool.history.report.matter import Matter
from gcp_tool.plans.content import PLAN_WORDS
from gcp_tool.standing.queries import MemberRow
from gcp_tool.standing.telling import Told

LOOKS_BACK = "This looks at the last six months, whatever time the rest looks at."
SAME_REASONS = "For the same reasons as {name}: the same domains, days and grades"
NO_CHILD = "No child is in the family now."
NO_PLAN = "None on record"
NOT_DUE = "Nothing is due"
NONE_DUE = "none due"


def summary_section(matter: Matter) -> Section:
    """What to ask about first, for the family and for each child."""
    parts = list(headline_parts(matter))
    return Section("Summary", (*parts, Words((f"{LOOKS_BACK} {content.PROMPT}",), Look.SMALL)))


def headline_parts(matter: Matter) -> Iterator[Part]:
    """The headline of the family and of each child, with what caused it."""
    headline = family_headline(matter.told)
    if headline is None:
        yield Words((NO_CHILD,))
        return
    several = len(matter.told.summary.children) > 1
    if several:
        of = f": {headline.children}" if headline.children else ""
        yield Words((f"{capital(headline.words)}{of}.",), Look.LEAD)
    told: dict[tuple[Cause, ...], str] = {}
    for member, view in child_headlines(matter):
        words = f"{member.name}: {view.words}."
        worst = f" Worst now: {view.worst_now}." if view.worst_now else ""
        if several:
            yield Words(((Strong(words), worst),))
        else:
            yield Words((f"{words}{worst}",), Look.LEAD)
        causes = tuple(_together(view.causes))
        if causes in told and any(cause.readings for cause in causes):
            yield Bullets((SAME_REASONS.format(name=told[causes]),))
        else:
            told[causes] = member.name
            yield Bullets(tuple(cause_words(cause) for cause in causes))


def child_headlines(matter: Matter) -> Sequence[tuple[MemberRow, HeadlineView]]:
    """Each child who is in the family now, with the headline over everybody who cares for them."""
    said = {child.child: child for child in matter.told.summary.children}
    return [
        (member, child_headline(matter.told, said[member.person_id], matter.span.today))
        if member.person_id in said
        else (member, not_assessed())
        for member in matter.children
    ]


def _together(causes: Sequence[Cause]) -> Sequence[Cause]:
    """The causes with those domains told at once of which the same is to be said."""
    alike: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for cause in causes:
        alike.setdefault((cause.words, cause.readings, cause.flags), []).append(cause.title)
    return [
        Cause(join_words(filter(None, titles)), words, readings, flags)
        for (words, readings, flags), titles in alike.items()
    ]


def cause_words(cause: Cause) -> Paragraph:
    """What caused a headline: the domain, what was found, the readings, and what else to know of it."""
    if not cause.title:
        return f"{capital(cause.words)}."
    readings = f" ({cause.readings})" if cause.readings else ""
    flags = "".join(f" {flag}." for flag in cause.flags)
    return (Strong(cause.title), f": {cause.words}{readings}.{flags}")


def facts_part(matter: Matter, *, recipient: str = "") -> Facts:
    """Which children, for whom, which time, and what is due; nobody is named to make it for where that is empty."""
    told, today = matter.told, matter.span.today
    children = [
        f"{child.name}, {age_or_due(child.birth_on, child.expected_birth_on, today)}"
        for child in matter.children
    ]
    facts = [
        Fact("Children", "; ".join(children) or NO_CHILD),
        Fact("Made for", recipient),
        Fact("Time looked at", date_range(matter.span.start, today)),
        Fact("Plan", plan_words(matter)),
        Fact("What is due", _dues(told, today)),
        Fact("What counts", counted_words(matter)),
    ]
    return Facts(tuple(fact for fact in facts if fact.value))


def brief_facts(matter: Matter) -> Facts:
    """The same of a summary that has no time or reader of its own: who it is about, and what is due."""
    kept = {"Children", "Plan", "What is due"}
    return Facts(tuple(fact for fact in facts_part(matter).facts if fact.label in kept))


def _dues(told: Told, today: date) -> str:
    reading, review = told.reading_due_on, told.review_due_on
    if reading is None and review is None:
        return NOT_DUE
    return f"Next reading: {due_words(reading, today)}. Six-month review: {due_words(review, today)}"


def due_words(day: date | None, today: date) -> str:
    """When something is due, and that the day is past."""
    if day is None:
        return NONE_DUE
    return f"{long_date(day)}, overdue" if day < today else long_date(day)


def plan_words(matter: Matter) -> str:
    """The strongest plan that is open, and since when there has been one without a gap."""
    told = matter.told
    if told.plan_kind is None:
        return NO_PLAN
    since = f"; plans without a gap since {long_date(told.plan_since_on)}" if told.plan_since_on else ""
    return f"{PLAN_WORDS[told.plan_kind]}{since}"


def counted_words(matter: Matter) -> str:
    """Which assessments the report rests on."""
    if matter.span.is_past:
        return (
            f"Assessments signed off by {long_date(matter.span.today)}, as they were then; what was recorded in error"
            " since is left out"
        )
    if matter.awaiting:
        return "Assessments that are signed off, and those awaiting sign-off, marked as such"
    if not matter.awaiting_left_out:
        return "Assessments that are signed off"
    number = matter.awaiting_left_out
    waits = "1 more awaits sign-off and is" if number == 1 else f"{number} more await sign-off and are"
    return f"Assessments that are signed off; {waits} not in this report"


def capital(words: str) -> str:
    """The words with a capital letter at their start."""
    return f"{words[:1].upper()}{words[1:]}"
