"""Markup that is the same for everybody, drawn once and kept for this process. Never for what names a person."""

from functools import lru_cache
from typing import Any

from flask import current_app
from markupsafe import Markup
from wtforms import Field

_MOST_KEPT = 1024
_drawn_fields: dict[tuple[Any, ...], Markup] = {}


def call_macro(template: str, name: str, *given: Any, **named: Any) -> str:
    """What a macro of ours draws, with everything in it escaped."""
    module: Any = current_app.jinja_env.get_template(template).module
    return str(getattr(module, name)(*given, **named))


@lru_cache(maxsize=2048)
def drawn_cell(template: str, name: str, *given: Any) -> Markup:
    """A cell of a long table, as a macro of ours draws it of these values."""
    return drawn_before(call_macro(template, name, *given))


def drawn_before(text: str) -> Markup:
    """Markup that `call_macro` drew and that only had one of its own answers marked as chosen since."""
    return Markup(text)  # noqa: S704 - the macro escaped it


def untouched(field: Field) -> Markup:
    """A field as it is drawn; while nothing was put into it, as it was drawn before."""
    if field.data or field.errors or field.raw_data or any(getattr(field, "typed", {}).values()):
        return field()
    choices = tuple((one.value, one.label) for one in getattr(field, "choices", None) or ())
    key = (type(field), field.name, field.label.text, field.description, choices)
    if key not in _drawn_fields:
        if len(_drawn_fields) >= _MOST_KEPT:
            _drawn_fields.clear()
        _drawn_fields[key] = field()
    return _drawn_fields[key]
