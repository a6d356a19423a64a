"""What a page tells its script of each answer: where it is kept, over which version, and in which boxes it is typed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from gcp_tool.assessments.forms.analysis import AnalysisForm, EffortForm, effort_name, words_name
from gcp_tool.assessments.forms.grading import (
    NOT_GRADED,
    AreaForm,
    base_name,
    different_name,
    grade_name,
    reason_name,
)
from gcp_tool.assessments.forms.judging import JudgedForm
from gcp_tool.assessments.forms.told import ToldForm
from gcp_tool.assessments.forms.voices import CarerVoiceForm, ChildVoiceForm, day_name
from gcp_tool.assessments.forms.voices import grade_name as own_grade_name
from gcp_tool.assessments.own_part import OwnPart
from gcp_tool.assessments.places import Place as ItemPlace
from gcp_tool.assessments.presenters.grading import last_time
from gcp_tool.assessments.queries.previous import Before
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.answers import SAME
from gcp_tool.assessments.services.autosave_spots import WHOLE, carers_own, whose
from gcp_tool.assessments.words import (
    CARER_VIEW,
    DAY,
    FAMILY,
    HISTORY,
    IMMEDIATE,
    MEANS,
    SEEN,
    WHY,
    WHY_NOT,
    WORDS,
)
from gcp_tool.core.formatting import date_and_time
from gcp_tool.domain.instrument import Area, Domain
from gcp_tool.domain.vocabulary import AnswerKind
from gcp_tool.web.forms import BaseForm, VersionedForm, parts_of

SheetForm = ChildVoiceForm | CarerVoiceForm | ToldForm | AnalysisForm | EffortForm
UNSEEN = -1  # of a version that the person was not shown: nothing may be saved over it unasked
_SUM = "version"


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer of a page. `fields` names for each of its parts the box it is typed in; `base` holds its version."""

    profile: str
    kind: AnswerKind
    code: str
    version: int
    fields: Mapping[str, str]
    slot: int = 0
    base: str = ""


def of_area(record: Record, area: Area, form: AreaForm) -> str:
    """The answers of the grading screen, and the note that is being written there."""
    items = [
        Kept(
            profile=str(place.profile.id),
            kind=AnswerKind.ITEM,
            code=place.item.id,
            version=_number(form[base_name(place)].data),
            fields=_item_fields(place),
            base=base_name(place),
        )
        for place in form.places
    ]
    return _told(record, [*items, note(record, area.id)], form)


def of_note(record: Record, form: BaseForm, code: str, slot: int = 0) -> str:
    """A note that is being written, or the change to the note of this number."""
    return _told(record, [note(record, code, slot)], form)


def begun_words(record: Record, code: str, slot: int = 0) -> str:
    """When a note was begun that is not finished; empty when none was."""
    begun = record.note_begun(code, slot)
    return "" if begun is None else date_and_time(begun.at)


def note(record: Record, code: str, slot: int = 0) -> Kept:
    """Where a note is kept while it is being written."""
    held = record.begun.get((code, slot))
    names = {name: name for name in ("words", "source", "sharing", "shows", "shared_with")}
    about = {"about": "about" if slot == 0 and code in _areas(record) else "children"}
    fields = names | about | _date_fields("on")
    return Kept(WHOLE, AnswerKind.EVIDENCE, code, held.version if held else 0, fields, slot=-slot)


def of_child_voice(record: Record, care: Care, form: ChildVoiceForm) -> str:
    """A child's voice."""
    kept = [
        _sheet_kept(form, whose(care), AnswerKind.VOICE, code, fields)
        for code, fields in (
            (WORDS, {"words": "words"}),
            (SEEN, {name: name for name in ("alone", "where", "how")}),
            (DAY, {prompt.code: day_name(prompt) for prompt in form.prompts}),
            (WHY_NOT, {"words": "why_not"}),
        )
    ]
    return _told(record, kept, form, counts=True)


def of_carer_voice(record: Record, care: Care, form: CarerVoiceForm) -> str:
    """A carer's view, and their own grades."""
    view = _sheet_kept(form, str(care.profile.id), AnswerKind.VOICE, CARER_VIEW, {"words": "words"})
    grades = [
        _sheet_kept(form, carers_own(care), AnswerKind.DOMAIN, one.id, {"choice": own_grade_name(one)})
        for one in form.domains
    ]
    return _told(record, [view, *grades], form, counts=True)


def of_told(record: Record, form: ToldForm) -> str:
    """What the family was told."""
    names = {name: name for name in ("agreement", "words", "not_told_because")}
    kept = _sheet_kept(form, WHOLE, AnswerKind.TOLD, FAMILY, names | _date_fields("told_on"))
    return _told(record, [kept], form, counts=True)


def of_told_now(record: Record, form: VersionedForm) -> str:
    """Who was told of what cannot wait."""
    fields = {name: name for name in ("who", "when", "words")}
    kept = Kept(WHOLE, AnswerKind.TOLD, IMMEDIATE, form.version.data or 0, fields)
    return _told(record, [kept], form, counts=True)


def of_analysis(record: Record, child: Care | None, form: AnalysisForm) -> str:
    """Why care is as it is, or what it means for a child, and the factors."""
    profile, texts = (WHOLE, (WHY, HISTORY)) if child is None else (whose(child), (MEANS,))
    said = [_sheet_kept(form, profile, AnswerKind.ANALYSIS, code, {"words": code}) for code in texts]
    factors = [
        _sheet_kept(
            form,
            profile,
            AnswerKind.FACTOR,
            factor.code,
            {"ticked": f"{factor.group.value}={factor.code}", "words": words_name(factor.code)},
        )
        for factor in form.factors
    ]
    return _told(record, [*said, *factors], form, counts=True)


def of_effort(record: Record, form: EffortForm) -> str:
    """What shows that items are so much better, and whose effort it was."""
    kept = [
        _sheet_kept(
            form,
            str(profile.id),
            AnswerKind.ANALYSIS,
            item.id,
            {name: effort_name(name, profile, item) for name in ("words", "effort")},
            profile_id=profile.id,
        )
        for profile, item in form.asked
    ]
    return _told(record, kept, form, counts=True)


def of_judged(record: Record, domain: Domain, form: JudgedForm) -> str:
    """The lead's own grades for a domain as a whole."""
    kept = []
    for number, care in enumerate(form.cares, start=1):
        answer = record.answers.get((care.profile.id, domain.id))
        fields = {"choice": f"grade-{number}", "why": f"why-{number}"}
        version = answer.version if answer is not None else 0
        kept.append(Kept(str(care.profile.id), AnswerKind.DOMAIN, domain.id, version, fields))
    total = sum(one.version for one in kept)
    seen = kept if form.version.data == total else [_unseen(one) for one in kept]
    return _told(record, seen, form, counts=True)


def _told(record: Record, kept: Sequence[Kept], form: BaseForm, *, counts: bool = False) -> str:
    said = {
        "url": _where(record),
        "revision": record.revision.number,
        "sum": _SUM if counts else "",
        # what a form was sent with and could not be saved is still only on the page
        "unsaved": form.is_submitted() and not getattr(form, "conflict", None),
        "answers": [_as_json(one) for one in kept],
    }
    return json.dumps(said, separators=(",", ":"))


def _where(record: Record) -> str:
    if isinstance(record, OwnPart):
        return url_for("assessments.save_part_answer", key=record.contribution.key)
    return url_for("assessments.save_answer", key=record.assessment.key)


def _as_json(one: Kept) -> Mapping[str, Any]:
    base = {"base": one.base} if one.base else {}
    return {
        "profile": one.profile,
        "kind": one.kind.value,
        "code": one.code,
        "slot": one.slot,
        "version": one.version,
        "fields": one.fields,
    } | base


def _sheet_kept(
    form: SheetForm,
    profile: str,
    kind: AnswerKind,
    code: str,
    fields: Mapping[str, str],
    *,
    profile_id: int | None = None,
) -> Kept:
    answers = (
        answer
        for place, answer in form.sheet.answers.items()
        if (place.kind, place.code) == (kind, code) and profile_id in (None, place.profile_id)
    )
    answer = next(answers, None)
    version = 0 if answer is None else answer.version
    is_seen = form.version.data == form.sheet.version
    present = {name: box for name, box in fields.items() if box.partition("=")[0] in form or name == "ticked"}
    kept = Kept(profile, kind, code, version, fields if kind is AnswerKind.TOLD else present)
    return kept if is_seen else _unseen(kept)


def _unseen(kept: Kept) -> Kept:
    version = UNSEEN if kept.version else 0
    return Kept(kept.profile, kept.kind, kept.code, version, kept.fields, kept.slot, kept.base)


def _item_fields(place: ItemPlace) -> Mapping[str, str]:
    reasons = {f"reason.{state.value}": reason_name(place, state) for state in NOT_GRADED}
    different = {"different": different_name(place)} if place.is_own else {}
    return {"choice": grade_name(place)} | reasons | different


def _date_fields(name: str) -> dict[str, str]:
    return {f"{name}.{part}": f"{name}-{part}" for part in ("day", "month", "year")}


def _areas(record: Record) -> set[str]:
    return {area.id for domain in record.instrument.domains for area in domain.areas}


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004


def as_sent(kind: AnswerKind, held: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is held of an answer, in the parts in which a page sends it."""
    stands, parts = held.get("ticked"), dict(held)
    if kind is AnswerKind.ITEM:
        choice = parts.get("choice", "") if stands else SAME
        return {
            "choice": choice,
            f"reason.{choice}": parts.get("reason", ""),
            "different": parts.get("different", ""),
        }
    if kind is not AnswerKind.FACTOR:
        parts.pop("ticked", None)
    for name in ("told_on", "on"):
        if name in parts:
            parts |= _date_parts(name, str(parts.pop(name)))
    return parts


def _date_parts(name: str, text: str) -> Mapping[str, str]:
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    parts = {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year} if rest else parts_of(text)
    return {f"{name}.{part}": parts[part] for part in ("day", "month", "year")}


def previous_words(record: Record, place: ItemPlace, before: Iterable[Mapping[str, Before]]) -> str:
    """The grade before, in words."""
    for found in before:
        if place.item.line in found:
            return last_time(record, found[place.item.line])
    return ""
