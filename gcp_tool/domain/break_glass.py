"""Opening a family that one may not otherwise see: for how long, for which reasons, and how a use is judged."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

LASTS: Final = timedelta(hours=3)
SHORTEST_WORDS: Final = 20


class OpeningReason(StrEnum):
    """Why somebody opens a family under break-glass."""

    RISK_NOW = "risk_now"
    NEW_CONTACT = "new_contact"
    STRATEGY_DISCUSSION = "strategy_discussion"
    WORKER_AWAY = "worker_away"
    OTHER = "other"


class OpeningVerdict(StrEnum):
    """How the family's manager judges a use of break-glass."""

    ACCEPTED = "accepted"
    NOT_JUSTIFIED = "not_justified"
