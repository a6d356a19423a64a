"""One area to grade: its questions with the descriptors beside the buttons, and the evidence so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.grading import AreaForm, grade_name, reason_name
from gcp_tool.assessments.record import Care, Record
from gcp_tool.core.formatting import clock_time, short_date
from gcp_tool.domain.errors import Theirs
from gcp_tool.domain.instrument import Area, Item
from gcp_tool.domain.vocabulary import AnswerState
from gcp_tool.models import Answer

_NOT_GRADED = (AnswerState.NOT_APPLICABLE, AnswerState.NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value and its words."""

    value: str
    label: str
    descriptor: str = ""


@dataclass(frozen=True, slots=True)
class NotGraded:
    """An answer without a grade, with the reasons to choose from."""

    value: str
    label: str
    reason_name: str
    reasons: Sequence[Choice]
    reason_chosen: str
    reason_error: str


@dataclass(frozen=True, slots=True)
class Question:
    """An item as a question with its answers."""

    name: str
    title: str
    question: str
    levels: Sequence[Choice]
    not_graded: Sequence[NotGraded]
    chosen: str
    error: str
    household: bool
    theirs: str


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """A piece of evidence as it is read."""

    slot: int
    area: str
    words: str
    when: str
    source: str
    who: str
    shows: str


@dataclass(frozen=True, slots=True)
class AreaPage:
    """An area on its screen: where it stands among the others, what it asks, what was written down."""

    code: str
    title: str
    domain: str
    place: str
    questions: Sequence[Question]
    evidence: Sequence[EvidenceCard]
    previous_code: str
    next_code: str


def present_area(
    record: Record, care: Care, area: Area, form: AreaForm, theirs: Mapping[str, Theirs] | None = None
) -> AreaPage:
    """An area as a screen shows it. `theirs` are answers that somebody changed meanwhile."""
    areas = [one for _, one in record.areas(care)]
    here = areas.index(area)
    domain = record.instrument.domain_of(area.id)
    return AreaPage(
        code=area.id,
        title=area.title,
        domain=domain.title,
        place=f"Part {here + 1} of {len(areas)}",
        questions=[_question(record, care, item, form, (theirs or {}).get(item.id)) for item in form.items],
        evidence=[present_evidence(record, answer) for answer in record.evidence_in(area)],
        previous_code=areas[here - 1].id if here else "",
        next_code=areas[here + 1].id if here + 1 < len(areas) else "",
    )


def _question(record: Record, care: Care, item: Item, form: AreaForm, theirs: Theirs | None) -> Question:
    field = form[grade_name(item)]
    band = care.band_for(item)
    words = ("",) * len(record.instrument.scale.levels)
    descriptors = words if record.instrument.headings_only else item.descriptors(band)
    levels = [
        Choice(str(level.value), level.label, descriptor)
        for level, descriptor in zip(record.instrument.scale.levels, descriptors, strict=True)
    ]
    return Question(
        name=field.name,
        title=item.title,
        question=item.question,
        levels=levels,
        not_graded=[_not_graded(item, state, form) for state in _NOT_GRADED],
        chosen=field.data or "",
        error=str(field.errors[0]) if field.errors else "",
        household=item.household,
        theirs=_theirs(record, theirs) if theirs else "",
    )


def _not_graded(item: Item, state: AnswerState, form: AreaForm) -> NotGraded:
    field = form[reason_name(item, state)]
    return NotGraded(
        value=state.value,
        label=content.NOT_GRADED_WORDS[state],
        reason_name=field.name,
        reasons=[Choice(code.value, words) for code, words in content.REASON_WORDS.items()],
        reason_chosen=field.data or "",
        reason_error=str(field.errors[0]) if field.errors else "",
    )


def _theirs(record: Record, theirs: Theirs) -> str:
    choice = theirs.fields.get("choice", "")
    labels = {str(level.value): f"{level.value} {level.label}" for level in record.instrument.scale.levels}
    labels |= {state.value: words for state, words in content.NOT_GRADED_WORDS.items()}
    return (
        f"{theirs.by} saved “{labels.get(choice, choice)}” at {clock_time(theirs.at)}. Yours is chosen below."
    )


def present_evidence(record: Record, answer: Answer) -> EvidenceCard:
    """A piece of evidence in words."""
    titles = _titles(record)
    return EvidenceCard(
        slot=answer.slot,
        area=answer.code,
        words=str(answer.raw.get("words", "")),
        when=short_date(answer.on_date) if answer.on_date else "Date not recorded",
        source=content.SOURCE_WORDS[answer.source] if answer.source else "Source not recorded",
        who=", ".join(
            part
            for part in (answer.by.name if answer.by else "", answer.agency.name if answer.agency else "")
            if part
        ),
        shows=", ".join(dict.fromkeys(titles.get(link.code, link.code) for link in answer.links)),
    )


def _titles(record: Record) -> dict[str, str]:
    """The title of every item, area and domain by its code."""
    domains = record.instrument.domains
    areas = [area for domain in domains for area in domain.areas]
    titles = {domain.id: domain.title for domain in domains} | {area.id: area.title for area in areas}
    return titles | {item.id: item.title for area in areas for item in area.items}
