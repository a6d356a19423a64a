"""What stories about families need: the partnership of `world` with more in it, and looks into the database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.extensions import db
from gcp_tool.families.names import sounds_of
from gcp_tool.models import Allocation, AuditEvent, Base, Family, FamilyMember, Person, ReadingRow, Team, User
from tests.client import Browser, check_page, read_form
from tests.factories import (
    make_allocation,
    make_assessment,
    make_family,
    make_member,
    make_person,
    make_team,
    make_user,
)
from tests.integration.world import World, date_parts, make_world

Open = Callable[..., Browser]


@dataclass(frozen=True, slots=True)
class Places:
    """The world, and beside it another agency's team with a family that the world's people may not open."""

    world: World
    far_team: Team
    far_worker: User
    far_family: Family
    far_child: Person
    far_carer: Person

    @property
    def everybody(self) -> dict[str, User | None]:
        """Whom the rules tell apart."""
        world = self.world
        return {
            "allocated": world.worker,
            "not allocated": world.colleague,
            "manager": world.manager,
            "manager elsewhere": world.other_manager,
            "coordinator": world.coordinator,
            "administrator": world.administrator,
            "nobody": None,
        }


def keep_places(engines: Engines) -> Places:
    """Make the partnership and keep it."""
    with engines.writer() as session:
        places = _make_places(session)
        session.commit()
        session.expunge_all()
    return places


def _make_places(session: Session) -> Places:
    world = make_world(session)
    for person in (world.child, world.carer):
        person.sounds = sounds_of(person.given_name, person.family_name)
    team = make_team(session, name="Far team", duty_line="01632 960 123")
    worker = make_user(session, team=team, name="Priya Nair")
    family = make_family(session, team=team, label="Hassan family", ref="FAR-1")
    child = join(session, family, "Mia", "Hassan", birth_on=date(2019, 5, 3), nhs_number="4505577104")
    carer = join(session, family, "Sara", "Hassan", role=MemberRole.MAIN_CARER, birth_on=date(1991, 2, 7))
    make_allocation(session, family=family, user=worker)
    return Places(world, team, worker, family, child, carer)


def join(
    session: Session,
    family: Family,
    given_name: str,
    family_name: str,
    *,
    role: MemberRole = MemberRole.CHILD,
    member: dict[str, Any] | None = None,
    **facts: Any,
) -> Person:
    """Somebody in a family, with the sounds of their name as the tool keeps them."""
    sounds = sounds_of(given_name, family_name)
    person = make_person(session, given_name=given_name, family_name=family_name, sounds=sounds, **facts)
    make_member(session, family=family, person=person, role=role, **(member or {}))
    return person


def make_reading(session: Session, *, family: Family, child: Person, carer: Person, on_date: date) -> None:
    """A reading of one domain, with the assessment it stands on."""
    made = make_assessment(session, family=family, child=child, carer=carer)
    reading = ReadingRow(
        assessment_id=made.assessment.id,
        profile_id=made.child_carer.id,
        domain="physical",
        revision_id=made.revision.id,
        family_id=family.id,
        child_id=child.id,
        carer_id=carer.id,
        line="small-care",
        on_date=on_date,
        grade=3,
        graded=2,
        of_items=2,
        signed_off=False,
        scorer_id=made.assessment.lead_user_id,
    )
    session.add(reading)
    session.flush()


def keep(make: Callable[[Session], Any]) -> Any:
    """Make rows and keep them; what is made is returned, detached."""
    with db.engines.writer() as session:
        made = make(session)
        session.commit()
        session.expunge_all()
    return made


def give_families(worker: User, team: Team, count: int) -> None:
    """Allocate so many families to a worker, each with two children and a carer."""

    def make(session: Session) -> None:
        for number in range(count):
            family = make_family(session, team=team, label=f"Brook family {number:03d}")
            for name in ("Ivy", "Owen"):
                join(session, family, name, "Brook")
            join(session, family, "Nell", "Brook", role=MemberRole.MAIN_CARER, birth_on=date(1990, 1, 1))
            make_allocation(session, family=family, user=worker)

    keep(make)


def form_again(response: Any, path: str) -> tuple[str, dict[str, Any]]:
    """The form of a page that came back, as the browser would send it."""
    return read_form(check_page(response), path)


def count_of(kind: type[Base]) -> int:
    """How many rows a table has."""
    with db.engines.reader() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def counts() -> tuple[int, ...]:
    """How much there is of what registering makes."""
    return tuple(count_of(kind) for kind in (Family, Person, FamilyMember, Allocation))


def one(kind: type[Base], **facts: Any) -> Any:
    """The only row with these facts, detached."""
    with db.engines.reader() as session:
        row = session.scalars(select(kind).filter_by(**facts)).one()
        session.expunge_all()
    return row


def every(kind: type[Base], **facts: Any) -> Sequence[Any]:
    """The rows with these facts in their order, detached."""
    with db.engines.reader() as session:
        rows = session.scalars(
            select(kind).filter_by(**facts).order_by(kind.__table__.primary_key.columns[0])
        ).all()
        session.expunge_all()
    return rows


def events(name: str, **facts: Any) -> Sequence[AuditEvent]:
    """What the log says of this kind of event."""
    with db.engines.reader() as session:
        statement = select(AuditEvent).filter_by(event=name, **facts).order_by(AuditEvent.seq)
        rows = session.scalars(statement).all()
        session.expunge_all()
    return rows


def count_statements(browser: Browser, path: str) -> int:
    """How many statements a page takes."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(db.engines.engine, "before_cursor_execute", note)
    try:
        browser.get(path)
    finally:
        event.remove(db.engines.engine, "before_cursor_execute", note)
    return len(seen)


def registration(**changes: Any) -> dict[str, Any]:
    """The fields of a family to register: the Ashdowns, whom nobody knows."""
    fields = {
        "label": "Ashdown family",
        "area": "Thornmere South",
        "child_born": "born",
        "child_given_name": "Dexter",
        "child_family_name": "Ashdown",
        **date_parts("child_birth_on", date(2021, 8, 9)),
        "carer_given_name": "Jodie",
        "carer_family_name": "Ashdown",
    }
    return fields | changes


def like_the_far_family(**changes: Any) -> dict[str, Any]:
    """The fields of a family that shares child and carer with the far one."""
    known = registration(
        label="Hasan",
        child_given_name="Mya",
        child_family_name="Hasan",
        carer_given_name="Sara",
        carer_family_name="Hassan",
        **date_parts("child_birth_on", date(2019, 5, 3)),
        **date_parts("carer_birth_on", date(1991, 2, 7)),
    )
    return known | changes


def today() -> date:
    return clock.today()
