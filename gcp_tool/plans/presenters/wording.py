"""Each thing on a timeline in words. Values in, sentences without a date out: the date stands beside them."""

from collections.abc import Sequence
from datetime import date

from gcp_tool.core.formatting import join_words, long_date
from gcp_tool.domain.vocabulary import AbuseCategory, PlanKind
from gcp_tool.families.event_types import EVENT_TYPES
from gcp_tool.models import InstrumentVersion, PlanEpisode, Referral, Support, TimelineEvent
from gcp_tool.plans.content import (
    CATEGORY_WORDS,
    CHALLENGE_ENDS,
    CHALLENGED,
    DECISION_WORDS,
    OUTCOME_WORDS,
    PLAN_WORDS,
)
from gcp_tool.plans.queries.decisions import ChallengeFacts, ReviewFacts
from gcp_tool.plans.queries.records import Record
from gcp_tool.plans.queries.timeline import (
    AllocationFacts,
    EventFacts,
    ReadingFacts,
    ReferralFacts,
    SupportFacts,
)

NOTHING_GRADED = "nothing graded"


def plan_words(kind: PlanKind, category: AbuseCategory | None) -> str:
    """`Child protection (neglect)`."""
    words = PLAN_WORDS[kind]
    return f"{words} ({CATEGORY_WORDS[category].lower()})" if category else words


def referral_words(row: ReferralFacts | Referral) -> str:
    """`Referral by school, no further action: what it was about`."""
    by = f" by {row.referred_by}" if row.referred_by else ""
    end = ", no further action" if row.no_further_action else ""
    return _with_more(f"Referral{by}{end}", row.words)


def support_words(row: SupportFacts | Support, today: date) -> str:
    """`Parent group, given by Home-Start: completed`."""
    by = f", given by {row.provider}" if row.provider else ""
    return f"{row.what}{by}: {support_state(row, today)}"


def support_state(row: SupportFacts | Support, today: date) -> str:
    """How the support went, or how far it is."""
    if row.outcome is not None:
        return OUTCOME_WORDS[row.outcome].lower()
    if row.started_on is None:
        return "offered"
    return "planned" if row.started_on > today else "going on"


def event_words(row: EventFacts | TimelineEvent) -> str:
    """`Was not brought: eye clinic`."""
    return _with_more(EVENT_TYPES.words_of(row.kind), row.words)


def allocation_words(row: AllocationFacts) -> str:
    """`Amina Okafor allocated, Assessment team`."""
    part = "allocated" if row.lead else "also worked with the family"
    return f"{row.worker} {part}" + (f", {row.team}" if row.team else "")


def review_words(row: ReviewFacts) -> str:
    """`Change the plan, decided by Maria Costa`."""
    return f"{DECISION_WORDS[row.decision]}, decided by {row.by}"


def challenge_words(row: ChallengeFacts) -> str:
    """`Sana Khalid challenged a grade: he was hungry; settled`."""
    ended = (
        CHALLENGE_ENDS[row.outcome]
        if row.outcome
        else "replied to"
        if row.replied_at
        else "waits for a reply"
    )
    return f"{row.by} challenged {CHALLENGED[row.about]}: {row.words} ({ended})"


def reading_words(facts: Sequence[ReadingFacts], version: InstrumentVersion) -> str:
    """A reading of several domains: `Isla with Leanne: grade 4 in Supervision, better elsewhere; awaiting sign-off`."""
    tool, first = version.instrument, facts[0]
    level = worst_level(facts)
    if level is None:
        found = NOTHING_GRADED
    else:
        where = join_words(tool.domain(one.domain).title for one in facts if one.grade == level)
        found = f"grade {tool.scale.levels[level - 1].value} in {where}" + _better_elsewhere(facts, level)
    waiting = "" if first.signed_off else "; awaiting sign-off"
    return f"{first.child} with {first.carer}: {found}{waiting}"


def worst_level(facts: Sequence[ReadingFacts]) -> int | None:
    """The level furthest from the best among the domains of a reading; None when nothing was graded."""
    return max((one.grade for one in facts if one.grade is not None), default=None)


def record_words(row: Record, today: date) -> str:
    """A record as the page of its own names it."""
    if isinstance(row, PlanEpisode):
        return f"{plan_words(row.kind, row.category)}, from {long_date(row.started_on)}"
    if isinstance(row, Referral):
        return f"{referral_words(row)}, on {long_date(row.on_date)}"
    if isinstance(row, Support):
        return support_words(row, today)
    return f"{event_words(row)}, on {long_date(row.on_date)}"


def _better_elsewhere(facts: Sequence[ReadingFacts], level: int) -> str:
    return ", better elsewhere" if any(one.grade is not None and one.grade < level for one in facts) else ""


def _with_more(words: str, more: str) -> str:
    return f"{words}: {more}" if more else words
