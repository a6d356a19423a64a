"""What a look-up found, in words: who works with a family, its plan and its last reading, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.core.formatting import join_words, long_date
from gcp_tool.families.identity import Identifier, Identity
from gcp_tool.families.numbers import nhs_number_words
from gcp_tool.lookup.queries.looking import KnownFamily
from gcp_tool.plans.content import PLAN_WORDS

_WORDS = {
    Identifier.NAME: "name",
    Identifier.BIRTH: "date of birth",
    Identifier.NHS_NUMBER: "NHS number",
    Identifier.LA_CHILD_ID: "local authority child number",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is told."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class KnownView:
    """A family that fits: what is told of it, and whether it may be read or opened."""

    key: str
    agency: str
    facts: Sequence[Fact]
    may_read: bool


def present_known(known: KnownFamily) -> KnownView:
    """What is told of one family."""
    return KnownView(known.key, known.agency, _facts(known), known.may_open)


def present_typed(typed: Identity) -> Sequence[Fact]:
    """What was looked up, to see a slip of the keys."""
    born = long_date(typed.birth_on) if typed.birth_on else ""
    number = nhs_number_words(typed.nhs_number or "")
    facts = (
        Fact("Name", f"{typed.given_name} {typed.family_name}".strip()),
        Fact("Date of birth", born),
        Fact("NHS number", number),
        Fact("Local authority child number", typed.la_child_id or ""),
    )
    return [fact for fact in facts if fact.value]


def match_words(shared: frozenset[Identifier]) -> str:
    """What is the same; where it is not the very date or name, that it is only close."""
    same = join_words(words for identifier, words in _WORDS.items() if identifier in shared)
    if shared & {Identifier.NHS_NUMBER, Identifier.LA_CHILD_ID} or Identifier.BIRTH in shared:
        return f"The same {same}"
    return "A name that is alike and a date of birth that is close. Check that it is the same person"


def _facts(known: KnownFamily) -> Sequence[Fact]:
    is_open = known.closed_on is None
    nobody = "Nobody now" if is_open else "Nobody: the case is closed"
    plans = join_words(PLAN_WORDS[kind] for kind in known.plans) if known.plans else "No plan now"
    duty = [Fact("Duty line", known.duty_line)] if known.duty_line else []
    return [
        Fact("What fits", match_words(known.shared)),
        Fact("Case", "Open" if known.closed_on is None else f"Closed {long_date(known.closed_on)}"),
        Fact("Allocated worker", known.worker or nobody),
        Fact("Team", known.team),
        *duty,
        Fact("Plan", plans),
        Fact("Last reading", long_date(known.last_reading_on) if known.last_reading_on else "None yet"),
    ]
