"""What stands beside an assessment, and what it said at any earlier point, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gcp_tool.assessments import content
from gcp_tool.assessments.presenters.overview import care_title
from gcp_tool.assessments.queries.revisions import Beside
from gcp_tool.assessments.record import Record
from gcp_tool.core.formatting import date_and_time, long_date
from gcp_tool.domain.factors import FACTORS
from gcp_tool.domain.instrument import Scale
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, ProfileKind
from gcp_tool.models import Answer, AnswerHistory, ItemComment, LeftOver, Profile, Revision

_KINDS = {
    AnswerKind.EVIDENCE: "Evidence",
    AnswerKind.VOICE: "Voice",
    AnswerKind.TOLD: "What the family was told",
    AnswerKind.FACTOR: "Factor",
    AnswerKind.ANALYSIS: "Analysis",
    AnswerKind.DOMAIN: "Judged",
}
_NOT_SHOWN = {"choice", "reason", "shows"}


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was added beside an assessment."""

    title: str
    when: str
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class BesideView:
    """What was added beside an assessment, by kind, each with its heading."""

    groups: Sequence[tuple[str, Sequence[Note]]]


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One telling of the assessment, in a list of all."""

    number: int
    title: str
    state: str
    colour: str
    why: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What an answer said at one time, by whom and when."""

    words: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class AnswerStory:
    """An answer with everything it said before, the latest first."""

    title: str
    about: str
    now: Typed
    before: Sequence[Typed]


@dataclass(frozen=True, slots=True)
class CommentView:
    """What was said about an item when the assessment was returned."""

    title: str
    area: str
    words: str


def present_beside(beside: Beside) -> BesideView:
    """Responses, feedback and what was shared, in words."""
    responses = [
        Note(
            f"{row.person.name}: {content.RESPONSE_WORDS[row.kind]}",
            long_date(row.on_date),
            row.words,
            row.by.name,
        )
        for row in beside.responses
    ]
    feedback = [
        Note(content.FEEDBACK_WORDS[row.given_by], long_date(row.on_date), row.words, row.by.name)
        for row in beside.feedback
    ]
    sharing = [
        Note(
            f"{content.SHARED_WORDS[row.what]}: {'given to' if row.given else 'kept from'}"
            f" {row.person.name if row.person else row.recipient}",
            long_date(row.on_date),
            row.reason,
            row.by.name,
        )
        for row in beside.sharing
    ]
    groups = [("Responses", responses), ("Feedback", feedback), ("Who was given what", sharing)]
    return BesideView([(title, notes) for title, notes in groups if notes])


def present_revisions(revisions: Sequence[Revision], shown: int) -> Sequence[RevisionLine]:
    """Every telling of the assessment, the latest first; none where there is only one."""
    if len(revisions) == 1:
        return ()
    return [
        RevisionLine(
            number=one.number,
            title="First version" if one.number == 1 else f"Version {one.number}",
            state=content.STATE_WORDS[one.state],
            colour=content.STATE_COLOURS[one.state],
            why=one.why,
            is_shown=one.id == shown,
        )
        for one in reversed(revisions)
    ]


def present_comments(record: Record, comments: Sequence[ItemComment]) -> Sequence[CommentView]:
    """What was said about items at the last return, in the order of the tool."""
    last = max((one.status_change_id for one in comments), default=None)
    return [
        CommentView(
            title=record.instrument.item(one.code).title,
            area=record.instrument.area_of(one.code).id,
            words=one.words,
        )
        for one in comments
        if one.status_change_id == last
    ]


def present_stories(
    record: Record,
    answers: Sequence[Answer],
    earlier: Mapping[int, Sequence[AnswerHistory]],
    names: Mapping[int, str],
) -> Sequence[AnswerStory]:
    """Every answer with what it said before, in the order in which they were first typed."""
    profiles = {profile.id: about_words(record, profile) for profile in record.assessment.profiles}
    titles = titles_of(record)
    scale = record.instrument.scale
    return [
        AnswerStory(
            title=title_of(answer, titles),
            about=profiles.get(answer.profile_id, ""),
            now=_typed(scale, answer, names),
            before=[_typed(scale, row, names) for row in reversed(earlier.get(answer.id, ()))],
        )
        for answer in answers
    ]


def title_of(answer: Answer | LeftOver, titles: Mapping[str, str]) -> str:
    """What an answer is about, by its kind and code."""
    title = titles.get(answer.code, answer.code.replace("_", " ").capitalize())
    is_begun = answer.kind is AnswerKind.EVIDENCE and answer.slot <= 0
    kind = "While a note was written" if is_begun else _KINDS.get(answer.kind, "")
    return f"{kind}: {title}" if kind else title


def titles_of(record: Record) -> Mapping[str, str]:
    """The words for every code of a tool."""
    areas = [area for domain in record.instrument.domains for area in domain.areas]
    return {
        **{factor.code: factor.words for factor in FACTORS},
        **{domain.id: domain.title for domain in record.instrument.domains},
        **{area.id: area.title for area in areas},
        **{item.id: item.title for area in areas for item in area.items},
    }


def about_words(record: Record, profile: Profile) -> str:
    """Whom a profile is about; nobody where it is the whole assessment."""
    if profile.kind is ProfileKind.HOUSEHOLD:
        return f"For everyone at {profile.household}"
    if profile.kind is ProfileKind.CHILD:
        return profile.child.name if profile.child else ""
    cares = {care.profile.id: care_title(care) for care in record.cares}
    return cares.get(profile.id, "")


def _typed(scale: Scale, row: Answer | AnswerHistory, names: Mapping[int, str]) -> Typed:
    who = names.get(row.by_id, "") if row.by_id is not None else ""
    return Typed(_said(scale, row), who, date_and_time(row.at))


def _said(scale: Scale, row: Answer | AnswerHistory) -> str:
    lines = [] if (choice := _choice(scale, row)) == "" else [choice]
    lines += [
        str(text)
        for name, text in row.raw.items()
        if name not in _NOT_SHOWN and isinstance(text, str) and text.strip()
    ]
    if row.state is AnswerState.REMOVED:
        lines.append("Taken out")
    if row.state is AnswerState.INVALID:
        lines.append("Not finished")
    return "\n".join(lines) or "Nothing"


def _choice(scale: Scale, row: Answer | AnswerHistory) -> str:
    if row.grade is not None:
        level = scale.level(row.grade)
        return f"{level.value} {level.label}"
    if row.state is AnswerState.INVALID:
        return str(row.raw.get("choice", ""))
    if row.state not in content.NOT_GRADED_WORDS:
        return ""
    why = content.REASON_WORDS[row.reason] if row.reason else "no reason given"
    return f"{content.NOT_GRADED_WORDS[row.state]}: {why}"
