"""What was written in words, to be read: voices, what the family was told, the analysis."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gcp_tool.assessments import content, words
from gcp_tool.assessments.presenters.overview import care_title
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.told import Agreement
from gcp_tool.assessments.services.voices import SeenAlone
from gcp_tool.core.formatting import long_date
from gcp_tool.domain.dates import parse_date
from gcp_tool.domain.day import prompts_for
from gcp_tool.domain.factors import FACTORS
from gcp_tool.domain.vocabulary import AnswerKind, ProfileKind
from gcp_tool.models import Profile


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was written down: under which words, and what. Several lines stay lines."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class SaidPart:
    """Everything of one kind about one person, and the page where it is changed."""

    title: str
    about: str
    lines: Sequence[Said]
    endpoint: str
    values: Mapping[str, str]


def present_said(record: Record) -> Sequence[SaidPart]:
    """All that was written in words, in the order of the list of parts; parts without a word are left out."""
    whole = record.profile(ProfileKind.WHOLE)
    parts = [
        *(_voice(record, care) for care in words.children(record)),
        *(_carer(record, care) for care in record.cares),
        SaidPart("What the family was told", "", list(_told(record, whole)), "assessments.told", {}),
        SaidPart("Told of what could not wait", "", list(_immediate(record, whole)), "", {}),
        SaidPart("Why care is as it is", "", list(_analysis(record, whole)), "assessments.analysis", {}),
        *(_meaning(record, care) for care in words.children(record)),
    ]
    return [part for part in parts if part.lines]


def _voice(record: Record, care: Care) -> SaidPart:
    profile = record.profile(ProfileKind.CHILD, care.profile.child_id)
    lines = list(_voice_lines(record, care, profile))
    return SaidPart("The child’s voice", _child_name(care), lines, "assessments.child_voice", _keys(care))


def _keys(care: Care) -> dict[str, str]:
    return {"child_key": care.profile.child.key} if care.profile.child else {}


def _carer_key(care: Care) -> dict[str, str]:
    return {"carer_key": care.profile.carer.key} if care.profile.carer else {}


def _child_name(care: Care) -> str:
    return care.profile.child.name if care.profile.child else ""


def _voice_lines(record: Record, care: Care, profile: Profile | None) -> Iterator[Said]:
    voice = AnswerKind.VOICE
    yield from _if_any("In their words, or as seen", words.said(record, voice, profile, words.WORDS))
    alone = words.said(record, voice, profile, words.SEEN, "alone")
    if alone in set(SeenAlone):
        yield Said("Seen without a carer", content.ALONE_WORDS[SeenAlone(alone)])
    yield from _if_any("Where", words.said(record, voice, profile, words.SEEN, "where"))
    yield from _if_any("How they told or showed it", words.said(record, voice, profile, words.SEEN, "how"))
    for prompt in prompts_for(care.band):
        yield from _if_any(prompt.question, words.said(record, voice, profile, words.DAY, prompt.code))
    yield from _if_any("Why there is nothing", words.said(record, voice, profile, words.WHY_NOT))


def _carer(record: Record, care: Care) -> SaidPart:
    view = words.said(record, AnswerKind.VOICE, care.profile, words.CARER_VIEW)
    lines = list(_if_any("In their words", view))
    return SaidPart(
        "The carer’s own view",
        care_title(care),
        lines,
        "assessments.carer_voice",
        _keys(care) | _carer_key(care),
    )


def _told(record: Record, whole: Profile | None) -> Iterator[Said]:
    def text(name: str) -> str:
        return words.said(record, AnswerKind.TOLD, whole, words.FAMILY, name)

    if text("told_on"):
        yield Said("Told on", _day(text("told_on")))
    if text("agreement") in set(Agreement):
        yield Said("What they say", content.AGREEMENT_WORDS[Agreement(text("agreement"))])
    yield from _if_any("In their words", text("words"))
    yield from _if_any("Not told, because", text("not_told_because"))


def _day(text: str) -> str:
    try:
        return long_date(parse_date(text))
    except ValueError:
        return text


def _immediate(record: Record, whole: Profile | None) -> Iterator[Said]:
    for name, label in (("who", "Who was told"), ("when", "When"), ("words", "What was said")):
        yield from _if_any(label, words.said(record, AnswerKind.TOLD, whole, words.IMMEDIATE, name))


def _analysis(record: Record, whole: Profile | None) -> Iterator[Said]:
    for code in (words.WHY, words.HISTORY):
        text = words.said(record, AnswerKind.ANALYSIS, whole, code)
        yield from _if_any(content.ANALYSIS_WORDS[code][0], text)
    yield from _factors(record, whole)


def _meaning(record: Record, care: Care) -> SaidPart:
    profile = record.profile(ProfileKind.CHILD, care.profile.child_id)
    text = words.said(record, AnswerKind.ANALYSIS, profile, words.MEANS)
    lines = [*_if_any(content.ANALYSIS_WORDS[words.MEANS][0], text), *_factors(record, profile)]
    return SaidPart(
        "What it means for the child", _child_name(care), lines, "assessments.meaning", _keys(care)
    )


def _factors(record: Record, profile: Profile | None) -> Iterator[Said]:
    for factor in FACTORS:
        answer = record.said(AnswerKind.FACTOR, profile, factor.code)
        if answer is not None:
            kind = "Strength" if factor.is_strength else "Factor"
            said = words.text_of(answer)
            yield Said(kind, f"{factor.words}. {said}" if said else factor.words)


def _if_any(label: str, text: str) -> Iterator[Said]:
    if text:
        yield Said(label, text)
