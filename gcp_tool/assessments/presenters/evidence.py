"""Evidence as it is read: what, when, from where, by whom, what it shows of whom, and who may be given it."""

from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.assessments import content, words
from gcp_tool.assessments.forms.evidence import NoteForm
from gcp_tool.assessments.notes import cares_of
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.evidence import VISIT
from gcp_tool.core.formatting import join_words, short_date
from gcp_tool.domain.instrument import Item
from gcp_tool.models import Answer


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """A piece of evidence as it is read. `about` names the children where there are several."""

    slot: int
    area: str
    words: str
    when: str
    source: str
    who: str
    shows: str
    place: str = ""
    about: str = ""
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """An item that a note may show something about."""

    value: str
    label: str
    checked: bool


@dataclass(frozen=True, slots=True)
class BoxGroup:
    """The items of one area."""

    domain: str
    title: str
    boxes: Sequence[Box]


@dataclass(frozen=True, slots=True)
class Notes:
    """Every note of an assessment, and the areas that have none."""

    cards: Sequence[EvidenceCard]
    areas_without: Sequence[tuple[str, str]]


def present_evidence(record: Record, answer: Answer) -> EvidenceCard:
    """A piece of evidence in words."""
    titles = _titles(record)
    return EvidenceCard(
        slot=answer.slot,
        area=answer.code,
        words=str(answer.raw.get("words", "")),
        when=short_date(answer.on_date) if answer.on_date else "Date not recorded",
        source=content.SOURCE_WORDS[answer.source] if answer.source else "Source not recorded",
        who=", ".join(
            part
            for part in (answer.by.name if answer.by else "", answer.agency.name if answer.agency else "")
            if part
        ),
        shows=", ".join(dict.fromkeys(titles.get(link.code, link.code) for link in answer.links)),
        place=place_words(record, answer.code),
        about=_about(record, answer) if len(record.cares) > 1 else "",
        shared=_shared(record, answer),
    )


def place_words(record: Record, code: str) -> str:
    """Where a note was written."""
    return "Visit note" if code == VISIT else _titles(record).get(code, code)


def present_notes(record: Record) -> Notes:
    """Every note, the latest first, and the areas that have none about anybody."""
    noted = {code for care in record.cares for code in words.areas_with_note(record, care)}
    areas = {area.id: area.title for care in record.cares for _, area in record.areas(care)}
    return Notes(
        cards=[present_evidence(record, answer) for answer in record.evidence],
        areas_without=[(code, title) for code, title in areas.items() if code not in noted],
    )


def present_boxes(record: Record, form: NoteForm) -> Sequence[BoxGroup]:
    """The items a note may show something about, area by area."""
    groups: dict[str, list[Item]] = {}
    for item in form.by_item.values():
        groups.setdefault(record.instrument.area_of(item.id).id, []).append(item)
    return [
        BoxGroup(
            domain=record.instrument.domain_of(code).title,
            title=record.instrument.area(code).title,
            boxes=[Box(item.id, item.title, item.id in form.shows.data) for item in items],
        )
        for code, items in groups.items()
    ]


def _about(record: Record, answer: Answer) -> str:
    children = (care.profile.child for care in cares_of(record, answer))
    return join_words(dict.fromkeys(child.name for child in children if child is not None))


def _shared(record: Record, answer: Answer) -> str:
    people = {f"carer:{c.profile.carer_id}": c.profile.carer for c in record.cares}
    people |= {f"child:{c.profile.child_id}": c.profile.child for c in record.cares}
    names = [person.name for value in answer.shared_with if (person := people.get(value)) is not None]
    return f"May be given to {join_words(names)}" if names else "Not to be given to anybody in the family"


def _titles(record: Record) -> dict[str, str]:
    """The title of every item, area and domain by its code."""
    domains = record.instrument.domains
    areas = [area for domain in domains for area in domain.areas]
    titles = {domain.id: domain.title for domain in domains} | {area.id: area.title for area in areas}
    return titles | {item.id: item.title for area in areas for item in area.items}
