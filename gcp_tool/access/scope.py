"""The only row filters: which families and assessments an actor may see at all."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.orm import Session, aliased
from sqlalchemy.orm.interfaces import ORMOption

from gcp_tool.access.actor import Actor
from gcp_tool.access.break_glass import is_opened, opened_ids
from gcp_tool.access.permissions import Permission
from gcp_tool.access.sampled import is_sampled, reads_samples, sampled_ids
from gcp_tool.access.signing import Signing, SignsBy
from gcp_tool.access.terms import PLACES, Terms, terms_of
from gcp_tool.domain.errors import NotFound
from gcp_tool.models import (
    Action,
    Allocation,
    Assessment,
    Challenge,
    Family,
    Review,
    Target,
    WordingNote,
)

Row = TypeVar("Row", Family, Assessment, Target, Review, Action, Challenge)
Made = TypeVar("Made")

_Led = aliased(Assessment)  # not the assessment that a statement around this may be about


def _families(terms: Terms) -> ColumnElement[bool]:
    mine = is_sampled(terms.actor, terms.today) if terms.audits else _worked_with(terms)
    return or_(mine, is_opened(terms.opened)) if terms.has_opened else mine


def _worked_with(terms: Terms) -> ColumnElement[bool]:
    allocated = exists().where(
        Allocation.family_id == Family.id, Allocation.user_id == terms.actor, Allocation.ended_on.is_(None)
    )
    leads = exists().where(
        _Led.family_id == Family.id, _Led.lead_user_id == terms.actor, _Led.recorded_in_error_at.is_(None)
    )
    return or_(allocated, leads & Family.restricted.is_(False), Family.team_id.in_(terms.managed))


def _assessments(terms: Terms) -> ColumnElement[bool]:
    of_my_families = exists().where(Family.id == Assessment.family_id, terms.reads_families, _families(terms))
    if terms.audits:
        return of_my_families
    led = or_(
        Assessment.lead_user_id == terms.actor,
        Assessment.lead_team_id.in_(terms.managed),
        _led_by_agencies(terms.naming, terms.named_by_all, terms.settled),
    )
    is_open = exists().where(Family.id == Assessment.family_id, Family.restricted.is_(False))
    return or_(of_my_families, led & is_open)


def _led_by_agencies(some: Any, is_everywhere: Any, settled: Any) -> ColumnElement[bool]:
    """Assessments led by some agencies and, where something is so everywhere, by all that settled nothing else."""
    led = Assessment.lead_agency_id.in_(some)
    if is_everywhere is False:
        return led
    return or_(led, and_(is_everywhere, Assessment.lead_agency_id.not_in(settled)))


def families(actor: Actor) -> ColumnElement[bool]:
    """Families the actor may open: allocated to them, assessed by them, or held by a team they manage.

    An auditor opens those of the open samples that they were asked to audit, and no other; whoever is on duty also
    those that they opened under break-glass, while that lasts. A restricted family is for its allocated workers and the
    manager of the team that holds it.
    """
    return _families(terms_of(actor)) if actor.may(Permission.FAMILY_READ) else Family.id.is_(None)


def family_ids(actor: Actor) -> CompoundSelect[int]:
    """The ids of the same families as `families`, each kind found by its index: for lists.

    As a condition on a row `families` is quick, but a list would put it to every family there is.
    """
    return _family_ids(terms_of(actor))


def about_families(
    actor: Actor, make: Callable[[CompoundSelect[int]], Made]
) -> tuple[Made, Mapping[str, Any]]:
    """A statement about the families of `family_ids`, and what it is run with.

    It is made once for everybody, so `make` is a function of a module.
    """
    terms = terms_of(actor)
    return _made(make, audits=terms.audits, has_opened=terms.has_opened), asdict(terms)


@lru_cache(maxsize=64)
def _made(make: Callable[[CompoundSelect[int]], Made], *, audits: bool, has_opened: bool) -> Made:
    return make(_family_ids(replace(PLACES, audits=audits, has_opened=has_opened)))


def _family_ids(terms: Terms) -> CompoundSelect[int]:
    allocated = select(Allocation.family_id).where(
        Allocation.user_id == terms.actor, Allocation.ended_on.is_(None)
    )
    led = (
        select(Assessment.family_id)
        .join(Family, Family.id == Assessment.family_id)
        .where(
            Assessment.lead_user_id == terms.actor,
            Assessment.recorded_in_error_at.is_(None),
            Family.restricted.is_(False),
        )
    )
    managed = select(Family.id).where(Family.team_id.in_(terms.managed))
    kinds = [sampled_ids(terms.actor, terms.today)] if terms.audits else [allocated, led, managed]
    if terms.has_opened:
        kinds.append(opened_ids(terms.opened))
    return union(*(ids.where(terms.reads_families).correlate(None) for ids in kinds))


def assessments(actor: Actor) -> ColumnElement[bool]:
    """Assessments the actor may open: of their families, and of others those they or a team they manage lead.

    So does whoever an agency has named to sign. Of a restricted family only those of whoever may open the family.
    """
    return _assessments(terms_of(actor)) if actor.may(Permission.ASSESSMENT_READ) else Assessment.id.is_(None)


def to_sign(actor: Actor) -> ColumnElement[bool]:
    """Assessments that fall to the actor to sign, as each agency has settled it; the family is `Family`'s own row.

    It says nothing of whether they wait, or whether the actor took part.
    """
    if not actor.may(Permission.ASSESSMENT_SIGN_OFF):
        return Assessment.id.is_(None)
    holds = exists().where(Family.id == Assessment.family_id, Family.team_id.in_(actor.managed_team_ids))
    return or_(
        Assessment.lead_team_id.in_(actor.managed_team_ids) & _as_settled(actor, Signing(SignsBy.LEAD_TEAM)),
        holds & _as_settled(actor, Signing(SignsBy.HOLDING_TEAM)),
        _as_settled(actor, Signing(SignsBy.NAMED, actor.id)),
    )


def _as_settled(actor: Actor, signing: Signing) -> ColumnElement[bool]:
    """Assessments led by agencies for which just this is settled."""
    settings = actor.signing
    return _led_by_agencies(
        settings.agencies(signing), settings.everywhere == signing, list(settings.of_agency)
    )


def wording_notes(actor: Actor) -> ColumnElement[bool]:
    """Notes about the words of tools the actor may read: their own; all of them for who answers them."""
    if actor.may(Permission.NOTE_ANSWER):
        return true()
    return WordingNote.by_id == actor.id


def _targets(terms: Terms) -> ColumnElement[bool]:
    return exists().where(Family.id == Target.family_id, _families(terms))


def _reviews(terms: Terms) -> ColumnElement[bool]:
    return exists().where(Family.id == Review.family_id, _families(terms))


def _actions(terms: Terms) -> ColumnElement[bool]:
    """What is to be done in a family one may open, and what one is to do oneself."""
    return or_(
        Action.owner_id == terms.actor, exists().where(Family.id == Action.family_id, _families(terms))
    )


def _challenges(terms: Terms) -> ColumnElement[bool]:
    """One's own, those in a family one may open, and those of an assessment one may open."""
    of_family = exists().where(Family.id == Challenge.family_id, _families(terms))
    of_assessment = exists().where(Assessment.id == Challenge.assessment_id, _assessments(terms))
    return or_(Challenge.by_id == terms.actor, of_family, of_assessment)


def get_family(session: Session, actor: Actor, key: str, *options: ORMOption) -> Family:
    """The family of this key, if the actor may open it.

    Raises:
        NotFound: as if it did not exist.
    """
    return _one(session, actor, Family, key, options)


def get_assessment(session: Session, actor: Actor, key: str, *options: ORMOption) -> Assessment:
    """The assessment of this key, if the actor may open it.

    Raises:
        NotFound: as if it did not exist.
    """
    return _one(session, actor, Assessment, key, options)


def get_target(session: Session, actor: Actor, key: str, *options: ORMOption) -> Target:
    """The target of this key, if the actor may open its family.

    Raises:
        NotFound: as if it did not exist.
    """
    return _one(session, actor, Target, key, options)


def get_review(session: Session, actor: Actor, key: str, *options: ORMOption) -> Review:
    """The review of this key, if the actor may open its family.

    Raises:
        NotFound: as if it did not exist.
    """
    return _one(session, actor, Review, key, options)


def get_action(session: Session, actor: Actor, key: str, *options: ORMOption) -> Action:
    """The action of this key, if it is the actor's to do or they may open its family.

    Raises:
        NotFound: as if it did not exist.
    """
    return _one(session, actor, Action, key, options)


def get_challenge(session: Session, actor: Actor, key: str, *options: ORMOption) -> Challenge:
    """The challenge of this key, if it is the actor's own or they may open what it is about.

    Raises:
        NotFound: as if it did not exist.
    """
    return _one(session, actor, Challenge, key, options)


_OPENED: Mapping[type[Any], tuple[Permission, Callable[[Terms], ColumnElement[bool]]]] = {
    Family: (Permission.FAMILY_READ, _families),
    Assessment: (Permission.ASSESSMENT_READ, _assessments),
    Target: (Permission.FAMILY_READ, _targets),
    Review: (Permission.FAMILY_READ, _reviews),
    Action: (Permission.FAMILY_READ, _actions),
    Challenge: (Permission.ASSESSMENT_READ, _challenges),
}


def _one(session: Session, actor: Actor, kind: type[Row], key: str, options: tuple[ORMOption, ...]) -> Row:
    permission, _ = _OPENED[kind]
    row: Row | None = None
    if actor.may(permission):
        given = {"key": key, **asdict(terms_of(actor))}
        statement = _statement(kind, options, audits=reads_samples(actor), has_opened=bool(actor.openings))
        row = session.scalars(statement, given).one_or_none()
    if row is None:
        raise NotFound("There is no such record, or it is not one of yours.")
    return row


@lru_cache(maxsize=64)
def _statement(
    kind: type[Row], options: tuple[ORMOption, ...], *, audits: bool, has_opened: bool
) -> Select[Row]:
    """How one row is found for anybody: making this takes longer than running it, so give options made once."""
    _, condition = _OPENED[kind]
    mine = condition(replace(PLACES, audits=audits, has_opened=has_opened))
    return select(kind).where(kind.key == bindparam("key"), mine).options(*options)
