"""The words of the history: marks, flags, and what ended a series."""

from gcp_tool.domain.vocabulary import MemberRole

PROMPT = "A prompt to ask, not a finding."

CHART_TITLE = "Care over time, a panel for each domain"
CHART_DESCRIPTION = "Best care at the top. The sentences and the table that follow say the same."

AWAITING = "awaiting sign-off"
IMPORTED = "imported"
PARTIAL = "partial, {graded} of {of}"
TOO_LITTLE = "too little graded to compare"
NOTHING_GRADED = "nothing graded"
LOOKED_AT = "looked at, nothing graded"

PERIOD = "How care has changed over the last six months, and every reading since the first."
PERIOD_ENDED = "How care changed over the six months before it ended, and every reading since the first."
SINCE_FIRST = "Since the first reading: {found}."

NOT_ENOUGH = "not enough recent evidence"
NO_GRADE_YET = "no grade yet with anybody who cares for them now"

NO_BETTER = "No better in {months} months"
UP_AND_DOWN = "Up and down"
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

CASE_CLOSED = "The case was closed on {on}"
LEFT = "{name} left the family on {on}"
DIED = "{name} died on {on}"
CAME_OF_AGE = "{name} turned 18 on {on}"
NEVER_A_MEMBER = "{name} is not recorded as a member of this family"

ROLE_WORDS = {
    MemberRole.CHILD: "child",
    MemberRole.MAIN_CARER: "main carer",
    MemberRole.SECOND_CARER: "second carer",
    MemberRole.OTHER: "other member of the family",
}


def number_words(number: int) -> str:
    """`six` for 6; figures from thirteen."""
    return NUMBERS[number - 1] if 1 <= number <= len(NUMBERS) else str(number)
