"""The shape of what is typed on the pages of assessments. Forms neither query nor save."""

from collections.abc import Sequence
from typing import Any

from wtforms import SelectChoice

from gcp_tool.assessments import content
from gcp_tool.assessments.record import Care, Record
from gcp_tool.domain.instrument import Area, Item
from gcp_tool.domain.vocabulary import AnswerState, EvidenceSource, Purpose
from gcp_tool.models import Answer
from gcp_tool.web.forms import (
    BaseForm,
    CheckboxesField,
    DatePartsField,
    HiddenField,
    LongTextField,
    RadiosField,
    SelectField,
    VersionedForm,
    option,
)

LONGEST_EVIDENCE = 10_000
_NOT_GRADED = (AnswerState.NOT_APPLICABLE, AnswerState.NOT_KNOWN)


def _options(words: dict[Any, str], hints: dict[Any, str] | None = None) -> list[SelectChoice]:
    return [option(code.value, label, hint=(hints or {}).get(code, "")) for code, label in words.items()]


class WhoFields:
    """Whose care of which child is assessed, with which tool. Before the period, as on the page."""

    child = RadiosField("Which child is this about?", required="Choose the child this assessment is about")
    carer = RadiosField("Whose care of this child?", required="Choose whose care this assessment is about")
    tool = RadiosField("Which tool?", required="Choose a tool")


class PeriodFields:
    """Why an assessment is made and the period it looks at."""

    purpose = RadiosField(
        "Why are you making this assessment?",
        _options(content.PURPOSE_WORDS, content.PURPOSE_HINTS),
        required="Choose why you are making this assessment",
    )
    window_from = DatePartsField(
        "First day of the period looked at",
        noun="The first day",
        required="Enter the first day of the period looked at",
        description="The first visit or contact that this assessment rests on",
    )
    window_to = DatePartsField(
        "Last day of the period looked at",
        noun="The last day",
        required="Enter the last day of the period looked at",
        description="Today or earlier, and usually within four weeks of the first day",
    )


class StartForm(WhoFields, PeriodFields, BaseForm):
    """Who is assessed, with which tool, why, and over which period."""


class PeriodForm(PeriodFields, VersionedForm):
    """The purpose and the period, while the assessment is a draft."""


def _evidence_fields(*, needed: bool) -> dict[str, Any]:
    def must(message: str) -> str:
        return message if needed else ""

    return {
        "words": LongTextField(
            "What did you see or hear?",
            longest=LONGEST_EVIDENCE,
            rows=5,
            required=must("Enter what you saw or heard"),
            description="What a visitor would have seen or heard. Strengths count as much as worries.",
        ),
        "on": DatePartsField(
            "When was this?", noun="The date you saw or heard this", required=must("Enter when this was")
        ),
        "source": RadiosField(
            "How do you know?", _options(content.SOURCE_WORDS), required=must("Choose how you know this")
        ),
        "shows": CheckboxesField(
            "Which of these does it show something about?",
            required=must("Choose which of these it shows something about"),
        ),
    }


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
    choices = [*values, *_options(content.NOT_GRADED_WORDS)]
    fields: dict[str, Any] = {"items": items}
    data: dict[str, Any] = {}
    for item in items:
        fields[grade_name(item)] = RadiosField(item.title, choices)
        fields[base_name(item)] = HiddenField()
        answer = record.answers.get((care.profile_for(item).id, item.id))
        data[grade_name(item)] = str(answer.raw.get("choice", "")) if answer else ""
        data[base_name(item)] = str(answer.version) if answer else "0"
        for state in _NOT_GRADED:
            fields[reason_name(item, state)] = SelectField("Why?", _options(content.REASON_WORDS))
            if answer is not None and answer.state is state and answer.reason is not None:
                data[reason_name(item, state)] = answer.reason.value
    kind = type("GradingForm", (AreaForm,), fields | _evidence_fields(needed=False))
    form: AreaForm = kind(data=data)
    form.shows.choices = [option(item.id, item.title) for item in items]
    return form


class EvidenceForm(VersionedForm):
    """One piece of evidence. Made by `evidence_form`, which knows the items of its area."""

    words: LongTextField
    on: DatePartsField
    source: RadiosField
    shows: CheckboxesField


def evidence_form(record: Record, care: Care, area: Area, answer: Answer) -> EvidenceForm:
    """The form of a piece of evidence, holding what it says now."""
    data = {
        "words": answer.raw.get("words", ""),
        "on": answer.on_date,
        "source": answer.source.value if answer.source else None,
        "shows": [link.code for link in answer.links],
        "version": answer.version,
    }
    kind = type("OneEvidenceForm", (EvidenceForm,), _evidence_fields(needed=True))
    form: EvidenceForm = kind(data=data)
    form.shows.choices = [option(item.id, item.title) for item in record.items(care, area)]
    return form


class RemoveForm(VersionedForm):
    """Taking a piece of evidence out."""


class SubmitForm(BaseForm):
    """Handing the assessment in."""


class SignOffForm(BaseForm):
    """Signing off, or handing back with comments."""

    decision = RadiosField(
        "What do you decide?",
        [
            option("sign_off", "Sign off", hint="It is locked: nothing in it can be changed after this"),
            option("return", "Return to the lead", hint="Say below what needs to change"),
        ],
        required="Choose whether to sign off or return",
    )
    comments = LongTextField(
        "Comments",
        longest=4000,
        description="Needed when you return it. The lead sees them.",
    )


class StopForm(BaseForm):
    """Stopping a draft."""

    reason = LongTextField(
        "Why is this assessment stopped?", longest=2000, required="Enter why it is stopped"
    )


def source_of(form: AreaForm | EvidenceForm) -> EvidenceSource:
    """Where the evidence comes from, as a code. The form was found valid before."""
    return EvidenceSource(form.source.data or "")


def purpose_of(form: StartForm | PeriodForm) -> Purpose:
    """Why the assessment is made, as a code. The form was found valid before."""
    return Purpose(form.purpose.data or "")
