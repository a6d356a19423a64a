"""An assessment that may be written: its profiles, and every answer and piece of evidence once, on its profile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gcp_tool.data_imports.answers import Place, ToolBook
from gcp_tool.data_imports.gathered import Answered, Care, PastAssessment
from gcp_tool.domain.vocabulary import AgeBand

# whose answers: a household by its name, or a child with a carer by their references
ProfileKey = str | tuple[str, str]


class ToStore(NamedTuple):
    """What a row answered, and the profile that it is stored on."""

    profile: ProfileKey
    place: Place
    answered: Answered


@dataclass(slots=True)
class Note:
    """A piece of evidence: whose it is, where it is written down, its words, and the codes that it tells of."""

    profile: ProfileKey
    evidence_code: str
    words: str
    codes: list[str]
    row: int


@dataclass(frozen=True, slots=True)
class ReadyCare:
    """A child with a carer: the child's age band in the period looked at, and the home that they live in."""

    care: Care
    band: AgeBand
    household: str

    @property
    def key(self) -> ProfileKey:
        """The profile of the child with the carer."""
        return self.care.head.child_ref, self.care.head.carer_ref


@dataclass(slots=True)
class Ready:
    """An assessment with its tool and everybody in it."""

    past: PastAssessment
    book: ToolBook
    cares: list[ReadyCare] = field(default_factory=list)

    @property
    def households(self) -> Mapping[str, Sequence[ReadyCare]]:
        """The cares by the home that the child lives in."""
        homes: dict[str, list[ReadyCare]] = {}
        for ready in self.cares:
            homes.setdefault(ready.household, []).append(ready)
        return homes

    def answers(self) -> Iterator[ToStore]:
        """Every answer once: those of a household on the household, all others on the child with the carer."""
        for household, cares in self.households.items():
            shared = {code: rows[0] for code, rows in self.shared_rows(cares).items()}
            yield from self._in_order(household, shared)
        for ready in self.cares:
            answers = ready.care.answers
            own = {code: answers[code] for code in answers if not self._is_shared(code, answers[code])}
            yield from self._in_order(ready.key, own)

    def evidence(self) -> Sequence[Note]:
        """Every piece of evidence once: the same words of the same area are one, whatever they stand beside."""
        notes: dict[tuple[ProfileKey, str, str], Note] = {}
        for household, cares in self.households.items():
            for code, rows in self.shared_rows(cares).items():
                for row in rows:
                    self._add_note(notes, household, code, row)
        for ready in self.cares:
            for code, row in ready.care.answers.items():
                if not self._is_shared(code, row):
                    self._add_note(notes, ready.key, code, row)
        return list(notes.values())

    def _add_note(
        self, notes: dict[tuple[ProfileKey, str, str], Note], profile: ProfileKey, code: str, row: Answered
    ) -> None:
        where = self.book.places[code].evidence_code
        if row.evidence:
            note = Note(profile, where, row.evidence, [], row.row)
            codes = notes.setdefault((profile, where, row.evidence), note).codes
            if code not in codes:
                codes.append(code)

    def _is_shared(self, code: str, row: Answered) -> bool:
        """Whether a row answers for the household and not for the child alone."""
        return code in self.book.household_codes and not row.different

    def shared_rows(self, cares: Sequence[ReadyCare]) -> Mapping[str, Sequence[Answered]]:
        """The rows of a household's items: each item is repeated for each child with each carer."""
        shared: dict[str, list[Answered]] = {}
        for ready in cares:
            answers = ready.care.answers
            for code in sorted(answers.keys() & self.book.household_codes):
                if self._is_shared(code, answers[code]):
                    shared.setdefault(code, []).append(answers[code])
        return shared

    def _in_order(self, profile: ProfileKey, rows: Mapping[str, Answered]) -> Iterator[ToStore]:
        for code in sorted(rows, key=lambda code: rows[code].row):
            yield ToStore(profile, self.book.places[code], rows[code])


def youngest(bands: Sequence[AgeBand]) -> AgeBand:
    """The band by which a household's items are graded: its youngest born child's, unborn only without one."""
    born = [band for band in bands if band is not AgeBand.UNBORN]
    return min(born or bands, key=list(AgeBand).index)
