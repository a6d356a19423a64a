"""What a caseload can be asked for, as codes that stand in its address."""

from enum import StrEnum


class Open(StrEnum):
    """What is open about a family longer than it should be."""

    TARGET = "target"
    ACTION = "action"
    CHALLENGE = "challenge"
    OLD_DRAFT = "old-draft"


class Only(StrEnum):
    """Which of the families are shown, by what they wait for."""

    REVIEW_OVERDUE = "review-overdue"
    ASK_FIRST = "ask-first"
    READING_OVERDUE = "reading-overdue"
    REVIEW_SOON = "review-soon"
    CHECK_DUE = "check-due"
    TARGETS = "targets-overdue"
    ACTIONS = "actions-overdue"
    CHALLENGES = "challenges"
    OLD_DRAFTS = "old-drafts"
    NO_WORKER = "no-worker"


class Sort(StrEnum):
    """The order of the families."""

    NEED = "need"
    REVIEW = "review"
    READING = "reading"
    LAST = "last"
    PLAN = "plan"
    WORKER = "worker"
    FAMILY = "family"
