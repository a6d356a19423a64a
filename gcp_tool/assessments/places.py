"""Where the answers of an assessment are kept: each item once for a household, or for each child with each carer."""

from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.assessments.record import Care, Record
from gcp_tool.domain.instrument import Area, Item
from gcp_tool.domain.vocabulary import AgeBand, AnswerState
from gcp_tool.models import Answer, Profile


@dataclass(frozen=True, slots=True)
class Place:
    """An item with the profile that holds its answer.

    `is_own` marks an item of the household that is answered for one child alone, because it is different for them.
    `tag` tells its fields from those of the same item at another place; an assessment of one care needs none.
    """

    item: Item
    profile: Profile
    band: AgeBand
    cares: tuple[Care, ...]
    is_own: bool
    tag: str

    @property
    def is_shared(self) -> bool:
        """Whether one answer counts for everybody in the household."""
        return self.item.household and not self.is_own


def places_of(record: Record, area: Area) -> tuple[Place, ...]:
    """Every place of the items of an area, item by item in the order of the tool."""
    return tuple(
        place
        for item in area.items
        if (cares := _cares_for(record, area, item))
        for place in (*_usual(record, item, cares), *_own(record, item, cares))
    )


def asked(record: Record, area: Area) -> tuple[Place, ...]:
    """The places that need an answer: all but those that are only there in case a child's is different."""
    return tuple(place for place in places_of(record, area) if not place.is_own)


def held(record: Record, place: Place) -> Answer | None:
    """What is on record at a place, even if it was taken back."""
    return record.answers.get((place.profile.id, place.item.id))


def given(record: Record, place: Place) -> Answer | None:
    """What is answered at a place now."""
    return record.answer_at(place.profile, place.item)


def typed(record: Record, place: Place) -> Answer | None:
    """What was typed at a place, finished or not."""
    answer = held(record, place)
    return None if answer is None or answer.state is AnswerState.REMOVED else answer


def _cares_for(record: Record, area: Area, item: Item) -> Sequence[Care]:
    return [care for care in record.cares if item in record.items(care, area)]


def _usual(record: Record, item: Item, cares: Sequence[Care]) -> list[Place]:
    together: dict[int, list[Care]] = {}
    for care in cares:
        together.setdefault(care.profile_for(item).id, []).append(care)
    return [_place(record, item, group, is_own=False) for group in together.values()]


def _own(record: Record, item: Item, cares: Sequence[Care]) -> list[Place]:
    """A child's own place for an item of the household, where there is another child or it was used before."""
    if not item.household:
        return []
    return [
        _place(record, item, [care], is_own=True)
        for care in cares
        if care.household is not None and (len(cares) > 1 or _was_typed(record, care, item))
    ]


def _was_typed(record: Record, care: Care, item: Item) -> bool:
    answer = record.answers.get((care.profile.id, item.id))
    return answer is not None and answer.state is not AnswerState.REMOVED


def _place(record: Record, item: Item, cares: Sequence[Care], *, is_own: bool) -> Place:
    first = cares[0]
    profile = first.profile if is_own else first.profile_for(item)
    is_plain = len(record.cares) == 1 and not is_own
    return Place(
        item=item,
        profile=profile,
        band=first.band_for(item),
        cares=tuple(cares),
        is_own=is_own,
        tag="" if is_plain else f"-{profile.id}",
    )
