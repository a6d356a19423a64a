"""Two people at the same moment: an answer never lands in a revision that is being signed off, and one manager signs.

Everything here is done without the locks that services take first, so it is the database that keeps order.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gcp_tool.core.database import Engines
from gcp_tool.domain.vocabulary import RevisionState, Role
from gcp_tool.models import Answer, EvidenceLink, Participant, Profile, Revision
from tests.factories import MadeAssessment, make_answer, make_assessment, make_evidence, make_user
from tests.factories.defaults import AT

NOT_OPEN = "This assessment is not open for answers"
TOOK_PART = "Whoever took part in an assessment cannot sign it off."
LONG_ENOUGH_TO_SEE = 0.2
LONG_ENOUGH = 20


class Case:
    """A draft with an answer, a piece of evidence and a manager, and the transactions that meet on it."""

    def __init__(self, engines: Engines) -> None:
        self.engines = engines
        with engines.writer() as session:
            made = make_assessment(session)
            self.made: MadeAssessment = made
            self.answer_id = make_answer(session, made).id
            self.evidence_id = make_evidence(session, made, shows=("food.meals.enough",)).id
            self.manager_id = make_user(session, role=Role.MANAGER).id
            self.revision_id, self.lead_id = made.revision.id, made.lead.id
            self.profile_id, self.assessment_id = made.child_carer.id, made.assessment.id
            self.household_id = made.household.id
            session.commit()
        self.place = {
            "revision_id": self.revision_id,
            "participant_id": self.lead_id,
            "profile_id": self.profile_id,
        }

    def move(self, session: Session, state: RevisionState, **values: object) -> None:
        session.execute(update(Revision).where(Revision.id == self.revision_id).values(state=state, **values))

    def submit(self, session: Session) -> None:
        self.move(session, RevisionState.SUBMITTED, submitted_at=AT)

    def sign_off(self, session: Session, signer_id: int | None = None) -> None:
        """Sign, sealing how many answers there are."""
        sealed = str(self.count(session))
        by = signer_id or self.manager_id
        self.move(
            session, RevisionState.SIGNED_OFF, signed_off_at=AT, signed_off_by_id=by, content_sha256=sealed
        )

    def submit_and_sign_off(self, session: Session) -> None:
        self.submit(session)
        self.sign_off(session)

    def count(self, session: Session) -> int:
        statement = select(func.count()).select_from(Answer).where(Answer.revision_id == self.revision_id)
        return session.scalars(statement).one()

    def do(self, step: Callable[[Session], object]) -> None:
        """Take a step in a transaction of its own."""
        with self.engines.writer() as session:
            step(session)
            session.commit()

    def try_to(self, step: Callable[[Session], object]) -> str:
        """Take a step; the words in which it is refused, if it is."""
        try:
            self.do(step)
        except IntegrityError as error:
            return str(error.orig).partition("\nCONTEXT")[0]
        return ""

    def read(self, statement: Any) -> Any:
        with self.engines.reader() as session:
            return session.scalars(statement).one()


@pytest.fixture
def case(engines: Engines) -> Case:
    return Case(engines)


@pytest.fixture
def others() -> Iterator[ThreadPoolExecutor]:
    """Other people."""
    with ThreadPoolExecutor(4) as pool:
        yield pool


def is_waiting(future: Future[None]) -> bool:
    try:
        future.result(timeout=LONG_ENOUGH_TO_SEE)
    except StillWaiting:
        return True
    return False


def type_an_answer(case: Case, session: Session) -> None:
    words = {
        "kind": "item",
        "code": "food.meals.regular",
        "raw": {"choice": "5"},
        "grade": 5,
        "state": "graded",
    }
    session.execute(insert(Answer).values(case.place | words | {"write_id": "typed late", "at": AT}))


def change_an_answer(case: Case, session: Session) -> None:
    values = {"raw": {"choice": "5"}, "grade": 5, "version": 2, "write_id": "changed late"}
    session.execute(update(Answer).where(Answer.id == case.answer_id).values(values))


def link_evidence(case: Case, session: Session) -> None:
    link = {"answer_id": case.evidence_id, "profile_id": case.profile_id, "code": "food.meals.regular"}
    session.execute(insert(EvidenceLink).values(link))


def take_a_link_away(case: Case, session: Session) -> None:
    session.execute(delete(EvidenceLink).where(EvidenceLink.answer_id == case.evidence_id))


WAYS = (type_an_answer, change_an_answer, link_evidence, take_a_link_away)


def content(case: Case) -> list[Any]:
    with case.engines.reader() as session:
        answers = session.execute(select(Answer.id, Answer.version, Answer.grade).order_by(Answer.id)).all()
        return [
            *answers,
            *session.execute(select(EvidenceLink.id, EvidenceLink.code).order_by(EvidenceLink.id)).all(),
        ]


@pytest.mark.parametrize("write", WAYS)
def test_what_is_typed_while_somebody_signs_off_waits_and_is_refused(
    case: Case, others: ThreadPoolExecutor, write: Callable[[Case, Session], None]
) -> None:
    before = content(case)
    with case.engines.writer() as signing:
        case.submit_and_sign_off(signing)
        typing = others.submit(case.do, partial(write, case))
        assert is_waiting(typing)
        signing.commit()
    with pytest.raises(IntegrityError, match=NOT_OPEN):
        typing.result(LONG_ENOUGH)
    assert content(case) == before


@pytest.mark.parametrize("write", WAYS)
def test_signing_off_waits_for_what_is_being_typed_and_seals_it(
    case: Case, others: ThreadPoolExecutor, write: Callable[[Case, Session], None]
) -> None:
    with case.engines.writer() as typing:
        write(case, typing)
        signing = others.submit(case.do, case.submit_and_sign_off)
        assert is_waiting(signing)
        typing.commit()
    signing.result(LONG_ENOUGH)
    with case.engines.reader() as session:
        sealed = session.scalars(select(Revision.content_sha256).where(Revision.id == case.revision_id)).one()
        assert sealed == str(case.count(session))


def test_what_is_typed_while_a_step_is_undone_is_kept(case: Case, others: ThreadPoolExecutor) -> None:
    before = content(case)
    with case.engines.writer() as signing:
        case.submit_and_sign_off(signing)
        typing = others.submit(case.do, partial(type_an_answer, case))
        assert is_waiting(typing)
        signing.rollback()
    typing.result(LONG_ENOUGH)
    assert len(content(case)) == len(before) + 1


def test_however_they_meet_the_seal_is_of_what_is_there(engines: Engines, others: ThreadPoolExecutor) -> None:
    for _ in range(8):
        case, start = Case(engines), Barrier(3)

        def meet(step: Callable[[Session], object], case: Case = case, start: Barrier = start) -> str:
            start.wait(LONG_ENOUGH)
            return case.try_to(step)

        rows = [
            case.place
            | {"kind": "item", "code": f"item {n}", "raw": {}, "grade": 1, "state": "graded", "at": AT}
            | {"write_id": f"write {case.revision_id} {n}"}
            for n in range(2)
        ]
        writes = [partial(run, insert(Answer).values(row)) for row in rows]
        signed, *landed = others.map(meet, [case.submit_and_sign_off, *writes])
        assert signed == ""
        assert {said[: len(NOT_OPEN)] for said in landed} <= {"", NOT_OPEN}
        sealed = case.read(select(Revision.content_sha256).where(Revision.id == case.revision_id))
        with engines.reader() as session:
            assert case.count(session) == 2 + landed.count("") == int(sealed)


def run(statement: Any, session: Session) -> None:
    session.execute(statement)


def test_of_two_managers_who_sign_at_once_one_does(
    case: Case, engines: Engines, others: ThreadPoolExecutor
) -> None:
    case.do(case.submit)
    with engines.writer() as session:
        managers = [make_user(session, role=Role.MANAGER).id for _ in range(4)]
        session.commit()
    start = Barrier(4)

    def sign(manager_id: int) -> str:
        start.wait(LONG_ENOUGH)
        return case.try_to(lambda session: case.sign_off(session, manager_id))

    said = list(others.map(sign, managers))
    locked = "This revision is signed off and locked: it can only be replaced by a later one."
    assert sorted(said) == ["", locked, locked, locked]
    signer = case.read(select(Revision.signed_off_by_id).where(Revision.id == case.revision_id))
    assert signer == managers[said.index("")]


def give_a_part(case: Case, session: Session) -> None:
    row = {
        "assessment_id": case.assessment_id,
        "part": "contributor",
        "user_id": case.manager_id,
        "since_at": AT,
    }
    session.execute(insert(Participant).values(row))


def hand_the_lead_over(case: Case, session: Session) -> None:
    values = {"user_id": case.manager_id, "since_at": AT + timedelta(days=1)}
    session.execute(update(Participant).where(Participant.id == case.lead_id).values(values))


@pytest.mark.parametrize("give", [give_a_part, hand_the_lead_over])
def test_a_manager_who_is_being_given_a_part_cannot_sign_off(
    case: Case, others: ThreadPoolExecutor, give: Callable[[Case, Session], None]
) -> None:
    case.do(case.submit)
    with case.engines.writer() as giving:
        give(case, giving)
        signing = others.submit(case.do, case.sign_off)
        assert is_waiting(signing)
        giving.commit()
    with pytest.raises(IntegrityError, match=TOOK_PART):
        signing.result(LONG_ENOUGH)


def test_a_part_that_is_given_while_its_holder_signs_comes_after(
    case: Case, others: ThreadPoolExecutor
) -> None:
    case.do(case.submit)
    with case.engines.writer() as signing:
        case.sign_off(signing)
        giving = others.submit(case.do, partial(give_a_part, case))
        assert is_waiting(giving)
        signing.commit()
    giving.result(LONG_ENOUGH)
    assert (
        case.read(select(Revision.state).where(Revision.id == case.revision_id)) is RevisionState.SIGNED_OFF
    )


def test_a_profile_that_is_being_answered_cannot_change(case: Case, others: ThreadPoolExecutor) -> None:
    def answer(session: Session) -> None:
        row = case.place | {"profile_id": case.household_id, "kind": "item", "code": "physical.home.warmth"}
        session.execute(
            insert(Answer).values(row | {"raw": {}, "state": "words", "write_id": "first", "at": AT})
        )

    def move_out(session: Session) -> None:
        session.execute(
            update(Profile).where(Profile.id == case.household_id).values(household="At her aunt's")
        )

    with case.engines.writer() as typing:
        answer(typing)
        moving = others.submit(case.do, move_out)
        assert is_waiting(moving)
        typing.commit()
    with pytest.raises(IntegrityError, match="Whom answers are about never changes"):
        moving.result(LONG_ENOUGH)


def test_of_two_writes_with_one_id_at_the_same_moment_one_is_kept(
    case: Case, engines: Engines, others: ThreadPoolExecutor
) -> None:
    with engines.reader() as session:
        old_write = session.scalars(select(Answer.write_id).where(Answer.id == case.answer_id)).one()
    with engines.writer() as changing:
        change_an_answer(case, changing)  # its old write id is on its way into the history

        def write_again(session: Session) -> None:
            row = case.place | {
                "kind": "item",
                "code": "food.meals.regular",
                "raw": {},
                "state": "words",
                "at": AT,
            }
            session.execute(insert(Answer).values(row | {"write_id": old_write}))

        again = others.submit(case.do, write_again)
        assert is_waiting(again)
        changing.commit()
    with pytest.raises(IntegrityError, match="This write is already on record"):
        again.result(LONG_ENOUGH)
