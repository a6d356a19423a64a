"""What is wrong with a tool file: every problem with its line, in one error."""

from collections.abc import Iterable
from dataclasses import dataclass

from gcp_tool.domain.errors import ToolError


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right in a tool file. Lines are counted from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Say where and what, as editors and compilers do."""
        return f"{self.file}:{self.line}: {self.message}"


class ToolFileInvalid(ToolError):
    """A tool file cannot be used; `problems` lists everything that is wrong with it, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
