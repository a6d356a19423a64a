"""A professional challenges what was graded or decided; it is replied to, and ends settled or escalated."""

from gcp_tool.domain.vocabulary import ChallengeOutcome, NoticeKind
from gcp_tool.models import Challenge, Notice
from tests.client import check_page, errors, words
from tests.integration.families.places import every, one
from tests.integration.history.stories import family_path, months_ago, reading
from tests.integration.reviews.reviewing import Open, record, review_path
from tests.integration.world import World


def an_assessment(world: World) -> str:
    """The address of an assessment that the manager led."""
    with reading(world) as made:
        key = made.read(months_ago(1), 2, lead=world.manager).assessment.key
    return f"/assessments/{key}"


def challenge(browser: Open, world: World) -> str:
    """The worker challenges a grade; where it is read is returned."""
    fields = {"about": "grade", "part": "food.meals.enough", "words": "He was hungry on Friday."}
    return str(browser(world.worker).submit(f"{an_assessment(world)}/challenge", fields).location)


def test_a_challenge_is_read_beside_the_assessment_with_reply_and_end(browser: Open, world: World) -> None:
    path = an_assessment(world)
    worker, other = browser(world.worker), browser(world.manager)
    fields = {"about": "grade", "part": "food.meals.enough", "words": "He was hungry on Friday."}
    place = str(worker.submit(f"{path}/challenge", fields).location)
    assert {one.kind for one in every(Notice, user_id=world.manager.id)} == {NoticeKind.CHALLENGED}
    assert "Waits for a reply" in words(worker.get(place))
    assert "He was hungry on Friday." in words(other.get(path))

    other.submit(f"{place}/reply", {"reply": "We look again in a month."})
    assert NoticeKind.CHALLENGE_ANSWERED in {one.kind for one in every(Notice, user_id=world.worker.id)}
    worker.submit(f"{place}/end", {"outcome": "escalated", "words": "Taken to the panel."})
    page = words(worker.get(path))
    for said in ("We look again in a month.", "Escalated: Taken to the panel."):
        assert said in page
    assert one(Challenge, about="grade").outcome is ChallengeOutcome.ESCALATED
    timeline = words(worker.get(f"{family_path(world)}/timeline"))
    assert "challenged a grade: He was hungry on Friday. (escalated)" in timeline


def test_a_decision_is_challenged_on_the_page_of_the_review(browser: Open, world: World) -> None:
    place = record(browser(world.manager), world)
    worker = browser(world.worker)
    worker.submit(f"{place}/challenge", {"about": "decision", "words": "It is not enough."})
    assert "It is not enough." in words(worker.get(place))
    assert "It is not enough." in words(browser(world.manager).get(review_path(world)))
    assert "took this decision" in words(browser(world.manager).get(f"{place}/challenge", status=403))


def test_who_raised_it_does_not_reply_and_nobody_ends_it_unanswered(browser: Open, world: World) -> None:
    place = challenge(browser, world)
    worker, manager = browser(world.worker), browser(world.manager)
    worker.get(f"{place}/reply", status=403)
    ended = {"outcome": "settled", "words": "Done."}
    response = worker.submit(f"{place}/end", ended, 409)
    assert "after a reply" in words(check_page(response))
    manager.submit(f"{place}/reply", {"reply": "Agreed."})
    response = manager.submit(f"{place}/reply", {"reply": "And again."}, 409)
    assert "replied to this challenge already" in words(check_page(response))


def test_a_challenge_says_what_is_missing_and_keeps_what_was_typed(browser: Open, world: World) -> None:
    path = f"{an_assessment(world)}/challenge"
    worker = browser(world.worker)
    response = worker.submit(path, {"words": "He was hungry."}, 422)
    assert errors(response) == ["Choose what you challenge"]
    assert "He was hungry." in words(response)


def test_nobody_else_reads_a_challenge(browser: Open, world: World) -> None:
    place = challenge(browser, world)
    browser(world.colleague).get(place, status=404)
    browser(world.other_manager).get(place, status=404)
    browser(world.coordinator).get(place, status=403)
