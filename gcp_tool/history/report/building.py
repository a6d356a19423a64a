"""The report as one document: every format is written from it."""

from collections.abc import Mapping

from gcp_tool.assessments.revisions import Beside
from gcp_tool.documents.content import Document
from gcp_tool.history.report.around import around_section
from gcp_tool.history.report.asked import ReportAsked
from gcp_tool.history.report.choices import MARKING_WORDS, PERIOD_WORDS, Names, Period
from gcp_tool.history.report.initials import with_initials
from gcp_tool.history.report.matter import Matter
from gcp_tool.history.report.method import graded_section, licences, limits_section
from gcp_tool.history.report.movement import moved_section
from gcp_tool.history.report.readings import ALL_AT_ONCE, Drawings, readings_sections
from gcp_tool.history.report.summary import facts_part, summary_section
from gcp_tool.history.report.voices import voices_section

TITLE = "Report on graded care"


def build_report(
    matter: Matter,
    *,
    asked: ReportAsked,
    drawn: Drawings,
    beside: Mapping[int, Beside],
    made_by: str,
    each: int = ALL_AT_ONCE,
) -> Document:
    """Everything that was asked for, in the order in which it is read. `each` is how many domains a drawing holds."""
    document = Document(
        title=TITLE,
        subtitle=_subtitle(matter, asked),
        marking=MARKING_WORDS[asked.marking],
        made_on=matter.span.today,
        made_by=made_by,
        parts=(
            facts_part(matter, recipient=asked.recipient),
            summary_section(matter),
            *readings_sections(matter, drawn, each, asked.readers),
            moved_section(matter, asked.readers),
            around_section(matter, asked.readers),
            voices_section(matter, beside, asked.readers),
            graded_section(matter),
            limits_section(matter, asked.names, asked.readers),
        ),
        footer=licences(matter),
    )
    return with_initials(document, matter.people) if asked.names is Names.INITIALS else document


def _subtitle(matter: Matter, asked: ReportAsked) -> str:
    if asked.period is Period.PLAN and matter.told.plan_since_on is None:
        return f"Family {matter.ref}. No plan is open, so it looks at the last six months"
    if asked.period is Period.SINCE:
        return f"Family {matter.ref}. Care since the day that was chosen"
    words = PERIOD_WORDS[asked.period]
    return f"Family {matter.ref}. {words}"
