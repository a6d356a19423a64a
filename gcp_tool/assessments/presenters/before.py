"""What was known of the care before it is graded: earlier evidence, plans and events. Never the grades."""

from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.assessments import content
from gcp_tool.assessments.queries.before import Before
from gcp_tool.core.formatting import short_date
from gcp_tool.families.event_types import EVENT_TYPES


@dataclass(frozen=True, slots=True)
class EarlierCard:
    """A piece of earlier evidence as it is read, without the grade it went with."""

    words: str
    when: str
    source: str
    who: str
    shows: str = ""


@dataclass(frozen=True, slots=True)
class BeforePanel:
    """What was known before, in words."""

    evidence: Sequence[EarlierCard]
    plans: Sequence[str]
    events: Sequence[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was known."""
        return not (self.evidence or self.plans or self.events)


def present_before(before: Before) -> BeforePanel:
    """What was known before, in words."""
    return BeforePanel(
        evidence=[
            EarlierCard(
                words=piece.words,
                when=short_date(piece.on) if piece.on else "Date not recorded",
                source=content.SOURCE_WORDS[piece.source] if piece.source else "Source not recorded",
                who=piece.by or "",
            )
            for piece in before.evidence
        ],
        plans=[
            f"{plan.child}: {content.PLAN_WORDS[plan.kind]}, from {short_date(plan.started_on)}"
            + (f" to {short_date(plan.ended_on)}" if plan.ended_on else ", still open")
            for plan in before.plans
        ],
        events=[
            f"{short_date(event.on)}: {EVENT_TYPES.words_of(event.kind)}"
            + (f". {event.words}" if event.words else "")
            for event in before.events
        ],
    )
