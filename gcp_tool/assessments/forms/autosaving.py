"""What a page sends of one answer while it is typed, read as each kind of answer is.

Nothing typed is refused for being wrong: it is kept as typed, and what must be put right is said.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.analysis import LONGEST_ANALYSIS, LONGEST_EFFORT, LONGEST_FACTOR
from gcp_tool.assessments.forms.evidence import LONGEST_EVIDENCE
from gcp_tool.assessments.forms.given import UNGRADED, Given
from gcp_tool.assessments.forms.grading import LONGEST_WHY, NOT_GRADED
from gcp_tool.assessments.forms.judging import LONGEST_REASON
from gcp_tool.assessments.forms.start import (
    LONGEST_AGREED,
    LONGEST_WHEN,
    LONGEST_WHO,
    WHEN_TOLD,
    WHO_WAS_TOLD,
)
from gcp_tool.assessments.forms.told import LONGEST_TOLD, TOLD_ON
from gcp_tool.assessments.forms.voices import LONGEST_HOW, LONGEST_PART, LONGEST_WHERE, LONGEST_WORDS
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.answers import SAME, ItemChoice, raw_of, values_of
from gcp_tool.assessments.services.autosave import Typed
from gcp_tool.assessments.services.autosave_spots import Spot
from gcp_tool.assessments.services.judging import NO_GRADE
from gcp_tool.assessments.services.judging import values_of as judged_values
from gcp_tool.assessments.services.told import Told, check_told
from gcp_tool.assessments.words import DAY, FAMILY, SEEN, WHY_NOT
from gcp_tool.core import clock
from gcp_tool.domain.day import prompts_for
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.instrument import Scale
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState

NOTE_TEXTS: Final = ("words", "on", "source", "sharing")
NOTE_LISTS: Final = ("shows", "about", "shared_with")
_SAY_WHY = "Say why it is different for this child"
_SAY_WHY_JUDGED = "Say why you judge the domain as a whole so"


def read_answer(record: Record, spot: Spot, raw: Mapping[str, Any]) -> Typed:
    """What was typed for one answer: its columns, and what must be put right before it counts."""
    return _READERS[spot.kind](record, spot, Given(raw))


def _item(record: Record, spot: Spot, given: Given) -> Typed:
    if spot.item is None:
        raise RuntimeError("an item has its place")
    scale, is_own = record.instrument.scale, spot.item.is_own
    choice = given.choice("choice", {*_values(scale), *NOT_GRADED, SAME})
    reason = given.choice(f"reason.{choice}", content.REASON_WORDS) if choice in NOT_GRADED else ""
    different = given.text("different", LONGEST_WHY) if is_own else ""
    if is_own and choice not in ("", SAME) and not different:
        given.problems.append(_SAY_WHY)
    chosen = ItemChoice(spot.item.item, choice, reason, 0, spot.item.profile, different)
    raw = raw_of(chosen)
    if given.problems:
        return given.unfinished(raw)
    if choice in ("", SAME):
        return Typed({"raw": raw, **UNGRADED, "state": AnswerState.REMOVED})
    return Typed(values_of(scale, chosen))


def _domain(record: Record, spot: Spot, given: Given) -> Typed:
    scale = record.instrument.scale
    choice = given.choice("choice", {*_values(scale), NO_GRADE})
    if spot.of_carer:
        if given.problems:
            return given.unfinished({"choice": choice})
        level = scale.level_with_value(int(choice)).number if choice else None
        return given.said({"choice": choice}, stands=bool(choice), level=level)
    why = given.text("why", LONGEST_REASON)
    if choice not in ("", NO_GRADE) and not why:
        given.problems.append(_SAY_WHY_JUDGED)
    if given.problems:
        return given.unfinished({"choice": choice, "why": why})
    return Typed(judged_values(scale, choice or NO_GRADE, why))


def _voice(_record: Record, spot: Spot, given: Given) -> Typed:
    if spot.code == SEEN:
        alone = given.choice("alone", content.ALONE_WORDS)
        where, how = given.text("where", LONGEST_WHERE), given.text("how", LONGEST_HOW)
        return given.said({"alone": alone, "where": where, "how": how})
    if spot.code == DAY and spot.care is not None:
        codes = [prompt.code for prompt in prompts_for(spot.care.band)]
        return given.said({code: given.text(code, LONGEST_PART) for code in codes})
    return given.said({"words": given.text("words", LONGEST_PART if spot.code == WHY_NOT else LONGEST_WORDS)})


def _told(_record: Record, spot: Spot, given: Given) -> Typed:
    if spot.code != FAMILY:
        return _told_now(given)
    told_on, typed = given.date("told_on", TOLD_ON)
    raw = {
        "told_on": told_on.isoformat() if told_on else typed,
        "agreement": given.choice("agreement", content.AGREEMENT_WORDS),
        "words": given.text("words", LONGEST_TOLD),
        "not_told_because": given.text("not_told_because", LONGEST_TOLD),
    }
    try:
        check_told(Told(told_on, None, raw["words"], raw["not_told_because"]), today=clock.today())
    except Invalid as error:
        given.problems += error.problems.values()
    return given.said(raw)


def _told_now(given: Given) -> Typed:
    raw = {
        "who": given.text("who", LONGEST_WHO),
        "when": given.text("when", LONGEST_WHEN),
        "words": given.text("words", LONGEST_AGREED),
    }
    if any(raw.values()):
        given.problems += [] if raw["who"] else [WHO_WAS_TOLD]
        given.problems += [] if raw["when"] else [WHEN_TOLD]
    return given.said(raw)


def _factor(_record: Record, _spot: Spot, given: Given) -> Typed:
    return given.said({"words": given.text("words", LONGEST_FACTOR)}, stands=given.is_ticked("ticked"))


def _analysis(_record: Record, spot: Spot, given: Given) -> Typed:
    if spot.care is not None and spot.profile is not None and spot.profile is spot.care.profile:
        effort = given.choice("effort", content.EFFORT_WORDS)
        return given.said({"words": given.text("words", LONGEST_EFFORT), "effort": effort})
    return given.said({"words": given.text("words", LONGEST_ANALYSIS)})


def _note(_record: Record, _spot: Spot, given: Given) -> Typed:
    """A note is one only when it is added: until then it is kept as it is typed, and counts for nothing."""
    _, typed = given.date("on", "The date you saw or heard this")
    raw: dict[str, Any] = {"words": given.text("words", LONGEST_EVIDENCE), "on": typed}
    raw |= {name: given.text(name, LONGEST_WHY) for name in ("source", "sharing")}
    raw |= {name: given.several(name) for name in NOTE_LISTS}
    is_begun = any(raw[name] for name in ("words", "on", "source", "shows"))
    if is_begun:
        return Typed({"raw": raw, **UNGRADED, "state": AnswerState.INVALID}, tuple(given.problems))
    return Typed({"raw": raw, **UNGRADED, "state": AnswerState.REMOVED})


def _values(scale: Scale) -> Collection[str]:
    return {str(level.value) for level in scale.levels}


_READERS: Final[Mapping[AnswerKind, Callable[[Record, Spot, Given], Typed]]] = {
    AnswerKind.ITEM: _item,
    AnswerKind.DOMAIN: _domain,
    AnswerKind.VOICE: _voice,
    AnswerKind.TOLD: _told,
    AnswerKind.FACTOR: _factor,
    AnswerKind.ANALYSIS: _analysis,
    AnswerKind.EVIDENCE: _note,
}
