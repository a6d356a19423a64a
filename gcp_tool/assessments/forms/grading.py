"""The items of one area for every child, and room for a piece of evidence."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.evidence import begun_data, care_value, care_words, evidence_fields
from gcp_tool.assessments.forms.options import options_of
from gcp_tool.assessments.places import Place, held, places_of, typed
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.answers import SAME, ItemChoice
from gcp_tool.domain.instrument import Area, Scale
from gcp_tool.domain.vocabulary import AnswerState, NotGradedReason
from gcp_tool.models import Answer
from gcp_tool.web.forms import (
    BaseForm,
    CheckboxesField,
    DatePartsField,
    HiddenField,
    LongTextField,
    RadiosField,
    SelectField,
    TextField,
    option,
)

NOT_GRADED = (AnswerState.NOT_APPLICABLE, AnswerState.NOT_KNOWN)
LONGEST_WHY = 500
_MOST_DIGITS = 9


class AreaForm(BaseForm):
    """The items of one area, and room for a piece of evidence. Made for each area by `area_form`."""

    places: Sequence[Place]
    words: LongTextField
    on: DatePartsField
    source: RadiosField
    shows: CheckboxesField
    about: CheckboxesField
    none_reason: SelectField
    copy_from: SelectField
    copy_to: SelectField

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape; why a child's answer is different; and when any part of a piece of evidence is given, all of it."""
        good = super().validate(extra_validators)
        for place in self.places:
            good = self._check_different(place) and good
        if not self.has_evidence:
            return good
        lacking = {
            "words": "Enter what you saw or heard",
            "on": "Enter when this was",
            "source": "Choose how you know this",
            "shows": "Choose which of these it shows something about",
        }
        if self.about.choices and len(self.about.choices) > 1:
            lacking["about"] = "Choose whom this is about"
        for name, message in lacking.items():
            field = self[name]
            if not field.data and not field.errors:
                field.errors = [message]
                good = False
        return good

    def _check_different(self, place: Place) -> bool:
        if not place.is_own or (self[grade_name(place)].data or SAME) == SAME:
            return True
        why = self[different_name(place)]
        if not why.data and not why.errors:
            why.errors = [f"Say why it is different for {child_name(place)}"]
        return not why.errors

    @property
    def has_evidence(self) -> bool:
        """Whether anything of a piece of evidence was typed."""
        return bool(self.words.data or self.on.raw_data or self.source.data or self.shows.data)

    @property
    def choices(self) -> Sequence[ItemChoice]:
        """What was chosen at each place; the reason given for the whole area stands where nothing was."""
        return [self._choice(place) for place in self.places]

    def _choice(self, place: Place) -> ItemChoice:
        choice = self[grade_name(place)].data or ""
        reason = self[reason_name(place, AnswerState(choice))].data or "" if choice in NOT_GRADED else ""
        if not choice and self.none_reason.data and not place.is_own:
            reason = self.none_reason.data
            choice = _state_for(NotGradedReason(reason)).value
        base = self[base_name(place)].data
        is_number = base.isascii() and base.isdigit() and len(base) <= _MOST_DIGITS
        return ItemChoice(
            item=place.item,
            choice=choice,
            reason=reason,
            base_version=int(base) if is_number else 0,
            profile=place.profile if place.tag else None,
            different=self[different_name(place)].data if place.is_own else "",
        )


def _state_for(reason: NotGradedReason) -> AnswerState:
    """What is not for this child does not apply; what was not seen is not known."""
    is_not_for = reason is NotGradedReason.NOT_FOR_THIS_CHILD
    return AnswerState.NOT_APPLICABLE if is_not_for else AnswerState.NOT_KNOWN


def child_name(place: Place) -> str:
    """The given name of the child of a place; of the first where there are several."""
    child = place.cares[0].profile.child
    return child.given_name if child else ""


def grade_name(place: Place) -> str:
    """The name of a place's radios; an anchor leads there by it."""
    return f"grade-{place.item.id}{place.tag}"


def reason_name(place: Place, state: AnswerState) -> str:
    """The name of the reason for an answer without a grade."""
    return f"reason-{state.value}-{place.item.id}{place.tag}"


def base_name(place: Place) -> str:
    """The name of the version that a place's answer answers to."""
    return f"base-{place.item.id}{place.tag}"


def different_name(place: Place) -> str:
    """The name of the reason why a child's answer is not their household's."""
    return f"different-{place.item.id}{place.tag}"


def area_form(record: Record, area: Area) -> AreaForm:
    """The form of an area, holding what was answered before."""
    places = places_of(record, area)
    data: dict[str, Any] = {}
    for place in places:
        data |= _data(place, held(record, place), typed(record, place))
    data |= begun_data(record.note_begun(area.id))
    cares = record.cares_in(area)
    kind = _form_of(
        record.instrument.scale,
        tuple(
            (grade_name(place), place.item.title, place.item.id + place.tag, place.is_own) for place in places
        ),
    )
    form = kind(data=data)
    if len(cares) == 1:
        form.about.data = [care_value(care) for care in cares]  # not asked where there is one
    form.places = places
    form.shows.choices = [option(item.id, item.title) for item in _items(places)]
    form.about.choices = [option(care_value(care), care_words(care)) for care in cares]
    form.copy_from.choices = form.copy_to.choices = form.about.choices
    return form


def _items(places: Sequence[Place]) -> Sequence[Any]:
    return list({place.item.id: place.item for place in places}.values())


def _data(place: Place, on_record: Answer | None, answer: Answer | None) -> dict[str, Any]:
    data: dict[str, Any] = {base_name(place): str(on_record.version) if on_record else "0"}
    data[grade_name(place)] = str(answer.raw.get("choice", "")) if answer else (SAME if place.is_own else "")
    if place.is_own:
        data[different_name(place)] = str(answer.raw.get("different", "")) if answer else ""
    if answer is not None and answer.raw.get("choice") in NOT_GRADED:
        data[reason_name(place, AnswerState(answer.raw["choice"]))] = str(answer.raw.get("reason", ""))
    return data


@lru_cache(maxsize=256)
def _form_of(scale: Scale, names: tuple[tuple[str, str, str, bool], ...]) -> type[AreaForm]:
    """The form with these places; made once, as making the class of a form costs more than filling it."""
    values = [option(str(level.value), level.label) for level in scale.levels]
    usual = [*values, *options_of(content.NOT_GRADED_WORDS)]
    fields: dict[str, Any] = {}
    for name, title, rest, is_own in names:
        same = [option(SAME, "Same as everyone in the home")] if is_own else []
        fields[name] = RadiosField(title, [*same, *usual])
        fields[f"base-{rest}"] = HiddenField()
        if is_own:
            fields[f"different-{rest}"] = TextField("Why is it different?", longest=LONGEST_WHY)
        for state in NOT_GRADED:
            fields[f"reason-{state.value}-{rest}"] = SelectField("Why?", options_of(content.REASON_WORDS))
    more = {
        "about": CheckboxesField("Whom is this about?"),
        "none_reason": SelectField("Why was none of these seen?", options_of(content.REASON_WORDS)),
        "copy_from": SelectField("Copy the answers of"),
        "copy_to": SelectField("To"),
    }
    return type("GradingForm", (AreaForm,), fields | evidence_fields(needed=False) | more)
