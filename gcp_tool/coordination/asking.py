"""What the page of completions is asked for: read from an address, offered as choices, and said in words. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from gcp_tool.assessments.content import PURPOSE_WORDS
from gcp_tool.coordination.content import SPAN_WORDS
from gcp_tool.coordination.queries import VersionRow
from gcp_tool.domain.completions import Period, Span, last_day, move_quarter, periods, quarters_between
from gcp_tool.domain.dates import fin_quarter, quarter_words
from gcp_tool.domain.vocabulary import Purpose

Code = TypeVar("Code", bound=StrEnum)

_COLUMNS = {Span.QUARTER: 8, Span.MONTH: 12, Span.YEAR: 8}
_QUARTERS_BEFORE = {Span.QUARTER: 7, Span.MONTH: 3, Span.YEAR: 10}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the quarter that everything ends with, how long the columns are, one tool, one purpose."""

    until: int
    span: Span = Span.QUARTER
    version: VersionRow | None = None
    purpose: Purpose | None = None

    @property
    def first_quarter(self) -> int:
        """The earliest quarter that any column needs."""
        return move_quarter(self.until, -_QUARTERS_BEFORE[self.span])

    def periods(self) -> tuple[Period, ...]:
        """The columns, the latest last."""
        return periods(self.span, last=self.until, count=_COLUMNS[self.span])

    def as_query(self) -> Mapping[str, str]:
        """The same as the values of an address."""
        values = {
            "by": self.span.value,
            "until": str(self.until),
            "tool": self.version.key if self.version else "",
            "purpose": self.purpose.value if self.purpose else "",
        }
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing that can be chosen: its name in the address, its label, the choices, and which of them is chosen."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]
    chosen: str


def possible_quarters(first: int | None, today: date) -> Sequence[int]:
    """The quarters that can be asked for, the latest first: from the first with anything in it to the present one."""
    now = fin_quarter(today)
    return quarters_between(min(first or now, move_quarter(now, -1)), now)


def asked_of(
    values: Mapping[str, str], *, quarters: Sequence[int], versions: Sequence[VersionRow], today: date
) -> Asked:
    """What an address asks for; for what it does not understand, what is shown to whoever asks for nothing."""
    last_over = next(quarter for quarter in quarters if last_day(quarter) < today)
    wanted = values.get("until", "")
    return Asked(
        until=next((quarter for quarter in quarters if str(quarter) == wanted), last_over),
        span=_code(Span, values.get("by")) or Span.QUARTER,
        version=next((one for one in versions if one.key == values.get("tool")), None),
        purpose=_code(Purpose, values.get("purpose")),
    )


def filters_of(
    asked: Asked, *, quarters: Sequence[int], versions: Sequence[VersionRow], today: date
) -> Sequence[Filter]:
    """What can be chosen, with what is."""
    every = ("", "All")
    return (
        Filter(
            "until", "Up to", [(str(one), quarter_said(one, today)) for one in quarters], str(asked.until)
        ),
        Filter(
            "by", "Columns", [(span.value, words) for span, words in SPAN_WORDS.items()], asked.span.value
        ),
        Filter(
            "purpose",
            "Baseline or review",
            [every, *((purpose.value, words) for purpose, words in PURPOSE_WORDS.items())],
            asked.purpose.value if asked.purpose else "",
        ),
        Filter(
            "tool",
            "Tool",
            [every, *((one.key, version_said(one)) for one in versions)],
            asked.version.key if asked.version else "",
        ),
    )


def said_of(asked: Asked) -> str:
    """What was left out by choice, in words; nothing where everything counts."""
    chosen = [
        f"{PURPOSE_WORDS[asked.purpose]} assessments only" if asked.purpose else "",
        f"{version_said(asked.version)} only" if asked.version else "",
    ]
    return "".join(f"{words}. " for words in chosen if words).strip()


def quarter_said(quarter: int, today: date) -> str:
    """A quarter as it is written, and whether it is still running."""
    return quarter_words(quarter) + ("" if last_day(quarter) < today else " so far")


def version_said(version: VersionRow) -> str:
    """A version of a tool as people tell it apart."""
    return f"{version.title} {version.version}"


def _code(kind: type[Code], value: str | None) -> Code | None:
    return next((code for code in kind if code.value == value), None)
