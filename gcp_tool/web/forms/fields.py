"""The fields every form is made of: text, choices, what is hidden. Dates have a module of their own."""

from collections.abc import Iterable, Sequence
from typing import Any

import wtforms
from wtforms import Form, SelectChoice
from wtforms.validators import StopValidation

from gcp_tool.core.keys import KEY_LENGTH, new_key
from gcp_tool.web.forms.rules import NOT_WHOLE, OFF_THE_LIST, Longest, Required
from gcp_tool.web.forms.widgets import CharacterCount, Checkboxes, Hidden, Password, Radios, Select, Text

_MOST_DIGITS = 9
_KEY_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def option(value: str, label: str, *, hint: str = "", divider: str = "") -> SelectChoice:
    """One choice; a divider ("or") stands before it."""
    extra = {name: words for name, words in (("hint", hint), ("divider", divider)) if words}
    return SelectChoice(value, label, extra)


class TextField(wtforms.StringField):
    """A line of text. `data` is the text, empty when none was given.

    `required` is what to say when it is empty; without it the field may be left empty.
    """

    widget: Any = Text()
    data: str

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] = (),
        *,
        required: str = "",
        longest: int = 0,
        **settings: Any,
    ) -> None:
        rules = [
            *([Required(required)] if required else []),
            *([Longest(longest)] if longest else []),
            *validators,
        ]
        super().__init__(label, rules, **settings)

    def process_data(self, value: str | None) -> None:
        """Nothing is the empty text."""
        self.data = "" if value is None else str(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        """What was sent counts, on one line: a field that was not sent is empty, whatever the record holds."""
        self.data = " ".join(valuelist[0].split("\n")) if valuelist else ""


class LongTextField(TextField):
    """Several lines of text, with a count of the characters left."""

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] = (),
        *,
        required: str = "",
        longest: int = 4000,
        rows: int = 5,
        **settings: Any,
    ) -> None:
        settings.setdefault("widget", CharacterCount(maxlength=longest, threshold=75, rows=rows))
        super().__init__(label, validators, required=required, longest=longest, **settings)

    def process_formdata(self, valuelist: list[str]) -> None:
        """What was sent counts, with its lines."""
        self.data = valuelist[0] if valuelist else ""


class PasswordField(wtforms.PasswordField):
    """A password: kept exactly as typed, blanks included, and never sent back."""

    widget = Password()

    def __init__(
        self, label: str, validators: Sequence[Any] = (), *, required: str = "", **settings: Any
    ) -> None:
        super().__init__(label, [*([Required(required)] if required else []), *validators], **settings)


class _OneChoice(wtforms.SelectField):
    """One value of a list, or None. `required` is what to say when nothing was chosen."""

    data: str | None

    def __init__(
        self,
        label: str,
        choices: Iterable[SelectChoice] = (),
        validators: Sequence[Any] = (),
        *,
        required: str = "",
        **settings: Any,
    ) -> None:
        rules = [*([Required(required)] if required else []), *validators]
        super().__init__(label, rules, choices=list(choices), **settings)

    def process_data(self, value: object) -> None:
        """A stored value, or nothing chosen."""
        self.data = str(value) if value else None

    def process_formdata(self, valuelist: list[str]) -> None:
        """What was sent counts; an empty choice is none."""
        self.data = (valuelist[0] or None) if valuelist else None

    def pre_validate(self, _form: Form) -> None:
        """Raises StopValidation for a value that is not on the list."""
        if self.data is not None and self.data not in {choice.value for choice in self.choices or ()}:
            raise StopValidation(OFF_THE_LIST)


class RadiosField(_OneChoice):
    """One of a few, all in sight."""

    widget = Radios()


class SelectField(_OneChoice):
    """One of many, in a drop-down that starts at a blank."""

    widget = Select()

    def __init__(
        self,
        label: str,
        choices: Iterable[SelectChoice] = (),
        *args: Any,
        blank: str = "Choose one",
        **settings: Any,
    ) -> None:
        super().__init__(label, choices, *args, **settings)
        self.blank = blank

    def iter_choices(self) -> list[Any]:
        """The choices after a blank one, which stands for none."""
        blank = wtforms.fields.Choice("", self.blank, self.data is None, {})
        return [blank, *super().iter_choices()]


class CheckboxesField(wtforms.SelectMultipleField):
    """Any of a few, all in sight. `data` is the list of values chosen, in the order of the choices."""

    widget = Checkboxes()
    data: list[str]

    def __init__(
        self,
        label: str,
        choices: Iterable[SelectChoice] = (),
        validators: Sequence[Any] = (),
        *,
        required: str = "",
        **settings: Any,
    ) -> None:
        rules = [*([Required(required)] if required else []), *validators]
        super().__init__(label, rules, choices=list(choices), **settings)

    def process_data(self, value: Iterable[object] | None) -> None:
        """Stored values, or none."""
        self.data = [str(one) for one in value or ()]

    def process_formdata(self, valuelist: list[str]) -> None:
        """What was sent counts, each value once."""
        self.data = list(dict.fromkeys(valuelist))

    def pre_validate(self, _form: Form) -> None:
        """Raises StopValidation for a value that is not on the list."""
        listed = [choice.value for choice in self.choices or ()]
        if set(self.data) - set(listed):
            raise StopValidation(OFF_THE_LIST)
        self.data = [value for value in listed if value in self.data]


class HiddenField(TextField):
    """A value the person does not see."""

    widget = Hidden()

    def __init__(self, label: str = "", **settings: Any) -> None:
        super().__init__(label, **settings)


def is_mark(text: str) -> bool:
    """Whether this could be a key that `OnceField` made."""
    return len(text) == KEY_LENGTH and _KEY_CHARACTERS.issuperset(text)


class OnceField(HiddenField):
    """A random key made when the form is shown, so that sending the form twice makes one record."""

    def __init__(self, label: str = "", **settings: Any) -> None:
        super().__init__(label, default=new_key, **settings)

    def pre_validate(self, _form: Form) -> None:
        """Raises StopValidation when the key is not one we made, and makes a fresh one for the next try."""
        if not is_mark(self.data):
            self.data = new_key()
            raise StopValidation(NOT_WHOLE)


class VersionField(wtforms.HiddenField):
    """The version of the record that the person was shown. `data` is a number, or None when none was sent."""

    widget = Hidden()
    data: int | None

    def process_data(self, value: int | None) -> None:
        """The version of the record shown."""
        self.data = value

    def process_formdata(self, valuelist: list[str]) -> None:
        """Only what was sent counts: the record's own version would hide a change."""
        typed = valuelist[0] if valuelist else ""
        is_number = typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS
        self.data = int(typed) if is_number else None

    def pre_validate(self, _form: Form) -> None:
        """Raises StopValidation when no version was sent."""
        if self.data is None:
            raise StopValidation(NOT_WHOLE)
