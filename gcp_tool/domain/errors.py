"""The family of errors that a person can do something about. Pages are made of them in the web room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


class ToolError(Exception):
    """Something the person asked for cannot be done; the message says what to do instead."""


class NotFound(ToolError):
    """There is no such record, or the person may not know whether there is."""


class NotAllowed(ToolError):
    """The person may see the record but not do this to it."""


class NotPossible(ToolError):
    """The state of the record forbids it: the message says what must happen first."""


class Invalid(ToolError):
    """What was given breaks a rule.

    `problems` maps a field's name to what is wrong with it; the empty name is the form as a whole.
    """

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = dict(problems)


@dataclass(frozen=True, slots=True)
class Theirs:
    """What somebody else saved meanwhile: by whom, when, the fields they left and the version to answer to."""

    by: str
    at: datetime
    version: int
    fields: Mapping[str, str]


class EditConflict(ToolError):
    """Somebody else changed the record since the person opened it. Nothing was saved; both texts are kept."""

    def __init__(self, theirs: Theirs) -> None:
        super().__init__(f"{theirs.by} changed this while you were working on it.")
        self.theirs = theirs
