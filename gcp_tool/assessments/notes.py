"""What a note says of itself: whom it is about, and who in the family may be given it."""

from collections.abc import Sequence
from enum import StrEnum

from gcp_tool.assessments.record import Care, Record
from gcp_tool.domain.vocabulary import EvidenceSource
from gcp_tool.models import Answer

_CARERS_OWN = (EvidenceSource.SEEN_AT_VISIT, EvidenceSource.CARER_SAID)


class Sharing(StrEnum):
    """Who may be given a piece of evidence: as is usual for its source, nobody, or those who are named."""

    USUAL = "usual"
    NOBODY = "nobody"
    CHOSEN = "chosen"


def usually_shared_with(source: EvidenceSource, cares: Sequence[Care]) -> list[str]:
    """Who may be given evidence from a source when nothing else is said.

    What was seen, the carers it is about. What a carer said, that carer: with several it is not known which, and it
    may not be safe, so nobody. What a child or a professional said, or a record says: nobody.
    """
    carers = list(dict.fromkeys(f"carer:{care.profile.carer_id}" for care in cares))
    if source is EvidenceSource.CARER_SAID and len(carers) > 1:
        return []
    return carers if source in _CARERS_OWN else []


def sharing_of(answer: Answer) -> Sharing:
    """How it was said who may read it; of a piece that says nothing of it, by who may."""
    said = answer.raw.get("sharing")
    if said in set(Sharing):
        return Sharing(said)
    return Sharing.CHOSEN if answer.shared_with else Sharing.NOBODY


def cares_of(record: Record, answer: Answer) -> list[Care]:
    """The children, each with their carer, that a note was said to be about.

    Where that is not on record, those it is linked to; of a note about the home alone, everybody in that home.
    """
    said = answer.raw.get("about")
    linked = {link.profile_id for link in answer.links}
    own = set(said) if isinstance(said, list) else linked
    found = [care for care in record.cares if care.profile.id in own]
    return found or [
        care for care in record.cares if care.household is not None and care.household.id in linked
    ]
