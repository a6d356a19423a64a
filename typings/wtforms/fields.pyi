from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup
from wtforms.form import Form

class Label:
    field_id: str
    text: str

class Flags: ...

class Field:
    name: str
    short_name: str
    id: str
    type: str
    label: Label
    description: str
    default: Any
    data: Any
    object_data: Any
    raw_data: list[Any] | None
    errors: Sequence[Any]
    process_errors: list[str]
    validators: Sequence[Callable[[Any, Any], None]]
    render_kw: dict[str, Any] | None
    flags: Flags
    widget: Any
    def __init__(
        self,
        label: str | None = None,
        validators: Sequence[Callable[[Any, Any], None]] | None = None,
        filters: Sequence[Callable[[Any], Any]] = (),
        description: str = "",
        default: Any = None,
        widget: Any = None,
        render_kw: Mapping[str, Any] | None = None,
        name: str | None = None,
        **kwargs: Any,
    ) -> None: ...
    def __call__(self, **kwargs: Any) -> Markup: ...
    def __html__(self) -> str: ...
    def validate(self, form: Form, extra_validators: Sequence[Any] = ()) -> bool: ...
    def pre_validate(self, form: Form, /) -> None: ...
    def post_validate(self, form: Form, validation_stopped: bool) -> None: ...
    def process(self, formdata: Any, data: Any = ..., extra_filters: Sequence[Any] | None = None) -> None: ...
    def process_data(self, value: Any) -> None: ...
    def process_formdata(self, valuelist: list[Any]) -> None: ...
    def _value(self) -> str: ...

class StringField(Field): ...
class TextAreaField(StringField): ...
class PasswordField(StringField): ...
class HiddenField(StringField): ...
class IntegerField(Field): ...
class BooleanField(Field): ...
class SubmitField(BooleanField): ...
class FileField(Field): ...

class Choice(NamedTuple):
    value: str
    label: str
    selected: bool
    render_kw: dict[str, Any]

class SelectChoice:
    value: str
    label: str
    render_kw: dict[str, Any]
    optgroup: str | None
    def __init__(
        self,
        value: str,
        label: str | None = None,
        render_kw: dict[str, Any] | None = None,
        optgroup: str | None = None,
    ) -> None: ...

class SelectField(Field):
    choices: list[SelectChoice] | None
    coerce: Callable[[Any], Any]
    def __init__(
        self,
        label: str | None = None,
        validators: Sequence[Callable[[Any, Any], None]] | None = None,
        coerce: Callable[[Any], Any] = ...,
        choices: Iterable[SelectChoice] | Callable[..., Iterable[SelectChoice]] | None = None,
        validate_choice: bool = True,
        **kwargs: Any,
    ) -> None: ...
    def iter_choices(self) -> list[Choice]: ...

class SelectMultipleField(SelectField): ...
class RadioField(SelectField): ...

class FieldList(Field):
    entries: list[Any]
    def __init__(self, unbound_field: Any, label: str | None = None, **kwargs: Any) -> None: ...
    def append_entry(self, data: Any = ...) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> Any: ...

class FormField(Field):
    form: Form
    def __init__(self, form_class: type[Form], label: str | None = None, **kwargs: Any) -> None: ...
