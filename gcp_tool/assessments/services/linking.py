"""Linking two families that belong together: said once, from either side, and kept."""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_start_assessment
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid
from gcp_tool.models import Family, FamilyLink


def is_linked(session: Session, family: Family, other: Family) -> bool:
    """Whether the two are linked already, whichever way round it was said."""
    one_way = and_(FamilyLink.family_id == family.id, FamilyLink.other_id == other.id)
    the_other = and_(FamilyLink.family_id == other.id, FamilyLink.other_id == family.id)
    return session.scalar(select(FamilyLink.id).where(or_(one_way, the_other)).limit(1)) is not None


def link_families(session: Session, *, family: Family, other: Family, why: str, by: Actor) -> None:
    """Say that two families belong together, and why. Both were opened within the actor's scope.

    Raises:
        NotAllowed: the actor may not assess the family.
        Invalid: it is the same family, or they are linked already.
    """
    check_start_assessment(by, family)
    if family.id == other.id:
        raise Invalid({"why": "A family is not linked with itself"})
    if is_linked(session, family, other):
        raise Invalid({"why": "These families are linked already"})
    link = FamilyLink(
        family_id=min(family.id, other.id),
        other_id=max(family.id, other.id),
        why=why.strip(),
        by_id=by.id,
        at=clock.now(),
    )
    session.add(link)
    session.flush()
    for one in (family, other):
        record(session, Event.FAMILY_LINKED, by=by, family_id=one.id, subject=("family_link", link.id))
