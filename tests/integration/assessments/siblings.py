"""An assessment of two children and two carers, made as the database holds it, for stories that begin there."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.core.keys import new_key
from gcp_tool.domain.vocabulary import AgeBand, AnswerKind, AnswerState, MemberRole, ProfileKind
from gcp_tool.extensions import db
from gcp_tool.models import Answer, Assessment, Participant, Person, Profile
from tests.client import Browser, read_form
from tests.factories import make_assessment, make_member, make_person
from tests.factories.defaults import AT, add
from tests.integration.world import World, days_ago


@dataclass(frozen=True, slots=True)
class Siblings:
    """Isla with Leanne and with Dan, Rory with Leanne; rows are detached."""

    key: str
    revision_id: int
    isla: Person
    rory: Person
    leanne: Person
    dan: Person
    home: Profile
    isla_leanne: Profile
    isla_dan: Profile
    rory_leanne: Profile


def keep_siblings(world: World) -> Siblings:
    """The assessment, a draft led by the world's worker."""
    with db.engines.writer() as session:
        rory = make_person(session, given_name="Rory", birth_on=date(clock.today().year - 5, 1, 10))
        dan = make_person(session, given_name="Dan", birth_on=date(1990, 2, 3))
        make_member(session, family=world.family, person=rory)
        make_member(session, family=world.family, person=dan, role=MemberRole.SECOND_CARER)
        made = make_assessment(
            session,
            family=world.family,
            child=world.child,
            carer=world.carer,
            lead=world.worker,
            version=world.tool,
            window_from=days_ago(20),
            window_to=days_ago(2),
        )
        siblings = Siblings(
            key=made.assessment.key,
            revision_id=made.revision.id,
            isla=world.child,
            rory=rory,
            leanne=world.carer,
            dan=dan,
            home=made.household,
            isla_leanne=made.child_carer,
            isla_dan=add_pair(session, made.assessment, world.child, dan),
            rory_leanne=add_pair(session, made.assessment, rory, world.carer),
        )
        session.commit()
        session.expunge_all()
    return siblings


def add_pair(session: Session, assessment: Assessment, child: Person, carer: Person) -> Profile:
    """Put a child with a carer into an assessment."""
    values = {
        "assessment_id": assessment.id,
        "kind": ProfileKind.CHILD_CARER,
        "household": "Home",
        "age_band": AgeBand.FIVE_TO_TEN,
        "child_id": child.id,
        "carer_id": carer.id,
        "carer_role": MemberRole.MAIN_CARER,
    }
    return add(session, Profile, values, {})


def copy_answer(siblings: Siblings) -> None:
    """Rory's grade for enough food, copied from Isla's and not yet confirmed."""
    with db.engines.writer() as session:
        lead = session.scalars(
            select(Participant).join(Assessment).where(Assessment.key == siblings.key)
        ).one()
        common = {"revision_id": siblings.revision_id, "participant_id": lead.id, "by_id": lead.user_id}
        for profile, source in (
            (siblings.isla_leanne, None),
            (siblings.rory_leanne, siblings.isla_leanne),
        ):
            values = {
                "profile_id": profile.id,
                "kind": AnswerKind.ITEM,
                "code": "food.meals.enough",
                "raw": {"choice": "2", "reason": ""},
                "grade": 2,
                "state": AnswerState.GRADED,
                "shared_with": [],
                "copied_from_profile_id": source.id if source else None,
                "write_id": new_key(),
                "at": AT,
            }
            add(session, Answer, common | values, {})
        session.commit()


def answers_of(kind: AnswerKind) -> list[Answer]:
    """The answers of a kind in order, with their links."""
    with db.engines.reader() as session:
        rows = list(session.scalars(select(Answer).where(Answer.kind == kind).order_by(Answer.id)))
        for row in rows:
            assert row.links is not None
        session.expunge_all()
    return rows


def refused(browser: Browser, path: str, status: int) -> None:
    """Send a whole form of one's own session to where it is not one's own to send it."""
    token = read_form(browser.get("/account/"), "/account/")[1]["csrf_token"]
    browser.post(path, {"csrf_token": token, "once": new_key(), "version": "1"}, status)
