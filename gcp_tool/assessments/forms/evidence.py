"""A piece of evidence: what was seen or heard, when, from where, and what it shows."""

from typing import Any

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.options import options_of
from gcp_tool.assessments.record import Care, Record
from gcp_tool.domain.instrument import Area
from gcp_tool.domain.vocabulary import EvidenceSource
from gcp_tool.models import Answer
from gcp_tool.web.forms import (
    CheckboxesField,
    DatePartsField,
    LongTextField,
    RadiosField,
    VersionedForm,
    option,
)

LONGEST_EVIDENCE = 10_000


def evidence_fields(*, needed: bool) -> dict[str, Any]:
    """The fields of a piece of evidence; when not needed, all of them may be left empty."""

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
            "How do you know?", options_of(content.SOURCE_WORDS), required=must("Choose how you know this")
        ),
        "shows": CheckboxesField(
            "Which of these does it show something about?",
            required=must("Choose which of these it shows something about"),
        ),
    }


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
    kind = type("OneEvidenceForm", (EvidenceForm,), evidence_fields(needed=True))
    form: EvidenceForm = kind(data=data)
    form.shows.choices = [option(item.id, item.title) for item in record.items(care, area)]
    return form


class RemoveForm(VersionedForm):
    """Taking a piece of evidence out."""


def source_of(source: RadiosField) -> EvidenceSource:
    """Where the evidence comes from, as a code. The form was found valid before."""
    return EvidenceSource(source.data or "")
