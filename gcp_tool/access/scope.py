"""The only row filters: which families and assessments an actor may see at all."""

from typing import TypeVar

from sqlalchemy import ColumnElement, CompoundSelect, Select, exists, false, or_, select, true, union
from sqlalchemy.orm import Session, aliased
from sqlalchemy.orm.interfaces import ORMOption

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission
from gcp_tool.access.signing import Signing, SignsBy
from gcp_tool.domain.errors import NotFound
from gcp_tool.models import Allocation, Assessment, Family, Target, WordingNote

Row = TypeVar("Row", Family, Assessment, Target)


def _allocated(actor: Actor) -> ColumnElement[bool]:
    return exists().where(
        Allocation.family_id == Family.id, Allocation.user_id == actor.id, Allocation.ended_on.is_(None)
    )


def _leads_an_assessment(actor: Actor) -> ColumnElement[bool]:
    led = aliased(Assessment)  # not the assessment that a statement around this may be about
    return exists().where(
        led.family_id == Family.id, led.lead_user_id == actor.id, led.recorded_in_error_at.is_(None)
    )


def families(actor: Actor) -> ColumnElement[bool]:
    """Families the actor may open: allocated to them, assessed by them, or held by a team they manage.

    A restricted family is for its allocated workers and the manager of the team that holds it.
    """
    if not actor.may(Permission.FAMILY_READ):
        return Family.id.is_(None)
    leads = _leads_an_assessment(actor) & Family.restricted.is_(False)
    return or_(_allocated(actor), leads, Family.team_id.in_(actor.managed_team_ids))


def family_ids(actor: Actor) -> CompoundSelect[int]:
    """The ids of the same families as `families`, each kind found by its index: for lists.

    As a condition on a row `families` is quick, but a list would put it to every family there is.
    """
    allocated = select(Allocation.family_id).where(
        Allocation.user_id == actor.id, Allocation.ended_on.is_(None)
    )
    led = (
        select(Assessment.family_id)
        .join(Family, Family.id == Assessment.family_id)
        .where(
            Assessment.lead_user_id == actor.id,
            Assessment.recorded_in_error_at.is_(None),
            Family.restricted.is_(False),
        )
    )
    managed = select(Family.id).where(Family.team_id.in_(actor.managed_team_ids))
    may_read = true() if actor.may(Permission.FAMILY_READ) else false()
    return union(*(ids.where(may_read).correlate(None) for ids in (allocated, led, managed)))


def assessments(actor: Actor) -> ColumnElement[bool]:
    """Assessments the actor may open: of their families, and of others those they or a team they manage lead.

    So does whoever an agency has named to sign. Of a restricted family only those of whoever may open the family.
    """
    if not actor.may(Permission.ASSESSMENT_READ):
        return Assessment.id.is_(None)
    of_my_families = exists().where(Family.id == Assessment.family_id, families(actor))
    led = or_(
        Assessment.lead_user_id == actor.id,
        Assessment.lead_team_id.in_(actor.managed_team_ids),
        _led_by_agencies(actor, Signing(SignsBy.NAMED, actor.id)),
    )
    is_open = exists().where(Family.id == Assessment.family_id, Family.restricted.is_(False))
    return or_(of_my_families, led & is_open)


def to_sign(actor: Actor) -> ColumnElement[bool]:
    """Assessments that fall to the actor to sign, as each agency has settled it; the family is `Family`'s own row.

    It says nothing of whether they wait, or whether the actor took part.
    """
    if not actor.may(Permission.ASSESSMENT_SIGN_OFF):
        return Assessment.id.is_(None)
    holds = exists().where(Family.id == Assessment.family_id, Family.team_id.in_(actor.managed_team_ids))
    return or_(
        Assessment.lead_team_id.in_(actor.managed_team_ids)
        & _led_by_agencies(actor, Signing(SignsBy.LEAD_TEAM)),
        holds & _led_by_agencies(actor, Signing(SignsBy.HOLDING_TEAM)),
        _led_by_agencies(actor, Signing(SignsBy.NAMED, actor.id)),
    )


def _led_by_agencies(actor: Actor, signing: Signing) -> ColumnElement[bool]:
    """Assessments led by agencies for which just this is settled."""
    settings = actor.signing
    own = Assessment.lead_agency_id.in_(settings.agencies(signing))
    if settings.everywhere != signing:
        return own
    return or_(own, Assessment.lead_agency_id.not_in(list(settings.of_agency)))


def wording_notes(actor: Actor) -> ColumnElement[bool]:
    """Notes about the words of tools the actor may read: their own; all of them for who answers them."""
    if actor.may(Permission.NOTE_ANSWER):
        return true()
    return WordingNote.by_id == actor.id


def get_family(session: Session, actor: Actor, key: str, *options: ORMOption) -> Family:
    """The family of this key, if the actor may open it.

    Raises:
        NotFound: as if it did not exist.
    """
    return _one(session, select(Family).where(Family.key == key, families(actor)).options(*options))


def get_assessment(session: Session, actor: Actor, key: str, *options: ORMOption) -> Assessment:
    """The assessment of this key, if the actor may open it.

    Raises:
        NotFound: as if it did not exist.
    """
    return _one(
        session, select(Assessment).where(Assessment.key == key, assessments(actor)).options(*options)
    )


def targets(actor: Actor) -> ColumnElement[bool]:
    """Targets the actor may open: those of the families they may open."""
    return exists().where(Family.id == Target.family_id, families(actor))


def get_target(session: Session, actor: Actor, key: str, *options: ORMOption) -> Target:
    """The target of this key, if the actor may open its family.

    Raises:
        NotFound: as if it did not exist.
    """
    return _one(session, select(Target).where(Target.key == key, targets(actor)).options(*options))


def _one(session: Session, statement: Select[Row]) -> Row:
    row = session.scalars(statement).one_or_none()
    if row is None:
        raise NotFound("There is no such record, or it is not one of yours.")
    return row
