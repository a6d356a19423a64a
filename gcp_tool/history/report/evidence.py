"""What was written down for an item at the latest reading, as far as the readers of a report may be given it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gcp_tool.assessments import content as assessment_content
from gcp_tool.assessments import words
from gcp_tool.assessments.record import Care as RecordCare
from gcp_tool.assessments.record import Record
from gcp_tool.core.formatting import short_date
from gcp_tool.documents.words import one_line
from gcp_tool.domain.holding import area_line
from gcp_tool.domain.instrument import Instrument
from gcp_tool.domain.vocabulary import AnswerKind, Effort
from gcp_tool.history.report.choices import Readers
from gcp_tool.history.report.matter import Matter
from gcp_tool.models import Answer
from gcp_tool.standing.series import Care

NOT_FOR_THESE_READERS = "There is evidence that is not marked to be given to the family"
NO_EVIDENCE = "None written down at the latest reading"


@dataclass(frozen=True, slots=True)
class Shows:
    """What shows a grade: the pieces that may be told, whether others are kept back, and whose effort it was."""

    pieces: Sequence[Answer] = ()
    is_kept_back: bool = False
    effort: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written down at all."""
        return not (self.pieces or self.is_kept_back or self.effort)

    @property
    def in_full(self) -> str:
        """Every piece, whole, a line each."""
        said = [_words(one) for one in self.pieces] or ([NOT_FOR_THESE_READERS] if self.is_kept_back else [])
        return "\n".join([*said, self.effort]).strip() or NO_EVIDENCE

    def in_short(self, longest: int) -> str:
        """The latest piece, with no more of it than fits."""
        if self.pieces:
            return one_line(_words(self.pieces[0]), longest)
        if self.is_kept_back:
            return NOT_FOR_THESE_READERS
        return self.effort or NO_EVIDENCE


def shows(matter: Matter, care: Care, line: str, readers: Readers) -> Shows:
    """What was written down for an item of a care at its latest reading."""
    record = matter.record_of(care)
    whose = care_in(record, care)
    code = _codes_by_line(record.instrument).get(line) if record else None
    if record is None or whose is None or code is None:
        return Shows()
    every = record.evidence_for(whose, code)
    carers = {one.carer.id for one in matter.live}
    pieces = [one for one in every if readers is Readers.PROFESSIONALS or _may_be_given(one, carers)]
    return Shows(pieces, len(pieces) < len(every), " ".join(_effort(record, whose, code)))


def care_in(record: Record | None, care: Care) -> RecordCare | None:
    """The same child with the same carer in an assessment."""
    pair = (care.child.id, care.carer.id)
    cares = record.cares if record else ()
    return next((one for one in cares if (one.profile.child_id, one.profile.carer_id) == pair), None)


def _codes_by_line(tool: Instrument) -> Mapping[str, str]:
    """The item, or the area graded as one, that each line stands for in a version of a tool."""
    areas = {area_line(domain, area): area.id for domain in tool.domains for area in domain.areas}
    return areas | {item.line: item.id for item in tool.items}


def _may_be_given(evidence: Answer, carers: set[int]) -> bool:
    """Whether a piece of evidence is marked as fit for every one of these carers."""
    return bool(carers) and {f"carer:{carer}" for carer in carers} <= set(evidence.shared_with)


def _words(evidence: Answer) -> str:
    """`12 Nov 2026, seen at a visit: the fridge held milk`."""
    text = str(evidence.raw.get("words", "")).strip()
    when = short_date(evidence.on_date) if evidence.on_date else "no date"
    source = (
        assessment_content.SOURCE_WORDS[evidence.source].lower() if evidence.source else "source not recorded"
    )
    return f"{when}, {source}: {text}"


def _effort(record: Record, care: RecordCare, code: str) -> Iterator[str]:
    item = next((one for one in record.instrument.items if one.id == code), None)
    if item is None or record.answer(care, item) is None:
        return
    answer = record.said(AnswerKind.ANALYSIS, words.effort_profile(record, care, item), code)
    effort = words.text_of(answer, "effort")
    if effort in set(Effort):
        yield f"Whose effort: {assessment_content.EFFORT_WORDS[Effort(effort)].lower()}."
