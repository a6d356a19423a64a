"""An assessment that may be written: its profiles, and every answer and piece of evidence once, on its profile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gcp_tool.data_imports.answers import Place, ToolBook
from gcp_tool.data_imports.gathering import Answered, Care, PastAssessment
from gcp_tool.domain.vocabulary import AgeBand

# whose answers: a household by its name, or a child with a carer by their references
ProfileKey = str | tuple[str, str]


class ToStore(NamedTuple):
    """What a row answered, and the profile that it is stored on."""

    profile: ProfileKey
    place: Place
    answered: Answered


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
            own = {code: answers[code] for code in answers.keys() - self.book.household_codes}
            yield from self._in_order(ready.key, own)

    def evidence(self) -> Iterator[ToStore]:
        """Every piece of evidence once: what is repeated in the rows of a household is one piece."""
        for household, cares in self.households.items():
            for code, rows in self.shared_rows(cares).items():
                distinct = {row.evidence: row for row in reversed(rows) if row.evidence}
                for row in sorted(distinct.values()):
                    yield ToStore(household, self.book.places[code], row)
        for ready in self.cares:
            for code, row in ready.care.answers.items():
                if row.evidence and code not in self.book.household_codes:
                    yield ToStore(ready.key, self.book.places[code], row)

    def shared_rows(self, cares: Sequence[ReadyCare]) -> Mapping[str, Sequence[Answered]]:
        """The rows of a household's items: each item is repeated for each child with each carer."""
        shared: dict[str, list[Answered]] = {}
        for ready in cares:
            answers = ready.care.answers
            for code in sorted(answers.keys() & self.book.household_codes):
                shared.setdefault(code, []).append(answers[code])
        return shared

    def _in_order(self, profile: ProfileKey, rows: Mapping[str, Answered]) -> Iterator[ToStore]:
        for code in sorted(rows, key=lambda code: rows[code].row):
            yield ToStore(profile, self.book.places[code], rows[code])


def youngest(bands: Sequence[AgeBand]) -> AgeBand:
    """The band by which a household's items are graded: its youngest born child's, unborn only without one."""
    born = [band for band in bands if band is not AgeBand.UNBORN]
    return min(born or bands, key=list(AgeBand).index)
