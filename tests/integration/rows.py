"""One of nearly everything, twice: what forging and locking are tried on."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.transactions import transaction
from gcp_tool.core.database import Engines
from gcp_tool.domain.vocabulary import Origin, ProfileKind, RevisionState, Role
from gcp_tool.models import Profile, StatusChange, User
from tests.factories import (
    MadeAssessment,
    add_part,
    make_action,
    make_allocation,
    make_answer,
    make_assessment,
    make_beside,
    make_break_glass,
    make_challenge,
    make_delegation,
    make_event,
    make_evidence,
    make_family,
    make_family_link,
    make_item_comment,
    make_kept,
    make_person,
    make_plan,
    make_policy,
    make_referral,
    make_review,
    make_review_draft,
    make_sample,
    make_support,
    make_target,
    make_user,
    make_wording_note,
    replace_answer,
    take_to,
)
from tests.factories.defaults import AT


@dataclass(frozen=True, slots=True)
class Rows:
    """An open assessment, one that is signed off, and one that was imported."""

    open: MadeAssessment
    locked: MadeAssessment
    imported: MadeAssessment


def build_rows(engines: Engines) -> Rows:
    """Make the rows and commit them, with two events in the log."""
    with transaction(engines) as session:
        lead = make_user(session, accredited_for=("small-care", "other-care"))
        for subject in ("one", "two"):
            make_user(session, role=Role.MANAGER, oidc_subject=subject)
        family = make_family(session)
        made = [make_assessment(session, family=family, lead=lead), make_assessment(session, lead=lead)]
        for number, one in enumerate(made):
            make_allocation(session, family=one.assessment.family, user=lead)
            session.add(
                StatusChange(revision_id=one.revision.id, event="start", to_state=RevisionState.DRAFT, at=AT)
            )
            answer = make_answer(session, one)
            replace_answer(session, answer, grade=4, raw={"choice": "4", "reason": ""})
            make_answer(session, one, code="food.meals.regular")
            make_evidence(session, one, shows=("food.meals.enough", "food.meals.regular"))
            make_person(session, nhs_number=f"999000000{number}", la_child_id=f"LA{number}")
            child = one.child_carer.child_id
            session.add(Profile(assessment_id=one.assessment.id, kind=ProfileKind.CHILD, child_id=child))
            session.add(Profile(assessment_id=one.assessment.id, kind=ProfileKind.WHOLE))
        take_to(session, made[1], RevisionState.SIGNED_OFF)
        imported = make_assessment(session, origin=Origin.IMPORTED, state=RevisionState.SIGNED_OFF)
        make_assessment(session, origin=Origin.IMPORTED)
        _around(session, made, lead)
        for words in ("the first reason", "the second reason"):
            record(session, Event.FAMILY_VIEWED, by=lead.id, family_id=family.id, words=words)
    return Rows(made[0], made[1], imported)


def _around(session: Session, made: list[MadeAssessment], lead: User) -> None:
    """What happens around the families, and beside the assessments."""
    manager, cover = (make_user(session, role=Role.MANAGER) for _ in range(2))
    families = [one.assessment.family for one in made]
    for number, one in enumerate(made):
        family, source = one.assessment.family, {"source": "test", "source_key": str(number)}
        make_plan(session, one, **source)
        make_referral(session, one, **source)
        make_support(session, family, **source)
        make_event(session, family, **source)
        make_target(session, one)
        make_beside(session, one, by=lead)
        make_policy(session)
        make_wording_note(session, one, by=lead)
        _decided(session, one, lead=lead, manager=manager, number=number)
        make_delegation(session, manager=manager, cover=cover, team=family.team)
        step = session.scalars(
            select(StatusChange).where(StatusChange.revision_id == one.revision.id)
        ).first()
        if step is not None:
            make_item_comment(session, step, one, f"Comment {number}")
    make_family_link(session, *families)
    make_family_link(session, *reversed(families))


def _decided(session: Session, one: MadeAssessment, *, lead: User, manager: User, number: int) -> None:
    """What a manager decided, and what followed."""
    family = one.assessment.family
    review = make_review(session, family, by=manager)
    make_review(session, family, by=manager, supersedes_id=review.id)
    make_review_draft(session, family, by=manager)
    make_action(session, review, owner=lead)
    make_challenge(session, one, by=lead)
    make_sample(session, family, by=manager)
    make_break_glass(session, family, by=lead)
    make_kept(session, one, by=lead, number=number)
    add_part(session, one.assessment, manager, key=f"part {number}", state="invited")
