"""What is asked for, as an address says it."""

from datetime import UTC, datetime

import pytest
from werkzeug.datastructures import MultiDict

from gcp_tool.access_log.forms import choose_form, choose_of_family_form, id_of, wanted_of
from gcp_tool.access_log.queries import Named, Wanted
from gcp_tool.access_log.sentences import Kind, events_of

TOM = Named(7, "t" * 22, "Tom Adeyemi")
MIA = Named(70, "m" * 22, "Mia Reed")


def asked(**args: str) -> Wanted:
    form = choose_form(
        MultiDict({name.replace("_on_", "_on-"): value for name, value in args.items()}), staff=[TOM]
    )
    assert form.check(), form.errors
    assert wanted_of(form, staff=[TOM], before=args.get("before")) == wanted_of(
        choose_form(MultiDict(form.as_query()), staff=[TOM]), staff=[TOM], before=args.get("before")
    )
    return wanted_of(form, staff=[TOM], before=args.get("before"))


def test_nothing_chosen_asks_for_everything() -> None:
    assert asked() == asked(user="", kind="") == Wanted()
    assert choose_form(MultiDict(), staff=[TOM]).is_everything


def test_somebody_and_a_kind_are_asked_for_by_key_and_code() -> None:
    assert asked(user=TOM.key, kind="refused") == Wanted(actor_id=7, events=["access.refused"])
    assert asked(kind="looked").events == sorted(events_of(Kind.LOOKED))


def test_both_days_count_as_the_wall_clock_has_them() -> None:
    wanted = asked(
        since_on_day="28", since_on_month="March", since_on_year="2026",
        until_on_day="29", until_on_month="3", until_on_year="2026",
    )  # fmt: skip
    assert wanted.since == datetime(2026, 3, 28, tzinfo=UTC)
    assert wanted.until == datetime(2026, 3, 29, 23, tzinfo=UTC)  # the clocks went forward that night


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("", None), ("-3", None), ("²", None), ("9" * 40, None)]
)
def test_a_page_begins_before_an_event_by_its_number(text: str, number: int | None) -> None:
    assert asked(before=text).before == number


@pytest.mark.parametrize(
    ("args", "field"),
    [
        ({"user": "somebody else"}, "user"),
        ({"kind": "everything"}, "kind"),
        ({"since_on-day": "31", "since_on-month": "2", "since_on-year": "2026"}, "since_on"),
        ({"until_on-day": "3"}, "until_on"),
        (
            {
                "since_on-day": "2", "since_on-month": "2", "since_on-year": "2026",
                "until_on-day": "1", "until_on-month": "2", "until_on-year": "2026",
            },
            "until_on",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_for_is_said_at_its_field(args: dict[str, str], field: str) -> None:
    form = choose_form(MultiDict(args), staff=[TOM])
    assert not form.check()
    assert list(form.errors) == [field]
    assert form.error_list()[0]["href"].startswith(f"#{field}")


def test_only_the_log_of_a_family_can_be_asked_about_a_person() -> None:
    args = MultiDict({"person": MIA.key})
    form = choose_of_family_form(args, staff=[TOM], people=[MIA])
    assert form.check()
    assert id_of(form.person.data, [MIA]) == 70
    assert form.as_query() == {"person": MIA.key}
    assert "person" not in choose_form(args, staff=[TOM])
    codes = {choice.value for choice in form.kind.choices}
    assert codes == {"looked", "searched", "taken", "changed", "refused"}
