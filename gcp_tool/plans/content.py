"""The words of plans and of the timeline: what codes are called on screen, and the headings of its pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gcp_tool.domain.vocabulary import (
    AbuseCategory,
    ChallengeAbout,
    ChallengeOutcome,
    PlanKind,
    ReviewDecision,
    SupportOutcome,
)

YES, NO, NOT_KNOWN = "yes", "no", "not_known"
WHOLE_FAMILY = "family"
GOING_ON = "going_on"
THE_FAMILY = "The family as a whole"


class RecordKind(StrEnum):
    """What can be recorded around a family, as the addresses name it."""

    PLAN = "plan"
    REFERRAL = "referral"
    SUPPORT = "support"
    EVENT = "event"


PLAN_WORDS: Mapping[PlanKind, str] = {
    PlanKind.EARLY_HELP: "Early help",
    PlanKind.CHILD_IN_NEED: "Child in need",
    PlanKind.CHILD_PROTECTION: "Child protection",
    PlanKind.LOOKED_AFTER: "Looked after",
}
PLAN_NOUNS: Mapping[PlanKind, str] = {
    PlanKind.EARLY_HELP: "an early help plan",
    PlanKind.CHILD_IN_NEED: "a child in need plan",
    PlanKind.CHILD_PROTECTION: "a child protection plan",
    PlanKind.LOOKED_AFTER: "a time as a looked after child",
}
CATEGORY_WORDS: Mapping[AbuseCategory, str] = {
    AbuseCategory.NEGLECT: "Neglect",
    AbuseCategory.PHYSICAL: "Physical abuse",
    AbuseCategory.EMOTIONAL: "Emotional abuse",
    AbuseCategory.SEXUAL: "Sexual abuse",
    AbuseCategory.MULTIPLE: "Multiple",
}
OUTCOME_WORDS: Mapping[SupportOutcome, str] = {
    SupportOutcome.COMPLETED: "Completed",
    SupportOutcome.STOPPED: "Stopped before it was completed",
    SupportOutcome.NOT_TAKEN_UP: "Offered and not taken up",
    SupportOutcome.WAITING_LIST: "On a waiting list",
}
DECISION_WORDS: Mapping[ReviewDecision, str] = {
    ReviewDecision.CONTINUE: "Continue as now",
    ReviewDecision.CHANGED_PLAN: "Change the plan",
    ReviewDecision.REFER: "Refer to children’s social care",
    ReviewDecision.STRATEGY_DISCUSSION: "Hold a strategy discussion",
    ReviewDecision.FAMILY_GROUP_CONFERENCE: "Hold a family group conference",
    ReviewDecision.PRACTICE_CHALLENGE_PANEL: "Take it to the practice challenge panel",
    ReviewDecision.LEGAL_PLANNING: "Hold a legal planning meeting",
    ReviewDecision.STEP_DOWN: "Step down to a lower plan",
    ReviewDecision.CLOSE: "Close the case",
    ReviewDecision.RECOMMEND_CONTINUE: "Recommend that the plan continues",
    ReviewDecision.RECOMMEND_CHANGED_PLAN: "Recommend a changed plan",
    ReviewDecision.RECOMMEND_LEGAL_PLANNING: "Recommend a legal planning meeting",
    ReviewDecision.RECOMMEND_STEP_DOWN: "Recommend a step down to a lower plan",
    ReviewDecision.RECOMMEND_END: "Recommend that the plan ends",
}
CHALLENGED: Mapping[ChallengeAbout, str] = {
    ChallengeAbout.GRADE: "a grade",
    ChallengeAbout.IMPROVEMENT: "an improvement that is claimed",
    ChallengeAbout.DECISION: "a decision",
}
CHALLENGE_ENDS: Mapping[ChallengeOutcome, str] = {
    ChallengeOutcome.SETTLED: "settled",
    ChallengeOutcome.ESCALATED: "escalated",
}


@dataclass(frozen=True, slots=True)
class PageWords:
    """The headings of the pages of one kind of record."""

    noun: str
    add: str
    change: str
    error: str


PAGES: Mapping[RecordKind, PageWords] = {
    RecordKind.PLAN: PageWords(
        "Plan", "Add a plan", "Change or end a plan", "Record that a plan was entered in error"
    ),
    RecordKind.REFERRAL: PageWords(
        "Referral", "Add a referral", "Change a referral", "Record that a referral was entered in error"
    ),
    RecordKind.SUPPORT: PageWords(
        "Support", "Add support", "Change or end support", "Record that support was entered in error"
    ),
    RecordKind.EVENT: PageWords(
        "Event", "Add an event", "Change an event", "Record that an event was entered in error"
    ),
}
