"""The words of the history: marks, flags, and what ended a series."""

from gcp_tool.domain.vocabulary import MemberRole

PROMPT = "A prompt to ask, not a finding."

CHART_TITLE = "Care over time, a panel for each domain"
AREAS_TITLE = "One domain over time, and a panel for each of its areas"
CHART_DESCRIPTION = "Best care at the top. The sentences and the table that follow say the same."

AWAITING = "awaiting sign-off"
IMPORTED = "imported"
PARTIAL = "partial, {graded} of {of}"
TOO_LITTLE = "too little graded to compare"
NOTHING_GRADED = "nothing graded"
LOOKED_AT = "looked at, nothing graded"

PERIOD = "How care has changed {over}, and every reading since the first."
SINCE_FIRST = "Since the first reading: {found}."

NOT_ENOUGH = "not enough recent evidence"
NO_GRADE_YET = "no grade yet with anybody who cares for them now"

NOT_ASSESSED = "not assessed"

NO_BETTER = "No better in {months} months"
UP_AND_DOWN = "Up and down"
OVERDUE = "Overdue: to be read again by {on}"
ONE_ITEM_ONLY = "One item only: {title}"
MOVED = "{moved}, {same} the same, {still}"
STILL = "still {value}"
STILL_BECAUSE = "still {value} because {title} is {grade}"
NOW = "now {value}"
SCORER_CHANGED = "Who graded changed"
VERSION_CHANGED = "Version of the tool changed"
BAND_CHANGED = "Age band changed"
PARTLY_GRADED = "Partly graded"
NOT_RECHECKED = "not re-checked: {titles}"
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

ROLE_WORDS = {
    MemberRole.CHILD: "child",
    MemberRole.MAIN_CARER: "main carer",
    MemberRole.SECOND_CARER: "second carer",
    MemberRole.OTHER: "other member of the family",
}


def number_words(number: int) -> str:
    """`six` for 6; figures from thirteen."""
    return NUMBERS[number - 1] if 1 <= number <= len(NUMBERS) else str(number)
