"""What a sample can be drawn from and how a question is judged: codes and their words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from gcp_tool.domain.vocabulary import PlanKind


class Which(StrEnum):
    """The families that a sample is drawn from."""

    OPEN = "open"
    CLOSED = "closed"
    REFERRED_AGAIN = "referred_again"


class OnPlan(StrEnum):
    """Whether families are on a plan, and on which."""

    ANY = "any"
    NONE = "none"
    EARLY_HELP = PlanKind.EARLY_HELP.value
    CHILD_IN_NEED = PlanKind.CHILD_IN_NEED.value
    CHILD_PROTECTION = PlanKind.CHILD_PROTECTION.value
    LOOKED_AFTER = PlanKind.LOOKED_AFTER.value


class Judged(StrEnum):
    """How a question of an audit is answered."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_FOUND = "not_found"
    DOES_NOT_APPLY = "does_not_apply"


WHICH_WORDS: Final[Mapping[Which, str]] = {
    Which.OPEN: "Open families",
    Which.CLOSED: "Families closed in the last 12 months",
    Which.REFERRED_AGAIN: "Families referred again in the last 12 months",
}
ON_PLAN_WORDS: Final[Mapping[OnPlan, str]] = {
    OnPlan.ANY: "On a plan or not",
    OnPlan.EARLY_HELP: "On an early help plan",
    OnPlan.CHILD_IN_NEED: "On a child in need plan",
    OnPlan.CHILD_PROTECTION: "On a child protection plan",
    OnPlan.LOOKED_AFTER: "With a looked after child",
    OnPlan.NONE: "On no plan",
}
JUDGED_WORDS: Final[Mapping[Judged, str]] = {
    Judged.YES: "Yes",
    Judged.PARTLY: "Partly",
    Judged.NO: "No",
    Judged.NOT_FOUND: "Not found in the record",
    Judged.DOES_NOT_APPLY: "Does not apply",
}
MONTHS: Final = (3, 6, 12, 24)
LARGEST_SAMPLE: Final = 200
LONGEST_OPEN_MONTHS: Final = 6
