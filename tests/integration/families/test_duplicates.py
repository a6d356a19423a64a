"""Likely duplicates are looked for before a family or a person is saved, and tell no more than they may."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from gcp_tool.core.keys import new_key
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.models import Agency, Family, FamilyMember, Person
from tests.client import check_page, errors, words
from tests.factories import make_allocation, make_family
from tests.integration.families.places import (
    Open,
    Places,
    counts,
    events,
    every,
    form_again,
    join,
    keep,
    like_the_far_family,
    one,
    registration,
    today,
)
from tests.integration.world import date_parts

PATH = "/families/register"
LOOK = "Look at what is known already, then say whether yours is a different family"
CONFIRMED = {"different": ["different"]}
NO_CARER_DATE = {f"carer_birth_on-{part}": "" for part in ("day", "month", "year")}
SUSPECTED = "This family may be known already"
ELSEWHERE = "Already known to Thornmere Council"


def as_known(**changes: Any) -> dict[str, Any]:
    """The fields of a registration that shares the child with the world's own family."""
    fields = registration(
        label="New", child_given_name="Isla", child_family_name="Harrow", carer_given_name="New"
    )
    return fields | date_parts("child_birth_on", date(today().year - 7, 1, 15)) | changes


def test_a_family_one_may_open_is_shown_before_anything_is_saved(places: Places, browser: Open) -> None:
    world, before = places.world, counts()
    mine = browser(world.worker)
    response = mine.submit(PATH, as_known(child_given_name="Ilsa", label="Typed label"), 422)
    page = words(response)
    assert errors(response) == [LOOK]
    assert SUSPECTED in page
    assert f"{world.family.label} (opens in a new tab) {world.family.ref} Isla, 7 years" in page
    assert f"Allocated: {world.worker.name}, {world.team.name}" in page
    assert "The same: the child’s name and date of birth" in page
    assert f'href="/families/{world.family.key}"' in response.text
    assert 'value="Typed label"' in response.text
    assert counts() == before


def test_what_was_shown_is_on_record_though_nothing_was_saved(places: Places, browser: Open) -> None:
    browser(places.world.worker).submit(PATH, as_known(), 422)
    summary, shown = events("family.duplicates_checked")
    assert '"details":{"elsewhere":0,"shown":1,"withheld":0}' in summary.canonical
    assert (shown.family_id, shown.actor_id) == (places.world.family.id, places.world.worker.id)
    assert "Isla" not in summary.canonical + shown.canonical


def test_a_family_is_registered_when_the_person_has_looked(places: Places, browser: Open) -> None:
    mine, before = browser(places.world.worker), counts()
    action, fields = form_again(mine.submit(PATH, as_known(), 422), PATH)
    mine.post(action, fields | CONFIRMED, 303)
    assert counts()[0] == before[0] + 1


def test_having_looked_at_one_family_says_nothing_about_another(places: Places, browser: Open) -> None:
    mine, before = browser(places.world.worker), counts()
    response = mine.submit(PATH, as_known() | CONFIRMED, 422)
    assert errors(response) == [LOOK]
    action, fields = form_again(response, PATH)

    def make(session: Session) -> None:
        family = make_family(session, team=places.world.team, label="Second")
        join(session, family, "Isla", "Harrow", birth_on=date(today().year - 7, 1, 15))
        make_allocation(session, family=family, user=places.world.worker)

    keep(make)
    again = mine.post(action, fields | CONFIRMED, 422)
    assert errors(again) == [LOOK]
    assert "Second (opens in a new tab)" in words(again)
    assert counts()[0] == before[0] + 1  # the second, made by the test


KINDS = {
    "the same NHS number": {
        "child_given_name": "Other", "child_family_name": "Name", "child_nhs_number": "401 023 2137",
    },
    "a day off": date_parts("child_birth_on", date(2019, 3, 5)),
    "day and month exchanged": date_parts("child_birth_on", date(2019, 4, 3)),
    "a year off": date_parts("child_birth_on", date(2020, 3, 4)),
    "sounds alike": {"child_given_name": "Katherine", "child_family_name": "Rowe-Price"},
    "a letter mistyped": {"child_given_name": "Catherime"},
    "names exchanged": {"child_given_name": "Rowe", "child_family_name": "Catherine"},
    "label and carer alike": {
        "label": "The Rowe family", "child_given_name": "Other", "child_family_name": "Else",
        **date_parts("child_birth_on", date(2012, 1, 1)), "carer_given_name": "Dawn", "carer_family_name": "Rowe",
    },
    "the carer, by name and date of birth": {
        "child_given_name": "Other", "child_family_name": "Else", **date_parts("child_birth_on", date(2012, 1, 1)),
        "carer_given_name": "Dawn", "carer_family_name": "Rowwe", **date_parts("carer_birth_on", date(1993, 6, 1)),
    },
    "a baby due then": {"child_born": "due", "child_given_name": "", "child_family_name": "Rowe",
                        **date_parts("child_expected_birth_on", today() + timedelta(days=40))},
}  # fmt: skip
NOT_KINDS = {
    "another name on that day": {"child_given_name": "Adam", "child_family_name": "Price"},
    "the name on another day": date_parts("child_birth_on", date(2015, 9, 9)),
    "the label alone": {"label": "Rowe", "child_given_name": "Adam", **date_parts("child_birth_on", date(2012, 1, 1))},
    "the carer's name alone": {
        "label": "Else", "child_given_name": "Adam", "carer_given_name": "Dawn", "carer_family_name": "Rowe",
    },
}  # fmt: skip


def test_each_kind_of_likeness_is_noticed_and_nothing_else(places: Places, browser: Open) -> None:
    def make(session: Session) -> None:
        family = make_family(session, team=places.world.team, label="Rowe")
        join(session, family, "Catherine", "Rowe", birth_on=date(2019, 3, 4), nhs_number="4010232137")
        join(session, family, "Baby", "Rowe", expected_birth_on=today() + timedelta(days=50))
        join(session, family, "Dawn", "Rowe", role=MemberRole.MAIN_CARER, birth_on=date(1993, 6, 1))
        make_allocation(session, family=family, user=places.world.worker)

    keep(make)
    mine = browser(places.world.worker)
    action, fields = mine.fields(PATH)
    base = registration(child_given_name="Catherine", child_family_name="Rowe") | date_parts(
        "child_birth_on", date(2019, 3, 4)
    )
    noticed = {}
    for number, (kind, changes) in enumerate((KINDS | NOT_KINDS).items()):
        strange = "abcdefghijklmnop"[number] * 5
        strangers = {"label": strange, "carer_given_name": strange, "carer_family_name": strange}
        response = mine.post(action, fields | base | strangers | {"once": new_key()} | changes)
        noticed[kind] = SUSPECTED in words(response)
    assert noticed == dict.fromkeys(KINDS, True) | dict.fromkeys(NOT_KINDS, False)


def test_with_three_identifiers_one_is_told_who_knows_a_family_and_nothing_else(
    places: Places, browser: Open
) -> None:
    response = browser(places.world.worker).submit(PATH, like_the_far_family(), 422)
    page = words(response)
    assert (
        f"Already known to {agency_of(places)}: ask Priya Nair, or ring the duty line on 01632 960 123."
        in page
    )
    hidden = (
        places.far_family.key,
        places.far_family.label,
        places.far_family.ref,
        "Mia",
        "7 years",
        "557 7104",
    )
    assert not any(secret in page for secret in hidden)
    summary, told = events("family.duplicates_checked")
    assert '"elsewhere":1,"shown":0,"withheld":0' in summary.canonical
    assert told.family_id == places.far_family.id


def agency_of(places: Places) -> str:
    name: str = one(Agency, id=places.far_team.agency_id).name
    return name


def test_with_two_identifiers_a_family_is_as_if_it_did_not_exist(places: Places, browser: Open) -> None:
    fields = like_the_far_family(carer_given_name="Nobody", carer_family_name="Else", **NO_CARER_DATE)
    browser(places.world.worker).submit(PATH, fields, 303)
    (summary,) = events("family.duplicates_checked")
    assert '"elsewhere":0,"shown":0,"withheld":1' in summary.canonical


def test_the_label_that_repeats_a_last_name_is_no_third_identifier(places: Places, browser: Open) -> None:
    fields = like_the_far_family(
        label="Hassan family", carer_given_name="Nobody", carer_family_name="Else", **NO_CARER_DATE
    )
    browser(places.world.worker).submit(PATH, fields, 303)


def test_a_near_date_of_birth_is_no_identifier(places: Places, browser: Open) -> None:
    fields = like_the_far_family(**date_parts("child_birth_on", date(2019, 5, 4)), **NO_CARER_DATE)
    browser(places.world.worker).submit(PATH, fields, 303)


def test_a_family_nobody_works_with_is_known_to_its_team(places: Places, browser: Open) -> None:
    def make(session: Session) -> None:
        family = make_family(session, team=places.far_team, label="Nobody's")
        join(session, family, "Catherine", "Rowe", birth_on=date(2019, 3, 4), nhs_number="4010232137")

    keep(make)
    fields = registration(
        child_given_name="Catherine", child_family_name="Rowe", child_nhs_number="4010232137"
    )
    response = browser(places.world.worker).submit(
        PATH, fields | date_parts("child_birth_on", date(2019, 3, 4)), 422
    )
    assert "ask Far team, or ring the duty line on 01632 960 123." in words(response)


def test_of_a_restricted_family_not_even_the_agency_is_told(places: Places, browser: Open) -> None:
    def make(session: Session) -> None:
        session.get_one(Family, places.far_family.id).restricted = True

    keep(make)
    response = browser(places.world.worker).submit(PATH, like_the_far_family(), 422)
    told = [" ".join(line.get_text().split()) for line in check_page(response).select(".govuk-inset-text")]
    assert told == ["This may be known already. Speak to your safeguarding lead before you go on."]
    assert "Priya Nair" not in response.text


def test_a_number_on_another_record_is_refused_even_when_the_family_is_said_to_be_different(
    places: Places, browser: Open
) -> None:
    mine, before = browser(places.world.worker), counts()
    fields = registration(child_nhs_number="450 557 7104")
    response = mine.submit(PATH, fields, 422)
    assert errors(response) == ["This number is on another record. Check it, or leave it empty for now"]
    assert SUSPECTED not in words(response)
    assert counts() == before


ADD = "/families/{}/people/add"


def person(**changes: Any) -> dict[str, Any]:
    fields = {"kind": "child", "given_name": "Mia", "family_name": "Hassan", "household": "Home"}
    return fields | date_parts("birth_on", date(2019, 5, 3)) | changes


def test_a_person_of_families_one_may_open_is_offered_to_be_used(places: Places, browser: Open) -> None:
    def make(session: Session) -> Family:
        family = make_family(session, team=places.far_team, label="Second family")
        make_allocation(session, family=family, user=places.far_worker)
        return family

    second = keep(make)
    mine, before = browser(places.far_worker), counts()
    response = mine.submit(ADD.format(second.key), person(given_name="Mya"), 422)
    assert errors(response) == ["Look at who is known already, then say whether it is the same person"]
    assert "Mia Hassan, 7 years" in words(response)
    assert "Same name and date of birth. In Hassan family (FAR-1)" in words(response)
    action, fields = form_again(response, ADD.format(second.key))
    location = mine.post(action, fields | {"same_as": places.far_child.key}, 303).location
    assert location == f"/families/{second.key}/people/{places.far_child.key}"
    assert [new - old for new, old in zip(counts(), before, strict=True)] == [0, 0, 1, 0]
    (member,) = every(FamilyMember, family_id=second.id)
    assert (member.person_id, member.role) == (places.far_child.id, MemberRole.CHILD)
    (added,) = events("person.added", family_id=second.id)
    assert '"known":true' in added.canonical
    page = words(mine.get(location))
    assert "Hassan family FAR-1" in page
    assert "Second family" in page


def test_somebody_different_with_an_alike_name_is_added_after_a_look(places: Places, browser: Open) -> None:
    mine, path = browser(places.far_worker), ADD.format(places.far_family.key)
    response = mine.submit(path, person(given_name="Mya"), 422)
    assert "Same name and date of birth. Is or was in this family" in words(response)
    action, fields = form_again(response, path)
    mine.post(action, fields | {"same_as": "different"}, 303)
    assert len(every(Person, family_name="Hassan")) == 3


def test_somebody_who_is_in_the_family_cannot_join_it_again(places: Places, browser: Open) -> None:
    mine, path = browser(places.far_worker), ADD.format(places.far_family.key)
    action, fields = form_again(mine.submit(path, person(), 422), path)
    response = mine.post(action, fields | {"same_as": places.far_child.key}, 422)
    assert errors(response) == ["This person is in this family already"]


def test_somebody_who_left_comes_back_as_the_same_person(places: Places, browser: Open) -> None:
    mine, path = browser(places.far_worker), ADD.format(places.far_family.key)
    mine.submit(f"/families/{places.far_family.key}/people/{places.far_child.key}/leave", {})
    action, fields = form_again(mine.submit(path, person(), 422), path)
    mine.post(action, fields | {"same_as": places.far_child.key}, 303)
    members = every(FamilyMember, person_id=places.far_child.id)
    assert [member.ended_on for member in members] == [today(), None]


def test_a_person_one_may_not_see_is_told_of_only_with_three_identifiers(
    places: Places, browser: Open
) -> None:
    mine, path = browser(places.world.worker), ADD.format(places.world.family.key)
    response = mine.submit(path, person(nhs_number="450 557 7104"), 422)
    assert f"Already known to {agency_of(places)}: ask Priya Nair" in words(response)
    assert places.far_child.key not in response.text
    summary, told = events("family.duplicates_checked")
    assert (summary.family_id, told.family_id) == (places.world.family.id, places.far_family.id)
    mine.submit(path, person(), 303)


def test_the_key_of_a_person_one_may_not_see_is_no_answer(places: Places, browser: Open) -> None:
    mine, path = browser(places.world.worker), ADD.format(places.world.family.key)
    action, fields = form_again(mine.submit(path, person(nhs_number="450 557 7104"), 422), path)
    response = mine.post(action, fields | {"same_as": places.far_child.key}, 422)
    assert errors(response) == ["Look at who is known already, then say whether it is the same person"]
    assert every(FamilyMember, family_id=places.world.family.id, person_id=places.far_child.id) == []
