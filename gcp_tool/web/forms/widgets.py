"""One widget for each form component of GOV.UK Frontend: a field in, the library's markup out.

The parameters are those of the Nunjucks macros. They come from the field, then from the widget, then from
`field(params={...})` in a template; the later wins.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Protocol, cast

from flask import current_app
from markupsafe import Markup, escape
from wtforms import Field, SelectField
from wtforms.fields import Choice
from wtforms.widgets import HiddenInput

Params = dict[str, Any]

_REVEAL_SCRIPT = re.compile(r' data-aria-controls="[^"]*"| govuk-(?:radios|checkboxes)__conditional--hidden')

# What is typed may be in any language: the browser sets its direction from the text.
FREE_TEXT: Params = {"attributes": {"dir": "auto"}}


def render_macro(component: str, params: Mapping[str, Any]) -> Markup:
    """The markup of one component of GOV.UK Frontend, named as in its documentation: `character-count`."""
    template = current_app.jinja_env.get_template(f"govuk_frontend_jinja/components/{component}/macro.html")
    name = "govuk" + component.title().replace("-", "")
    markup: Markup = getattr(template.module, name)(params)
    return markup


class Hidden(HiddenInput):
    """A value the person does not see; the form layout prints these together."""


class GovukWidget:
    """What the widgets share: one component, drawn with parameters merged from field, widget and call."""

    component: ClassVar[str]

    def __init__(self, **params: Any) -> None:
        self.params = params

    def __call__(
        self,
        field: Field,
        params: Mapping[str, Any] | None = None,
        reveal: Mapping[str, Markup] | None = None,
        **_attributes: object,
    ) -> Markup:
        """The field's markup; `reveal` is what radios and checkboxes show under an item when it is chosen.

        HTML attributes that WTForms adds by itself are not wanted by GOV.UK.
        """
        merged = merge(merge(self.params_of(field), self.params), params or {})
        for value, markup in (reveal or {}).items():
            item = next(item for item in merged["items"] if item.get("value") == value)
            item["conditional"] = {"html": markup}
        drawn = render_macro(self.component, merged)
        return without_reveal_script(drawn) if reveal else drawn

    def params_of(self, field: Field) -> Params:
        """What the field itself says: name, words, value, error."""
        label = {"text": field.label.text, "classes": "govuk-label--s"}
        params: Params = {"id": field.id, "name": field.name, "label": label}
        return params | hint_and_error(field)


class Text(GovukWidget):
    """A single line."""

    component = "input"

    def params_of(self, field: Field) -> Params:
        """The text that was typed, kept whatever is wrong with it."""
        return super().params_of(field) | FREE_TEXT | {"value": value_of(field)}


class TextArea(GovukWidget):
    """Several lines."""

    component = "textarea"

    def params_of(self, field: Field) -> Params:
        """The text that was typed, its line ends safe from the library's re-indenting."""
        return super().params_of(field) | FREE_TEXT | {"value": fixed_lines(value_of(field))}


class CharacterCount(TextArea):
    """Several lines with a count of what is left. Needs `maxlength`."""

    component = "character-count"


class Password(GovukWidget):
    """A password: never sent back to the browser."""

    component = "password-input"


class Select(GovukWidget):
    """One of a list, in a drop-down."""

    component = "select"

    def params_of(self, field: Field) -> Params:
        """The options, with the chosen one."""
        items = [
            {"value": str(value), "text": label, "selected": selected}
            for value, label, selected, _ in choices_of(field)
        ]
        return super().params_of(field) | {"items": items}


class ChoiceGroup(GovukWidget):
    """What radios and checkboxes share: a fieldset, and items that may hold a hint, a divider, a reveal."""

    def params_of(self, field: Field) -> Params:
        """The question as the legend and the options as items."""
        params: Params = {
            "idPrefix": field.id,
            "name": field.name,
            "fieldset": {"legend": legend_of(field)},
            "items": [],
        }
        for value, label, checked, extra in choices_of(field):
            if "divider" in extra:
                params["items"].append({"divider": extra["divider"]})
            item: Params = {"value": str(value), "text": label, "checked": checked}
            params["items"].append(item | ({"hint": {"text": extra["hint"]}} if "hint" in extra else {}))
        return params | hint_and_error(field)


class Radios(ChoiceGroup):
    """One of a few, all in sight."""

    component = "radios"


class Checkboxes(ChoiceGroup):
    """Any of a few, all in sight."""

    component = "checkboxes"


class HasParts(Protocol):
    """A field whose value is typed in several boxes."""

    def shown_parts(self) -> Iterator[tuple[str, str, int, bool]]:
        """Each part with what was typed, the width of its box and whether it is at fault."""


class DateInput(GovukWidget):
    """A date in three boxes. For a `DatePartsField` only."""

    component = "date-input"

    def params_of(self, field: Field) -> Params:
        """The three parts as typed; those at fault are marked."""
        params: Params = {"id": field.id, "fieldset": {"legend": legend_of(field)}}
        params["items"] = [
            {
                "id": f"{field.id}-{part}",
                "name": f"{field.name}-{part}",
                "label": part.capitalize(),
                "value": typed,
                "classes": f"govuk-input--width-{width}{' govuk-input--error' if is_bad else ''}",
            }
            for part, typed, width, is_bad in cast("HasParts", field).shown_parts()
        ]
        return params | hint_and_error(field)


def legend_of(field: Field) -> Params:
    """The question of a group, as strong as the labels of the other fields."""
    return {"text": field.label.text, "classes": "govuk-fieldset__legend--s"}


def hint_and_error(field: Field) -> Params:
    """The field's hint and its first error, where it has them."""
    params: Params = {"hint": {"text": field.description}} if field.description else {}
    return params | ({"errorMessage": {"text": str(field.errors[0])}} if field.errors else {})


def value_of(field: Field) -> str:
    """The text to show in the field."""
    return field._value()  # noqa: SLF001 - WTForms names it so, and every widget reads it


def choices_of(field: Field) -> list[Choice]:
    """The choices of a choice field: value, label, whether chosen, and what else `option` said of them."""
    return cast("SelectField", field).iter_choices()


def without_reveal_script(markup: Markup) -> Markup:
    """The markup of revealed parts without what starts GOV.UK's script for them.

    The script puts aria-expanded on a radio, where ARIA does not allow it; `app.css` reveals by itself.
    """
    return Markup(_REVEAL_SCRIPT.sub("", markup))  # noqa: S704 - only takes away from what the macro escaped


def fixed_lines(text: str) -> Markup:
    """The text with its line ends as character references, which macros that indent leave alone."""
    return Markup("&#10;").join(escape(text).split("\n"))


def merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> Params:
    """Two sets of parameters as one, groups merged within, the second winning."""
    merged = dict(base)
    for name, value in over.items():
        mine = merged.get(name)
        merged[name] = (
            merge(mine, value) if isinstance(mine, Mapping) and isinstance(value, Mapping) else value
        )
    return merged
