"""Everything that an assessment still lacks before it can be submitted, gathered from all its parts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from gcp_tool.assessments import words
from gcp_tool.assessments.queries.previous import previous_grades
from gcp_tool.assessments.record import Care, Record
from gcp_tool.domain.gates import (
    Lack,
    find_areas_without_a_note,
    find_gaps,
    find_unconfirmed,
    items_needing_effort,
)
from gcp_tool.domain.instrument import Area, Item
from gcp_tool.domain.vocabulary import ProfileKind
from gcp_tool.models import Answer


@dataclass(frozen=True, slots=True)
class Missing:
    """What is lacking, and of whom: of an item, an area, a child, or of the whole assessment."""

    lack: Lack
    care: Care
    item: Item | None = None
    area: Area | None = None
    answer: Answer | None = None


def list_missing(session: Session, record: Record) -> tuple[Missing, ...]:
    """All that holds up submitting, in the order of the pages on which it is mended; empty when it can be submitted."""
    return (
        *_once_for_all(record, _of_items(record)),
        *(
            Missing(Lack.EFFORT, care, item)
            for care in record.cares
            for item in list_needing_effort(session, record, care)
            if not words.effort_given(record, care, item)
        ),
        *_of_areas(record),
        *_of_voices(record),
        *(() if words.told_given(record) else (Missing(Lack.TOLD, record.cares[0]),)),
        *(
            Missing(Lack.UNFINISHED, record.cares[0], answer=answer)
            for answer in record.unfinished
            if answer.code != words.IMMEDIATE  # who was told now holds nothing up
        ),
    )


def list_needing_effort(session: Session, record: Record, care: Care) -> tuple[Item, ...]:
    """The items of a child with a carer that are so much better than last time that it is asked what shows it."""
    items = [item for _, area in record.areas(care) for item in record.items(care, area)]
    previous = previous_grades(session, record, care)
    return items_needing_effort(record.instrument.scale, items, record.given(care), previous)


def _of_items(record: Record) -> Iterator[Missing]:
    scale = record.instrument.scale
    for care in record.cares:
        items = [item for _, area in record.areas(care) for item in record.items(care, area)]
        evidenced = {item.id for item in items if record.evidence_for(care, item.id)}
        copied = {item.id for item in record.copied(care)}
        gaps = (
            *find_gaps(scale, items, record.given(care), evidenced),
            *find_unconfirmed(items, copied),
        )
        places = {item.id: place for place, item in enumerate(items)}
        for gap in sorted(gaps, key=lambda gap: places[gap.item.id]):
            yield Missing(gap.lack, care, gap.item, record.instrument.area_of(gap.item.id))


def _once_for_all(record: Record, found: Iterable[Missing]) -> Iterator[Missing]:
    """What a household lacks is said once, not for each of its children."""
    said = set()
    for missing in found:
        if missing.item is None:
            continue
        answer = record.answer(missing.care, missing.item)
        holder = answer.profile_id if answer else missing.care.profile_for(missing.item).id
        place = (missing.lack, holder, missing.item.id)
        if place not in said:
            said.add(place)
            yield missing


def _of_areas(record: Record) -> Iterator[Missing]:
    """Areas without a note about anybody: one note serves all the children it is about."""
    noted = {code for care in record.cares for code in words.areas_with_note(record, care)}
    said: set[str] = set()
    for care in record.cares:
        areas = [area for _, area in record.areas(care) if area.id not in said]
        said |= {area.id for area in areas}
        yield from (Missing(Lack.NOTE, care, area=area) for area in find_areas_without_a_note(areas, noted))


def _of_voices(record: Record) -> Iterator[Missing]:
    for care in words.children(record):
        child = record.profile(ProfileKind.CHILD, care.profile.child_id)
        if not words.has_voice_or_reason(record, child):
            yield Missing(Lack.VOICE, care)
