"""What can be chosen on the pages of a family by their addresses: two assessments to compare."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from gcp_tool.web.forms.problems import ErrorLink

FIRST, SECOND = "from", "to"
_CHOOSE_FIRST = "Choose the first assessment"
_CHOOSE_SECOND = "Choose the second assessment"
_CHOOSE_ANOTHER = "Choose another assessment than the first"


@dataclass(frozen=True, slots=True)
class ComparisonForm:
    """The two assessments of an address, by key. Before anything is chosen, the first and the latest are offered."""

    first: str
    second: str
    is_sent: bool
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, sent: Mapping[str, str], keys: Sequence[str]) -> Self:
        """What an address asks for; `keys` are the assessments there are, the oldest first."""
        if FIRST not in sent and SECOND not in sent:
            first, second = (keys[0], keys[-1]) if keys else ("", "")
            return cls(first, second, is_sent=False)
        first, second = sent.get(FIRST, ""), sent.get(SECOND, "")
        return cls(first, second, is_sent=True, errors=_errors(first, second, keys))

    @property
    def is_good(self) -> bool:
        """Whether two different assessments were chosen."""
        return self.is_sent and not self.errors

    def error_list(self) -> list[ErrorLink]:
        """The lines of the error summary."""
        return [{"text": text, "href": f"#{name}"} for name, text in self.errors.items()]


def _errors(first: str, second: str, keys: Sequence[str]) -> Mapping[str, str]:
    errors = {}
    if first not in keys:
        errors[FIRST] = _CHOOSE_FIRST
    if second not in keys:
        errors[SECOND] = _CHOOSE_SECOND
    elif first == second:
        errors[SECOND] = _CHOOSE_ANOTHER
    return errors
