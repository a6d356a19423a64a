"""What was typed and is not an answer yet, or could not become one: what it is about, and where it is mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gcp_tool.assessments.presenters.after import about_words, title_of, titles_of
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.evidence import VISIT
from gcp_tool.assessments.words import CARER_VIEW, HISTORY, IMMEDIATE, MEANS, WHY
from gcp_tool.core.formatting import date_and_time
from gcp_tool.domain.vocabulary import AnswerKind, SetAside
from gcp_tool.models import Answer, LeftOver, Profile

_WHY = {
    SetAside.NO_LONGER_APPLIES: "The assessment does not ask for it any more.",
    SetAside.NOT_OPEN: "The assessment was not open, or not yours to change, when it came.",
}
_NEVER_FINISHED = "It was not finished when the assessment was submitted or closed."
_NOT_SHOWN = (
    "choice",
    "sharing",
    "shared_with",
    "shows",
    "about",
    "source",
    "ticked",
    "effort",
    "agreement",
    "alone",
)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What an answer is about, and the page on which it is typed."""

    words: str
    endpoint: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LeftOverView:
    """A text that could not be taken, for the person who typed it."""

    key: str
    title: str
    text: str
    why: str
    when: str


def whereabouts(record: Record, answer: Answer) -> Whereabouts:
    """What an answer is about, and the page on which it is typed."""
    words = title_of(answer, titles_of(record))
    about = about_words(record, answer.profile)
    endpoint, values = _page_of(record, answer)
    return Whereabouts(f"{words}, {about}" if about else words, endpoint, values)


def _page_of(record: Record, answer: Answer) -> tuple[str, Mapping[str, object]]:
    pages = {
        AnswerKind.ITEM: _area_page,
        AnswerKind.EVIDENCE: _note_page,
        AnswerKind.VOICE: _voice_page,
        AnswerKind.ANALYSIS: _analysis_page,
        AnswerKind.FACTOR: _analysis_page,
    }
    if answer.kind in pages:
        return pages[answer.kind](record, answer)
    if answer.kind is AnswerKind.TOLD:
        return ("assessments.immediate" if answer.code == IMMEDIATE else "assessments.told"), {}
    return "assessments.judging", {"code": answer.code}


def _area_page(record: Record, answer: Answer) -> tuple[str, Mapping[str, object]]:
    return "assessments.area", {"code": record.instrument.area_of(answer.code).id}


def _note_page(_record: Record, answer: Answer) -> tuple[str, Mapping[str, object]]:
    if answer.slot < 0:
        return "assessments.evidence", {"code": answer.code, "slot": -answer.slot}
    if answer.code == VISIT:
        return "assessments.new_visit", {}
    return "assessments.area", {"code": answer.code, "_anchor": "words"}


def _voice_page(_record: Record, answer: Answer) -> tuple[str, Mapping[str, object]]:
    child = {"child_key": _key(answer.profile, "child")}
    if answer.code == CARER_VIEW:
        return "assessments.carer_voice", child | {"carer_key": _key(answer.profile, "carer")}
    return "assessments.child_voice", child


def _analysis_page(_record: Record, answer: Answer) -> tuple[str, Mapping[str, object]]:
    if answer.kind is AnswerKind.ANALYSIS and answer.code not in (WHY, HISTORY, MEANS):
        return "assessments.effort", {}
    child = _key(answer.profile, "child")
    return ("assessments.meaning", {"child_key": child}) if child else ("assessments.analysis", {})


def _key(profile: Profile, who: str) -> str:
    person = profile.child if who == "child" else profile.carer
    return person.key if person else ""


def present_left_over(record: Record, rows: Sequence[LeftOver]) -> Sequence[LeftOverView]:
    """Each text with what it is about, why it could not be taken, and when it came."""
    titles = titles_of(record)
    return [
        LeftOverView(row.key, title_of(row, titles), _text(row), _WHY[row.why], date_and_time(row.at))
        for row in rows
    ]


def present_never_finished(record: Record) -> Sequence[LeftOverView]:
    """What was typed, was never finished, and cannot be any more."""
    titles = titles_of(record)
    return [
        LeftOverView("", title_of(one, titles), _text(one), _NEVER_FINISHED, date_and_time(one.at))
        for one in record.unfinished
    ]


def _text(row: LeftOver | Answer) -> str:
    texts = [str(text) for name, text in row.raw.items() if name not in _NOT_SHOWN and isinstance(text, str)]
    chosen = str(row.raw.get("choice", "")).replace("_", " ")
    return "\n".join(text for text in (chosen, *texts) if text.strip()) or "Nothing"
