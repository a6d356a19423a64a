"""Locked means locked: what triggers let happen to assessments, their revisions, parts, profiles and answers."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gcp_tool.domain.vocabulary import (
    AnswerKind,
    AnswerState,
    Origin,
    Part,
    Purpose,
    RevisionKind,
    RevisionState,
    Role,
)
from gcp_tool.domain.workflow import STEPS
from gcp_tool.models import (
    Answer,
    AnswerHistory,
    EvidenceLink,
    ParticipantUser,
    Revision,
)
from tests.factories import (
    MadeAssessment,
    add_part,
    make_answer,
    make_assessment,
    make_evidence,
    make_user,
    replace_answer,
    take_to,
)
from tests.factories.defaults import AT
from tests.integration.statements import TAKEN

OPEN = (RevisionState.DRAFT, RevisionState.RETURNED)
CLOSED = tuple(state for state in RevisionState if state not in OPEN)
NOT_OPEN = "This assessment is not open for answers"
LATER = AT + timedelta(days=1)
SEAL = {"signed_off_at": AT, "content_sha256": "0" * 64}


@pytest.fixture
def session(undone_session: Session) -> Session:
    """Nothing here is committed."""
    return undone_session


@pytest.fixture
def made(session: Session) -> MadeAssessment:
    """A draft with one answer."""
    made = make_assessment(session)
    make_answer(session, made)
    return made


def refusal(session: Session, statement: Any) -> str:
    """The words in which the database refuses, or TAKEN; undone either way."""
    point = session.begin_nested()
    try:
        session.execute(statement)
    except IntegrityError as error:
        return str(error.orig).partition("\nCONTEXT")[0]
    finally:
        point.rollback()
    return TAKEN


def change(row: Any, **values: Any) -> Any:
    """An UPDATE of one row."""
    return (
        update(type(row))
        .where(type(row).id == row.id)
        .values(values)
        .execution_options(synchronize_session=False)
    )


def new_answer(made: MadeAssessment, **values: Any) -> Any:
    row = {
        "revision_id": made.revision.id,
        "participant_id": made.lead.id,
        "profile_id": made.child_carer.id,
        "kind": AnswerKind.ITEM,
        "code": "food.meals.regular",
        "raw": {"choice": "3"},
        "grade": 3,
        "state": AnswerState.GRADED,
        "write_id": "new write",
        "at": AT,
    }
    return insert(Answer).values(row | values)


@pytest.mark.parametrize("state", RevisionState)
def test_answers_are_given_and_changed_only_while_the_revision_is_open(
    session: Session, state: RevisionState
) -> None:
    made = make_assessment(session)
    answer = make_answer(session, made)
    evidence = make_evidence(session, made, shows=("food.meals.enough",))
    (link,) = evidence.links
    take_to(session, made, state)
    new_link = {"answer_id": evidence.id, "profile_id": made.child_carer.id, "code": "food.meals.regular"}
    for statement in (
        new_answer(made),
        change(answer, grade=5, version=2, write_id="new write"),
        insert(EvidenceLink).values(new_link),
        change(link, code="food.meals.regular"),
        delete(EvidenceLink).where(EvidenceLink.id == link.id),
    ):
        said = refusal(session, statement)
        assert said == TAKEN if state in OPEN else said.startswith(NOT_OPEN)


def test_an_answer_stays_where_it_was_given(session: Session, made: MadeAssessment) -> None:
    other = make_assessment(session)
    answer = session.scalars(select(Answer)).one()
    for elsewhere in (
        {"id": answer.id + 99},
        {"revision_id": other.revision.id},
        {"participant_id": other.lead.id},
        {"profile_id": made.household.id},
        {"kind": AnswerKind.AREA},
        {"code": "food.meals"},
        {"slot": 1},
    ):
        said = refusal(session, change(answer, version=2, write_id="new write", **elsewhere))
        assert said == "An answer stays where it was given."


@pytest.mark.parametrize("version", [0, 1, 3])
def test_a_changed_answer_is_its_next_version(session: Session, made: MadeAssessment, version: int) -> None:
    answer = session.scalars(select(Answer)).one()
    said = refusal(session, change(answer, grade=3, version=version, write_id="new write"))
    assert said == "A changed answer is its next version."


def test_an_answer_begins_at_version_one(session: Session, made: MadeAssessment) -> None:
    assert refusal(session, new_answer(made, version=2)) == "An answer begins at version 1."


def test_a_write_is_recorded_once_over_answers_and_their_history(
    session: Session, made: MadeAssessment
) -> None:
    first = session.scalars(select(Answer)).one()
    old_write = first.write_id
    replace_answer(session, first, grade=4)
    second = make_answer(session, made, code="food.meals.regular")
    for write_id in (old_write, first.write_id):
        assert refusal(session, new_answer(made, slot=1, write_id=write_id)) != TAKEN
        assert refusal(session, change(second, version=2, write_id=write_id)) != TAKEN
    assert refusal(session, change(first, version=3, grade=1)) != TAKEN
    assert refusal(session, change(first, version=3, grade=1, write_id=old_write)) != TAKEN
    assert refusal(session, change(first, version=3, grade=1, write_id="new write")) == TAKEN


def test_answers_belong_to_one_assessment_with_their_part_and_profile(
    session: Session, made: MadeAssessment
) -> None:
    other = make_assessment(session)
    evidence = make_evidence(session, made)
    words = "An answer, the part of whoever gives it and whom it is about are of one assessment."
    assert refusal(session, new_answer(made, profile_id=other.child_carer.id)) == words
    assert refusal(session, new_answer(made, participant_id=other.lead.id)) == words
    link = {"answer_id": evidence.id, "profile_id": other.child_carer.id, "code": "food.meals.enough"}
    assert (
        refusal(session, insert(EvidenceLink).values(link))
        == "Evidence is linked to items of its own assessment."
    )
    (kept,) = make_evidence(session, made, slot=2, shows=("food.meals.enough",)).links
    moved = change(kept, profile_id=other.child_carer.id)
    assert refusal(session, moved) == "Evidence is linked to items of its own assessment."


def test_a_link_stays_with_its_evidence(session: Session, made: MadeAssessment) -> None:
    (link,) = make_evidence(session, made, shows=("food.meals.enough",)).links
    other = make_evidence(session, made, slot=2)
    assert refusal(session, change(link, answer_id=other.id)) == "A link stays with its piece of evidence."
    assert refusal(session, change(link, id=99)) == "A link stays with its piece of evidence."


def test_the_history_holds_every_replaced_value_and_who_typed_it(session: Session) -> None:
    made = make_assessment(session)
    other = make_user(session)
    agency = made.assessment.lead_agency_id
    told = [
        {"raw": {"choice": "2"}, "grade": 2, "by_id": made.lead.user_id, "at": AT},
        {
            "raw": {"choice": "seven"},
            "grade": None,
            "state": AnswerState.INVALID,
            "by_id": other.id,
            "at": LATER,
        },
        {
            "raw": {"choice": "not_known", "reason": "not_seen"},
            "state": AnswerState.NOT_KNOWN,
            "reason": "not_seen",
            "agency_id": agency,
            "shared_with": ["child"],
            "copied_from_profile_id": made.household.id,
            "on_date": date(2026, 2, 20),
            "source": "record",
        },
        {"raw": {"choice": "4"}, "grade": 4, "state": AnswerState.GRADED, "reason": None},
    ]
    answer = make_answer(session, made, **told[0])
    stood = [values_of(answer)]
    for change_of_mind in told[1:]:
        replace_answer(session, answer, **change_of_mind)
        stood.append(values_of(answer))
    kept = session.scalars(select(AnswerHistory).order_by(AnswerHistory.version)).all()
    assert [values_of(past) for past in kept] == stood[:-1]
    assert [past.by_id for past in kept] == [made.lead.user_id, other.id, other.id]
    assert {past.answer_id for past in kept} == {answer.id}


def values_of(row: Answer | AnswerHistory) -> dict[str, Any]:
    names = [column.name for column in AnswerHistory.__table__.columns if column.name != "answer_id"]
    return {name: getattr(row, name) for name in names}


def test_the_history_keeps_every_column_of_an_answer_that_can_change() -> None:
    place = {"id", "revision_id", "participant_id", "profile_id", "kind", "code", "slot"}
    of_answer = {column.name for column in Answer.__table__.columns} - place
    assert {column.name for column in AnswerHistory.__table__.columns} - {"answer_id"} == of_answer


def test_a_temporary_table_does_not_stand_in_for_the_revision(session: Session) -> None:
    made = make_assessment(session, state=RevisionState.SIGNED_OFF)
    session.execute(text("CREATE TEMPORARY TABLE revision AS SELECT * FROM revision"))
    session.execute(text("UPDATE revision SET state = 'draft'"))  # the temporary one, on either engine
    assert refusal(session, new_answer(made)).startswith(NOT_OPEN)


@pytest.mark.parametrize("state", RevisionState)
def test_a_revision_takes_the_steps_of_the_workflow_and_no_other(
    session: Session, state: RevisionState
) -> None:
    signer = make_user(session, role=Role.MANAGER)
    made = make_assessment(session, state=state, signer=signer)
    steps = {to: change(made.revision, **step(made, to, signer.id)) for to in RevisionState}
    taken = {to for to, statement in steps.items() if refusal(session, statement) == TAKEN}
    standing = {state} if state in (*OPEN, RevisionState.SUBMITTED) else set()
    assert taken == standing | {
        step.next_state for step in STEPS if step.state is state is not step.next_state
    }


def step(made: MadeAssessment, to: RevisionState, signer_id: int) -> dict[str, Any]:
    """What a revision says in another state, so that only the step itself can be what is refused."""
    values: dict[str, Any] = {"state": to, "submitted_at": made.revision.submitted_at or AT}
    if to not in (RevisionState.SIGNED_OFF, RevisionState.SUPERSEDED):
        return values | {"signed_off_at": None, "signed_off_by_id": None, "content_sha256": None}
    seal = made.revision.content_sha256 or "0" * 64
    return values | {"signed_off_at": AT, "signed_off_by_id": signer_id, "content_sha256": seal}


@pytest.mark.parametrize("state", CLOSED)
def test_a_revision_begins_as_a_draft(session: Session, state: RevisionState) -> None:
    made = make_assessment(session, state=RevisionState.STOPPED)
    signer = make_user(session)
    born = {"assessment_id": made.assessment.id, "number": 2, "why": "", "version": 1, "changed_at": AT}
    said = refusal(session, insert(Revision).values(born | step(made, state, signer.id)))
    assert said == "A revision of an assessment begins as a draft."


@pytest.mark.parametrize("state", [RevisionState.SUPERSEDED, RevisionState.STOPPED])
def test_a_replaced_or_stopped_revision_never_changes(session: Session, state: RevisionState) -> None:
    made = make_assessment(session, state=state)
    for values in ({"why": "Another reason"}, {"version": 9}, {"changed_at": LATER}):
        assert refusal(session, change(made.revision, **values)) == (
            "This revision was replaced or stopped: it never changes."
        )


def test_a_signed_off_revision_changes_only_by_being_replaced(session: Session) -> None:
    made = make_assessment(session, state=RevisionState.SIGNED_OFF)
    other = make_user(session)
    sealed: list[dict[str, Any]] = [
        {"submitted_at": LATER},
        {"signed_off_at": LATER},
        {"signed_off_by_id": other.id},
        {"signed_off_by_id": None},
        {"content_sha256": "1" * 64},
        {"why": "Another reason"},
    ]
    words = "This revision is signed off and locked: it can only be replaced by a later one."
    for values in sealed:
        assert refusal(session, change(made.revision, **values)) == words
        assert refusal(session, change(made.revision, state=RevisionState.SUPERSEDED, **values)) == words
    assert refusal(session, change(made.revision, version=2)) == words
    assert refusal(session, change(made.revision, state=RevisionState.SUPERSEDED, version=2)) == TAKEN


def test_a_revision_keeps_its_place(session: Session) -> None:
    other, made = make_assessment(session, state=RevisionState.STOPPED), make_assessment(session)
    words = ("A revision keeps its assessment", "Nothing is replaced here")
    for values in (
        {"assessment_id": other.assessment.id},
        {"number": 2},
        {"kind": RevisionKind.SECOND},
        {"id": 9999},
    ):
        assert refusal(session, change(made.revision, **values)).startswith(words)


def test_an_amendment_is_signed_off_only_once_the_old_revision_is_replaced(session: Session) -> None:
    made = make_assessment(session, state=RevisionState.SIGNED_OFF)
    signer_id = made.revision.signed_off_by_id
    born = {"assessment_id": made.assessment.id, "number": 2, "why": "A date was wrong", "changed_at": AT}
    amendment = Revision(**born)
    session.add(amendment)
    session.flush()
    amendment.state, amendment.submitted_at = RevisionState.SUBMITTED, LATER
    session.flush()
    signing = change(amendment, state=RevisionState.SIGNED_OFF, signed_off_by_id=signer_id, **SEAL)
    assert refusal(session, signing) != TAKEN
    session.execute(change(made.revision, state=RevisionState.SUPERSEDED))
    assert refusal(session, signing) == TAKEN


TOOK_PART = "Whoever took part in an assessment cannot sign it off."


def sign(made: MadeAssessment, signer_id: int | None) -> Any:
    return change(made.revision, state=RevisionState.SIGNED_OFF, signed_off_by_id=signer_id, **SEAL)


def test_the_lead_never_signs_off_their_own_assessment(session: Session) -> None:
    made = make_assessment(session, state=RevisionState.SUBMITTED)
    assert refusal(session, sign(made, made.lead.user_id)) == TOOK_PART


def test_whoever_the_assessment_names_as_its_lead_never_signs_off_even_without_a_part(
    session: Session,
) -> None:
    manager = make_user(session, role=Role.MANAGER)
    made = make_assessment(session)
    session.execute(change(made.assessment, lead_user_id=manager.id))
    take_to(session, made, RevisionState.SUBMITTED)
    assert refusal(session, sign(made, manager.id)) == TOOK_PART


@pytest.mark.parametrize("part", [Part.CONTRIBUTOR, Part.CARER, Part.SECOND_SCORER])
def test_nobody_who_holds_a_part_signs_off(session: Session, part: Part) -> None:
    manager = make_user(session, role=Role.MANAGER)
    made = make_assessment(session)
    add_part(session, made.assessment, manager, part=part)
    take_to(session, made, RevisionState.SUBMITTED)
    assert refusal(session, sign(made, manager.id)) == TOOK_PART


def test_nobody_who_ever_held_a_part_signs_off(session: Session) -> None:
    manager, other = make_user(session, role=Role.MANAGER), make_user(session)
    made = make_assessment(session)
    part = add_part(session, made.assessment, manager)
    session.execute(change(part, user_id=other.id, since_at=LATER))
    take_to(session, made, RevisionState.SUBMITTED)
    assert refusal(session, sign(made, manager.id)) == TOOK_PART
    assert refusal(session, sign(made, make_user(session, role=Role.MANAGER).id)) == TAKEN


def test_nobody_who_typed_an_answer_signs_off_even_if_it_was_replaced(session: Session) -> None:
    manager = make_user(session, role=Role.MANAGER)
    made = make_assessment(session)
    answer = make_answer(session, made, by_id=manager.id)
    session.flush()
    typed = session.begin_nested()
    take_to(session, made, RevisionState.SUBMITTED)
    assert refusal(session, sign(made, manager.id)) == TOOK_PART
    typed.rollback()
    session.refresh(answer)
    replace_answer(session, answer, grade=3, by_id=made.lead.user_id)
    take_to(session, made, RevisionState.SUBMITTED)
    assert refusal(session, sign(made, manager.id)) == TOOK_PART


@pytest.mark.parametrize("origin", Origin)
def test_only_imported_history_is_signed_off_by_nobody(session: Session, origin: Origin) -> None:
    made = make_assessment(session, state=RevisionState.SUBMITTED, origin=origin)
    said = refusal(session, sign(made, None))
    assert said == TAKEN if origin is Origin.IMPORTED else said.startswith("Somebody signs an assessment off")


def test_the_lead_of_imported_history_does_not_sign_it_off(session: Session) -> None:
    made = make_assessment(session, state=RevisionState.SUBMITTED, origin=Origin.IMPORTED)
    assert refusal(session, sign(made, made.lead.user_id)) == TOOK_PART


def test_the_database_notes_whoever_is_given_a_part_and_since_when(session: Session) -> None:
    made = make_assessment(session)
    first, second = make_user(session), make_user(session)
    carer_id = made.child_carer.carer_id
    part = add_part(session, made.assessment, first)
    for user, since in ((second, LATER), (None, LATER), (first, LATER + timedelta(days=1))):
        session.execute(change(part, user_id=user.id if user else None, person_id=carer_id, since_at=since))
    held = select(ParticipantUser.user_id, ParticipantUser.at).where(
        ParticipantUser.participant_id == part.id
    )
    assert session.execute(held.order_by(ParticipantUser.id)).all() == [(first.id, AT), (second.id, LATER)]
    assert set(session.scalars(select(ParticipantUser.assessment_id))) == {made.assessment.id}


def test_a_part_stays_with_its_assessment_and_says_since_when_it_is_held(session: Session) -> None:
    made, other = make_assessment(session), make_assessment(session)
    part = add_part(session, made.assessment, make_user(session))
    assert (
        refusal(session, change(part, assessment_id=other.assessment.id))
        == "A part stays with its assessment."
    )
    said = refusal(session, change(part, user_id=other.lead.user_id))
    assert said == "Giving a part to somebody else says since when."
    assert refusal(session, change(part, domains=["food"], state="done", reason="Seen at school")) == TAKEN


def test_an_assessment_keeps_what_it_is_about_from_the_start(session: Session) -> None:
    made, other = make_assessment(session), make_assessment(session, origin=Origin.IMPORTED)
    for values in (
        {"key": "x" * 22},
        {"ref": "A-OTHER"},
        {"family_id": other.assessment.family_id},
        {"instrument_version_id": other.assessment.instrument_version_id},
        {"origin": Origin.PAPER},
        {"origin": Origin.IMPORTED, "upload_id": other.assessment.upload_id},
        {"started_at": LATER},
    ):
        said = refusal(session, change(made.assessment, **values))
        assert said == "An assessment keeps its family, its tool, its reference and where it came from."


@pytest.mark.parametrize("state", [RevisionState.SUBMITTED, RevisionState.RETURNED, RevisionState.SIGNED_OFF])
def test_an_assessment_is_completed_once(session: Session, state: RevisionState) -> None:
    made, lead = make_assessment(session, state=state), make_assessment(session).assessment
    for values in (
        {"completed_on": date(2026, 3, 9)},
        {"completed_quarter": 20261},
        {"completed_agency_id": lead.lead_agency_id},
        {"completed_team_id": lead.lead_team_id},
        {"completed_team_id": None},
        {
            "completed_on": None,
            "completed_quarter": None,
            "completed_agency_id": None,
            "completed_team_id": None,
        },
    ):
        said = refusal(session, change(made.assessment, **values))
        assert said == "An assessment is completed once: its date, quarter, agency and team never change."


@pytest.mark.parametrize("state", RevisionState)
def test_the_lead_changes_only_while_an_assessment_is_worked_on(
    session: Session, state: RevisionState
) -> None:
    made, lead = make_assessment(session, state=state), make_assessment(session).assessment
    for values in (
        {"lead_user_id": lead.lead_user_id},
        {"lead_agency_id": lead.lead_agency_id},
        {"lead_team_id": lead.lead_team_id},
    ):
        said = refusal(session, change(made.assessment, **values))
        if state in (RevisionState.DRAFT, RevisionState.RETURNED):
            assert said == TAKEN
        else:
            assert said.startswith("Who leads an assessment changes only while it is being worked on")


@pytest.mark.parametrize("state", RevisionState)
def test_purpose_domains_and_period_change_only_before_submitting_or_when_returned(
    session: Session, state: RevisionState
) -> None:
    made = make_assessment(session, state=state)
    free = state in (*OPEN, RevisionState.STOPPED)
    for values in (
        {"purpose": Purpose.REVIEW},
        {"scope": ["food"]},
        {"window_from": date(2026, 2, 20)},
        {"window_to": date(2026, 3, 1)},
    ):
        said = refusal(session, change(made.assessment, **values))
        assert (
            said == TAKEN
            if free
            else said.startswith("The purpose, domains and period of an assessment change")
        )


def test_an_assessment_can_be_recorded_in_error_when_it_is_locked(session: Session) -> None:
    made = make_assessment(session, state=RevisionState.SIGNED_OFF)
    error = {"recorded_in_error_at": LATER, "recorded_in_error_reason": "Another family's visit"}
    assert refusal(session, change(made.assessment, **error)) == TAKEN


def test_the_current_revision_is_one_of_the_assessments_own(session: Session) -> None:
    made, other = make_assessment(session), make_assessment(session)
    said = refusal(session, change(made.assessment, current_revision_id=other.revision.id))
    assert said == "The current revision of an assessment is one of its own."


def test_a_profile_changes_only_until_somebody_answers(session: Session) -> None:
    made, other = make_assessment(session), make_assessment(session)
    rename = change(made.household, household="At her aunt's")
    assert refusal(session, change(made.household, assessment_id=other.assessment.id)) != TAKEN
    assert refusal(session, rename) == TAKEN
    evidence = make_evidence(session, made)
    link = {"answer_id": evidence.id, "profile_id": made.household.id, "code": "physical.home.warmth"}
    session.execute(insert(EvidenceLink).values(link))
    assert refusal(session, rename).startswith("Whom answers are about never changes once there are answers")
    assert refusal(session, change(made.child_carer, carer_role=None)).startswith(
        "Whom answers are about never"
    )
