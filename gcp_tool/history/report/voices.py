"""The child's words, each carer's own view and what the family answered, as far as the readers may be given them."""

from collections.abc import Iterator, Mapping, Sequence

from gcp_tool.assessments import content, words
from gcp_tool.assessments.queries.revisions import Beside
from gcp_tool.assessments.record import Care as RecordCare
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.told import Agreement
from gcp_tool.assessments.services.voices import SeenAlone
from gcp_tool.core.formatting import date_range
from gcp_tool.documents.content import Part, Quote, Section, Words
from gcp_tool.domain.day import prompts_for
from gcp_tool.domain.vocabulary import AnswerKind, ProfileKind, ResponseKind
from gcp_tool.history.report.choices import Readers
from gcp_tool.history.report.matter import Matter
from gcp_tool.history.report.short import short_quote

HEADING = "What the children and the carers say"
LONGEST = 200
CHILD_LEFT_OUT = (
    "What the children said or showed is not in a report that the family will read, because nobody marked it as fit for"
    " them. It is in the assessment."
)
CARERS_LEFT_OUT = "What each carer said is not in a report that another carer will read."
NOTHING = "No words of a child or a carer are written down in the latest assessment."


def voices_section(matter: Matter, beside: Mapping[int, Beside], readers: Readers) -> Section:
    """What the children and the carers say, as much of each as a page holds."""
    parts = _parts(matter, beside, readers, in_full=False)
    return Section(
        HEADING, tuple(short_quote(part, LONGEST) if isinstance(part, Quote) else part for part in parts)
    )


def voices_in_full(matter: Matter, beside: Mapping[int, Beside], readers: Readers) -> Section:
    """What the children and the carers say, every word."""
    return Section(f"{HEADING}, every word", tuple(_parts(matter, beside, readers, in_full=True)))


def _parts(
    matter: Matter, beside: Mapping[int, Beside], readers: Readers, *, in_full: bool
) -> Sequence[Part]:
    """What was said, from the latest assessment of each."""
    records = list(matter.records.values())
    parts: list[Part] = []
    if readers is Readers.PROFESSIONALS:
        parts += _children(matter, in_full=in_full)
    else:
        parts.append(Words((CHILD_LEFT_OUT,)))
    parts += _carers(matter, records, readers)
    for record in records:
        parts += _told(record)
        parts += _answers(matter, beside.get(record.assessment.id), readers)
    return parts or [Words((NOTHING,))]


def _children(matter: Matter, *, in_full: bool) -> Iterator[Part]:
    """Each child's words, from the latest assessment of them with anybody; a day of theirs where there is room."""
    latest: dict[int, tuple[Record, RecordCare]] = {}
    for record in sorted(matter.records.values(), key=lambda one: one.assessment.window_to):
        for care in words.children(record):
            latest[care.profile.child_id or 0] = (record, care)
    for child in dict.fromkeys(care.child.id for care in matter.cares):
        if child in latest:
            record, care = latest[child]
            name = care.profile.child.name if care.profile.child else ""
            yield from _child(record, care, name, in_full=in_full)


def _child(record: Record, care: RecordCare, name: str, *, in_full: bool) -> Iterator[Part]:
    profile, voice = record.profile(ProfileKind.CHILD, care.profile.child_id), AnswerKind.VOICE
    said = words.said(record, voice, profile, words.WORDS)
    if said:
        yield Quote(said, f"{name}, {_how_seen(record, care)}", record.assessment.window_to)
    day = [
        f"{prompt.question} {text}"
        for prompt in prompts_for(care.band)
        if (text := words.said(record, voice, profile, words.DAY, prompt.code))
    ]
    if day and (in_full or not said):
        yield Quote("\n".join(day), f"A day as {name} lives it", record.assessment.window_to)
    why_not = words.said(record, voice, profile, words.WHY_NOT)
    if why_not:
        yield Words((f"{name}: there are no words of theirs. {why_not}",))
    elif not said and not day:
        yield Words((f"{name}: there are no words of theirs, and it is not recorded why.",))


def _how_seen(record: Record, care: RecordCare) -> str:
    profile = record.profile(ProfileKind.CHILD, care.profile.child_id)
    alone = words.said(record, AnswerKind.VOICE, profile, words.SEEN, "alone")
    if alone not in set(SeenAlone):
        return "not recorded whether seen without a carer"
    return {
        SeenAlone.YES: "seen without a carer",
        SeenAlone.NO: "not seen without a carer",
        SeenAlone.NOT_POSSIBLE: "could not be seen without a carer",
    }[SeenAlone(alone)]


def _carers(matter: Matter, records: Sequence[Record], readers: Readers) -> Iterator[Part]:
    pairs = {(care.child.id, care.carer.id) for care in matter.live}
    views: dict[tuple[str, str], Quote] = {}
    for record in records:
        for care in record.cares:
            said = words.said(record, AnswerKind.VOICE, care.profile, words.CARER_VIEW)
            if said and (care.profile.child_id, care.profile.carer_id) in pairs and care.profile.carer:
                quote = Quote(said, f"{care.profile.carer.name}, carer", record.assessment.window_to)
                views.setdefault((care.profile.carer.name, said), quote)
    several = len({carer for _, carer in pairs}) > 1
    if readers is Readers.FAMILY and several and views:
        yield Words((CARERS_LEFT_OUT,))
        return
    yield from views.values()


def _told(record: Record) -> Iterator[Part]:
    """Whether the family was told of the assessment, and agrees."""
    looked_at = date_range(record.assessment.window_from, record.assessment.window_to)
    whole = record.profile(ProfileKind.WHOLE)
    agreement = words.said(record, AnswerKind.TOLD, whole, words.FAMILY, "agreement")
    if agreement in set(Agreement):
        said = content.AGREEMENT_WORDS[Agreement(agreement)].lower()
        yield Words((f"The family was told of the assessment of {looked_at}: {said}.",))


def _answers(matter: Matter, beside: Beside | None, readers: Readers) -> Iterator[Part]:
    """What was answered once it had been seen. To the family only what its one carer answered is told."""
    carers = {care.carer.id for care in matter.live}
    answers = beside.responses if beside else ()
    for answer in (one for one in answers if one.on_date <= matter.span.today):
        is_theirs = len(carers) == 1 and answer.person_id in carers
        if readers is Readers.FAMILY and not is_theirs:
            continue
        heard = content.RESPONSE_WORDS[answer.kind].lower()
        if answer.words and answer.kind in (ResponseKind.SEEN, ResponseKind.SEES_IT_DIFFERENTLY):
            yield Quote(answer.words, f"{answer.person.name}, who {_third(heard)}", answer.on_date)
        else:
            yield Words((f"{answer.person.name}: {heard}.",))


def _third(heard: str) -> str:
    return heard if heard.startswith(("sees", "has")) else f"answered: {heard}"
