"""The columns of a spreadsheet of past scores, as data: what the reading, the report and the guide all go by."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what to write in it, and when a cell of it must be filled.

    `spoken` is what a message calls a cell whose words are never repeated.
    """

    name: str
    words: str
    filled: str
    example: str
    is_optional: bool = False
    spoken: str = ""


_ALWAYS, _NEVER = "always", "may be empty"
_NEW = "used only with `--create-missing`"
PROBLEM = "problem"  # what the file of refused rows says of each; passed over when it is imported

COLUMNS = (
    Column("assessment_ref", "What tells this assessment from every other one.", _ALWAYS, "A-2025-014"),
    Column("family_ref", "The reference of the family.", _ALWAYS, "F-0031"),
    Column("child_ref", "The reference of the child.", _ALWAYS, "P-0102"),
    Column(
        "child_dob",
        "The child’s date of birth. A day still to come, or `due` and a day, is the day a baby is due.",
        "unless the child is on record here",
        "14/05/2019",
    ),
    Column("carer_ref", "The reference of the carer.", _ALWAYS, "P-0100"),
    Column(
        "carer_role",
        "`main_carer`, `second_carer` or `other`: what the carer is to the child.",
        _ALWAYS,
        "main_carer",
    ),
    Column("purpose", "`baseline` or `review`.", _ALWAYS, "baseline"),
    Column("window_from", "The first day of the period looked at.", _ALWAYS, "16/02/2026"),
    Column(
        "window_to", "The last day of the period looked at, 92 days at most with both.", _ALWAYS, "02/03/2026"
    ),
    Column(
        "completed_on",
        "The day it was completed, not before the last day of the period.",
        _ALWAYS,
        "05/03/2026",
    ),
    Column(
        "lead_email", "The email address of the person who led it.", _ALWAYS, "amina.okafor@thornmere.example"
    ),
    Column("agency", "The agency that the lead worked for then.", _ALWAYS, "Thornmere Council"),
    Column("instrument", "The code of the tool.", _ALWAYS, "six-domain-care"),
    Column("version", "The version of the tool.", _ALWAYS, "0.9"),
    Column("code", "The code of the item, area or domain in that tool.", _ALWAYS, "physical.home.warmth"),
    Column(
        "state",
        "`graded`, `not_applicable` or `not_known`. Empty beside a grade means graded.",
        "when there is no grade",
        "graded",
    ),
    Column("grade", "The grade, as a value of the tool’s scale.", "when it was graded", "2"),
    Column(
        "reason",
        "Why there is no grade: `not_seen`, `refused`, `not_asked`, `not_for_this_child` or `other`.",
        "never beside a grade",
        "not_seen",
    ),
    Column("evidence", "What was seen or said.", _NEVER, "The heating was on.", spoken="the evidence"),
    Column(
        "child_name",
        f"The child’s name; {_NEW}.",
        _NEVER,
        "Isla Harrow",
        is_optional=True,
        spoken="the child’s name",
    ),
    Column(
        "carer_name",
        f"The carer’s name; {_NEW}.",
        _NEVER,
        "Jo Harrow",
        is_optional=True,
        spoken="the carer’s name",
    ),
    Column(
        "family_label",
        f"What the family is called; {_NEW}.",
        _NEVER,
        "Harrow family",
        is_optional=True,
        spoken="the family’s label",
    ),
    Column("team", f"The team that holds the family; {_NEW}.", _NEVER, "Assessment team", is_optional=True),
    Column(
        "household",
        "The home that the child lives in, where a family has several.",
        _NEVER,
        "Home",
        is_optional=True,
    ),
    Column(
        "age_band",
        "The age by which the child was graded, where it is not that of the dates.",
        _NEVER,
        "5 to 10",
        is_optional=True,
    ),
    Column(
        "scope",
        "The areas of a review that looked at some areas only, with blanks between them.",
        _NEVER,
        "physical.home",
        is_optional=True,
    ),
    Column(
        "different",
        "Why this child’s answer to a question about the household is not that of the household.",
        _NEVER,
        "Sleeps at his uncle’s.",
        is_optional=True,
        spoken="why it is different for this child",
    ),
)
NEEDED = tuple(column.name for column in COLUMNS if not column.is_optional)
ANSWER_COLUMNS = ("code", "state", "grade", "reason", "evidence", "different")
HEAD_COLUMNS = tuple(column.name for column in COLUMNS if column.name not in ANSWER_COLUMNS)


def columns_table(columns: Sequence[Column] = COLUMNS) -> str:
    """The columns as a table in Markdown, for the guide."""
    rows = [
        f"| `{column.name}`{' (optional)' if column.is_optional else ''} | {column.words} | {column.filled} |"
        f" {column.example} |"
        for column in columns
    ]
    return "\n".join(["| Column | What to write | To be filled | Example |", "|---|---|---|---|", *rows])
