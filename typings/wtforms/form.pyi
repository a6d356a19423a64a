from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wtforms.fields import Field
from wtforms.meta import DefaultMeta

class Form:
    Meta: type[DefaultMeta]
    meta: DefaultMeta
    form_errors: list[str]
    def __init__(
        self,
        formdata: Any = None,
        obj: object = None,
        prefix: str = "",
        data: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None: ...
    def __iter__(self) -> Iterator[Field]: ...
    def __contains__(self, name: str) -> bool: ...
    def __getitem__(self, name: str) -> Field: ...
    def __delitem__(self, name: str) -> None: ...
    def process(
        self, formdata: Any = None, obj: object = None, data: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None: ...
    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool: ...
    @property
    def data(self) -> dict[str, Any]: ...
    @property
    def errors(self) -> dict[str, Sequence[Any]]: ...
