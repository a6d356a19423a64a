"""What somebody on duty is told when they look a person up, what is kept of it, and who is told."""

from datetime import date, timedelta
from typing import Any

import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import NoticeKind, PlanKind, Role
from gcp_tool.extensions import db
from gcp_tool.models import AuditEvent, AuditNote, Family, Notice, PlanEpisode, User
from tests.client import Browser, errors, words
from tests.factories import make_family, make_user
from tests.factories.defaults import AT
from tests.integration.families.places import (
    Open,
    Places,
    count_of,
    count_statements,
    events,
    every,
    form_again,
    join,
    keep,
    make_reading,
    one,
)
from tests.integration.world import date_parts

BORN = date(2019, 5, 3)
SENTENCE = "Contact the safeguarding lead."


def typed(given: str = "", family: str = "", born: date | None = None, **more: str) -> dict[str, Any]:
    dates = date_parts("birth_on", born) if born else {}
    return {"given_name": given, "family_name": family, **dates, **more}


def look_up(browser: Browser, fields: dict[str, Any]) -> str:
    """Where a look-up leads."""
    return str(browser.submit("/look-up", fields).location)


def restrict(places: Places) -> None:
    def change(session: Session) -> None:
        session.get_one(Family, places.far_family.id).restricted = True

    keep(change)


def test_what_is_told_of_whom(browser: Open, places: Places, duty: User) -> None:
    """As a table: what was typed, and the heading of the answer."""
    mine = browser(duty)
    told = {
        "the very name and date of birth": typed("Mia", "Hassan", BORN),
        "a name that sounds alike": typed("Mya", "Hasan", BORN),
        "day and month exchanged": typed("Mia", "Hassan", date(2019, 3, 5)),
        "a year out": typed("Mia", "Hassan", date(2018, 5, 3)),
        "an adult": typed("Sara", "Hassan", date(1991, 2, 7)),
        "the NHS number alone": typed(nhs_number="450 557 7104"),
        "another name": typed("Noah", "Brook", BORN),
        "another date of birth": typed("Mia", "Hassan", date(2012, 1, 30)),
        "a number of nobody": typed(la_child_id="LA-99"),
        "the date of birth with a number of nobody": typed(born=BORN, la_child_id="LA-99"),
    }
    found = {what: mine.get(look_up(mine, fields)) for what, fields in told.items()}
    headings = {what: str(page.h1.get_text(strip=True)) for what, page in found.items() if page.h1}
    assert headings == {what: "Known" if number < 6 else "Not known" for number, what in enumerate(told)}
    for page in found.values():
        assert "Hassan family" not in page.text  # what the family is called is not told
        assert "FAR-1" not in page.text
    assert "Check that it is the same person" in words(found["a year out"])
    assert "The same name and date of birth" in words(found["the very name and date of birth"])


def test_worker_plan_and_last_reading_are_told_and_nothing_of_the_record(
    browser: Open, places: Places, duty: User
) -> None:
    def make(session: Session) -> None:
        family, child = places.far_family, places.far_child
        make_reading(session, family=family, child=child, carer=places.far_carer, on_date=date(2026, 6, 12))
        for kind, ended in ((PlanKind.CHILD_PROTECTION, None), (PlanKind.EARLY_HELP, date(2026, 2, 1))):
            session.add(
                PlanEpisode(
                    family_id=family.id, child_id=child.id, kind=kind, started_on=date(2026, 1, 5),
                    ended_on=ended, changed_at=AT,
                )
            )  # fmt: skip

    keep(make)
    mine = browser(duty)
    page = words(mine.get(look_up(mine, typed("Mia", "Hassan", BORN))))
    for told in ("Priya Nair", "Far team", "01632 960 123", "Child protection", "12 June 2026"):
        assert told in page
    assert "Early help" not in page
    assert "under break-glass" in page


def test_only_those_on_duty_look_up_and_each_sees_their_own(
    browser: Open, places: Places, duty: User
) -> None:
    found = {
        name: browser(user).client.get("/look-up").status_code for name, user in places.everybody.items()
    }
    assert found == {name: 303 if user is None else 403 for name, user in places.everybody.items()}
    path = look_up(browser(duty), typed("Mia", "Hassan", BORN))
    other = keep(lambda session: make_user(session, role=Role.DUTY))
    browser(other).get(path, 404)
    browser(places.world.worker).get(path, 403)
    with time_machine.travel(clock.now() + timedelta(minutes=31)):
        assert "This look-up is over" in words(browser(duty).get(path, 404))


def test_of_a_restricted_family_one_sentence_is_said_and_its_manager_is_told(
    browser: Open, places: Places, duty: User, far_manager: User
) -> None:
    restrict(places)
    mine = browser(duty)
    path = look_up(mine, typed("Mia", "Hassan", BORN))
    page = mine.get(path)
    assert SENTENCE in words(page)
    assert not page.select("a[href*=break-glass]")
    for untold in ("Priya Nair", "Far team", "Known to", "01632"):
        assert untold not in page.text
    notice = one(Notice)
    assert (notice.user_id, notice.kind) == (far_manager.id, NoticeKind.RESTRICTED_LOOKED_UP)
    assert "Dilys Hart looked up Hassan family" in words(browser(far_manager).get("/"))
    [told] = events("family.looked_up", family_id=places.far_family.id)
    assert '"restricted"' in told.canonical


def test_each_look_up_is_on_record_and_nothing_that_was_typed(
    browser: Open, places: Places, duty: User
) -> None:
    mine = browser(duty)
    mine.get(look_up(mine, typed("Mia", "Hassan", BORN, nhs_number="4505577104")))
    mine.get(look_up(mine, typed("Nobody", "Atall", BORN)))
    kept = events("family.looked_up", actor_id=duty.id)
    assert [event.family_id for event in kept] == [None, None, places.far_family.id, None, None]
    with db.engines.reader() as session:
        said = " ".join(session.scalars(select(AuditEvent.canonical)))
        said += " ".join(session.scalars(select(AuditNote.words)))
    for word in ("Mia", "Hassan", "Atall", "4505577104", "2019-05-03"):
        assert word not in said


def test_a_name_needs_a_date_of_birth_unless_there_is_a_number(browser: Open, duty: User) -> None:
    mine = browser(duty)
    refused = {
        "nothing": typed(),
        "a name": typed("Mia", "Hassan"),
        "a date": typed(born=BORN),
        "half a name": typed("", "Hassan", BORN),
        "a bad number": typed("Mia", "Hassan", BORN, nhs_number="450 557 7105"),
        "a bad date": typed("Mia", "Hassan") | {"birth_on-day": "31", "birth_on-month": "2", "birth_on-year": "2019"},
    }  # fmt: skip
    pages = {what: mine.submit("/look-up", fields, 422) for what, fields in refused.items()}
    assert {what: len(errors(page)) for what, page in pages.items()} == {
        "nothing": 3, "a name": 1, "a date": 2, "half a name": 1, "a bad number": 1, "a bad date": 1,
    }  # fmt: skip
    _, again = form_again(pages["a name"], "/look-up")
    assert (again["given_name"], again["family_name"]) == ("Mia", "Hassan")  # what was typed is still there
    assert count_of(Notice) == 0
    assert every(AuditEvent, event="family.looked_up") == []


def test_a_look_up_asks_no_more_when_more_is_found(browser: Open, places: Places, duty: User) -> None:
    mine = browser(duty)
    few = count_statements(mine, look_up(mine, typed("Mia", "Hassan", BORN)))

    def make(session: Session) -> None:
        for _ in range(22):
            join(session, make_family(session, team=places.far_team), "Mia", "Hassan", birth_on=BORN)

    keep(make)
    path = look_up(mine, typed("Mia", "Hassan", BORN))
    # what was told is put on record for each family: reading asks no more
    assert count_statements(mine, path) - few <= 19 * 2
    assert "3 families more may fit" in words(mine.get(path))
