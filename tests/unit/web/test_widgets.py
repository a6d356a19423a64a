"""The widgets draw what GOV.UK Frontend's own macros draw, and keep what was typed as it was."""

from collections.abc import Callable
from typing import Any

import pytest
from markupsafe import Markup

from gcp_tool.core.keys import new_key
from gcp_tool.web.forms import (
    BaseForm,
    CheckboxesField,
    LongTextField,
    PasswordField,
    RadiosField,
    SelectField,
    Text,
    TextArea,
    TextField,
    option,
)
from gcp_tool.web.forms.widgets import merge, render_macro
from tests.unit.web.conftest import tree

CHOICES = [option("a", "First", hint="The first"), option("b", "Second", divider="or")]


class Drawn(BaseForm):
    line = TextField("A line", description="In your words", widget=Text(classes="govuk-input--width-10"))
    lines = LongTextField("Some lines", longest=500)
    plain = LongTextField("Plain lines", widget=TextArea(rows=3))
    secret = PasswordField("Secret")
    one = RadiosField("One of these", CHOICES)
    some = CheckboxesField("Some of these", CHOICES)
    listed = SelectField("From a list", CHOICES, blank="Pick")


def test_a_line_is_drawn_by_the_library(shown: None) -> None:
    expected = {
        "id": "line", "name": "line", "value": "x", "classes": "govuk-input--width-10",
        "label": {"text": "A line", "classes": "govuk-label--s"},
        "hint": {"text": "In your words"}, "attributes": {"dir": "auto"},
    }  # fmt: skip
    assert str(Drawn(line="x").line()) == str(render_macro("input", expected))


def test_radios_are_drawn_by_the_library(shown: None) -> None:
    expected = {
        "idPrefix": "one", "name": "one",
        "fieldset": {"legend": {"text": "One of these", "classes": "govuk-fieldset__legend--s"}},
        "items": [
            {"value": "a", "text": "First", "checked": False, "hint": {"text": "The first"}},
            {"divider": "or"},
            {"value": "b", "text": "Second", "checked": True},
        ],
    }  # fmt: skip
    assert str(Drawn(one="b").one()) == str(render_macro("radios", expected))


def test_a_template_may_add_to_what_the_field_says(shown: None) -> None:
    legend = {"fieldset": {"legend": {"classes": "govuk-fieldset__legend--l", "isPageHeading": True}}}
    drawn = tree(Drawn().one(params=legend))
    heading = drawn.select_one("legend.govuk-fieldset__legend--l h1")
    assert heading is not None
    assert heading.get_text(strip=True) == "One of these"


def test_no_field_has_an_empty_hint(shown: None) -> None:
    form = Drawn()
    for field in (form.lines, form.one, form.some, form.listed, form.secret):
        drawn = tree(field())
        ids = {str(tag["id"]) for tag in drawn.select("[id]")}
        for tag in drawn.select("[aria-describedby]"):
            assert set(str(tag["aria-describedby"]).split()) <= ids
        assert all(hint.get_text(strip=True) for hint in drawn.select(".govuk-hint"))


def test_free_text_takes_its_direction_from_what_is_typed(shown: None) -> None:
    form = Drawn()
    for field in (form.line, form.lines, form.plain):
        control = tree(field()).select_one("input, textarea")
        assert control is not None
        assert control["dir"] == "auto"


def test_a_password_is_never_sent_back(sent: Callable[[Any], None]) -> None:
    sent({"once": new_key(), "secret": "hunter2"})
    assert "hunter2" not in str(Drawn().secret())


def test_a_drop_down_starts_at_its_blank(shown: None) -> None:
    chosen = tree(Drawn().listed()).select("option[selected]")
    assert [(tag["value"], tag.get_text()) for tag in chosen] == [("", "Pick")]
    chosen = tree(Drawn(listed="b").listed()).select("option[selected]")
    assert [tag["value"] for tag in chosen] == ["b"]


@pytest.mark.parametrize("text", ["one\n  two\n\n<three> & 'four'", "\tx\ny"])
def test_lines_inside_a_choice_are_not_indented_by_the_library(shown: None, text: str) -> None:
    form = Drawn(plain=text, one="b")
    box = tree(form.one(reveal={"b": form.plain()})).select_one("textarea")
    assert box is not None
    assert box.get_text() == text


@pytest.mark.parametrize("name", ["one", "some"])
def test_what_a_choice_reveals_follows_it_and_needs_no_script(shown: None, name: str) -> None:
    form = Drawn()
    drawn = tree(form[name](reveal={"b": form.line()}))
    inside = drawn.select_one(f"#conditional-{name}-3 input[name=line]")
    assert inside is not None
    assert drawn.select("[data-aria-controls], [class*=--hidden]") == []
    radio = drawn.select_one(f"#{name}-3")
    assert radio is not None
    assert radio.parent is not None
    after = radio.parent.find_next_sibling("div")
    assert after is not None
    assert after["id"] == f"conditional-{name}-3"


def test_what_is_typed_cannot_become_markup(sent: Callable[[Any], None]) -> None:
    nasty = '<script>x</script>" data-aria-controls="y" {{ 7*7 }} &#10;'
    sent({"once": new_key(), "line": nasty, "plain": nasty, "one": nasty})
    form = Drawn()
    form.validate()
    assert "<script>" not in str(form.line()) + str(form.plain()) + str(form.one())
    assert tree(form.plain()).select_one("textarea").get_text() == nasty
    revealed = tree(form.one(reveal={"a": Markup("{}").format(form.line())}))
    assert revealed.select_one("input[name=line]")["value"] == nasty


def test_parameters_merge_within_their_groups() -> None:
    assert merge({"a": {"b": 1, "c": 2}, "d": 3}, {"a": {"c": 4}, "d": {"e": 5}}) == {
        "a": {"b": 1, "c": 4},
        "d": {"e": 5},
    }
