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
        Care(one, households.get(one.household)) for one in profiles if one.kind is ProfileKind.CHILD_CARER
    ]


def progress_of(
    tool: Instrument, cares: Sequence[Care], answered: Collection[tuple[int, str]]
) -> tuple[int, int]:
    """How many items are answered, of how many. `answered` holds profile and item."""
    asked = [(care, item) for care in cares for item in _items(tool, care)]
    done = sum(
        (care.profile.id, item.id) in answered or (care.profile_for(item).id, item.id) in answered
        for care, item in asked
    )
    return done, len(asked)


def _items(tool: Instrument, care: Care) -> Sequence[Item]:
    return [item for item in tool.items_for(care.band) if item.is_for(care.band_for(item))]
