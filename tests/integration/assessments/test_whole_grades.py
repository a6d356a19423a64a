"""Past scores that grade an area or a domain as a whole are read as such, with what was written about them."""

from collections.abc import Callable

from gcp_tool.domain.vocabulary import AnswerKind, Origin, RevisionState
from gcp_tool.extensions import db
from gcp_tool.models import EvidenceLink
from tests.client import Browser, words
from tests.factories import make_answer, make_assessment, make_evidence, take_to
from tests.integration.world import World


def test_a_whole_grade_and_its_evidence_are_shown(world: World, browser: Callable[..., Browser]) -> None:
    with db.engines.writer() as session:
        made = make_assessment(
            session, family=world.family, child=world.child, carer=world.carer, lead=world.worker,
            version=world.tool, origin=Origin.IMPORTED,
        )  # fmt: skip
        make_answer(session, made, kind=AnswerKind.DOMAIN, code="physical", grade=4)
        make_answer(session, made, kind=AnswerKind.AREA, code="food.meals", grade=3)
        for slot, (code, note) in enumerate(
            [("physical", "No heating since May."), ("food.meals", "Toast at four.")], 1
        ):
            piece = make_evidence(session, made, code=code, slot=slot, raw={"words": note})
            session.add(EvidenceLink(answer_id=piece.id, profile_id=made.child_carer.id, code=code))
        take_to(session, made, RevisionState.SIGNED_OFF)
        session.commit()
        key = made.assessment.key
    page = words(browser(world.worker).get(f"/assessments/{key}"))
    assert "Physical care 4 Serious gaps Graded as a whole, without items" in page
    assert "No heating since May." in page
    assert "Meals 3 Some gaps Graded as a whole, without items" in page
    assert "Toast at four." in page
    assert "About: Physical care" in page
