"""The base form: text made safe, messages where they belong, and no post that can break it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField

from gcp_tool.core.keys import new_key
from gcp_tool.core.text import SHOWN_INSTEAD
from gcp_tool.domain.errors import Invalid
from gcp_tool.web.forms import (
    BaseForm,
    CheckboxesField,
    DatePartsField,
    HiddenField,
    LongTextField,
    PasswordField,
    RadiosField,
    SelectField,
    TextField,
    option,
)
from gcp_tool.web.forms.rules import NOT_WHOLE, OFF_THE_LIST
from tests.unit.web.conftest import make_app

CHOICES = [option("a", "First"), option("b", "Second")]


class Contact(BaseForm):
    name = TextField("Name", required="Enter a name")


class Everything(BaseForm):
    label = TextField("Label", required="Enter a label", longest=50)
    words = LongTextField("What you saw", longest=30_000)
    secret = PasswordField("Password")
    purpose = RadiosField("Purpose", CHOICES, required="Choose a purpose")
    area = SelectField("Area", CHOICES)
    sources = CheckboxesField("Sources", CHOICES)
    seen_on = DatePartsField("Seen on", required="Enter the date")
    back = HiddenField()
    contacts = FieldList(FormField(Contact), label="Contacts")


GOOD = {
    "label": "Ashdown",
    "purpose": "a",
    "seen_on-day": "3",
    "seen_on-month": "11",
    "seen_on-year": "2026",
}


def filled(send: Callable[[Any], None], **changes: Any) -> Everything:
    send(GOOD | {"once": new_key()} | changes)
    form = Everything()
    form.validate_on_submit()
    return form


def test_a_whole_form_is_good(sent: Callable[[Any], None]) -> None:
    form = filled(sent, words="line one\r\nline two  ", sources=["b", "a", "b"], secret="  two blanks  ")
    assert form.errors == {}
    assert form.words.data == "line one\nline two"
    assert form.sources.data == ["a", "b"]
    assert form.secret.data == "  two blanks  "
    assert (form.area.data, form.back.data) == (None, "")


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👧 🏠 🇬🇧",
        "ليلى حداد",
        "שלום \u2067עולם\u2069",
        "<b onclick='x'>&amp;",
        "Ελένη",
        "\u200d\u200c",
        "é" * 50,
    ],
)
def test_any_language_survives(sent: Callable[[Any], None], text: str) -> None:
    form = filled(sent, label=text)
    assert form.errors == {}
    assert form.label.data == text


def test_a_line_stays_one_line(sent: Callable[[Any], None]) -> None:
    form = filled(sent, label="Ash\r\ndown", words="Ash\r\ndown")
    assert (form.label.data, form.words.data) == ("Ash down", "Ash\ndown")


@pytest.mark.parametrize("name", ["label", "words", "area", "purpose", "back", "secret"])
@pytest.mark.parametrize("bad", ["\0", "\ud800"])
def test_a_character_that_cannot_be_kept_is_refused_at_its_field(app: Flask, name: str, bad: str) -> None:
    fields = GOOD | {"once": new_key(), name: f"a{bad}b"}
    with app.test_request_context("/", method="POST"):
        form = Everything(formdata=MultiDict(fields))
        assert not form.validate()
        assert list(form.errors) == [name]
        assert "cannot be saved" in form.errors[name][0]
        assert form[name].data == f"a{SHOWN_INSTEAD}b"
        str(form[name]()).encode("utf-8")


def test_a_bad_character_in_a_date_is_a_date_that_is_not_real(sent: Callable[[Any], None]) -> None:
    form = filled(sent, **{"seen_on-day": "\0"})
    assert form.errors == {"seen_on": ["Seen on must be a real date"]}


def test_100_kb_of_text_is_kept_and_the_message_says_how_many_must_go(sent: Callable[[Any], None]) -> None:
    form = filled(sent, words="x" * 102_400)
    assert form.errors == {"words": ["“What you saw” is 82,400 characters too long: it can hold 20,000"]}
    assert "x" * 102_400 in str(form.words())


def test_a_field_may_hold_less_than_the_most(sent: Callable[[Any], None]) -> None:
    form = filled(sent, label="x" * 51)
    assert form.errors == {"label": ["“Label” is 1 character too long: it can hold 50"]}


def test_an_empty_post_names_what_is_missing_and_makes_a_fresh_once(sent: Callable[[Any], None]) -> None:
    sent({})
    form = Everything()
    assert not form.validate_on_submit()
    assert [line["text"] for line in form.error_list()] == [
        NOT_WHOLE, "Enter a label", "Choose a purpose", "Enter the date",
    ]  # fmt: skip
    assert len(form.once.data) == 22


def test_a_post_does_not_keep_what_the_record_held(sent: Callable[[Any], None]) -> None:
    sent({"once": new_key()})
    form = Everything(label="Old", words="Old", purpose="a", area="a", sources=["a"])
    form.validate()
    assert [form.label.data, form.words.data, form.purpose.data, form.area.data, form.sources.data] == [
        "", "", None, None, [],
    ]  # fmt: skip


def test_a_form_that_is_shown_holds_the_record(shown: None) -> None:
    form = Everything(label="Old", purpose="a", sources=["b"], area=None)
    assert (form.label.data, form.purpose.data, form.area.data, form.sources.data) == (
        "Old",
        "a",
        None,
        ["b"],
    )
    assert form.bad_texts == {}


@pytest.mark.parametrize("name", ["purpose", "area", "sources"])
@pytest.mark.parametrize("value", ["c", "%(value)s %s %", "a,b", "A", "\u0661"])
def test_a_value_off_the_list_is_refused(sent: Callable[[Any], None], name: str, value: str) -> None:
    assert filled(sent, **{name: value}).errors == {name: [OFF_THE_LIST]}


@pytest.mark.parametrize("once", ["", "short", "x" * 23, "é" * 22, "x" * 21 + "!", "\0" * 22])
def test_a_once_that_is_not_ours_is_refused_and_replaced(sent: Callable[[Any], None], once: str) -> None:
    form = filled(sent, once=once)
    assert form.error_list()[0]["text"]
    assert "href" not in form.error_list()[0]
    assert form.once.data != once
    assert len(form.once.data) == 22


def test_a_form_shown_twice_has_two_onces(shown: None) -> None:
    assert Contact().once.data != Contact().once.data


def test_a_refused_form_keeps_its_once(sent: Callable[[Any], None]) -> None:
    key = new_key()
    assert filled(sent, once=key, label="").once.data == key


@pytest.mark.parametrize(
    "body", [b"[1, 2]", b'"text"', b"{}", b'{"label": ["x"], "once": 5}', b"null", b"not json"]
)
def test_json_is_never_a_form(app: Flask, body: bytes) -> None:
    with app.test_request_context("/", method="POST", data=body, content_type="application/json"):
        form = Everything()
        assert not form.validate_on_submit()
        assert form.label.errors == ["Enter a label"]


@pytest.mark.parametrize("body", [b"label=%ED%A0%80&label=%00", b"label=\xff\xfe", b"%%%=%%%&&==", b"label"])
def test_bytes_that_are_no_text_are_answered(app: Flask, body: bytes) -> None:
    kind = "application/x-www-form-urlencoded"
    with app.test_request_context("/", method="POST", data=body, content_type=kind):
        form = Everything()
        assert not form.validate_on_submit()
        form.error_list()


def test_a_file_where_text_belongs_is_answered(app: Flask) -> None:
    files = {"seen_on-day": (__file__, "x.py")}
    with app.test_request_context("/", method="POST", data=files, content_type="multipart/form-data"):
        form = Everything()
        assert not form.validate_on_submit()
        assert form.seen_on.errors == ["Enter the date"]


def test_links_lead_to_the_field_the_first_radio_and_the_first_bad_part(sent: Callable[[Any], None]) -> None:
    form = filled(sent, label="", purpose="", **{"seen_on-month": "13"})
    assert form.error_list() == [
        {"text": "Enter a label", "href": "#label"},
        {"text": "Choose a purpose", "href": "#purpose"},
        {"text": "Seen on must be a real date", "href": "#seen_on-month"},
    ]
    page = "".join(str(field()) for field in (form.label, form.purpose, form.seen_on))
    assert all(f'id="{line["href"][1:]}"' in page for line in form.error_list())


def test_forms_in_lists_have_links_of_their_own(sent: Callable[[Any], None]) -> None:
    key = new_key()
    entries = {
        "contacts-0-name": "",
        "contacts-0-once": key,
        "contacts-1-name": "a\0",
        "contacts-1-once": key,
    }
    form = filled(sent, **entries)
    assert [line.get("href") for line in form.error_list()] == ["#contacts-0-name", "#contacts-1-name"]
    assert "cannot be saved" in form.error_list()[1]["text"]


def test_problems_of_a_rule_go_to_their_fields_and_the_rest_to_the_top(sent: Callable[[Any], None]) -> None:
    form = filled(sent)
    form.add_problems(
        Invalid({"seen_on": "Too early", "": "Closed", "none": "Odd", "once": "Hidden", "odd": "Odd"})
    )
    assert form.error_list() == [
        {"text": "Closed"},
        {"text": "Odd"},
        {"text": "Hidden"},
        {"text": "Too early", "href": "#seen_on-day"},
    ]
    assert 'govuk-input--error" id="seen_on-day"' in str(form.seen_on())


def test_a_forged_page_is_told_what_to_do() -> None:
    app = make_app()
    app.config["WTF_CSRF_ENABLED"] = True
    with app.test_request_context("/", method="POST", data=GOOD | {"once": new_key()}):
        form = Everything()
        assert not form.validate_on_submit()
        assert form.error_list()[0]["text"].startswith("This page was open too long")


names = st.sampled_from([
    "label", "words", "secret", "purpose", "area", "sources", "back", "once", "seen_on", "seen_on-day",
    "seen_on-month", "seen_on-year", "contacts-0-name", "contacts-x", "contacts-99999999999999999999", "", "\0",
])  # fmt: skip
texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=30) | st.integers().map(str)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.tuples(names, texts), max_size=12))
def test_no_post_raises_and_every_answer_can_be_shown(app: Flask, fields: list[tuple[str, str]]) -> None:
    with app.test_request_context("/", method="POST"):
        form = Everything(formdata=MultiDict(fields))
        form.validate()
        page = "".join(str(field()) for field in form if not isinstance(field, FieldList))
        page.encode("utf-8")
        assert "\0" not in page
        assert all(line["text"] for line in form.error_list())
