"""A date in three boxes: every way of getting it wrong has its words and its place."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from gcp_tool.core.keys import new_key
from gcp_tool.web.forms import BaseForm, DatePartsField
from tests.unit.web.conftest import make_app, tree

NOUN = "The date seen"
APP = make_app()


class Seen(BaseForm):
    seen_on = DatePartsField(
        "When?", noun=NOUN, required="Enter the date seen", description="For example, 27 3 2026"
    )


class MaybeSeen(BaseForm):
    seen_on = DatePartsField("When?", noun=NOUN)


def typed(send: Callable[[Any], None], day: str, month: str, year: str) -> Seen:
    send({"once": new_key(), "seen_on-day": day, "seen_on-month": month, "seen_on-year": year})
    form = Seen()
    form.validate()
    return form


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        ("3", "11", "2026", date(2026, 11, 3)),
        ("03", "1", "2026", date(2026, 1, 3)),
        (" 3 ", " 11 ", " 2026 ", date(2026, 11, 3)),
        ("29", "2", "2024", date(2024, 2, 29)),
        ("3", "November", "2026", date(2026, 11, 3)),
        ("3", "nov", "2026", date(2026, 11, 3)),
        ("3", "Sept.", "2026", date(2026, 9, 3)),
        ("3", "MAY", "2026", date(2026, 5, 3)),
        ("1", "1", "1900", date(1900, 1, 1)),
    ],
)
def test_a_date_is_read(sent: Callable[[Any], None], day: str, month: str, year: str, expected: date) -> None:
    form = typed(sent, day, month, year)
    assert form.errors == {}
    assert form.seen_on.data == expected


@pytest.mark.parametrize(
    ("parts", "message", "bad"),
    [
        (("", "", ""), "Enter the date seen", "day month year"),
        (("", "11", "2026"), f"{NOUN} must include a day", "day"),
        (("3", "", "2026"), f"{NOUN} must include a month", "month"),
        (("3", "11", ""), f"{NOUN} must include a year", "year"),
        (("3", "", ""), f"{NOUN} must include a month and year", "month year"),
        (("", "", "2026"), f"{NOUN} must include a day and month", "day month"),
        (("", "11", ""), f"{NOUN} must include a day and year", "day year"),
        (("32", "11", "2026"), f"{NOUN} must be a real date", "day"),
        (("0", "11", "2026"), f"{NOUN} must be a real date", "day"),
        (("3", "13", "2026"), f"{NOUN} must be a real date", "month"),
        (("3", "Novembre", "2026"), f"{NOUN} must be a real date", "month"),
        (("x", "y", "z"), f"{NOUN} must be a real date", "day month year"),
        (("-3", "11", "2026"), f"{NOUN} must be a real date", "day"),
        (("3.5", "11", "2026"), f"{NOUN} must be a real date", "day"),
        (("٣", "11", "2026"), f"{NOUN} must be a real date", "day"),
        (("²", "11", "2026"), f"{NOUN} must be a real date", "day"),
        (("9" * 5000, "11", "2026"), f"{NOUN} must be a real date", "day"),
        (("31", "2", "2026"), f"{NOUN} must be a real date", "day month year"),
        (("29", "2", "2025"), f"{NOUN} must be a real date", "day month year"),
        (("3", "11", "26"), "Year must include 4 numbers", "year"),
        (("3", "11", "20266"), "Year must include 4 numbers", "year"),
        (("3", "11", "0000"), f"{NOUN} must be a real date", "year"),
        (("3", "11", "0026"), "Year must be from 1900 to 2099", "year"),
        (("3", "11", "1899"), "Year must be from 1900 to 2099", "year"),
        (("3", "11", "2100"), "Year must be from 1900 to 2099", "year"),
    ],
)
def test_what_is_wrong_is_said_and_marked(
    sent: Callable[[Any], None], parts: tuple[str, str, str], message: str, bad: str
) -> None:
    form = typed(sent, *parts)
    assert form.errors == {"seen_on": [message]}
    assert form.seen_on.data is None
    boxes = tree(form.seen_on()).select("input")
    marked = [
        str(box["id"]).removeprefix("seen_on-") for box in boxes if "govuk-input--error" in box["class"]
    ]
    assert " ".join(marked) == bad
    assert form.error_list() == [{"text": message, "href": f"#seen_on-{marked[0]}"}]
    assert [box.get("value", "") for box in boxes] == list(parts)


def test_an_optional_date_may_be_left_empty(sent: Callable[[Any], None]) -> None:
    sent({"once": new_key()})
    form = MaybeSeen(seen_on=date(2026, 1, 1))
    assert form.validate()
    assert form.seen_on.data is None


def test_a_stored_date_is_shown_in_its_parts(shown: None) -> None:
    boxes = tree(Seen(seen_on=date(2026, 11, 3)).seen_on()).select("input")
    assert [box["value"] for box in boxes] == ["3", "11", "2026"]


@pytest.mark.parametrize("stored", [None, "2026-11-03", 5])
def test_what_is_no_date_is_shown_as_empty_boxes(shown: None, stored: object) -> None:
    assert not [box for box in tree(Seen(seen_on=stored).seen_on()).select("input") if box.get("value")]


def test_the_hint_and_the_message_describe_the_group(sent: Callable[[Any], None]) -> None:
    group = tree(typed(sent, "", "", "").seen_on()).select_one("fieldset[role=group]")
    assert group is not None
    assert group["aria-describedby"] == "seen_on-hint seen_on-error"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_date_comes_back_as_it_was_stored(day: date) -> None:
    with APP.test_request_context("/", method="POST"):
        parts = Seen(formdata=None, seen_on=day).seen_on.typed
        fields = {f"seen_on-{part}": text for part, text in parts.items()}
        form = Seen(formdata=MultiDict(fields | {"once": new_key()}))
        assert form.validate()
        assert form.seen_on.data == day
