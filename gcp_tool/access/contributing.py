"""The parts that an actor was asked to add to assessments of others. They open nothing else of the family."""

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.interfaces import ORMOption

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.vocabulary import Part
from gcp_tool.models import Participant


def contributions(actor: Actor) -> ColumnElement[bool]:
    """The parts that were asked of the actor, of restricted families too: whoever asked knew whom."""
    return and_(Participant.part == Part.CONTRIBUTOR, Participant.user_id == actor.id)


def get_contribution(session: Session, actor: Actor, key: str, *options: ORMOption) -> Participant:
    """The part of this key, if it was asked of the actor.

    Raises:
        NotFound: as if it did not exist.
    """
    row = None
    if actor.may(Permission.ASSESSMENT_WRITE):
        statement = select(Participant).where(Participant.key == key, contributions(actor))
        row = session.scalars(statement.options(*options)).one_or_none()
    if row is None:
        raise NotFound("There is no such record, or it is not one of yours.")
    return row
