"""The report as one document: every format is written from it. Two pages for most families, and an annex if asked."""

from collections.abc import Iterator, Mapping

from gcp_tool.assessments.queries.revisions import Beside
from gcp_tool.core.formatting import long_date
from gcp_tool.documents.content import Document, PageBreak, Part, Section, Words
from gcp_tool.history.report.around import around_in_full, around_section
from gcp_tool.history.report.asked import ReportAsked
from gcp_tool.history.report.choices import MARKING_WORDS, PERIOD_WORDS, Extent, Names, Period
from gcp_tool.history.report.initials import with_initials
from gcp_tool.history.report.matter import Matter
from gcp_tool.history.report.method import (
    gaps_parts,
    graded_in_full,
    graded_section,
    licences,
    limits_words,
)
from gcp_tool.history.report.moved import moved_in_full, moved_section
from gcp_tool.history.report.pictures import ALL_AT_ONCE, Drawings, picture_parts
from gcp_tool.history.report.readings import readings_sections
from gcp_tool.history.report.summary import facts_part, summary_section
from gcp_tool.history.report.voices import voices_in_full, voices_section

TITLE = "Report on graded care"
ANNEX = "Annex"
ABOUT_THE_ANNEX = "Everything that the pages before it rest on, in full."


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
    with_annex = asked.extent is Extent.WITH_ANNEX
    parts: list[Part] = [
        facts_part(matter, recipient=asked.recipient),
        summary_section(matter),
        *picture_parts(matter, drawn, each=each, with_annex=with_annex),
        limits_words(matter, asked.names, asked.readers),
        moved_section(matter, asked.readers, with_annex=with_annex),
        around_section(matter, asked.readers, with_annex=with_annex),
        voices_section(matter, beside, asked.readers),
        graded_section(matter, with_annex=with_annex),
        *gaps_parts(matter),
    ]
    if with_annex:
        parts += _annex(matter, asked, drawn, beside, each)
    document = Document(
        title=TITLE,
        subtitle=_subtitle(matter, asked),
        marking=MARKING_WORDS[asked.marking],
        made_on=matter.made_on,
        made_by=made_by,
        parts=tuple(parts),
        footer=licences(matter),
        compact=True,
    )
    return with_initials(document, matter.people) if asked.names is Names.INITIALS else document


def _annex(
    matter: Matter, asked: ReportAsked, drawn: Drawings, beside: Mapping[int, Beside], each: int
) -> Iterator[Part]:
    """All of it: every reading, every item with its evidence, every target, plan and event, every word."""
    yield PageBreak()
    yield Section(
        ANNEX,
        (
            Words((ABOUT_THE_ANNEX,)),
            *readings_sections(matter, drawn, each, asked.readers),
            moved_in_full(matter, asked.readers),
            around_in_full(matter, asked.readers),
            voices_in_full(matter, beside, asked.readers),
            graded_in_full(matter),
        ),
    )


def _subtitle(matter: Matter, asked: ReportAsked) -> str:
    as_at = f", as it stood on {long_date(matter.span.today)}" if matter.span.is_past else ""
    if asked.period is Period.PLAN and matter.told.plan_since_on is None:
        return f"Family {matter.ref}{as_at}. No plan is open, so it looks at six months"
    if asked.period is Period.SINCE:
        return f"Family {matter.ref}{as_at}. Care since the day that was chosen"
    return f"Family {matter.ref}{as_at}. {PERIOD_WORDS[asked.period]}"
