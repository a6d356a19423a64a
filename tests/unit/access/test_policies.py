"""What an actor may do to a row they can see, as tables of who, what and whether."""

from collections.abc import Callable
from typing import Any

import pytest

from gcp_tool.access import policies
from gcp_tool.access.actor import Actor
from gcp_tool.access.signing import Signing, SignsBy
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.domain.vocabulary import Role
from gcp_tool.models import Upload
from tests.unit.access.people import (
    ME,
    MY_TEAM,
    OTHER_AGENCY,
    OTHER_TEAM,
    SOMEBODY,
    actor,
    assessment,
    covering,
    family,
    manager,
    outsiders,
    settled,
    team,
    worker,
)

Can = Callable[[Actor, Any], bool]
Check = Callable[[Actor, Any], None]
PAIRS: dict[str, tuple[Can, Check, Any]] = {
    "edit a family": (policies.can_edit_family, policies.check_edit_family, family()),
    "register a family": (policies.can_register_family, policies.check_register_family, team()),
    "hold a family": (policies.can_hold_family, policies.check_hold_family, family()),
    "allocate": (policies.can_allocate, policies.check_allocate, family()),
    "start an assessment": (policies.can_start_assessment, policies.check_start_assessment, family()),
    "write an assessment": (policies.can_write_assessment, policies.check_write_assessment, assessment()),
    "sign off": (policies.can_sign_off, policies.check_sign_off, assessment(lead=SOMEBODY)),
    "hand on": (policies.can_hand_on, policies.check_hand_on, assessment(lead=SOMEBODY)),
    "record in error": (
        policies.can_record_in_error,
        policies.check_record_in_error,
        assessment(lead=SOMEBODY),
    ),
    "add beside": (policies.can_add_beside, policies.check_add_beside, assessment(completed=True)),
    "set a target": (policies.can_set_target, policies.check_set_target, assessment()),
    "arrange cover": (policies.can_arrange_cover, policies.check_arrange_cover, team()),
    "import scores": (policies.can_import_scores, policies.check_import_scores, MY_TEAM),
    "undo an import": (policies.can_undo_import, policies.check_undo_import, Upload(by_id=ME)),
}
# Rules that ask nothing of a row.
ALONE = {
    "write_note": (policies.can_write_note, policies.check_write_note, {Role.PRACTITIONER, Role.MANAGER}),
    "answer_note": (policies.can_answer_note, policies.check_answer_note, {Role.TOOL_OWNER}),
}
NAMED, BY_HOLDERS = Signing(SignsBy.NAMED, ME), Signing(SignsBy.HOLDING_TEAM)
NAMED_OTHER = Signing(SignsBy.NAMED, SOMEBODY)
ELSEWHERE = assessment(lead=SOMEBODY, team=OTHER_TEAM, holding=OTHER_TEAM)
TABLE: list[tuple[str, Actor, Any, bool]] = [
    ("edit a family", worker(), family(), True),
    ("edit a family", worker(), family(team=OTHER_TEAM), True),
    ("edit a family", manager(), family(), True),
    ("edit a family", worker(), family(closed=True), False),
    ("edit a family", manager(), family(closed=True), False),
    ("set a target", worker(), assessment(), True),
    ("set a target", worker(), assessment(lead=SOMEBODY), False),
    ("set a target", worker(), assessment(lead=SOMEBODY, completed=True), True),
    ("register a family", worker(), team(), True),
    ("register a family", worker(), team(OTHER_TEAM), True),
    ("register a family", worker(), team(closed=True), False),
    ("register a family", manager(), team(), True),
    ("register a family", manager(), team(OTHER_TEAM), False),
    ("register a family", manager(OTHER_TEAM), team(OTHER_TEAM), True),
    ("register a family", manager(OTHER_TEAM), team(MY_TEAM), True),
    ("register a family", manager(OTHER_TEAM), team(OTHER_TEAM, closed=True), False),
    ("register a family", actor(Role.MANAGER, manages=(OTHER_TEAM,), team=None), team(MY_TEAM), False),
    ("allocate", manager(), family(), True),
    ("allocate", manager(), family(closed=True), True),
    ("allocate", manager(), family(team=OTHER_TEAM), False),
    ("allocate", manager(MY_TEAM, OTHER_TEAM), family(team=OTHER_TEAM), True),
    ("allocate", worker(), family(), False),
    ("hold a family", manager(), family(), True),
    ("hold a family", manager(), family(team=OTHER_TEAM), False),
    ("hold a family", manager(), family(closed=True), False),
    ("hold a family", worker(), family(), False),
    ("start an assessment", worker(), family(), True),
    ("start an assessment", manager(), family(), True),
    ("start an assessment", worker(), family(closed=True), False),
    ("write an assessment", worker(), assessment(), True),
    ("write an assessment", worker(), assessment(lead=SOMEBODY), False),
    ("write an assessment", manager(), assessment(lead=SOMEBODY), False),
    ("write an assessment", worker(), assessment(in_error=True), False),
    ("sign off", manager(), assessment(lead=SOMEBODY), True),
    ("sign off", manager(), assessment(), False),
    ("sign off", manager(), assessment(lead=SOMEBODY, team=OTHER_TEAM), False),
    ("sign off", manager(OTHER_TEAM), assessment(lead=SOMEBODY, team=OTHER_TEAM), True),
    ("sign off", worker(), assessment(lead=SOMEBODY), False),
    ("sign off", actor(Role.PRACTITIONER, Role.MANAGER, manages=(MY_TEAM,)), assessment(), False),
    ("sign off", manager(), assessment(lead=SOMEBODY, in_error=True), False),
    ("sign off", covering(), assessment(lead=SOMEBODY), True),
    ("sign off", covering(), assessment(), False),
    ("sign off", covering(OTHER_TEAM), assessment(lead=SOMEBODY), False),
    ("sign off", settled(worker(), NAMED), ELSEWHERE, True),
    ("sign off", settled(worker(), NAMED), assessment(), False),
    ("sign off", settled(worker(), NAMED, agency=OTHER_AGENCY), ELSEWHERE, False),
    ("sign off", settled(worker(), NAMED, agency=None), ELSEWHERE, True),
    ("sign off", settled(manager(), NAMED_OTHER), assessment(lead=SOMEBODY), False),
    ("sign off", settled(manager(), NAMED_OTHER, agency=OTHER_AGENCY), assessment(lead=SOMEBODY), True),
    ("sign off", settled(manager(), BY_HOLDERS), assessment(lead=SOMEBODY, team=OTHER_TEAM), True),
    ("sign off", settled(manager(), BY_HOLDERS), assessment(lead=SOMEBODY, holding=OTHER_TEAM), False),
    ("sign off", settled(manager(), BY_HOLDERS), assessment(), False),
    ("hand on", worker(), assessment(), True),
    ("hand on", worker(), assessment(lead=SOMEBODY), False),
    ("hand on", worker(), assessment(in_error=True), False),
    ("hand on", manager(), assessment(lead=SOMEBODY), True),
    ("hand on", manager(OTHER_TEAM), assessment(lead=SOMEBODY), False),
    ("hand on", covering(), assessment(lead=SOMEBODY), True),
    ("record in error", manager(), assessment(lead=SOMEBODY), True),
    ("record in error", manager(), assessment(), True),
    ("record in error", manager(), assessment(lead=SOMEBODY, team=OTHER_TEAM), True),
    ("record in error", manager(), assessment(lead=SOMEBODY, holding=OTHER_TEAM), True),
    ("record in error", manager(), ELSEWHERE, False),
    ("record in error", settled(worker(), NAMED), ELSEWHERE, True),
    ("record in error", worker(), assessment(), False),
    ("record in error", manager(), assessment(lead=SOMEBODY, in_error=True), False),
    ("add beside", worker(), assessment(completed=True), True),
    ("add beside", worker(), assessment(lead=SOMEBODY, completed=True), True),
    ("add beside", worker(), assessment(), False),
    ("add beside", worker(), assessment(completed=True, in_error=True), False),
    ("arrange cover", manager(), team(), True),
    ("arrange cover", manager(), team(OTHER_TEAM), False),
    ("arrange cover", covering(), team(), False),
    ("import scores", manager(), MY_TEAM, True),
    ("import scores", manager(), OTHER_TEAM, False),
    ("import scores", manager(), None, False),
    ("import scores", covering(), MY_TEAM, False),
    ("import scores", worker(), MY_TEAM, False),
    ("undo an import", manager(), Upload(by_id=ME), True),
    ("undo an import", manager(), Upload(by_id=SOMEBODY), False),
    ("undo an import", manager(), Upload(by_id=None), False),
    ("undo an import", worker(), Upload(by_id=ME), False),
    ("register a family", covering(OTHER_TEAM), team(MY_TEAM), True),
    ("register a family", covering(OTHER_TEAM), team(30), True),
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
def test_nobody_whose_work_is_not_about_cases_may_touch_one(what: str, role: str) -> None:
    check(what, outsiders()[role], PAIRS[what][2], expected=False)


def test_every_rule_of_this_room_is_tried() -> None:
    rules = {name.partition("_")[2] for name in vars(policies) if name.startswith(("can_", "check_"))}
    tried = {can.__name__.partition("_")[2] for can, _, _ in PAIRS.values()}
    assert rules == tried | set(ALONE)


@pytest.mark.parametrize("rule", ALONE)
def test_a_rule_that_asks_nothing_of_a_row_is_kept_by_role(rule: str) -> None:
    can, check, roles = ALONE[rule]
    for role in Role:
        person = actor(role)
        assert can(person) is (role in roles), role
        if role in roles:
            check(person)
        else:
            with pytest.raises(NotAllowed, match="nly "):
                check(person)


def test_the_lead_is_told_why_they_do_not_sign_their_own() -> None:
    with pytest.raises(NotAllowed, match="You led this assessment, so somebody else must sign it off"):
        policies.check_sign_off(manager(), assessment())


def test_whoever_may_not_write_is_told_who_may() -> None:
    with pytest.raises(NotAllowed, match="Only Bethan Price, who leads this assessment, can change it"):
        policies.check_write_assessment(worker(), assessment(lead=SOMEBODY))


@pytest.mark.parametrize(
    ("who", "number", "expected"),
    [
        (worker(), MY_TEAM, True),
        (worker(), OTHER_TEAM, True),
        (manager(), MY_TEAM, False),
        (manager(OTHER_TEAM), MY_TEAM, True),
        (covering(MY_TEAM), MY_TEAM, True),
    ],
)
def test_whoever_registers_a_family_works_with_it_unless_they_manage_it(
    who: Actor, number: int, expected: bool
) -> None:
    assert policies.is_allocated_on_registering(who, team(number)) is expected
