"""Professionals of the borough whom a lead asks to add to an assessment: asked, and what they answer."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from ruamel.yaml import YAML
from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor, load_actor
from gcp_tool.access.contributing import get_contribution
from gcp_tool.assessments.own_part import OwnPart
from gcp_tool.assessments.queries.contributing import OF_PART, load_own_part
from gcp_tool.assessments.queries.inviting import list_people_to_ask
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.answers import ItemChoice, save_choices
from gcp_tool.assessments.services.contributing import Asked, ask, begin, decline, finish
from gcp_tool.assessments.services.evidence import EvidenceGiven, add_evidence
from gcp_tool.core import clock
from gcp_tool.core.keys import new_key
from gcp_tool.demo.people import EMAIL_DOMAIN
from gcp_tool.domain.vocabulary import EvidenceSource
from gcp_tool.models import User

FILE = Path(__file__).with_name("contributions.yaml")


class Invited(BaseModel):
    """Whom a lead asked for what. `grades` are by domain, `saw` by area; `seen` is how many days ago that was."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    whom: str
    domains: tuple[str, ...]
    words: str
    within: Annotated[int, Field(ge=0)]
    grades: Mapping[str, int] = {}
    seen: Annotated[int, Field(ge=0)] = 0
    saw: Mapping[str, str] = {}
    declined: str = ""


@cache
def read_invitations() -> Mapping[str, Invited]:
    """What was asked, by the reference of the family."""
    listed = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, Invited]).validate_python(listed)


def invite(session: Session, *, record: Record, invited: Invited, lead: Actor) -> None:
    """Ask somebody, and let them answer as far as they do."""
    whom = _actor(session, invited.whom)
    people = list_people_to_ask(session, record.assessment, lead, whom.agency_id)
    due_on = clock.today() + timedelta(days=invited.within)
    part = ask(
        session,
        record=record,
        whom=next(one for one in people if one.user_id == whom.id),
        asked=Asked(invited.domains, invited.words, due_on),
        by=lead,
    )
    key = part.key or ""
    if invited.declined:
        decline(session, part=_own(session, whom, key), reason=invited.declined, by=whom)
    elif invited.grades:
        _add(session, key, invited, whom)
        finish(session, part=_own(session, whom, key), by=whom)


def _actor(session: Session, login: str) -> Actor:
    user_id = session.scalars(select(User.id).where(User.email == f"{login}@{EMAIL_DOMAIN}")).one()
    actor = load_actor(session, user_id)
    if actor is None:
        raise LookupError(login)
    return actor


def _own(session: Session, whom: Actor, key: str) -> OwnPart:
    session.flush()
    session.expire_all()
    return load_own_part(session, get_contribution(session, whom, key, *OF_PART))


def _add(session: Session, key: str, invited: Invited, whom: Actor) -> None:
    """Their own grades, of the one child with the one carer, and what they saw."""
    own = _own(session, whom, key)
    begin(session, part=own, by=whom)
    choices = list(_choices(own, invited))
    save_choices(session, record=own, care=own.care, choices=choices, once=new_key(), by=whom)
    for code, words in invited.saw.items():
        own = _own(session, whom, key)
        area = own.area(own.care, code)
        day = clock.today() - timedelta(days=invited.seen)
        given = EvidenceGiven(words, day, EvidenceSource.PROFESSIONAL_SAID, own.items(own.care, area))
        add_evidence(session, record=own, care=own.care, area=area, given=given, once=new_key(), by=whom)


def _choices(own: OwnPart, invited: Invited) -> Iterator[ItemChoice]:
    scale = own.instrument.scale
    for domain, area in own.areas(own.care):
        for item in own.items(own.care, area):
            yield ItemChoice(item, str(scale.level(invited.grades[domain.id]).value), "", 0)
