"""Holding what a file tells against what is on record: everybody known, every date the same, every code for the age."""

from collections.abc import Sequence
from datetime import date

from gcp_tool.assessments.content import BAND_WORDS
from gcp_tool.core.clock import local
from gcp_tool.core.formatting import long_date
from gcp_tool.data_imports.gathered import Answered, Care, Gathered, PastAssessment
from gcp_tool.data_imports.known import Known, name_key
from gcp_tool.data_imports.problems import Problem, Problems
from gcp_tool.data_imports.ready import Ready, ReadyCare, youngest
from gcp_tool.data_imports.rows import Days, Head
from gcp_tool.domain.dates import age_band
from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.families.content import HOME

_OR_CREATE = "or import with --create-missing"
_NOT_HERE = {
    "lead_email": "Nobody here has this email address. Add the account first",
    "agency": "There is no agency of this name here. Add it first",
    "family_ref": "There is no family with this reference here. Add it first",
}


def check(
    gathered: Gathered, known: Known, problems: Problems, *, days: Days, create_missing: bool
) -> list[Ready]:
    """The assessments that may be written, in the order of the file; what is wrong is added to the problems."""
    checking = _Checking(gathered, known, problems, days, create_missing=create_missing)
    return [ready for past in gathered.assessments.values() if (ready := checking.check(past)) is not None]


class _Checking:
    def __init__(
        self, gathered: Gathered, known: Known, problems: Problems, days: Days, *, create_missing: bool
    ) -> None:
        self._gathered, self._known, self._problems = gathered, known, problems
        self._days, self._create_missing = days, create_missing

    def check(self, past: PastAssessment) -> Ready | None:
        """Note what is wrong with an assessment; None where too little of it could be read."""
        if not past.cares:
            return None
        self._check_not_here(past)
        if not self._create_missing:
            self._check_known(past)
        if past.book is None:
            return None
        ready = Ready(past, past.book)
        for care in past.cares.values():
            band = self._band(care)
            if band is not None:
                self._check_codes(ready, care, band)
                ready.cares.append(ReadyCare(care, band, self._household(care.head)))
        self._check_households(ready)
        return ready

    def _check_not_here(self, past: PastAssessment) -> None:
        recorded = self._known.assessments.get(past.ref)
        if recorded is None:
            return
        words = "An assessment with this reference is recorded here already. Delete its rows, or correct the reference."
        if recorded.imported_at is not None:
            on = long_date(local(recorded.imported_at).date())
            words = f"This assessment was already imported, on {on}. Delete its rows."
        self._problems.add_to_all(past.rows, Problem("assessment_ref", past.ref, words))

    def _check_known(self, past: PastAssessment) -> None:
        known, head = self._known, past.head
        for column, value, there in (
            ("lead_email", head.lead_email, known.users),
            ("agency", name_key(head.agency), known.agencies),
            ("family_ref", head.family_ref, known.families),
        ):
            if value and value not in there:
                problem = Problem(column, getattr(head, column), f"{_NOT_HERE[column]}, {_OR_CREATE}.")
                self._problems.add_to_all(past.rows, problem)
        for care in past.cares.values():
            self._check_person(care, "child_ref", care.head.child_ref)
            self._check_person(care, "carer_ref", care.head.carer_ref)

    def _check_person(self, care: Care, column: str, ref: str) -> None:
        family_ref = care.head.family_ref
        if ref not in self._known.people:
            words = "There is nobody with this reference here. Add them to the family first"
        elif family_ref in self._known.families and self._known.household_of(family_ref, ref) is None:
            words = "This person is not in the family. Add them to it first"
        else:
            return
        self._problems.add_to_all(care.rows, Problem(column, ref, f"{words}, {_OR_CREATE}."))

    def _band(self, care: Care) -> AgeBand | None:
        """The age band of the child when the period looked at ended; None when that is a problem."""
        said, _ = self._gathered.births.get(care.head.child_ref, (None, 0))
        born, due = self._born_or_due(care.head, said)
        on = care.head.window_to
        if born is None and due is None:
            if care.head.child_ref not in self._gathered.doubtful_births:
                words = "Enter the child’s date of birth, which is not on record here."
                self._problems.add_to_all(care.rows, _birth_problem(None, words))
            return None
        if said is not None and said not in (born, due):
            words = "The record here has another date. Correct the one that is wrong."
            self._problems.add_to_all(care.rows, _birth_problem(said, words))
            return None
        band = care.head.age_band or (age_band(on, born=born, expected=due) if on else None)
        if on and band is None:
            words = f"The child was 18 or over on {long_date(on)}. Check this date and the period looked at."
            self._problems.add_to_all(care.rows, _birth_problem(said, words))
        return band

    def _born_or_due(self, head: Head, said: date | None) -> tuple[date | None, date | None]:
        """When the child was born or is due: by the record, else by the file."""
        person = self._known.people.get(head.child_ref)
        if person is not None and (person.birth_on or person.expected_birth_on):
            return person.birth_on, person.expected_birth_on
        if said is None:
            return None, None
        is_due = said > self._days.today or head.child_ref in self._gathered.due_children
        return (None, said) if is_due else (said, None)

    def _check_codes(self, ready: Ready, care: Care, band: AgeBand) -> None:
        for code in care.answers.keys() - ready.book.codes_for[band]:
            words = f"This is not for a child of this age ({BAND_WORDS[band]}). Delete the row, or check the dates."
            self._problems.add(care.answers[code].row, Problem("code", code, words))

    def _household(self, head: Head) -> str:
        return head.household or self._known.household_of(head.family_ref, head.child_ref) or HOME

    def _check_households(self, ready: Ready) -> None:
        for cares in ready.households.values():
            band = youngest([care.band for care in cares])
            for code, rows in ready.shared_rows(cares).items():
                if code not in ready.book.codes_for[band]:
                    words = (
                        f"This is not for a household with a youngest child of {BAND_WORDS[band]}. Delete it."
                    )
                    self._problems.add_to_all((row.row for row in rows), Problem("code", code, words))
                self._check_alike(code, rows)

    def _check_alike(self, code: str, rows: Sequence[Answered]) -> None:
        first = rows[0]
        words = (
            f"Row {first.row} answers this otherwise, and it is asked of the household as a whole."
            " Make them the same."
        )
        for row in rows[1:]:
            if row.given[:3] != first.given[:3]:
                self._problems.add(row.row, Problem("code", code, words))


def _birth_problem(day: date | None, words: str) -> Problem:
    return Problem("child_dob", f"{day:%d/%m/%Y}" if day else "", words)
