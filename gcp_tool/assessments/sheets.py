"""Sheets: the answers in words that one form holds, read together with what was taken out. Their versions make one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from gcp_tool.domain.vocabulary import AnswerKind, AnswerState
from gcp_tool.models import Answer


class Place(NamedTuple):
    """Where an answer is kept: whose it is, of which kind, about whom, under which code."""

    participant_id: int
    kind: AnswerKind
    profile_id: int
    code: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is held at the places of a form. `version` grows with every change to any of them."""

    answers: Mapping[Place, Answer]

    @property
    def version(self) -> int:
        """The versions of all of them, as one number: an answer's version never falls."""
        return sum(answer.version for answer in self.answers.values())

    @property
    def latest(self) -> Answer | None:
        """The answer that was changed last."""
        return max(self.answers.values(), key=lambda answer: (answer.at, answer.id), default=None)

    def find(self, kind: AnswerKind, code: str, profile_id: int | None = None) -> Answer | None:
        """What stands under a code, of the profile if one is given; None where nothing does or it was taken out."""
        for place, answer in self.answers.items():
            if (place.kind, place.code) == (kind, code) and profile_id in (None, place.profile_id):
                return None if answer.state is AnswerState.REMOVED else answer
        return None

    def text(self, kind: AnswerKind, code: str, name: str = "words", profile_id: int | None = None) -> str:
        """What was typed under a code and a name; empty when nothing was."""
        answer = self.find(kind, code, profile_id)
        return "" if answer is None else str(answer.raw.get(name, ""))


AsFields = Callable[[Sheet], Mapping[str, str]]


def place_of(answer: Answer) -> Place:
    """Where an answer is kept."""
    return Place(answer.participant_id, answer.kind, answer.profile_id, answer.code)
