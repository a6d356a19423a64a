"""The checks of shape that fields share. Rules of the domain are not checked here."""

from dataclasses import dataclass

from wtforms import Field, Form
from wtforms.validators import StopValidation

from gcp_tool.core.formatting import counted
from gcp_tool.core.text import SHOWN_INSTEAD

OFF_THE_LIST = "Choose from the list"
NOT_WHOLE = "This page was sent without a part it needs. Check what you typed, then press the button again"


@dataclass(frozen=True, slots=True)
class Required:
    """Something must be given; the message says what to do: "Enter the family's label"."""

    message: str

    def __call__(self, _form: Form, field: Field) -> None:
        """Raises StopValidation when nothing was given."""
        if not field.data:
            raise StopValidation(self.message)


@dataclass(frozen=True, slots=True)
class Longest:
    """A text may have so many characters."""

    characters: int

    def __call__(self, _form: Form, field: Field) -> None:
        """Raises StopValidation when it has more."""
        extra = len(field.data or "") - self.characters
        if extra > 0:
            raise StopValidation(too_long(field, extra, self.characters))


def too_long(field: Field, extra: int, longest: int) -> str:
    """How many characters must go."""
    return f"“{field.label.text}” is {counted(extra, 'character')} too long: it can hold {longest:,}"


def cannot_be_kept(field: Field) -> str:
    """A character that no database keeps, and how to find it."""
    fault = "holds a character that cannot be saved"
    return f"“{field.label.text}” {fault}. Take it out: it is shown as {SHOWN_INSTEAD}"
