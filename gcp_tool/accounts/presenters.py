"""Words for the pages of accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.core.formatting import date_and_time, date_range, long_date
from gcp_tool.core.text import read_typed
from gcp_tool.domain.vocabulary import Role
from gcp_tool.models import Accreditation, Delegation, HeldInput, UserRole

ROLE_WORDS = {
    Role.PRACTITIONER: "Practitioner",
    Role.MANAGER: "Team manager",
    Role.REVIEWING_OFFICER: "Reviewing officer",
    Role.COORDINATOR: "Coordinator",
    Role.AUDITOR: "Auditor",
    Role.TOOL_OWNER: "Tool owner",
    Role.ADMINISTRATOR: "Administrator",
    Role.DUTY: "Duty",
}
_HIDDEN = {"once", "version"}


def role_words(roles: Sequence[tuple[UserRole, str | None]]) -> str:
    """The roles in one line."""
    words = [f"{ROLE_WORDS[role.role]}, {team}" if team else ROLE_WORDS[role.role] for role, team in roles]
    return "; ".join(words) or "None"


def training_words(rows: Sequence[Accreditation], today: date) -> Sequence[str]:
    """A line a tool: since when, until when, and whether that is over."""
    lines = []
    for row in rows:
        line = f"{row.instrument_code}: trained {long_date(row.trained_on)}"
        if row.expires_on is not None:
            line += f", {'ended' if row.expires_on < today else 'until'} {long_date(row.expires_on)}"
        lines.append(line)
    return lines


@dataclass(frozen=True, slots=True)
class Held:
    """Something typed that was kept: when, and the fields as they were."""

    key: str
    path: str
    when: str
    fields: Sequence[tuple[str, str]]
    shown: Sequence[tuple[str, str]]


def present_held(held: HeldInput) -> Held:
    """What was kept, with the fields a person typed told from the form's own."""
    fields = [(str(name), read_typed(str(value), trim=False).text) for name, value in held.form]
    return Held(
        key=held.key,
        path=held.path,
        when=date_and_time(held.at),
        fields=fields,
        shown=[(_words(name), value) for name, value in fields if name not in _HIDDEN and value.strip()],
    )


def _words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").replace(".", " ").strip().capitalize()


@dataclass(frozen=True, slots=True)
class CoverLine:
    """Cover that was arranged: its number among the manager's, who, for which team, when, and how it stands."""

    number: int
    who: str
    team: str
    when: str
    state: str
    can_end: bool


def present_cover(arranged: Sequence[Delegation], today: date) -> Sequence[CoverLine]:
    """What was arranged, the latest first."""
    lines = [cover_line(number, one, today) for number, one in enumerate(arranged, start=1)]
    return lines[::-1]


def cover_line(number: int, one: Delegation, today: date) -> CoverLine:
    """One arrangement in words."""
    state = "Over" if one.ended_on < today else "Now" if one.started_on <= today else "To come"
    return CoverLine(
        number=number,
        who=one.cover.name,
        team=one.team.name,
        when=date_range(one.started_on, one.ended_on),
        state=state,
        can_end=one.ended_on > today,
    )
