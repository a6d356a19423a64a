"""Which role carries which permission, in full: a change of this table is a change of who sees people's records."""

import pytest

from gcp_tool.access.permissions import PERMISSIONS, Permission
from gcp_tool.domain.vocabulary import Role
from tests.unit.access.people import actor

CASES = {
    "family:read",
    "family:register",
    "family:search",
    "family:edit",
    "assessment:read",
    "assessment:write",
    "challenge:raise",
    "report:make",
    "tool:read",
    "note:write",
}
CARRIES: dict[Role, set[str]] = {
    Role.PRACTITIONER: CASES,
    Role.MANAGER: CASES
    | {
        "family:allocate",
        "assessment:sign_off",
        "review:record",
        "break_glass:review",
        "cover:arrange",
        "sample:read",
        "sample:draw",
        "scores:import",
        "family_log:read",
    },
    Role.REVIEWING_OFFICER: {"tool:read"},
    Role.COORDINATOR: {"tool:read", "completion:read"},
    Role.AUDITOR: {"family:read", "assessment:read", "tool:read", "sample:read", "sample:audit"},
    Role.TOOL_OWNER: {"tool:read", "note:answer"},
    Role.ADMINISTRATOR: {"account:manage", "log:read"},
    Role.DUTY: {"family:read", "assessment:read", "tool:read", "family:look_up", "family:break_glass"},
}


@pytest.mark.parametrize("role", Role)
def test_a_role_carries_just_these_permissions(role: Role) -> None:
    assert {permission.value for permission in PERMISSIONS[role]} == CARRIES[role]


def test_whoever_looks_after_accounts_sees_no_case() -> None:
    about_cases = {
        one for one in Permission if one.value.startswith(("family:", "family_log:", "assessment:"))
    }
    assert not PERMISSIONS[Role.ADMINISTRATOR] & about_cases


def test_every_permission_is_noun_and_verb_and_carried_by_some_role() -> None:
    assert all(permission.value.count(":") == 1 for permission in Permission)
    assert frozenset[Permission]().union(*PERMISSIONS.values()) == frozenset(Permission)


@pytest.mark.parametrize("permission", Permission)
def test_two_roles_carry_what_either_does(permission: Permission) -> None:
    both = actor(Role.PRACTITIONER, Role.ADMINISTRATOR)
    either = permission in PERMISSIONS[Role.PRACTITIONER] | PERMISSIONS[Role.ADMINISTRATOR]
    assert both.may(permission) is either


@pytest.mark.parametrize("permission", Permission)
def test_without_a_role_nothing_is_permitted(permission: Permission) -> None:
    assert not actor().may(permission)
