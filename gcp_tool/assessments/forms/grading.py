"""The items of one area, and room for a piece of evidence."""

from collections.abc import Sequence
from typing import Any

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.evidence import evidence_fields
from gcp_tool.assessments.forms.options import options_of
from gcp_tool.assessments.record import Care, Record
from gcp_tool.domain.instrument import Area, Item
from gcp_tool.domain.vocabulary import AnswerState
from gcp_tool.web.forms import (
    BaseForm,
    CheckboxesField,
    DatePartsField,
    HiddenField,
    LongTextField,
    RadiosField,
    SelectField,
    option,
)

_NOT_GRADED = (AnswerState.NOT_APPLICABLE, AnswerState.NOT_KNOWN)


class AreaForm(BaseForm):
    """The items of one area, and room for a piece of evidence. Made for each area by `area_form`."""

    items: Sequence[Item]
    words: LongTextField
    on: DatePartsField
    source: RadiosField
    shows: CheckboxesField

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape; and when any part of a piece of evidence is given, all of it."""
        good = super().validate(extra_validators)
        if not self.has_evidence:
            return good
        lacking = {
            "words": "Enter what you saw or heard",
            "on": "Enter when this was",
            "source": "Choose how you know this",
            "shows": "Choose which of these it shows something about",
        }
        for name, message in lacking.items():
            field = self[name]
            if not field.data and not field.errors:
                field.errors = [message]
                good = False
        return good

    @property
    def has_evidence(self) -> bool:
        """Whether anything of a piece of evidence was typed."""
        return bool(self.words.data or self.on.raw_data or self.source.data or self.shows.data)

    def chosen(self, item: Item) -> tuple[str, str, int]:
        """What was chosen for an item: the choice, the reason, the version answered to."""
        choice = self[grade_name(item)].data or ""
        reason = self[reason_name(item, AnswerState(choice))].data or "" if choice in _NOT_GRADED else ""
        base = self[base_name(item)].data
        return choice, reason, int(base) if base.isascii() and base.isdigit() and len(base) < 10 else 0  # noqa: PLR2004


def grade_name(item: Item) -> str:
    """The name of an item's radios."""
    return f"grade-{item.id}"


def reason_name(item: Item, state: AnswerState) -> str:
    """The name of the reason for an answer without a grade."""
    return f"reason-{state.value}-{item.id}"


def base_name(item: Item) -> str:
    """The name of the version that an item's answer answers to."""
    return f"base-{item.id}"


def area_form(record: Record, care: Care, area: Area) -> AreaForm:
    """The form of an area, holding what was answered before."""
    items = record.items(care, area)
    values = [option(str(level.value), level.label) for level in record.instrument.scale.levels]
    choices = [*values, *options_of(content.NOT_GRADED_WORDS)]
    fields: dict[str, Any] = {"items": items}
    data: dict[str, Any] = {}
    for item in items:
        fields[grade_name(item)] = RadiosField(item.title, choices)
        fields[base_name(item)] = HiddenField()
        answer = record.answers.get((care.profile_for(item).id, item.id))
        data[grade_name(item)] = str(answer.raw.get("choice", "")) if answer else ""
        data[base_name(item)] = str(answer.version) if answer else "0"
        for state in _NOT_GRADED:
            fields[reason_name(item, state)] = SelectField("Why?", options_of(content.REASON_WORDS))
            if answer is not None and answer.state is state and answer.reason is not None:
                data[reason_name(item, state)] = answer.reason.value
    kind = type("GradingForm", (AreaForm,), fields | evidence_fields(needed=False))
    form: AreaForm = kind(data=data)
    form.shows.choices = [option(item.id, item.title) for item in items]
    return form
