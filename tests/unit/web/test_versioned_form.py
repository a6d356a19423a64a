"""Somebody else saved first: both texts are kept, and saving again keeps what was typed."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from gcp_tool.core.keys import new_key
from gcp_tool.domain.errors import Theirs
from gcp_tool.web.forms import (
    CheckboxesField,
    DatePartsField,
    LongTextField,
    RadiosField,
    TextField,
    VersionedForm,
    option,
)
from gcp_tool.web.forms.conflicts import Difference
from gcp_tool.web.forms.rules import NOT_WHOLE

AREAS = [option("n", "North"), option("s", "South"), option("e", "East")]


class Note(VersionedForm):
    label = TextField("Label")
    note = LongTextField("Note")
    area = RadiosField("Area", AREAS)
    areas = CheckboxesField("Other areas", AREAS)
    due_on = DatePartsField("Next visit")


def conflicting(send: Callable[[Any], None], typed: dict[str, Any], saved: dict[str, str]) -> Note:
    send({"once": new_key(), "version": "3"} | typed)
    form = Note(version=4)
    assert form.validate()
    form.with_conflict(Theirs("Priya Nair", datetime(2026, 11, 3, 14, 32, tzinfo=UTC), 4, saved))
    return form


def test_only_the_fields_that_differ_are_shown_with_both_texts(sent: Callable[[Any], None]) -> None:
    typed = {"label": "Ashdown", "note": "Mine\r\ntwo lines", "area": "n", "areas": ["n", "e"]}
    typed |= {"due_on-day": "3", "due_on-month": "11", "due_on-year": "2026"}
    saved = {
        "label": "Ashdown",
        "note": "Theirs",
        "area": "s",
        "areas": "s,e",
        "due_on": "2026-11-17",
        "other": "x",
    }
    form = conflicting(sent, typed, saved)
    assert form.differences == [
        Difference("note", "Note", "Mine\ntwo lines", "Theirs"),
        Difference("area", "Area", "North", "South"),
        Difference("areas", "Other areas", "North and East", "South and East"),
        Difference("due_on", "Next visit", "3 November 2026", "17 November 2026"),
    ]


def test_an_emptied_field_says_so(sent: Callable[[Any], None]) -> None:
    saved = {"note": "Theirs", "label": "", "area": "", "areas": "", "due_on": "", "version": "9"}
    form = conflicting(sent, {"label": "Mine", "note": ""}, saved)
    assert form.differences == [
        Difference("label", "Label", "Mine", "Nothing"),
        Difference("note", "Note", "Nothing", "Theirs"),
    ]


def test_line_ends_alone_are_no_difference(sent: Callable[[Any], None]) -> None:
    assert conflicting(sent, {"note": "one\ntwo"}, {"note": "one\r\ntwo \r\n"}).differences == []


def test_after_a_conflict_the_form_answers_to_the_newer_version(sent: Callable[[Any], None]) -> None:
    form = conflicting(sent, {"note": "Mine"}, {"note": "Theirs"})
    assert form.version.data == 4
    assert 'value="4"' in str(form.hidden_tag())
    assert "Mine" in str(form.note())
    assert form.errors == {}


def test_without_a_conflict_nothing_differs(shown: None) -> None:
    assert Note(version=3, note="x").differences == []
    assert 'value="3"' in str(Note(version=3).hidden_tag())


@pytest.mark.parametrize("version", [None, "", "x", "-1", "1.5", "٣", "9" * 30, "\0"])
def test_a_version_that_was_not_sent_is_never_taken_from_the_record(
    sent: Callable[[Any], None], version: str | None
) -> None:
    sent({"once": new_key()} | ({} if version is None else {"version": version}))
    form = Note(version=4)
    assert not form.validate()
    assert form.version.data is None
    assert [line["text"] for line in form.error_list()] != []
    if version != "\0":
        assert form.errors == {"version": [NOT_WHOLE]}


def test_a_typed_date_that_is_none_is_shown_as_typed(sent: Callable[[Any], None]) -> None:
    sent({"once": new_key(), "version": "3", "due_on-day": "31", "due_on-month": "2", "due_on-year": "2026"})
    form = Note(version=4)
    form.with_conflict(Theirs("Priya Nair", datetime(2026, 11, 3, tzinfo=UTC), 4, {"due_on": "not a date"}))
    assert form.differences == [Difference("due_on", "Next visit", "31 2 2026", "not a date")]


def test_a_stored_date_is_compared_as_a_date(sent: Callable[[Any], None]) -> None:
    sent(
        {"once": new_key(), "version": "3", "due_on-day": "03", "due_on-month": "Nov", "due_on-year": "2026"}
    )
    form = Note(due_on=date(2020, 1, 1))
    assert form.validate()
    form.with_conflict(Theirs("Priya Nair", datetime(2026, 11, 3, tzinfo=UTC), 4, {"due_on": "2026-11-03"}))
    assert form.differences == []
