"""A piece of evidence: what was seen or heard, when, from where, what it shows of whom, and who may read it."""

from collections.abc import Mapping, Sequence
from typing import Any

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.options import options_of
from gcp_tool.assessments.notes import Sharing, cares_of, sharing_of
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.evidence import VISIT, EvidenceGiven
from gcp_tool.domain.instrument import Item
from gcp_tool.domain.vocabulary import EvidenceSource
from gcp_tool.models import Answer, Person
from gcp_tool.web.forms import (
    BaseForm,
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


class NoteForm(BaseForm):
    """A new note about any items of any children of the assessment. Made by `note_form`."""

    by_care: Mapping[str, Care]
    by_item: Mapping[str, Item]
    words: LongTextField
    on: DatePartsField
    source: RadiosField
    children: CheckboxesField
    shows: CheckboxesField
    sharing: RadiosField
    shared_with: CheckboxesField

    @property
    def cares(self) -> list[Care]:
        """The children, each with their carer, that it is about; where there is one, that one."""
        if "children" not in self:
            return list(self.by_care.values())
        return [self.by_care[value] for value in self.children.data]

    def given(self) -> EvidenceGiven:
        """What was typed. The form was found valid before.

        Raises:
            ValueError: it was not.
        """
        if self.on.data is None:
            raise ValueError("a note has a date")
        by_key = dict(_readers(list(self.by_care.values())))
        return EvidenceGiven(
            words=self.words.data,
            on_date=self.on.data,
            source=source_of(self.source),
            items=[self.by_item[code] for code in self.shows.data],
            sharing=Sharing(self.sharing.data or Sharing.USUAL),
            shared_with=[_kept(value, by_key[value]) for value in self.shared_with.data],
        )


class EvidenceForm(NoteForm, VersionedForm):
    """One piece of evidence to change. Made by `evidence_form`."""


class RemoveForm(VersionedForm):
    """Taking a piece of evidence out."""


def begun_data(begun: Answer | None) -> dict[str, Any]:
    """What was typed of a note that is not finished, for the boxes of its form."""
    if begun is None:
        return {}
    raw = dict(begun.raw)
    return raw | {"children": raw.get("about", []), "on": raw.get("on", "") or None}


def note_form(record: Record) -> NoteForm:
    """The form of a new note, about everybody unless the boxes are cleared; or with what was begun of it."""
    kind = type("OneNoteForm", (NoteForm,), _note_fields(record))
    values = [care_value(care) for care in record.cares]
    usual = {"children": values, "sharing": Sharing.USUAL.value}
    form: NoteForm = kind(data=usual | begun_data(record.note_begun(VISIT)))
    return form


def evidence_form(record: Record, answer: Answer) -> EvidenceForm:
    """The form of a piece of evidence, holding what it says now."""
    data = {
        "words": answer.raw.get("words", ""),
        "on": answer.on_date,
        "source": answer.source.value if answer.source else None,
        "shows": list(dict.fromkeys(link.code for link in answer.links)),
        "children": [care_value(care) for care in cares_of(record, answer)],
        "sharing": sharing_of(answer).value,
        "shared_with": [
            value for value, person in _readers(record.cares) if _kept(value, person) in answer.shared_with
        ],
    }
    data |= begun_data(record.note_begun(answer.code, answer.slot))
    kind = type("OneEvidenceForm", (EvidenceForm,), _note_fields(record))
    form: EvidenceForm = kind(data=data | {"version": answer.version})
    return form


def _note_fields(record: Record) -> dict[str, Any]:
    items = _items(record)
    fields = evidence_fields(needed=True)
    fields["shows"] = CheckboxesField(
        "What does it show something about?",
        [option(item.id, item.title) for item in items],
        required="Choose which of these it shows something about",
    )
    if len(record.cares) > 1:
        fields["children"] = CheckboxesField(
            "Who is it about?",
            [option(care_value(care), care_words(care)) for care in record.cares],
            required="Choose which children this is about",
        )
    return fields | {
        "by_care": {care_value(care): care for care in record.cares},
        "by_item": {item.id: item for item in items},
        "sharing": RadiosField(
            "Who in the family may be given this?",
            options_of(content.SHARING_WORDS, content.SHARING_HINTS),
            description="For the sheet that a carer or child can be given. Think of what is safe.",
        ),
        "shared_with": CheckboxesField(
            "Who may be given it?", [option(value, person.name) for value, person in _readers(record.cares)]
        ),
    }


def _items(record: Record) -> list[Item]:
    """Every item asked about any of the children, in the order of the tool."""
    asked = {
        item.id
        for care in record.cares
        for _, area in record.areas(care)
        for item in record.items(care, area)
    }
    return [item for item in record.instrument.items if item.id in asked]


def care_value(care: Care) -> str:
    """A child with a carer as a form sends them."""
    child, carer = care.profile.child, care.profile.carer
    return f"{child.key if child else ''}.{carer.key if carer else ''}"


def care_words(care: Care) -> str:
    """A child with a carer in words."""
    child, carer = care.profile.child, care.profile.carer
    return f"{child.name if child else ''}, with {carer.name if carer else ''}"


def _readers(cares: Sequence[Care]) -> list[tuple[str, Person]]:
    """Everybody who could be given a note: the carers, then the children."""
    carers = [care.profile.carer for care in cares]
    children = [care.profile.child for care in cares]
    found = [(f"carer:{one.key}", one) for one in carers if one is not None]
    return list(dict.fromkeys([*found, *((f"child:{one.key}", one) for one in children if one is not None)]))


def _kept(value: str, person: Person) -> str:
    """A reader as the answer keeps them: by id, which no form shows."""
    return f"{value.split(':', maxsplit=1)[0]}:{person.id}"


def source_of(source: RadiosField) -> EvidenceSource:
    """Where the evidence comes from, as a code. The form was found valid before."""
    return EvidenceSource(source.data or "")
