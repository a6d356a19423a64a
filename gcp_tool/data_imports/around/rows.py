"""A row of a file of plans, events, support or referrals, typed. Pure: knows no other row and no database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gcp_tool.core.formatting import long_date
from gcp_tool.data_imports.around.columns import COLUMNS_OF, AroundKind, person_column_of
from gcp_tool.data_imports.headings import misplaced, read_headings
from gcp_tool.data_imports.problems import CannotRead, Problem, Problems
from gcp_tool.data_imports.reading import ScoreFile
from gcp_tool.data_imports.rows import Days, one_of, read_code, read_line, read_words
from gcp_tool.domain.dates import parse_date
from gcp_tool.domain.vocabulary import AbuseCategory, PlanKind, SupportOutcome
from gcp_tool.families.event_types import EVENT_TYPES
from gcp_tool.plans.details import Details, EventDetails, PlanDetails, ReferralDetails, SupportDetails

_YES_NO: Mapping[str, bool] = {"yes": True, "no": False}
_DETAILS: Mapping[AroundKind, type[Details]] = {
    AroundKind.PLANS: PlanDetails,
    AroundKind.EVENTS: EventDetails,
    AroundKind.SUPPORT: SupportDetails,
    AroundKind.REFERRALS: ReferralDetails,
}


@dataclass(frozen=True, slots=True)
class Given:
    """What a row gives: its key at the source, its family, whom it is about, and what it says of them."""

    row: int
    source_key: str
    family_ref: str
    person_ref: str
    details: Details
    texts: Mapping[str, str]

    def problem(self, column: str, words: str) -> Problem:
        """A problem of a cell of this row."""
        return Problem(column, self.texts.get(column, "").strip(), f"{words}.")


def read_rows(file: ScoreFile, kind: AroundKind, days: Days, problems: Problems) -> tuple[int, list[Given]]:
    """How many rows the file has, and those that can be read; what is wrong is added to the problems.

    Raises:
        CannotRead: the file is not what it claims to be, or holds no rows below its headings.
    """
    rows = file.rows()
    number, headings = next(rows, (1, []))
    names = read_headings(number, headings, COLUMNS_OF[kind], problems)
    if names is None:
        return 0, []
    count, given = 0, []
    for number, cells in rows:
        count += 1
        wrong = misplaced(cells, names)
        texts = {name: cell for name, cell in zip(names, cells, strict=False) if name}
        one, faults = _read(kind, number, texts, days)
        for fault in (*filter(None, [wrong]), *faults):
            problems.add(number, fault)
        if one is not None:
            given.append(one)
    if not count:
        raise CannotRead(f"{file.name} has headings but no rows.")
    return count, given


def _read(
    kind: AroundKind, number: int, texts: Mapping[str, str], days: Days
) -> tuple[Given | None, Sequence[Problem]]:
    values: dict[str, Any] = {}
    faults = []
    for column, text in texts.items():
        try:
            values[column] = _READERS[kind].get(column, _optional_line)(text)
        except ValueError as error:
            faults.append(Problem(column, text.strip(), str(error)))
    if faults:
        return None, faults
    key, family = values.pop("source_key"), values.pop("family_ref")
    person = values.pop(person_column_of(kind))
    given = Given(number, key, family, person, _DETAILS[kind](**values), texts)
    return given, _day_problems(given, days)


def _day_problems(given: Given, days: Days) -> list[Problem]:
    """What cannot be right about the row by itself, going by the rules that hold for what is typed."""
    found = given.details.find_problems(days.today)
    faults = [given.problem(column, words) for column, words in found.items()]
    if not faults and given.details.first_day > days.as_at and not _is_planned(given.details, days):
        words = f"The file tells up to {long_date(days.as_at)}. Correct this day, or give a later --as-at"
        column = "on_date" if "on_date" in given.texts else "started_on"
        faults.append(given.problem(column, words))
    return faults


def _is_planned(details: Details, days: Days) -> bool:
    return isinstance(details, SupportDetails) and details.first_day > days.today


def _line(what: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        line = read_line(text)
        if not line:
            raise ValueError(f"Enter {what}.")
        return line

    return read


def _optional_line(text: str) -> str:
    return read_line(text)


def _day(text: str) -> date:
    return parse_date(read_line(text))


def _optional_day(text: str) -> date | None:
    line = read_line(text)
    return parse_date(line) if line else None


def _yes_no(text: str) -> bool | None:
    line = read_line(text).lower()
    if line and line not in _YES_NO:
        raise ValueError("Use yes or no.")
    return _YES_NO.get(line)


def _neglect(text: str) -> bool:
    return _yes_no(text) is not False


def _category(text: str) -> AbuseCategory | None:
    return read_code(AbuseCategory, read_line(text)) if text.strip() else None


def _outcome(text: str) -> SupportOutcome | None:
    return read_code(SupportOutcome, read_line(text)) if text.strip() else None


def _event_kind(text: str) -> str:
    code = read_line(text).lower().replace(" ", "_").replace("-", "_")
    if code not in EVENT_TYPES.codes:
        raise ValueError(f"Use {one_of(EVENT_TYPES.codes)}.")
    return code


_COMMON: Mapping[str, Callable[[str], object]] = {
    "source_key": _line("what tells this row from every other one in that system"),
    "family_ref": _line("the reference of the family"),
    "child_ref": _line("the reference of the child"),
    "words": read_words,
}
_READERS: Mapping[AroundKind, Mapping[str, Callable[[str], object]]] = {
    AroundKind.PLANS: {
        **_COMMON,
        "kind": lambda text: read_code(PlanKind, read_line(text)),
        "category": _category,
        "neglect": _neglect,
        "started_on": _day,
        "ended_on": _optional_day,
        "next_meeting_on": _optional_day,
    },
    AroundKind.EVENTS: {**_COMMON, "kind": _event_kind, "on_date": _day},
    AroundKind.SUPPORT: {
        **_COMMON,
        "what": _line("what the support is"),
        "offered_on": _optional_day,
        "started_on": _optional_day,
        "ended_on": _optional_day,
        "outcome": _outcome,
    },
    AroundKind.REFERRALS: {**_COMMON, "on_date": _day, "no_further_action": _yes_no},
}
