"""A date typed in three boxes, with GOV.UK's wording for what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import Field, Form
from wtforms.utils import unset_value
from wtforms.validators import StopValidation

from gcp_tool.core.formatting import join_words
from gcp_tool.domain.dates import EARLIEST_YEAR, LATEST_YEAR
from gcp_tool.web.forms.rules import Required
from gcp_tool.web.forms.widgets import DateInput

PARTS = ("day", "month", "year")
WIDTHS = {"day": 2, "month": 2, "year": 4}
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MOST_DIGITS = 9
_DIGITS_OF_A_YEAR = 4
_LAST = {"day": 31, "month": 12, "year": 10**_MOST_DIGITS}


class DatePartsField(Field):
    """A date, or None. Sent as `name-day`, `name-month`, `name-year`; a month may be typed as a word.

    `noun` begins the messages ("The date of birth must be a real date"); `required` is what to say when all
    three boxes are empty, and without it they may be. What was typed is kept whatever is wrong with it.
    """

    widget = DateInput()
    data: date | None

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] = (),
        *,
        noun: str = "",
        required: str = "",
        **settings: Any,
    ) -> None:
        super().__init__(label, [*([Required(required)] if required else []), *validators], **settings)
        self.noun = noun or label
        self.typed = dict.fromkeys(PARTS, "")
        self.bad_parts: tuple[str, ...] = ()

    @property
    def focus_id(self) -> str:
        """The id of the first box at fault, for the link in the error summary."""
        return f"{self.id}-{(self.bad_parts or PARTS)[0]}"

    def shown_parts(self) -> Iterator[tuple[str, str, int, bool]]:
        """Each part with what was typed, the width of its box and whether it is at fault."""
        bad = (self.bad_parts or PARTS) if self.errors else ()
        return ((part, self.typed[part], WIDTHS[part], part in bad) for part in PARTS)

    def process(
        self, formdata: Any, data: Any = unset_value, extra_filters: Sequence[Any] | None = None
    ) -> None:
        """Read the three parts; never raises, whatever was sent."""
        super().process(None, data, extra_filters)
        self.bad_parts = ()
        if formdata is not None:
            sent = {part: formdata.get(f"{self.name}-{part}") for part in PARTS}
            self.typed = {
                part: value.strip() if isinstance(value, str) else "" for part, value in sent.items()
            }
            self._read_typed()
        elif isinstance(data, str) and "/" in data:  # as it was typed, and no date yet
            self.typed, self.data = parts_of(data), None
        elif isinstance(self.data, date):
            self.typed = {part: str(getattr(self.data, part)) for part in PARTS}

    def pre_validate(self, _form: Form) -> None:
        """Stop at what reading found, so that no second message is added."""
        if self.process_errors:
            raise StopValidation

    def _read_typed(self) -> None:
        self.raw_data = [typed for typed in self.typed.values() if typed]
        self.data = None
        try:
            self.data = read_parts(self.typed, self.noun) if self.raw_data else None
        except _UnreadableError as error:
            self.bad_parts = error.parts
            self.process_errors = [str(error)]


class _UnreadableError(Exception):
    """The parts are no date: which are at fault, and what to say."""

    def __init__(self, parts: Iterable[str], message: str) -> None:
        super().__init__(message)
        self.parts = tuple(parts)


def typed_as(typed: Mapping[str, str]) -> str:
    """Three parts as one text, which `parts_of` takes apart again; empty when nothing was typed."""
    parts = [typed[part].strip().replace("/", " ") for part in PARTS]
    return "/".join(parts) if any(parts) else ""


def parts_of(text: str) -> dict[str, str]:
    """The three parts of a text that `typed_as` made."""
    parts = [*text.split("/"), "", "", ""]
    return dict(zip(PARTS, parts, strict=False))


def read_date(typed: Mapping[str, str], noun: str) -> tuple[date | None, str]:
    """The date that was typed in three parts, or why it is none; neither when nothing was typed."""
    if not any(typed[part].strip() for part in PARTS):
        return None, ""
    try:
        return read_parts({part: typed[part].strip() for part in PARTS}, noun), ""
    except _UnreadableError as error:
        return None, str(error)


def read_parts(typed: Mapping[str, str], noun: str) -> date:
    """The date of three typed parts. Raises _UnreadableError for what GOV.UK reports first."""
    missing = [part for part in PARTS if not typed[part]]
    if missing:
        raise _UnreadableError(missing, f"{noun} must include a {join_words(missing)}")
    numbers = {part: _number(part, typed[part]) for part in PARTS}
    bad = [part for part, number in numbers.items() if not 1 <= number <= _LAST[part]]
    if bad:
        raise _UnreadableError(bad, f"{noun} must be a real date")
    if len(typed["year"]) != _DIGITS_OF_A_YEAR:
        raise _UnreadableError(["year"], "Year must include 4 numbers")
    if not EARLIEST_YEAR <= numbers["year"] <= LATEST_YEAR:
        raise _UnreadableError(["year"], f"Year must be from {EARLIEST_YEAR} to {LATEST_YEAR}")
    try:
        return date(numbers["year"], numbers["month"], numbers["day"])
    except ValueError:
        raise _UnreadableError(PARTS, f"{noun} must be a real date") from None


def _number(part: str, typed: str) -> int:
    """The part as a number, 0 when it is none; a month may be a word."""
    if part == "month" and (month := _month(typed.lower().rstrip("."))):
        return month
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS else 0


def _month(word: str) -> int:
    """The number of a month from its name or the short of it; 0 when it is none."""
    if word == "sept":
        return _MONTHS.index("september") + 1
    return next((n for n, name in enumerate(_MONTHS, start=1) if word in {name, name[:3]}), 0)
