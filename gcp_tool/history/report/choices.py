"""What can be chosen of a report, as codes, and the words for them."""

from collections.abc import Mapping
from enum import StrEnum


class Period(StrEnum):
    """How far back a report looks."""

    SIX_MONTHS = "six_months"
    YEAR = "year"
    PLAN = "plan"
    FIRST = "first"
    SINCE = "since"


class Names(StrEnum):
    """How the people of the family are named."""

    NAMES = "names"
    INITIALS = "initials"


class Readers(StrEnum):
    """Who will read it: what the family may not be given stays out when they will."""

    PROFESSIONALS = "professionals"
    FAMILY = "family"


class Extent(StrEnum):
    """How much of what there is a report holds."""

    SHORT = "short"
    WITH_ANNEX = "with_annex"


class Marking(StrEnum):
    """The protective marking."""

    SENSITIVE = "sensitive"
    PERSONAL = "personal"
    OFFICIAL = "official"


class FileCode(StrEnum):
    """The files that can be made."""

    PDF = "pdf"
    LARGE_PRINT = "large-print"
    WORKBOOK = "workbook"


PERIOD_WORDS: Mapping[Period, str] = {
    Period.SIX_MONTHS: "The last six months",
    Period.YEAR: "The last year",
    Period.PLAN: "Since this plan began",
    Period.FIRST: "Since the first reading",
    Period.SINCE: "Since a day I choose",
}
NAMES_WORDS: Mapping[Names, str] = {
    Names.NAMES: "Names",
    Names.INITIALS: "Initials",
}
NAMES_HINTS: Mapping[Names, str] = {
    Names.INITIALS: (
        "Names of this family are replaced in what was written, too. Read it through: a nickname or a"
        " spelling mistake stays as it is"
    ),
}
READERS_WORDS: Mapping[Readers, str] = {
    Readers.PROFESSIONALS: "Professionals only",
    Readers.FAMILY: "The family, too",
}
READERS_HINTS: Mapping[Readers, str] = {
    Readers.FAMILY: (
        "Then it holds only evidence marked as fit for every carer in it, and neither what a child said nor what"
        " was written about referrals and events"
    ),
}
EXTENT_WORDS: Mapping[Extent, str] = {
    Extent.SHORT: "Two pages",
    Extent.WITH_ANNEX: "Two pages and an annex",
}
EXTENT_HINTS: Mapping[Extent, str] = {
    Extent.SHORT: "For a conference. A family with more than two or three children may need a third page",
    Extent.WITH_ANNEX: (
        "For a court, or where the evidence itself is wanted: every reading, every item that changed with all that"
        " shows it, every target, plan and event. It is as long as the evidence is"
    ),
}
MARKING_WORDS: Mapping[Marking, str] = {
    Marking.SENSITIVE: "OFFICIAL-SENSITIVE",
    Marking.PERSONAL: "OFFICIAL-SENSITIVE PERSONAL",
    Marking.OFFICIAL: "OFFICIAL",
}
