"""Somebody of another agency, asked to add to an assessment."""

from sqlalchemy import select

from gcp_tool.extensions import db
from gcp_tool.models import Participant, User
from tests.client import Browser
from tests.factories import make_agency, make_team, make_user
from tests.integration.world import World, date_parts, days_ago


def keep_nurse(world: World) -> User:
    """A school nurse, of another agency."""
    with db.engines.writer() as session:
        agency = make_agency(session, name=f"School nursing of {world.family.ref}")
        user = make_user(session, team=make_team(session, agency=agency), name="Nell Ives")
        session.commit()
        session.expunge_all()
    return user


def ask(lead: Browser, key: str, whom: User) -> str:
    """Ask somebody for the domain of meals; the key of their part is returned."""
    page = lead.get(f"/assessments/{key}/others/ask")
    (link,) = [a for a in page.select("main li a") if "School nursing" in a.get_text()]
    fields = {
        "person": whom.key,
        "domains": ["food"],
        "words": "What have you seen of her meals?",
        **date_parts("due_on", days_ago(-7)),
    }
    lead.submit(str(link["href"]), fields)
    return find_part(whom).key or ""


def find_part(whom: User) -> Participant:
    """The latest part that was asked of somebody."""
    with db.engines.reader() as session:
        statement = select(Participant).where(Participant.user_id == whom.id).order_by(Participant.id.desc())
        part = session.scalars(statement).first()
        assert part is not None
        session.expunge_all()
    return part
