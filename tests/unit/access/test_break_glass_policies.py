"""Who may open a family under break-glass, leave the note and judge the use, as tables."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gcp_tool.access.actor import Actor
from gcp_tool.access.break_glass import breaks_glass
from gcp_tool.access.break_glass_policies import (
    can_break_glass,
    can_note_opening,
    can_review_opening,
    check_break_glass,
    check_note_opening,
    check_review_opening,
    is_live,
)
from gcp_tool.access.permissions import Permission
from gcp_tool.domain.break_glass import LASTS
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.domain.vocabulary import Role
from gcp_tool.models import BreakGlass, Family
from tests.unit.access.people import (
    ME,
    MY_TEAM,
    OTHER_TEAM,
    SOMEBODY,
    actor,
    covering,
    family,
    manager,
    outsiders,
    worker,
)

AT = datetime(2026, 11, 3, 14, 0, tzinfo=UTC)
NOW = AT + timedelta(hours=1)
READS_ONLY = {Permission.FAMILY_READ, Permission.ASSESSMENT_READ, Permission.TOOL_READ}


def opening(*, by: int = ME, team: int = MY_TEAM, restricted: bool = False, **facts: Any) -> BreakGlass:
    of = Family(id=7, team_id=team, restricted=restricted)
    return BreakGlass(user_id=by, family=of, at=AT, until=AT + LASTS, **facts)


def test_whoever_is_on_duty_holds_no_permission_to_change_anything() -> None:
    may = actor(Role.DUTY).permissions
    assert may == READS_ONLY | {Permission.FAMILY_LOOK_UP, Permission.FAMILY_BREAK_GLASS}


@pytest.mark.parametrize(
    ("who", "may"),
    [
        *((one, name == "duty") for name, one in outsiders().items()),
        (worker(), False),
        (manager(), False),
        (covering(), False),
        (actor(Role.DUTY, Role.PRACTITIONER), False),
        (actor(Role.DUTY, Role.MANAGER, manages=(OTHER_TEAM,)), False),
        (actor(Role.DUTY, Role.AUDITOR), True),
    ],
)
def test_only_those_on_duty_who_change_no_family_open_one(who: Actor, may: bool) -> None:
    open_to_others = family()
    open_to_others.restricted = False
    assert (breaks_glass(who.permissions), can_break_glass(who, open_to_others)) == (may, may)
    if may:
        check_break_glass(who, open_to_others)
    else:
        with pytest.raises(NotAllowed, match="accounts on duty"):
            check_break_glass(who, open_to_others)


def test_a_restricted_family_is_opened_by_nobody() -> None:
    restricted = Family(id=7, team_id=MY_TEAM, restricted=True)
    assert not can_break_glass(actor(Role.DUTY), restricted)
    with pytest.raises(NotAllowed, match=r"^Contact the safeguarding lead\.$"):
        check_break_glass(actor(Role.DUTY), restricted)


@pytest.mark.parametrize(
    ("now", "restricted", "is_open"),
    [
        (AT - timedelta(seconds=1), False, False),
        (AT, False, True),
        (AT + LASTS - timedelta(seconds=1), False, True),
        (AT + LASTS, False, False),
        (NOW, True, False),
    ],
)
def test_an_opening_lasts_three_hours_and_ends_when_the_family_is_restricted(
    now: datetime, restricted: bool, is_open: bool
) -> None:
    assert is_live(opening(restricted=restricted), now) is is_open
    assert can_note_opening(actor(Role.DUTY), opening(restricted=restricted), now) is is_open


@pytest.mark.parametrize(
    ("use", "may"),
    [
        (opening(), True),
        (opening(by=SOMEBODY), False),
        (opening(noted_at=NOW, note="She is safe."), False),
    ],
)
def test_whoever_opened_the_family_leaves_one_note(use: BreakGlass, may: bool) -> None:
    who = actor(Role.DUTY)
    assert can_note_opening(who, use, NOW) is may
    if may:
        check_note_opening(who, use, NOW)
    else:
        with pytest.raises(NotAllowed, match="one note"):
            check_note_opening(who, use, NOW)


@pytest.mark.parametrize(
    ("who", "use", "may"),
    [
        (manager(), opening(by=SOMEBODY), True),
        (covering(), opening(by=SOMEBODY), True),
        (manager(), opening(by=SOMEBODY, team=OTHER_TEAM), False),
        (manager(), opening(by=ME), False),
        (manager(), opening(by=SOMEBODY, reviewed_at=NOW), False),
        (worker(), opening(by=SOMEBODY), False),
        *((one, opening(by=SOMEBODY), False) for one in outsiders().values()),
    ],
)
def test_a_manager_of_the_family_judges_a_use_once_and_never_their_own(
    who: Actor, use: BreakGlass, may: bool
) -> None:
    assert can_review_opening(who, use) is may
    if may:
        check_review_opening(who, use)
    else:
        with pytest.raises(NotAllowed, match="never their own"):
            check_review_opening(who, use)
