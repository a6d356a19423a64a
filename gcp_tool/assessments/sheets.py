"""Sheets: the answers in words that one form holds, read together with what was taken out. Their versions make one."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session, joinedload

from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, Part
from gcp_tool.models import Answer, Participant


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


def read_sheet(session: Session, revision_id: int, places: Collection[Place]) -> Sheet:
    """What the database holds at these places now."""
    if not places:
        return Sheet({})
    columns = tuple_(Answer.participant_id, Answer.kind, Answer.profile_id, Answer.code)
    statement = (
        select(Answer)
        .where(Answer.revision_id == revision_id, Answer.slot == 0, columns.in_(list(places)))
        .options(joinedload(Answer.by))
        .order_by(Answer.id)
        .execution_options(populate_existing=True)
    )
    return Sheet({place_of(answer): answer for answer in session.scalars(statement)})


def place_of(answer: Answer) -> Place:
    """Where an answer is kept."""
    return Place(answer.participant_id, answer.kind, answer.profile_id, answer.code)


def find_carer_part(session: Session, assessment_id: int, person_id: int) -> int | None:
    """The part of a carer who gave grades of their own; None before they did."""
    return session.scalar(
        select(Participant.id).where(
            Participant.assessment_id == assessment_id, Participant.person_id == person_id
        )
    )


def list_carer_grades(session: Session, revision_id: int) -> Mapping[tuple[int, str], int]:
    """The level that each carer gave their own care, by profile and domain. The lead's grades are never among them."""
    statement = (
        select(Answer.profile_id, Answer.code, Answer.grade)
        .join(Participant, Participant.id == Answer.participant_id)
        .where(
            Answer.revision_id == revision_id,
            Answer.kind == AnswerKind.DOMAIN,
            Answer.state == AnswerState.GRADED,
            Participant.part == Part.CARER,
        )
    )
    return {(profile_id, code): level for profile_id, code, level in session.execute(statement) if level}
