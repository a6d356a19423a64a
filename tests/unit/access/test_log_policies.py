"""Who may read the log, as tables of who, what and whether."""

import pytest

from gcp_tool.access import log_policies
from gcp_tool.access.actor import Actor
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.domain.vocabulary import Role
from gcp_tool.models import Family
from tests.unit.access.people import OTHER_TEAM, actor, covering, family, manager, outsiders, worker

LOOKED: list[tuple[Actor, Family, bool]] = [
    (manager(), family(), True),
    (manager(), family(closed=True), True),
    (covering(), family(), True),
    (manager(), family(team=OTHER_TEAM), False),
    (covering(OTHER_TEAM), family(), False),
    (worker(), family(), False),
    *((outsider, family(), False) for outsider in outsiders().values()),
]


@pytest.mark.parametrize(("who", "row", "expected"), LOOKED)
def test_the_manager_of_a_family_reads_who_has_looked(who: Actor, row: Family, *, expected: bool) -> None:
    assert log_policies.can_see_who_looked(who, row) is expected
    if expected:
        log_policies.check_see_who_looked(who, row)
    else:
        with pytest.raises(NotAllowed, match="Only a manager of the team that holds this family"):
            log_policies.check_see_who_looked(who, row)


@pytest.mark.parametrize("role", Role)
def test_whoever_looks_after_accounts_reads_the_log_of_all(role: Role) -> None:
    person = actor(role)
    assert log_policies.can_read_log(person) is (role is Role.ADMINISTRATOR)
    if role is Role.ADMINISTRATOR:
        log_policies.check_read_log(person)
    else:
        with pytest.raises(NotAllowed, match="Only those who look after accounts"):
            log_policies.check_read_log(person)
