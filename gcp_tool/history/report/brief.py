"""The summary for a case system: one page as a document, and the same words as plain text to copy."""

from collections.abc import Iterator

from gcp_tool.core.formatting import long_date
from gcp_tool.documents.content import (
    Bullets,
    Document,
    Facts,
    Look,
    Paragraph,
    Part,
    Section,
    Strong,
    Words,
)
from gcp_tool.documents.markup import made_line
from gcp_tool.documents.words import clean, shown
from gcp_tool.history import content
from gcp_tool.history.report.choices import MARKING_WORDS, Marking
from gcp_tool.history.report.matter import Matter
from gcp_tool.history.report.method import licences
from gcp_tool.history.report.naming import title_of
from gcp_tool.history.report.pictures import NO_READING, findings
from gcp_tool.history.report.summary import brief_facts, capital, headline_parts
from gcp_tool.standing.series import Care, DomainSeries

TITLE = "Summary of graded care"
WHAT = "The last six months; what awaits sign-off is marked"


def build_brief(matter: Matter, *, made_by: str) -> Document:
    """The headline and why, each domain in a line, and what is due: no more than a page of an ordinary family."""
    sections = tuple(_care(matter, care) for care in matter.live)
    return Document(
        title=TITLE,
        subtitle=f"Family {matter.ref}. {WHAT}",
        marking=MARKING_WORDS[Marking.SENSITIVE],
        made_on=matter.span.today,
        made_by=made_by,
        parts=(
            *headline_parts(matter),
            *(sections or (Words((NO_READING,)),)),
            Section("The family now", (brief_facts(matter),)),
            Words((content.PROMPT,), Look.SMALL),
        ),
        footer=licences(matter)[-1:],
    )


def _care(matter: Matter, care: Care) -> Section:
    lines = [
        _domain(care, series, f"{finding.words}{_flags(finding.flags)}")
        for series, finding in zip(care.series, findings(matter, care), strict=True)
    ]
    return Section(title_of(matter, care), (Bullets(tuple(lines)),))


def _domain(care: Care, series: DomainSeries, words: str) -> Paragraph:
    latest = series.latest(care.rule)
    awaits = f", {content.AWAITING}" if latest is not None and not latest.signed_off else ""
    when = f" (last read on {long_date(latest.on)}{awaits})" if latest is not None else ""
    return (Strong(series.domain.title), f": {words}{when}.")


def _flags(flags: tuple[str, ...]) -> str:
    return "".join(f"; {flag[:1].lower()}{flag[1:]}" for flag in flags)


def plain_text(document: Document) -> str:
    """A document of words, facts and short points as plain text that copies well: no tables, no figures."""
    head = [document.title, document.subtitle, made_line(document)]
    lines = [*(line for line in head if line), *_lines(document.parts), "", *document.footer]
    return "\n".join(clean(line) for line in lines).strip() + "\n"


def _lines(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        match part:
            case Section():
                yield ""
                yield capital(part.heading)
                yield from _lines(part.parts)
            case Words():
                yield ""
                yield from (_plain(paragraph) for paragraph in part.paragraphs)
            case Bullets():
                yield from (f"- {_plain(item)}" for item in part.items)
            case Facts():
                yield from (f"{fact.label}: {shown(fact.value, in_full=True)}" for fact in part.facts)
            case _:
                raise ValueError(f"a {type(part).__name__} cannot be copied as plain text")


def _plain(paragraph: Paragraph) -> str:
    runs = (paragraph,) if isinstance(paragraph, str) else paragraph
    return "".join(run.text if isinstance(run, Strong) else run for run in runs)
