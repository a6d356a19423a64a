"""Two people changed the same record: which fields differ, with both texts as a person would read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wtforms import Field, SelectField, SelectMultipleField

from gcp_tool.core.formatting import join_words, long_date
from gcp_tool.core.text import read_typed
from gcp_tool.web.forms.dates import PARTS, DatePartsField
from gcp_tool.web.forms.problems import is_hidden

NOTHING = "Nothing"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field with both texts: what this person typed and what the other saved."""

    name: str
    label: str
    yours: str
    theirs: str


def differences(fields: Iterable[Field], saved: Mapping[str, str]) -> list[Difference]:
    """The fields whose saved text is not what was typed.

    A saved choice is its value, several are joined by commas, a date is in ISO form; all are shown in words.
    """
    pairs = [
        (field, yours_of(field), theirs_of(field, saved[field.name]))
        for field in fields
        if field.name in saved and not is_hidden(field)
    ]
    return [
        Difference(field.name, field.label.text, yours or NOTHING, theirs or NOTHING)
        for field, yours, theirs in pairs
        if yours != theirs
    ]


def yours_of(field: Field) -> str:
    """What was typed, in words."""
    if isinstance(field, DatePartsField):
        return long_date(field.data) if field.data else " ".join(field.typed[part] for part in PARTS).strip()
    if isinstance(field, SelectMultipleField):
        return join_words(_label(field, value) for value in field.data or ())
    if isinstance(field, SelectField):
        return _label(field, field.data or "")
    return str(field.data or "")


def theirs_of(field: Field, saved: str) -> str:
    """What the other person saved, in words."""
    if isinstance(field, DatePartsField):
        return _date_in_words(saved)
    if isinstance(field, SelectMultipleField):
        return join_words(_label(field, value) for value in saved.split(",") if value)
    if isinstance(field, SelectField):
        return _label(field, saved)
    return read_typed(saved).text


def _label(field: SelectField, value: str) -> str:
    return next((choice.label for choice in field.choices or () if choice.value == value), value)


def _date_in_words(saved: str) -> str:
    try:
        return long_date(date.fromisoformat(saved))
    except ValueError:
        return saved
