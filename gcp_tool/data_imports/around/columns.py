"""The columns of files of plans, events, support and referrals, as data: the reading and the guide go by them."""

from collections.abc import Mapping
from enum import StrEnum

from gcp_tool.data_imports.columns import Column
from gcp_tool.domain.vocabulary import AbuseCategory, PlanKind, SupportOutcome
from gcp_tool.families.event_types import EVENT_TYPES


class AroundKind(StrEnum):
    """What a file brings, as the command names it."""

    PLANS = "plans"
    EVENTS = "events"
    SUPPORT = "support"
    REFERRALS = "referrals"


_ALWAYS, _NEVER = "always", "may be empty"


def _codes(values: list[str]) -> str:
    return ", ".join(f"`{value}`" for value in values)


_KEY = Column(
    "source_key", "What tells this row from every other one in that system.", _ALWAYS, "CP-2026-0117"
)
_FAMILY = Column("family_ref", "The reference of the family.", _ALWAYS, "F-0031")
_CHILD = Column("child_ref", "The reference of the child.", _ALWAYS, "P-0102")
_PERSON = Column(
    "person_ref", "The reference of the person it is about; empty for the family.", _NEVER, "P-0102"
)
_WORDS = Column("words", "Anything else, in words.", _NEVER, "", is_optional=True, spoken="the words")

COLUMNS_OF: Mapping[AroundKind, tuple[Column, ...]] = {
    AroundKind.PLANS: (
        _KEY,
        _FAMILY,
        _CHILD,
        Column("kind", f"{_codes([kind.value for kind in PlanKind])}.", _ALWAYS, "child_protection"),
        Column(
            "category",
            f"{_codes([code.value for code in AbuseCategory])}.",
            "for child protection only",
            "neglect",
        ),
        Column("started_on", "The day it started.", _ALWAYS, "12/01/2026"),
        Column("ended_on", "The day it ended.", "when it has ended", "03/06/2026"),
        Column(
            "next_meeting_on", "The next conference or review.", _NEVER, "14/07/2026", is_optional=True
        ),
        Column(
            "neglect", "`yes` or `no`: whether neglect is a reason. Empty means yes.", _NEVER, "yes",
            is_optional=True,
        ),
        Column("end_words", "Why it ended.", _NEVER, "Stepped down", is_optional=True, spoken="the words"),
    ),
    AroundKind.EVENTS: (
        _KEY,
        _FAMILY,
        _PERSON,
        Column("kind", f"{_codes(list(EVENT_TYPES.codes))}.", _ALWAYS, "was_not_brought"),
        Column("on_date", "The day it happened.", _ALWAYS, "03/03/2026"),
        _WORDS,
    ),
    AroundKind.SUPPORT: (
        _KEY,
        _FAMILY,
        _PERSON,
        Column("what", "What the support is.", _ALWAYS, "Parent group"),
        Column("offered_on", "The day it was offered.", "or `started_on`", "12/01/2026"),
        Column("started_on", "The day it started, or is planned to.", "or `offered_on`", "02/02/2026"),
        Column("ended_on", "The day it ended.", "when it has ended", "30/04/2026"),
        Column(
            "outcome",
            f"{_codes([code.value for code in SupportOutcome])}.",
            "when it has ended",
            "completed",
        ),
        Column("provider", "Who gives it.", _NEVER, "Family hub", is_optional=True),
        _WORDS,
    ),
    AroundKind.REFERRALS: (
        _KEY,
        _FAMILY,
        _CHILD,
        Column("on_date", "The day of the referral.", _ALWAYS, "05/01/2026"),
        Column("referred_by", "Who referred.", _NEVER, "School"),
        Column(
            "no_further_action", "`yes` or `no`; empty when it is not known yet.", _NEVER, "no",
            is_optional=True,
        ),
        _WORDS,
    ),
}  # fmt: skip


def person_column_of(kind: AroundKind) -> str:
    """The column that says whom a row is about."""
    return "child_ref" if kind in {AroundKind.PLANS, AroundKind.REFERRALS} else "person_ref"
