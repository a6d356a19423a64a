"""Registering a family."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from gcp_tool.audit.chain import find_fault
from gcp_tool.core.keys import new_key
from gcp_tool.domain.vocabulary import MemberRole, Role
from gcp_tool.extensions import db
from gcp_tool.families.services import register
from gcp_tool.models import Allocation, Family, FamilyMember, Person, Team, UserRole
from tests.client import errors, words
from tests.factories import make_agency, make_team, make_user
from tests.integration.families.places import (
    Open,
    Places,
    counts,
    events,
    every,
    keep,
    one,
    registration,
    today,
)
from tests.integration.world import date_parts

PATH = "/families/register"


def family_at(location: str) -> Family:
    family: Family = one(Family, key=location.rsplit("/", 1)[1])
    return family


def team_options(browser: Open, who: object) -> dict[str, bool]:
    page = browser(who).get(PATH)
    return {
        " ".join(one.get_text().split()): one.has_attr("selected")
        for one in page.select("select[name=team] option")
    }


def test_a_practitioner_registers_a_family_and_is_allocated(places: Places, browser: Open) -> None:
    worker = places.world.colleague
    response = browser(worker).submit(PATH, registration(child_nhs_number="401 023 2137", ref=" 24-117 "))
    family = family_at(response.location)
    assert response.location == f"/families/{family.key}"
    assert (family.ref, family.label, family.area, family.team_id, family.opened_on, family.restricted) == (
        "24-117", "Ashdown family", "Thornmere South", places.world.team.id, today(), False,
    )  # fmt: skip
    child, carer = every(FamilyMember, family_id=family.id)
    assert [(m.role, m.household, m.started_on) for m in (child, carer)] == [
        (MemberRole.CHILD, "Home", today()), (MemberRole.MAIN_CARER, "Home", today()),
    ]  # fmt: skip
    dexter, jodie = one(Person, id=child.person_id), one(Person, id=carer.person_id)
    assert (dexter.name, dexter.birth_on, dexter.nhs_number) == (
        "Dexter Ashdown",
        date(2021, 8, 9),
        "4010232137",
    )
    assert (jodie.name, jodie.birth_on, jodie.sounds) == ("Jodie Ashdown", None, "JT AXTN")
    lead = one(Allocation, family_id=family.id)
    assert (lead.user_id, lead.team_id, lead.lead, lead.started_on) == (
        worker.id,
        places.world.team.id,
        True,
        today(),
    )


def test_what_happened_is_on_record_by_ids(places: Places, browser: Open) -> None:
    worker = places.world.colleague
    family = family_at(browser(worker).submit(PATH, registration()).location)
    for name, count in (("family.registered", 1), ("person.added", 2), ("family.allocated", 1)):
        rows = events(name, family_id=family.id)
        assert [row.actor_id for row in rows] == [worker.id] * count
        assert not any("Ashdown" in row.canonical for row in rows)
    (checked,) = events("family.duplicates_checked")
    assert '"details":{"elsewhere":0,"shown":0,"withheld":0}' in checked.canonical
    with db.engines.reader() as session:
        assert find_fault(session) is None


def test_a_family_without_a_reference_gets_one(places: Places, browser: Open) -> None:
    refs = set()
    for name in ("One", "Two"):
        fields = registration(
            label=name, child_given_name=name, child_family_name=name, carer_given_name=name
        )
        refs.add(family_at(browser(places.world.colleague).submit(PATH, fields).location).ref)
    assert len(refs) == 2
    assert all(re.fullmatch("F-[2-9BCDFGHJKMNPQRSTVWXYZ]{6}", ref) for ref in refs)


def test_a_baby_due_needs_no_name_yet(places: Places, browser: Open) -> None:
    due = today() + timedelta(weeks=12)
    fields = registration(child_born="due", child_given_name="", **date_parts("child_expected_birth_on", due))
    family = family_at(browser(places.world.colleague).submit(PATH, fields).location)
    (child, _) = every(FamilyMember, family_id=family.id)
    baby = one(Person, id=child.person_id)
    assert (baby.name, baby.birth_on, baby.expected_birth_on) == ("Baby Ashdown", None, due)


def test_a_manager_registers_for_their_own_team_and_allocates_afterwards(
    places: Places, browser: Open
) -> None:
    world = places.world
    assert list(team_options(browser, world.manager).values()) == [False, True]
    family = family_at(browser(world.manager).submit(PATH, registration()).location)
    assert family.team_id == world.team.id
    assert every(Allocation, family_id=family.id) == []
    browser(world.manager).get(f"/families/{family.key}/allocate")


def test_a_practitioner_chooses_among_the_open_teams_of_the_partnership(
    places: Places, browser: Open
) -> None:
    def make(session: Session) -> Team:
        make_team(
            session, agency=make_agency(session, name="Gone", closed_on=today()), name="Of a closed agency"
        )
        return make_team(session, name="Closed", closed_on=today())

    closed = keep(make)
    options = team_options(browser, places.world.colleague)
    assert sum(options.values()) == 1
    assert not any(name.startswith(("Closed", "Of a closed")) for name in options)
    fields = registration(team=places.far_team.key)
    family = family_at(browser(places.world.colleague).submit(PATH, fields).location)
    assert family.team_id == places.far_team.id
    lead = one(Allocation, family_id=family.id)
    assert (lead.user_id, lead.team_id) == (places.world.colleague.id, places.world.team.id)
    refused = browser(places.world.colleague).submit(PATH, registration(team=closed.key), 422)
    assert errors(refused) == ["Choose from the list"]


def test_a_manager_cannot_register_for_a_team_of_somebody_else(places: Places, browser: Open) -> None:
    before = counts()
    response = browser(places.world.manager).submit(PATH, registration(team=places.far_team.key), 422)
    assert errors(response) == ["Choose from the list"]
    assert counts() == before


def test_a_worker_with_both_roles_registers_for_their_own_team(places: Places, browser: Open) -> None:
    def make(session: Session) -> object:
        managed = make_team(session, name="Managed")
        user = make_user(session, team=places.far_team, role=Role.PRACTITIONER)
        session.add(UserRole(user_id=user.id, role=Role.MANAGER, team_id=managed.id))
        return user

    both = keep(make)
    assert [name.split(",")[0] for name in team_options(browser, both)] == [
        "Choose one",
        "Far team",
        "Managed",
    ]
    family = family_at(browser(both).submit(PATH, registration(team=places.far_team.key)).location)
    assert one(Allocation, family_id=family.id).user_id == both.id


def test_a_form_sent_twice_makes_one_family(places: Places, browser: Open) -> None:
    mine = browser(places.world.colleague)
    action, fields = mine.fields(PATH)
    fields |= registration()
    before = counts()
    first = mine.post(action, fields, 303)
    after = counts()
    second = mine.post(action, fields, 303)
    assert first.location == second.location
    assert counts() == after
    assert [new - old for new, old in zip(after, before, strict=True)] == [1, 2, 2, 1]


def test_a_registration_that_fails_half_way_leaves_nothing_and_can_be_sent_again(
    places: Places, browser: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, before = browser(places.world.colleague), counts()
    action, fields = mine.fields(PATH)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the machine stops here")

    with monkeypatch.context() as patch:
        patch.setattr(register, "allocate_lead", fail)
        mine.post(action, fields | registration(), 500)
    assert counts() == before
    assert events("family.registered") == []
    mine.post(action, fields | registration(), 303)
    assert counts() != before


CHILD_BIRTH = ("child_birth_on-day", "child_birth_on-month", "child_birth_on-year")
FAULTS = [
    ({"label": " "}, "Enter what the family is called"),
    ({"label": "x" * 101}, "“What is the family called?” is 1 character too long: it can hold 100"),
    ({"team": ""}, "Choose the team that holds the family"),
    ({"team": "nothing"}, "Choose from the list"),
    ({"child_born": ""}, "Choose whether the child is born"),
    ({"child_born": "perhaps"}, "Choose from the list"),
    ({"child_given_name": "", "child_family_name": ""}, "Enter the child’s first name"),
    (dict.fromkeys(CHILD_BIRTH, ""), "Enter the child’s date of birth"),
    ({"child_birth_on-month": "13"}, "The child’s date of birth must be a real date"),
    ({"child_birth_on-day": "31", "child_birth_on-month": "2"}, "The child’s date of birth must be a real date"),
    ({"child_birth_on-year": "21"}, "Year must include 4 numbers"),
    ({"child_birth_on-day": "x"}, "The child’s date of birth must be a real date"),
    ({"child_birth_on-year": "2099"}, "The child’s date of birth must be today or in the past"),
    (
        {"child_birth_on-year": "1999"},
        "This person is 18 or over. Check the year, or add them as another person in the family",
    ),
    ({"child_birth_on-year": "1901"}, "The child’s date of birth must be in the last 120 years"),
    ({"child_nhs_number": "401 023 2138"}, "Check the NHS number: one of its digits is wrong"),
    (
        {"child_nhs_number": "12"},
        "NHS number must be 10 digits, like 943 476 5919. Leave it empty if you do not know it",
    ),
    ({"household": ""}, "Give the home a name, for example Home"),
    ({"carer_given_name": "", "carer_family_name": ""}, "Enter the main carer’s first name"),
    ({"carer_birth_on-day": "1"}, "The main carer’s date of birth must include a month and year"),
    ({"carer_birth_on-day": "1", "carer_birth_on-month": "1", "carer_birth_on-year": "2020"},
     "A carer must be 10 or over. Check the year"),
    ({"child_born": "due"}, "Enter the date the baby is due"),
    ({"child_born": "due", **date_parts("child_expected_birth_on", date(2020, 1, 1))},
     "The baby was due more than 4 weeks ago. Give the date of birth instead"),
    ({"child_born": "due", **date_parts("child_expected_birth_on", date(2098, 1, 1))},
     "The date the baby is due must be within the next 10 months"),
    ({"ref": "FAR-1"}, "This reference is in use. Check it, or leave it empty"),
]  # fmt: skip


def test_what_cannot_be_right_is_said_at_its_field_and_nothing_is_saved(
    places: Places, browser: Open
) -> None:
    mine, before = browser(places.world.colleague), counts()
    action, fields = mine.fields(PATH)
    sent = [fields | registration(once=new_key(), **changes) for changes, _ in FAULTS]
    said = [errors(mine.post(action, one, 422)) for one in sent]
    assert said == [[message] for _, message in FAULTS]
    assert counts() == before
    assert events("family.registered") == []


def test_several_faults_are_said_at_once_in_the_order_of_the_page(places: Places, browser: Open) -> None:
    fields = registration(label="", child_nhs_number="12", household="", carer_given_name="x" * 101)
    said = errors(browser(places.world.colleague).submit(PATH, fields, 422))
    assert [line[:12] for line in said] == ["Enter what t", "NHS number m", "Give the hom", "“First name”"]


def test_a_date_out_of_sight_is_not_complained_of(places: Places, browser: Open) -> None:
    fields = registration(**{"child_expected_birth_on-day": "99"})
    browser(places.world.colleague).submit(PATH, fields, 303)


FREE_TEXT = ("label", "child_given_name", "carer_family_name", "ref", "household", "area")
ODD_WORDS = ("مريم حداد", "👩‍👧 O’Connor-Łuk", "<b>&amp;\"'", "\u202eabc")


def test_words_of_any_kind_are_kept_as_typed(places: Places, browser: Open) -> None:
    mine = browser(places.world.colleague)
    action, fields = mine.fields(PATH)
    for odd in ODD_WORDS:
        family = family_at(mine.post(action, fields | odd_registration(odd), 303).location)
        child, carer = (one(Person, id=m.person_id) for m in every(FamilyMember, family_id=family.id))
        assert (family.label, family.ref, family.area, child.given_name, carer.family_name) == (odd,) * 5
    labels = words(mine.get("/families"))
    assert all(odd in labels for odd in ODD_WORDS)


def odd_registration(odd: str) -> dict[str, Any]:
    """A family of whom nothing but the odd words is known: so nothing is alike but them."""
    return registration(once=new_key(), child_family_name=new_key(), different=["different"]) | dict.fromkeys(
        FREE_TEXT, odd
    )


def test_what_cannot_be_kept_is_refused_at_its_field_with_what_was_typed(
    places: Places, browser: Open
) -> None:
    mine, before = browser(places.world.colleague), counts()
    action, fields = mine.fields(PATH)
    for field in FREE_TEXT:
        for typed in ("a\x00b", "x" * 100_000):
            response = mine.post(action, fields | registration(**{"once": new_key(), field: typed}), 422)
            assert len(errors(response)) == 1
            assert typed.replace("\x00", "\ufffd") in response.text
    assert counts() == before
