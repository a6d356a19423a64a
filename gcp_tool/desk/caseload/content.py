"""The words of the caseload."""

from collections.abc import Mapping
from types import MappingProxyType

from gcp_tool.desk.kinds import Only, Open, Sort
from gcp_tool.domain.vocabulary import PlanKind

TITLE = "Caseload"
MARKING = "OFFICIAL-SENSITIVE"
PROMPT = "What is said of a family is a prompt to ask, not a finding."

# What each number on the desk counts, with the words after it: for one family, and for several.
ONLY_WORDS: Mapping[Only, tuple[str, str]] = MappingProxyType(
    {
        Only.REVIEW_OVERDUE: ("family past its six-month review", "families past their six-month review"),
        Only.ASK_FIRST: (
            "family getting worse, no better, or not re-scored",
            "families getting worse, no better, or not re-scored",
        ),
        Only.READING_OVERDUE: ("family without a reading in time", "families without a reading in time"),
        Only.REVIEW_SOON: ("six-month review due in 4 weeks", "six-month reviews due in 4 weeks"),
        Only.CHECK_DUE: ("check after support due", "checks after support due"),
        Only.TARGETS: ("family with a target overdue", "families with targets overdue"),
        Only.ACTIONS: ("family with an action overdue", "families with actions overdue"),
        Only.CHALLENGES: (
            "family with a challenge that waits for a reply",
            "families with a challenge that waits for a reply",
        ),
        Only.OLD_DRAFTS: ("family with a draft of over 4 weeks", "families with a draft of over 4 weeks"),
        Only.NO_WORKER: ("family without a worker", "families without a worker"),
    }
)
ONLY_CHOICES: Mapping[Only, str] = MappingProxyType(
    {
        Only.REVIEW_OVERDUE: "Six-month review overdue",
        Only.ASK_FIRST: "Getting worse, no better, or not re-scored",
        Only.READING_OVERDUE: "No reading in time",
        Only.REVIEW_SOON: "Six-month review due in 4 weeks",
        Only.CHECK_DUE: "Check after support due",
        Only.TARGETS: "Targets overdue",
        Only.ACTIONS: "Actions overdue",
        Only.CHALLENGES: "A challenge waits for a reply",
        Only.OLD_DRAFTS: "A draft of over 4 weeks",
        Only.NO_WORKER: "Without a worker",
    }
)
OPEN_WORDS: Mapping[Open, tuple[str, str]] = MappingProxyType(
    {
        Open.TARGET: ("target overdue", "targets overdue"),
        Open.ACTION: ("action overdue", "actions overdue"),
        Open.CHALLENGE: ("challenge waits for a reply", "challenges wait for a reply"),
        Open.OLD_DRAFT: ("draft of over 4 weeks", "drafts of over 4 weeks"),
    }
)
SORT_WORDS: Mapping[Sort, str] = MappingProxyType(
    {
        Sort.NEED: "Serious first, then by summary",
        Sort.REVIEW: "Six-month review due first",
        Sort.READING: "Next reading due first",
        Sort.LAST: "Last read longest ago",
        Sort.PLAN: "Longest on a plan",
        Sort.WORKER: "Worker",
        Sort.FAMILY: "Family",
    }
)
NO_PLAN = "No plan is open"
NO_WORKER = "Nobody"
NO_READING = "None yet"
NONE_DUE = "none is due"
NO_CHILDREN = "No children now"
PLANS = tuple(PlanKind)
