"""Who may draw, close and audit a sample, as tables."""

from datetime import date, timedelta

import pytest

from gcp_tool.access.actor import Actor
from gcp_tool.access.sample_policies import (
    can_audit,
    can_close_sample,
    can_draw_sample,
    check_audit,
    check_close_sample,
    check_draw_sample,
    is_sample_open,
)
from gcp_tool.core import clock
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.domain.vocabulary import Role
from gcp_tool.models import Sample
from tests.unit.access.people import ME, MY_TEAM, OTHER_TEAM, SOMEBODY, actor, covering, manager, worker

TODAY = date(2026, 6, 12)
AUDITOR = actor(Role.AUDITOR)


def sample(*, by: int = ME, closes_on: date = TODAY, closed: bool = False) -> Sample:
    return Sample(by_id=by, closes_on=closes_on, closed_at=clock.now() if closed else None)


@pytest.mark.parametrize(
    ("who", "teams", "expected"),
    [
        (manager(), [MY_TEAM], True),
        (manager(MY_TEAM, OTHER_TEAM), [MY_TEAM, OTHER_TEAM], True),
        (manager(), [MY_TEAM, OTHER_TEAM], False),
        (covering(), [MY_TEAM], False),
        (worker(), [MY_TEAM], False),
        (AUDITOR, [MY_TEAM], False),
    ],
)
def test_a_manager_draws_from_their_own_teams(who: Actor, teams: list[int], expected: bool) -> None:
    assert can_draw_sample(who, teams) is expected
    if not expected:
        with pytest.raises(NotAllowed):
            check_draw_sample(who, teams)


@pytest.mark.parametrize(
    ("who", "row", "expected"),
    [
        (manager(), sample(), True),
        (manager(), sample(by=SOMEBODY), False),
        (manager(), sample(closed=True), False),
        (AUDITOR, sample(), False),
    ],
)
def test_whoever_drew_a_sample_closes_it_once(who: Actor, row: Sample, expected: bool) -> None:
    assert can_close_sample(who, row) is expected
    if not expected:
        with pytest.raises(NotAllowed):
            check_close_sample(who, row)


@pytest.mark.parametrize(
    ("who", "row", "expected"),
    [
        (AUDITOR, sample(), True),
        (AUDITOR, sample(closed=True), False),
        (AUDITOR, sample(closes_on=TODAY - timedelta(days=1)), False),
        (actor(Role.AUDITOR, Role.PRACTITIONER), sample(), False),
        (manager(), sample(), False),
        (worker(), sample(), False),
    ],
)
def test_an_auditor_who_works_with_no_family_audits_while_it_is_open(
    who: Actor, row: Sample, expected: bool
) -> None:
    assert can_audit(who, row, TODAY) is expected
    if not expected:
        with pytest.raises(NotAllowed):
            check_audit(who, row, TODAY)


def test_a_sample_is_open_to_the_end_of_its_last_day() -> None:
    assert is_sample_open(sample(), TODAY)
    assert not is_sample_open(sample(), TODAY + timedelta(days=1))
