"""The people of a family: looked at, added, changed, gone."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from gcp_tool.core.keys import new_key
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.families.services import people
from gcp_tool.models import Family, FamilyMember, Person
from tests.client import check_page, errors, words
from tests.factories import make_allocation, make_family, make_member
from tests.integration.families.places import (
    Open,
    Places,
    counts,
    events,
    every,
    form_again,
    join,
    keep,
    one,
    today,
)
from tests.integration.world import date_parts


def path_of(places: Places, *more: str) -> str:
    return "/".join((f"/families/{places.world.family.key}/people/{places.world.child.key}", *more))


def add_path(places: Places) -> str:
    return f"/families/{places.world.family.key}/people/add"


def somebody(**changes: Any) -> dict[str, Any]:
    """The fields of a child whom nobody knows."""
    fields = {"kind": "child", "given_name": "Dexter", "family_name": "Ashdown"}
    return fields | date_parts("birth_on", date(2021, 8, 9)) | changes


EVERYTHING = {
    "nhs_number": "450 557 7104",
    "upn": "b8012 00005001",
    "la_child_id": "LA-9",
    "language": "Polski",
    "interpreter": "yes",
    "needs": "Reads lips.\nUses pictures.",
    "safe_contact": "Do not ring after five.",
}


def test_a_person_s_page_shows_what_is_recorded(places: Places, browser: Open) -> None:
    mine = browser(places.world.worker)
    location = mine.submit(add_path(places), somebody(**EVERYTHING | {"nhs_number": "401 023 2137"})).location
    page = mine.get(location)
    facts = {
        row.dt.get_text(): " ".join(row.dd.get_text().split())
        for row in page.select(".govuk-summary-list__row")
    }
    assert facts.pop("Date of birth").startswith("9 August 2021 (")
    assert facts.pop("Reference").startswith("P-")
    assert facts == {
        "Role in this family": "Child", "Lives at": "Home", "NHS number": "401 023 2137",
        "Unique pupil number": "B801200005001", "Local authority child number": "LA-9", "First language": "Polski",
        "Interpreter needed": "Yes", "Communication needs": "Reads lips. Uses pictures.",
    }  # fmt: skip
    assert "Safe contact: Do not ring after five." in words(page)
    assert f"{places.world.family.label} {places.world.family.ref} Child, from" in words(page)
    assert "Dexter" not in page.title.get_text()


def test_looking_at_a_person_is_on_record(places: Places, browser: Open) -> None:
    for more in ((), ("edit",), ("leave",)):
        browser(places.world.worker).get(path_of(places, *more))
    rows = events("person.viewed")
    assert [(row.family_id, row.person_id) for row in rows] == [
        (places.world.family.id, places.world.child.id)
    ] * 3


def test_only_families_one_may_open_are_named(places: Places, browser: Open) -> None:
    keep(lambda session: make_member(session, family=places.far_family, person=places.world.child))
    page = words(browser(places.world.worker).get(path_of(places)))
    assert places.world.family.ref in page
    assert places.far_family.ref not in page


def test_a_pupil_number_that_looks_odd_is_kept_with_a_warning(places: Places, browser: Open) -> None:
    mine = browser(places.world.worker)
    location = mine.submit(add_path(places), somebody(upn="not a upn")).location
    page = words(mine.get(location))
    assert "NOTAUPN" in page
    assert "This unique pupil number is not made as they usually are." in page


def test_a_person_of_every_kind_can_be_added(places: Places, browser: Open) -> None:
    mine = browser(places.world.worker)
    due = today() + timedelta(weeks=10)
    unborn = {f"birth_on-{part}": "" for part in ("day", "month", "year")} | date_parts(
        "expected_birth_on", due
    )
    added = [
        somebody(household="Dad’s", **date_parts("started_on", date(2023, 1, 1))),
        {"kind": "due", "given_name": "", "family_name": "Tate", "household": "Home"} | unborn,
        {"kind": "main_carer", "given_name": "Ola", "family_name": "Nowak", "household": "Home"},
        {"kind": "second_carer", "given_name": "Ben", "family_name": "Frost", "household": "Dad’s"},
        {"kind": "other", "given_name": "Gran", "family_name": "Teasdale", "household": "Home"},
    ]
    for fields in added:
        mine.submit(add_path(places), fields)
    members = every(FamilyMember, family_id=places.world.family.id)[2:]
    people = [one(Person, id=member.person_id) for member in members]
    assert [
        (m.role.value, m.household, m.started_on, p.name) for m, p in zip(members, people, strict=True)
    ] == [
        ("child", "Dad’s", date(2023, 1, 1), "Dexter Ashdown"),
        ("child", "Home", today(), "Baby Tate"),
        ("main_carer", "Home", today(), "Ola Nowak"),
        ("second_carer", "Dad’s", today(), "Ben Frost"),
        ("other", "Home", today(), "Gran Teasdale"),
    ]
    assert (people[1].birth_on, people[1].expected_birth_on) == (None, due)
    assert len(events("person.added", family_id=places.world.family.id)) == 5


def test_the_homes_so_far_are_offered(places: Places, browser: Open) -> None:
    page = browser(places.world.worker).get(add_path(places))
    assert "So far: Home." in words(page)
    assert page.select_one("#household")["value"] == "Home"
    keep(lambda session: join(session, places.world.family, "Ben", "Frost", member={"household": "Dad’s"}))
    page = browser(places.world.worker).get(add_path(places))
    assert "So far: Dad’s and Home." in words(page)
    assert page.select_one("#household").get("value", "") == ""


FAULTS = [
    ({"kind": ""}, "Choose who you are adding"),
    ({"kind": "dog"}, "Choose from the list"),
    ({"kind": "due"}, "Enter the date the baby is due"),
    ({"kind": "due", **date_parts("expected_birth_on", date(2027, 1, 1))},
     "Give the date of birth or the date the baby is due, not both"),
    ({"given_name": "", "family_name": ""}, "Enter a first name"),
    ({"birth_on-day": "", "birth_on-month": "", "birth_on-year": ""}, "Enter the child’s date of birth"),
    ({"birth_on-year": "2003"},
     "This person is 18 or over. Check the year, or add them as another person in the family"),
    ({"birth_on-year": "2098"}, "Date of birth must be today or in the past"),
    ({"birth_on-month": "nonsense"}, "Date of birth must be a real date"),
    ({"kind": "main_carer"}, "A carer must be 10 or over. Check the year"),
    ({"household": ""}, "Give the home a name, for example Home"),
    (date_parts("started_on", date(2098, 1, 1)), "The date must be today or in the past"),
    (date_parts("started_on", date(2020, 1, 1)), "The date must not be before the date of birth"),
    ({"nhs_number": "1"}, "NHS number must be 10 digits, like 943 476 5919. Leave it empty if you do not know it"),
    ({"la_child_id": "TAKEN"}, "This number is on another record. Check it, or leave it empty for now"),
    ({"interpreter": "perhaps"}, "Choose from the list"),
    ({"needs": "x" * 2001}, "“Communication needs (optional)” is 1 character too long: it can hold 2,000"),
    ({"safe_contact": "x" * 100_000}, "“Safe contact (optional)” is 80,000 characters too long: it can hold 20,000"),
    ({"language": "a\x00"},
     "“First language (optional)” holds a character that cannot be saved. Take it out: it is shown as \ufffd"),
]  # fmt: skip


def test_what_cannot_be_right_is_said_and_nobody_is_added(places: Places, browser: Open) -> None:
    keep(
        lambda session: join(
            session, places.far_family, "Una", "Taken", la_child_id="TAKEN", birth_on=date(2001, 1, 1)
        )
    )
    mine, before = browser(places.world.worker), counts()
    action, fields = mine.fields(add_path(places))
    sent = [fields | somebody(once=new_key(), **changes) for changes, _ in FAULTS]
    assert [errors(mine.post(action, one_, 422)) for one_ in sent] == [[message] for _, message in FAULTS]
    assert counts() == before


def test_a_person_sent_twice_is_added_once(places: Places, browser: Open) -> None:
    mine = browser(places.world.worker)
    action, fields = mine.fields(add_path(places))
    first, second = (mine.post(action, fields | somebody(), 303).location for _ in range(2))
    assert first == second
    assert len(every(Person, family_name="Ashdown")) == 1


def test_a_person_is_changed(places: Places, browser: Open) -> None:
    mine = browser(places.world.worker)
    changes = EVERYTHING | {"given_name": "Ayla", "nhs_number": "401 023 2137", "interpreter": "no"}
    assert mine.submit(path_of(places, "edit"), changes).location == path_of(places)
    isla = one(Person, id=places.world.child.id)
    assert (isla.given_name, isla.sounds, isla.nhs_number, isla.interpreter, isla.version) == (
        "Ayla", "AL HR", "4010232137", False, 2,
    )  # fmt: skip
    assert (isla.needs, isla.changed_by_id) == ("Reads lips.\nUses pictures.", places.world.worker.id)
    mine.submit(path_of(places, "edit"), {"interpreter": "not_known", "needs": "", "nhs_number": ""})
    isla = one(Person, id=places.world.child.id)
    assert (isla.interpreter, isla.needs, isla.nhs_number, isla.version) == (None, "", None, 3)
    assert len(events("person.changed", person_id=isla.id)) == 2


def test_a_form_sent_untouched_changes_nothing_but_the_version(places: Places, browser: Open) -> None:
    before = one(Person, id=places.world.child.id)
    browser(places.world.worker).submit(path_of(places, "edit"), {})
    after = one(Person, id=places.world.child.id)
    kept = [
        c.name for c in Person.__table__.columns if c.name not in {"version", "changed_at", "changed_by_id"}
    ]
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]


def test_a_baby_who_is_born_is_due_no_more(places: Places, browser: Open) -> None:
    due = today() - timedelta(days=60)

    def make(session: Session) -> Person:
        return join(session, places.world.family, "Baby", "Harrow", expected_birth_on=due)

    baby = keep(make)
    path = f"/families/{places.world.family.key}/people/{baby.key}"
    mine = browser(places.world.worker)
    assert "Baby due" in words(mine.get(path))
    mine.submit(f"{path}/edit", {"needs": "Still due"})
    assert one(Person, id=baby.id).expected_birth_on == due
    born = today() - timedelta(days=50)
    mine.submit(f"{path}/edit", {"born": "born", "given_name": "Noor", **date_parts("birth_on", born)})
    noor = one(Person, id=baby.id)
    assert (noor.name, noor.birth_on, noor.expected_birth_on) == ("Noor Harrow", born, None)
    assert "7 weeks" in words(mine.get(path))


def test_a_child_who_grew_up_can_still_be_changed(places: Places, browser: Open) -> None:
    grown = keep(
        lambda session: join(session, places.world.family, "Old", "Harrow", birth_on=date(2000, 1, 1))
    )
    path = f"/families/{places.world.family.key}/people/{grown.key}/edit"
    browser(places.world.worker).submit(path, {"language": "Cymraeg"})
    assert one(Person, id=grown.id).language == "Cymraeg"


def test_a_number_of_somebody_else_is_refused(places: Places, browser: Open) -> None:
    response = browser(places.world.worker).submit(
        path_of(places, "edit"), {"nhs_number": "450 557 7104"}, 422
    )
    assert errors(response) == ["This number is on another record. Check it, or leave it empty for now"]
    assert one(Person, id=places.world.child.id).nhs_number is None


def test_what_somebody_records_at_the_same_moment_is_refused_with_what_was_typed(
    places: Places, browser: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check before sees nothing yet; the database itself refuses."""
    monkeypatch.setattr(people, "find_taken", lambda *_, **__: {})
    mine, before = browser(places.world.worker), counts()
    taken = {"nhs_number": "450 557 7104"}
    for path, fields in ((path_of(places, "edit"), taken), (add_path(places), somebody(**taken))):
        response = mine.submit(path, fields, 422)
        assert errors(response)[0].startswith(
            "Somebody recorded the same at the same moment, so nothing was saved."
        )
        assert 'value="450 557 7104"' in response.text
    assert counts() == before


def test_a_carer_s_date_of_birth_may_be_unknown(places: Places, browser: Open) -> None:
    path = f"/families/{places.world.family.key}/people/{places.world.carer.key}/edit"
    empty = {f"birth_on-{part}": "" for part in ("day", "month", "year")}
    page = browser(places.world.worker).get(path)
    assert page.select("[name=born]") == []
    browser(places.world.worker).submit(path, empty)
    assert one(Person, id=places.world.carer.id).birth_on is None


def test_of_two_who_change_a_person_neither_is_overwritten(places: Places, browser: Open) -> None:
    world, path = places.world, path_of(places, "edit")
    first, second = browser(world.worker), browser(world.manager)
    action, fields = second.fields(path)
    first.submit(path, {"needs": "Signs with hands.", "language": "BSL", "interpreter": "yes"})
    response = second.post(action, fields | {"needs": "Wears glasses.", "given_name": "Ila"}, 409)
    page = words(check_page(response))
    assert f"{world.worker.name} saved at" in page
    assert "You typed Wears glasses." in page
    assert "Signs with hands." in page
    assert "First language (optional) You typed Nothing" in page
    assert "Is an interpreter needed? (optional) You typed Not known" in page
    assert 'value="Ila"' in response.text
    assert one(Person, id=world.child.id).needs == "Signs with hands."
    assert len(events("person.viewed", actor_id=world.manager.id)) == 2
    action, fields = form_again(response, path)
    second.post(action, fields, 303)
    isla = one(Person, id=world.child.id)
    assert (isla.needs, isla.given_name, isla.language) == ("Wears glasses.", "Ila", None)


def test_a_form_without_a_version_is_refused(places: Places, browser: Open) -> None:
    for version in ("", "x", "-1", "9" * 30):
        response = browser(places.world.worker).submit(path_of(places, "edit"), {"version": version}, 422)
        assert "This page was sent without a part it needs" in errors(response)[0]


def test_somebody_is_no_longer_in_the_family_since_a_day(places: Places, browser: Open) -> None:
    mine, path = browser(places.world.worker), path_of(places, "leave")
    page = mine.get(path)
    assert page.select_one("#ended_on-year")["value"] == str(today().year)
    assert (
        mine.submit(path, date_parts("ended_on", date(2026, 1, 31))).location
        == f"/families/{places.world.family.key}"
    )
    (member,) = every(FamilyMember, person_id=places.world.child.id)
    assert member.ended_on == date(2026, 1, 31)
    assert [row.person_id for row in events("membership.ended")] == [places.world.child.id]
    page = mine.get(path_of(places))
    assert "No longer in this family since 31 January 2026." in words(page)
    assert page.select(f'a[href="{path}"]') == []
    mine.get(path, 409)


def test_the_last_day_in_a_family_must_be_possible(places: Places, browser: Open) -> None:
    mine, path = browser(places.world.worker), path_of(places, "leave")
    empty = {f"ended_on-{part}": "" for part in ("day", "month", "year")}
    cases = {
        "Enter the last day in the family": empty,
        "The last day in the family must be a real date": date_parts("ended_on", date(2026, 2, 1))
        | {"ended_on-day": "30"},
        "The date must be today or in the past": date_parts("ended_on", today() + timedelta(days=1)),
        "The date must not be before the day they came into the family": date_parts(
            "ended_on", date(2024, 4, 7)
        ),
    }
    assert [errors(mine.submit(path, fields, 422)) for fields in cases.values()] == [
        [message] for message in cases
    ]
    assert every(FamilyMember, person_id=places.world.child.id)[0].ended_on is None


def test_leaving_sent_twice_happens_once(places: Places, browser: Open) -> None:
    mine = browser(places.world.worker)
    action, fields = mine.fields(path_of(places, "leave"))
    first, second = (mine.post(action, fields, 303).location for _ in range(2))
    assert first == second
    assert len(events("membership.ended")) == 1
    again = mine.post(action, fields | {"once": new_key()}, 409)
    assert "This person is not in the family any more." in words(again)


def test_a_closed_family_stays_as_it_is(places: Places, browser: Open) -> None:
    def make(session: Session) -> Family:
        family = make_family(session, team=places.world.team, closed_on=today())
        join(session, family, "Ivy", "Brook", role=MemberRole.CHILD)
        make_allocation(session, family=family, user=places.world.worker)
        return family

    closed = keep(make)
    ivy = one(Person, given_name="Ivy")
    mine = browser(places.world.worker)
    path = f"/families/{closed.key}/people"
    page = mine.get(f"{path}/{ivy.key}")
    assert "Change what is recorded" not in words(page)
    for closed_path in (
        f"/families/{closed.key}/edit",
        f"{path}/add",
        f"{path}/{ivy.key}/edit",
        f"{path}/{ivy.key}/leave",
    ):
        mine.get(closed_path, 403)
    token = mine.fields("/families/search")[1]
    sent = [
        mine.post(f"{path}/add", token | somebody(household="Home")).status_code,
        mine.post(
            f"{path}/{ivy.key}/leave", token | date_parts("ended_on", today()) | {"once": new_key()}
        ).status_code,
    ]
    assert sent == [403, 403]
