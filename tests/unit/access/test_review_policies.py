"""Who reviews, ends actions, challenges and replies, as tables of who, what and whether."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from gcp_tool.access import review_policies
from gcp_tool.access.actor import Actor
from gcp_tool.access.signing import Signing, SignsBy
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.models import Action, Assessment, Challenge, Family, Review
from tests.unit.access.people import (
    ME,
    MY_TEAM,
    OTHER_TEAM,
    SOMEBODY,
    assessment,
    covering,
    family,
    manager,
    outsiders,
    settled,
    worker,
)

ON = date(2026, 6, 12)


def review(*, by: int = SOMEBODY, team: int = MY_TEAM) -> Review:
    return Review(id=3, by_id=by, on_date=ON, family=family(team=team))


def action(owner: int | None = SOMEBODY) -> Action:
    return Action(id=4, owner_id=owner, family=family())


def challenge(
    *,
    by: int = SOMEBODY,
    of: Assessment | None = None,
    decided: Review | None = None,
    held: Family | None = None,
) -> Challenge:
    return Challenge(id=5, by_id=by, assessment=of, review=decided, family=held or family())


FAR = assessment(lead=SOMEBODY, team=OTHER_TEAM, holding=OTHER_TEAM)
NAMED = Signing(SignsBy.NAMED, ME)
Can = Callable[[Actor, Any], bool]
Check = Callable[[Actor, Any], None]
PAIRS: dict[str, tuple[Can, Check, Any]] = {
    "review": (review_policies.can_record_review, review_policies.check_record_review, family()),
    "end an action": (review_policies.can_end_action, review_policies.check_end_action, action()),
    "challenge an assessment": (
        review_policies.can_challenge_assessment,
        review_policies.check_challenge_assessment,
        assessment(lead=SOMEBODY, completed=True),
    ),
    "challenge a review": (
        review_policies.can_challenge_review,
        review_policies.check_challenge_review,
        review(),
    ),
    "reply": (
        review_policies.can_answer_challenge,
        review_policies.check_answer_challenge,
        challenge(of=FAR),
    ),
    "end a challenge": (
        review_policies.can_end_challenge,
        review_policies.check_end_challenge,
        challenge(of=FAR),
    ),
}
TABLE: list[tuple[str, Actor, Any, bool]] = [
    ("review", manager(), family(), True),
    ("review", covering(), family(), True),
    ("review", manager(OTHER_TEAM), family(), False),
    ("review", covering(OTHER_TEAM), family(), False),
    ("review", worker(), family(), False),
    ("review", manager(), family(closed=True), False),
    ("end an action", worker(), action(), True),
    ("end an action", worker(), action(owner=ME), True),
    ("end an action", manager(), action(owner=None), True),
    ("challenge an assessment", worker(), assessment(lead=SOMEBODY, completed=True), True),
    ("challenge an assessment", manager(), assessment(lead=SOMEBODY, completed=True), True),
    ("challenge an assessment", worker(), assessment(completed=True), False),
    ("challenge an assessment", worker(), assessment(lead=SOMEBODY), False),
    ("challenge an assessment", worker(), assessment(lead=SOMEBODY, completed=True, in_error=True), False),
    ("challenge a review", worker(), review(), True),
    ("challenge a review", manager(), review(by=ME), False),
    ("reply", manager(), challenge(of=assessment(lead=SOMEBODY)), True),
    ("reply", covering(), challenge(of=assessment(lead=SOMEBODY)), True),
    ("reply", manager(), challenge(of=FAR, held=family(team=OTHER_TEAM)), False),
    ("reply", manager(OTHER_TEAM), challenge(of=FAR, held=family(team=OTHER_TEAM)), True),
    ("reply", settled(worker(), NAMED), challenge(of=FAR, held=family(team=OTHER_TEAM)), True),
    ("reply", manager(), challenge(by=ME, of=assessment(lead=SOMEBODY)), False),
    ("reply", worker(), challenge(of=assessment()), False),
    ("reply", worker(), challenge(decided=review(by=ME)), True),
    ("reply", manager(), challenge(decided=review()), True),
    ("end a challenge", worker(), challenge(by=ME, decided=review()), True),
    ("end a challenge", worker(), challenge(decided=review()), False),
    ("end a challenge", manager(), challenge(decided=review()), True),
]


def check(what: str, who: Actor, row: Any, expected: bool) -> None:
    """Both forms of a rule answer the same."""
    can, check_it, _ = PAIRS[what]
    assert can(who, row) is expected
    if expected:
        check_it(who, row)
    else:
        with pytest.raises(NotAllowed) as refusal:
            check_it(who, row)
        assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(("what", "who", "row", "expected"), TABLE)
def test_who_may_do_what(what: str, who: Actor, row: Any, expected: bool) -> None:
    check(what, who, row, expected)


@pytest.mark.parametrize("what", PAIRS)
@pytest.mark.parametrize("role", outsiders())
def test_nobody_whose_work_is_not_about_cases_may_do_any_of_it(what: str, role: str) -> None:
    check(what, outsiders()[role], PAIRS[what][2], expected=False)


def test_every_rule_of_this_module_is_tried() -> None:
    rules = {name.partition("_")[2] for name in vars(review_policies) if name.startswith(("can_", "check_"))}
    assert rules == {can.__name__.partition("_")[2] for can, _, _ in PAIRS.values()}
