"""What is wrong with a form, as the list of links at the top of the page."""

from collections.abc import Iterator
from typing import NotRequired, TypedDict

from wtforms import Field, FieldList, Form, FormField
from wtforms.widgets import HiddenInput

PAGE_TOO_OLD = "This page was open too long to be safe. What you typed is still here: press the button again"


class ErrorLink(TypedDict):
    """One line of the error summary, and where it leads when it has a place."""

    text: str
    href: NotRequired[str]


def error_list(form: Form) -> list[ErrorLink]:
    """Every problem of a form: those of the form as a whole first, each once, then a line a field at fault."""
    of_form: list[ErrorLink] = [{"text": text} for text in dict.fromkeys(str(e) for e in form.form_errors)]
    at_fault = [field for field in leaves(form) if field.errors]
    hidden: list[ErrorLink] = [{"text": _hidden_words(field)} for field in at_fault if is_hidden(field)]
    seen: list[ErrorLink] = [
        {"text": str(field.errors[0]), "href": f"#{focus_id(field)}"}
        for field in at_fault
        if not is_hidden(field)
    ]
    return [*of_form, *hidden, *seen]


def leaves(form: Form) -> Iterator[Field]:
    """Every field of a form that is filled in by itself, those of nested forms and lists included."""
    for field in form:
        yield from _leaves_of(field)


def focus_id(field: Field) -> str:
    """The id of the control that a link should put the cursor in."""
    return str(getattr(field, "focus_id", field.id))


def is_hidden(field: Field) -> bool:
    """Whether the person cannot see the field, so that no link can lead to it."""
    return isinstance(field.widget, HiddenInput)


def _leaves_of(field: Field) -> Iterator[Field]:
    if isinstance(field, FormField):
        yield from leaves(field.form)
    elif isinstance(field, FieldList):
        for entry in field.entries:
            yield from _leaves_of(entry)
    else:
        yield field


def _hidden_words(field: Field) -> str:
    return PAGE_TOO_OLD if field.type == "CSRFTokenField" else str(field.errors[0])
