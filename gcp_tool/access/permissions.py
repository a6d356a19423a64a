"""Permissions, and which of them each role carries. Code asks for permissions, never for a role."""

from enum import StrEnum

from gcp_tool.domain.vocabulary import Role


class Permission(StrEnum):
    """What may be done, as noun:verb. Which rows it may be done to is in `scope` and `policies`."""

    FAMILY_READ = "family:read"
    FAMILY_REGISTER = "family:register"
    FAMILY_SEARCH = "family:search"
    FAMILY_EDIT = "family:edit"
    FAMILY_ALLOCATE = "family:allocate"
    FAMILY_LOOK_UP = "family:look_up"
    FAMILY_BREAK_GLASS = "family:break_glass"
    ASSESSMENT_READ = "assessment:read"
    ASSESSMENT_WRITE = "assessment:write"
    ASSESSMENT_SIGN_OFF = "assessment:sign_off"
    REVIEW_RECORD = "review:record"
    BREAK_GLASS_REVIEW = "break_glass:review"
    FAMILY_LOG_READ = "family_log:read"
    CHALLENGE_RAISE = "challenge:raise"
    REPORT_MAKE = "report:make"
    SCORES_IMPORT = "scores:import"
    SAMPLE_READ = "sample:read"
    SAMPLE_DRAW = "sample:draw"
    SAMPLE_AUDIT = "sample:audit"
    COMPLETION_READ = "completion:read"
    TOOL_READ = "tool:read"
    NOTE_WRITE = "note:write"
    NOTE_ANSWER = "note:answer"
    COVER_ARRANGE = "cover:arrange"
    ACCOUNT_MANAGE = "account:manage"
    LOG_READ = "log:read"


_CASE_READING = frozenset({Permission.FAMILY_READ, Permission.ASSESSMENT_READ, Permission.TOOL_READ})
_CASE_WORK = _CASE_READING | {
    Permission.FAMILY_REGISTER,
    Permission.FAMILY_SEARCH,
    Permission.FAMILY_EDIT,
    Permission.ASSESSMENT_WRITE,
    Permission.CHALLENGE_RAISE,
    Permission.REPORT_MAKE,
    Permission.NOTE_WRITE,
}

# What a manager does for a team, and whoever covers for them does on those days.
COVERING = frozenset(
    {
        Permission.FAMILY_ALLOCATE,
        Permission.ASSESSMENT_SIGN_OFF,
        Permission.REVIEW_RECORD,
        Permission.BREAK_GLASS_REVIEW,
        Permission.FAMILY_LOG_READ,
    }
)
# What a person needs who is named as the one to sign off an agency's assessments.
SIGNING = frozenset({Permission.ASSESSMENT_READ, Permission.ASSESSMENT_SIGN_OFF})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.PRACTITIONER: _CASE_WORK,
    Role.MANAGER: _CASE_WORK
    | COVERING
    | {Permission.COVER_ARRANGE, Permission.SAMPLE_READ, Permission.SAMPLE_DRAW, Permission.SCORES_IMPORT},
    Role.REVIEWING_OFFICER: frozenset({Permission.TOOL_READ}),
    Role.COORDINATOR: frozenset({Permission.TOOL_READ, Permission.COMPLETION_READ}),
    Role.AUDITOR: _CASE_READING | {Permission.SAMPLE_READ, Permission.SAMPLE_AUDIT},
    Role.TOOL_OWNER: frozenset({Permission.TOOL_READ, Permission.NOTE_ANSWER}),
    Role.ADMINISTRATOR: frozenset({Permission.ACCOUNT_MANAGE, Permission.LOG_READ}),
    Role.DUTY: _CASE_READING | {Permission.FAMILY_LOOK_UP, Permission.FAMILY_BREAK_GLASS},
}
