"""The words of the coordinator's pages."""

from collections.abc import Mapping
from types import MappingProxyType

from gcp_tool.domain.completions import CompletionPart, Span

TITLE = "Completions by agency"
MARKING = "OFFICIAL"

SPAN_WORDS: Mapping[Span, str] = MappingProxyType(
    {Span.QUARTER: "Quarters", Span.MONTH: "Months", Span.YEAR: "12 months to the end of each quarter"}
)
PART_WORDS: Mapping[CompletionPart, str] = MappingProxyType(
    {CompletionPart.LEAD: "Completed as lead", CompletionPart.CONTRIBUTED: "Contributed to"}
)

AGENCY, PART, CHILDREN, MONTH = "Agency", "Part", "Children", "Month"
AS_LEAD = "{what}, as lead"
ALL_AGENCIES = "All agencies"
BY_MONTH = "Completed each month, all agencies"
NOBODY = "No agency was there in this time."

HOW_COUNTED = (
    (
        "Completed means handed in for sign-off for the first time. It counts for the agency of the person who led it,"
        " as it was on that day."
    ),
    (
        "Contributed to means that another agency added a part of its own. It counts once for each agency, however many"
        " of its people took part."
    ),
    (
        "Do not add the two up over agencies: an assessment to which two other agencies contributed would count three"
        " times."
    ),
    "An assessment that was changed later still counts once. One that was recorded in error counts for nobody.",
    "Children are those whom the completed assessments are about. A child in two of them counts twice.",
)
