"""How far a draft is: the same count as on its list of parts. Pure."""

from collections.abc import Collection, Sequence

from gcp_tool.assessments.record import Care
from gcp_tool.domain.instrument import Instrument, Item
from gcp_tool.domain.vocabulary import ProfileKind
from gcp_tool.models import Profile


def cares_of(profiles: Sequence[Profile]) -> Sequence[Care]:
    """The child and carer of each profile, with the household's profile that counts for them too."""
    households = {one.household: one for one in profiles if one.kind is ProfileKind.HOUSEHOLD}
    return [
        Care(one, households.get(one.household))
        for one in profiles
        # a care without an age band was taken out again before anything was answered
        if one.kind is ProfileKind.CHILD_CARER and one.age_band is not None
    ]


def progress_of(
    tool: Instrument,
    cares: Sequence[Care],
    answered: Collection[tuple[int, str]],
    scope: Collection[str] = (),
) -> tuple[int, int]:
    """How many items are answered, of how many; what a household shares counts once.

    `answered` holds profile and item. `scope` are the areas of a focused review, none when everything is looked at.
    """
    places: dict[tuple[int, str], bool] = {}
    for care in cares:
        for item in _items(tool, care, scope):
            place = (care.profile_for(item).id, item.id)
            is_done = place in answered or (care.profile.id, item.id) in answered
            places[place] = places.get(place, False) or is_done
    return sum(places.values()), len(places)


def _items(tool: Instrument, care: Care, scope: Collection[str]) -> Sequence[Item]:
    return [
        item
        for item in tool.items_for(care.band)
        if item.is_for(care.band_for(item)) and (not scope or tool.area_of(item.id).id in scope)
    ]
