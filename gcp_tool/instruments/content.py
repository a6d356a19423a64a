"""The words of the pages of tools that are not a tool's own."""

from gcp_tool.domain.vocabulary import AgeBand

BAND_WORDS = {
    AgeBand.UNBORN: "Baby due",
    AgeBand.UNDER_TWO: "0 to 1 year",
    AgeBand.TWO_TO_FOUR: "2 to 4 years",
    AgeBand.FIVE_TO_TEN: "5 to 10 years",
    AgeBand.ELEVEN_TO_SEVENTEEN: "11 to 17 years",
}
ALL_AGES = "All ages"
RULE_WORDS = {
    "median_with_override": "The middle grade of its items, unless one is {from_} or more: then the worst of them",
    "mode_with_override": "The grade given most, unless one is {from_} or more: then the worst of them",
    "mode": "The grade given most",
    "worst": "The worst grade",
}
HOUSEHOLD = "Graded once for everybody in the home, against the age of the youngest child, and counted for each child."
IMMEDIATE = "A grade of {from_} or more cannot wait: act today, as your local procedures say."
ON_PAPER = "The words for this are on your licensed copy of the tool."
COMPARABLE = "Grades made with either version stand on one line."
NOT_COMPARABLE = "The line of grades breaks between the two versions: they are not joined."


def ages_of(bands: tuple[AgeBand, ...]) -> str:
    """Age bands in words."""
    return ALL_AGES if len(bands) == len(AgeBand) else ", ".join(BAND_WORDS[band] for band in bands)
