"""The page of a family: who may open it, what it tells, and that looking is on record."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import update

from gcp_tool.core import clock
from gcp_tool.core.formatting import age, long_date
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.vocabulary import AgeBand, MemberRole, Origin, RevisionState
from gcp_tool.models import Family, FamilyMember
from gcp_tool.standing.families import refresh_standing
from tests.client import Browser, words
from tests.factories import (
    make_assessment,
    make_event,
    make_instrument_version,
    make_member,
    make_person,
    make_plan,
)
from tests.integration.families.places import events
from tests.integration.history.stories import family_path, months_ago, reading
from tests.integration.world import World

Open = Callable[..., Browser]
DRIFT = "no better after six months: check for drift"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("worker", 200),
        ("manager", 200),
        ("colleague", 404),
        ("other_manager", 404),
        ("coordinator", 403),
        ("administrator", 403),
    ],
)
def test_a_family_opens_for_its_worker_and_the_manager_of_its_team(
    browser: Open, world: World, who: str, status: int
) -> None:
    browser(getattr(world, who)).get(family_path(world), status)


def test_nobody_is_asked_to_sign_in_first(browser: Open, world: World) -> None:
    response = browser().client.get(family_path(world))
    assert (response.status_code, "/sign-in" in response.location) == (303, True)


def test_a_family_one_may_not_see_looks_like_one_that_is_not_there(browser: Open, world: World) -> None:
    colleague = browser(world.colleague)
    hidden, absent = (
        colleague.get(family_path(world), 404),
        colleague.get("/families/nosuchkeynosuchkeyno22", 404),
    )

    def without_number(page: BeautifulSoup) -> str:
        return words(page).rpartition("give this number")[0]

    assert without_number(hidden) == without_number(absent)


def test_who_leads_an_assessment_of_it_opens_the_family(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 2, lead=world.colleague)
    browser(world.colleague).get(family_path(world))


def test_a_restricted_family_is_for_those_allocated_and_its_manager(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 2, lead=world.colleague)
        made.session.execute(update(Family).values(restricted=True))
    browser(world.colleague).get(family_path(world), 404)
    page = browser(world.worker).get(family_path(world))
    assert page.find("h1").find(class_="govuk-tag").get_text(strip=True) == "Restricted"
    browser(world.manager).get(family_path(world))


def test_the_heading_is_the_label_and_the_title_names_nobody(browser: Open, world: World) -> None:
    page = browser(world.worker).get(family_path(world))
    assert world.family.label in page.find("h1").get_text()
    assert page.title.get_text().startswith("Family –")
    assert "Harrow" not in page.title.get_text()


def test_the_facts_of_the_family(browser: Open, world: World) -> None:
    facts = browser(world.worker).get(family_path(world)).select_one(".app-family .app-case")
    told = {row.dt.get_text(strip=True): row.dd.get_text(strip=True) for row in facts.find_all("div")}
    assert told["Reference"] == world.family.ref
    assert told["Area"] == "Thornmere North"
    assert told["Team"].startswith(world.team.name)
    assert told["Allocated worker"] == f"{world.worker.name}, since 2 March 2026"


def test_everybody_in_the_family_now_leads_to_their_page(browser: Open, world: World) -> None:
    worker = browser(world.worker)
    with reading(world) as made:
        baby = make_person(made.session, given_name="Baby", expected_birth_on=date(2030, 3, 3))
        make_member(made.session, family=world.family, person=baby)
        gone = make_person(made.session, given_name="Tom")
        make_member(made.session, family=world.family, person=gone, ended_on=months_ago(1))
    page = worker.get(family_path(world))
    people = [" ".join(one.get_text().split()) for one in page.select(".app-family li")]
    assert people == [
        f"Isla Harrow, {age(world.child.birth_on, clock.today())}",
        "Baby Harrow, baby due 3 March 2030",
        "Leanne Harrow, main carer",
    ]
    for link in page.select(".app-family li a"):
        worker.get(link["href"])


_ALWAYS = ["Timeline", "Targets", "Make a report", "Summary to copy"]
_ADDING = ["Start an assessment", "Add an event", "Add support", "Add a plan"]
_CHANGING = ["Add a person", "Change family details"]


def offered(page: BeautifulSoup) -> Sequence[Tag]:
    return page.select("main nav[aria-label='What can be done'] a, main .app-family + .app-actions a")


@pytest.mark.parametrize(
    ("who", "actions"),
    [
        ("worker", [*_ADDING, *_ALWAYS, *_CHANGING]),
        ("manager", [*_ADDING, *_ALWAYS, *_CHANGING, "Allocate a worker", "Who has looked at this family"]),
    ],
)
def test_what_may_be_done_is_offered_and_can_be_done(
    browser: Open, world: World, who: str, actions: list[str]
) -> None:
    person = browser(getattr(world, who))
    links = offered(person.get(family_path(world)))
    assert [link.get_text(strip=True) for link in links] == actions
    for link in links:
        person.get(link["href"])


def test_a_closed_family_is_only_to_be_read_and_is_out_of_any_headline(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(4), 4)
        made.session.execute(update(Family).values(closed_on=months_ago(1)))
    page = browser(world.manager).get(family_path(world))
    assert [link.get_text(strip=True) for link in offered(page)] == [
        "Timeline",
        "Targets",
        "Compare two assessments",
        "Make a report",
        "Summary to copy",
        "Who has looked at this family",
    ]
    assert f"The case was closed on {long_date(months_ago(1))}" in words(page)
    assert page.select(".app-headline") == []
    assert "first reading, 4 when it ended" in words(page)


def test_looking_at_a_family_is_on_record(browser: Open, world: World) -> None:
    browser(world.manager).get(family_path(world))
    [event] = events("family.viewed")
    assert (event.actor_id, event.family_id) == (world.manager.id, world.family.id)


def test_a_refusal_to_show_one_is_on_record_without_saying_which(browser: Open, world: World) -> None:
    browser(world.colleague).get(family_path(world), 404)
    [event] = events("access.refused")
    assert world.family.key not in event.canonical
    assert events("family.viewed") == []


def test_without_readings_it_says_what_to_do(browser: Open, world: World) -> None:
    empty = browser(world.worker).get(family_path(world)).select_one(".app-empty")
    assert "No readings yet" in empty.get_text()
    assert empty.a["href"] == f"{family_path(world)}/assessments/start"


def test_a_draft_of_mine_is_no_reading_but_can_be_continued(browser: Open, world: World) -> None:
    with reading(world) as made:
        draft = made.read(months_ago(1), 3, state=RevisionState.DRAFT).assessment
    page = browser(world.worker).get(family_path(world))
    assert "A reading appears here when an assessment is submitted" in words(page)
    [link] = [a for a in page.select(".app-card a") if a.get_text().startswith("Continue")]
    assert link["href"] == f"/assessments/{draft.key}"
    theirs = browser(world.manager).get(family_path(world))
    assert "Continue" not in words(theirs)


def test_one_reading_tells_where_care_stands_and_when_to_look_again(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(1), {"physical": 4, "food": 2})
    told = words(browser(world.worker).get(family_path(world)))
    assert "first reading, at concern" in told
    assert "Physical care: first reading, now 4." in told
    assert f"due by {long_date(add_months(months_ago(1), 3))}" in told


def test_a_history_tells_its_headline_and_each_domain_with_the_grade_it_leaves_the_child_at(
    browser: Open, world: World
) -> None:
    with reading(world) as made:
        for months, physical, food in ((9, 4, 4), (6, 4, 2), (3, 4, 2), (0, 4, 2)):
            made.read(months_ago(months), {"physical": physical, "food": food})
    page = browser(world.worker).get(family_path(world))
    told = words(page)
    assert page.select_one(".app-care h3").get_text() == "Isla Harrow, cared for by Leanne Harrow"
    headline = words(BeautifulSoup(str(page.select_one(".app-headline")), "html5lib"))
    assert headline.startswith(
        "no better after six months: check for drift Physical care : unchanged, now 4 (4 on "
    )
    assert headline.endswith("A prompt to ask, not a finding.")
    assert "Physical care: unchanged, now 4. 4 4, " in told
    assert "No better in six months" in told
    assert "Food and drink: low concern throughout, now 2. 4 4, " in told
    assert "Physical care: 4 in " in told
    assert "Since the first reading: improved and kept, now 2." in told
    assert [cell.get_text(strip=True) for cell in page.select(".app-grades-table thead th")] == [
        "Date",
        "Physical care",
        "Food and drink",
    ]
    rows = [
        [cell.get_text(strip=True) for cell in row.select("td")]
        for row in page.select(".app-grades-table tbody tr")
    ]
    assert rows == [["4", "4"], ["4", "2"], ["4", "2"], ["4", "2"]]


def test_marks_and_gaps_are_told_apart(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(9), 4, origin=Origin.IMPORTED)
        made.read(months_ago(6), {"physical": None, "food": 3})
        made.read(months_ago(3), {"physical": [3, None]})
        made.read(months_ago(0), 3, state=RevisionState.SUBMITTED)
    page = browser(world.worker).get(family_path(world))
    rows = [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in page.select(".app-grades-table tbody tr")
    ]
    assert rows == [
        [f"{long_date(months_ago(9))} imported", "4", "4"],
        [long_date(months_ago(6)), "nothing graded", "3"],
        [long_date(months_ago(3)), "4 partial, 1 of 2 not re-checked: Sleep", "no reading"],
        [f"{long_date(months_ago(0))} awaiting sign-off", "3", "3"],
    ]
    assert "nothing graded in" in words(page)
    assert "(awaiting sign-off)" in words(page)
    tags = [tag.get_text(strip=True) for tag in page.select(".app-card .govuk-tag")]
    assert tags == ["Waiting for sign-off", "Signed off", "Signed off", "Signed off", "Imported"]


def test_returned_and_stopped_assessments_and_those_in_error_make_no_reading(
    browser: Open, world: World
) -> None:
    with reading(world) as made:
        for state in (RevisionState.RETURNED, RevisionState.STOPPED):
            made.read(months_ago(1), 5, state=state)
        made.read(
            months_ago(1),
            5,
            recorded_in_error_at=clock.now(),
            recorded_in_error_reason="The wrong child",
        )
    page = browser(world.worker).get(family_path(world))
    assert page.select(".app-care") == []
    assert {tag.get_text(strip=True) for tag in page.select(".app-card .govuk-tag")} == {
        "Returned",
        "Stopped",
        "Recorded in error",
    }


@pytest.mark.parametrize("who", ["worker", "manager", "colleague"])
def test_every_assessment_on_the_list_opens(browser: Open, world: World, who: str) -> None:
    with reading(world) as made:
        made.read(months_ago(3), 2, lead=world.colleague)
        made.read(months_ago(0), 2, state=RevisionState.DRAFT)
    person = browser(getattr(world, who))
    addresses = [link["href"] for link in person.get(family_path(world)).select(".app-card h3 a")]
    assert len(addresses) == 2
    for address in addresses:
        person.get(address)


def test_of_two_assessments_of_one_day_the_later_signed_off_is_shown_and_both_are_listed(
    browser: Open, world: World
) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 4)
        made.read(months_ago(1), 2, lead=world.colleague, signed_at=clock.now())
    page = browser(world.worker).get(family_path(world))
    assert [cell.get_text(strip=True) for cell in page.select(".app-grades-table td")] == ["2", "2"]
    assert f"Two assessments look at the period to {long_date(months_ago(1))}." in words(page)
    assert len(page.select(".app-card")) == 2


def test_care_that_ended_is_drawn_but_is_out_of_the_headline(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(9), 4)
        made.session.execute(
            update(FamilyMember)
            .where(FamilyMember.person_id == world.carer.id)
            .values(ended_on=months_ago(7))
        )
        aunt = make_person(made.session, given_name="Ruth", birth_on=date(1980, 1, 1))
        make_member(made.session, family=world.family, person=aunt, role=MemberRole.MAIN_CARER)
        made.read(months_ago(1), 2, carer=aunt)
    page = browser(world.worker).get(family_path(world))
    titles = [title.get_text() for title in page.select(".app-care h3")]
    assert titles == ["Isla Harrow, cared for by Ruth Harrow", "Isla Harrow, cared for by Leanne Harrow"]
    assert [one.strong.get_text() for one in page.select(".app-headline")] == ["low concern"]
    assert f"Leanne Harrow left the family on {long_date(months_ago(7))}." in words(page)
    assert len(page.select(".app-care svg.app-chart")) == 4


def test_a_carer_who_never_was_in_the_family_is_named_and_out_of_the_headline(
    browser: Open, world: World
) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 4, carer=make_person(made.session, given_name="Ruth"))
    page = browser(world.worker).get(family_path(world))
    assert page.select_one(".app-care h3").get_text() == "Isla Harrow, cared for by Ruth Harrow"
    assert "Ruth Harrow is not recorded as a member of this family." in words(page)
    assert [one.strong.get_text() for one in page.select(".app-headline")] == ["not assessed"]


def test_each_child_has_a_line_and_one_never_assessed_is_not_forgotten(browser: Open, world: World) -> None:
    with reading(world) as made:
        for months in (6, 3, 0):
            made.read(months_ago(months), 4)
        other = make_person(made.session, given_name="Kofi", birth_on=months_ago(30))
        make_member(made.session, family=world.family, person=other)
    lines = [
        " ".join(line.get_text(" ").split())
        for line in browser(world.worker).get(family_path(world)).select(".app-glance li")
    ]
    assert lines == [
        f"Isla Harrow {DRIFT} Physical care: unchanged, now 4; Food and drink: unchanged, now 4",
        "Kofi Harrow not enough recent evidence (no grade yet with anybody who cares for them now)",
    ]


def test_a_new_version_breaks_the_line_but_does_not_make_the_family_look_new(
    browser: Open, world: World
) -> None:
    with reading(world) as made:
        made.read(months_ago(6), 4)
        later = make_instrument_version(made.session, code=world.tool.code)
        made.read(months_ago(0), 4, version=later)
    told = words(browser(world.worker).get(family_path(world)))
    assert f"version {world.tool.version}" in told
    assert "no better after six months: check for drift" in told


def test_readings_before_and_after_a_birth_are_told_apart(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(6), 4, band=AgeBand.UNBORN)
        made.read(months_ago(0), 3)
    told = words(browser(world.worker).get(family_path(world)))
    assert f"Version {world.tool.version}, before birth 4 in" in told
    assert f"version {world.tool.version}, after birth 3 in" in told


def test_words_of_any_language_and_markup_in_names_stay_words(browser: Open, world: World) -> None:
    with reading(world) as made:
        child = make_person(made.session, given_name="<b>שרה</b> & Co", family_name="")
        make_member(made.session, family=world.family, person=child)
        made.read(months_ago(1), 3, child=child)
    page = browser(world.worker).get(family_path(world))
    assert "<b>שרה</b> & Co, cared for by Leanne Harrow" in words(page)


def test_assessments_are_listed_newest_first_and_a_page_at_a_time(browser: Open, world: World) -> None:
    with reading(world) as made:
        for number in range(26):
            day = months_ago(number)
            make_assessment(
                made.session, family=world.family, child=world.child, carer=world.carer, lead=world.worker,
                version=world.tool, window_from=day, window_to=day,
            )  # fmt: skip
    worker = browser(world.worker)
    first, second = worker.get(family_path(world)), worker.get(f"{family_path(world)}?page=2")
    titles = [one.get_text(strip=True) for one in first.select(".app-card h3 a")]
    assert titles == [long_date(months_ago(number)) for number in range(25)]
    assert [one.get_text(strip=True) for one in second.select(".app-card h3 a")] == [
        long_date(months_ago(25))
    ]
    assert first.select_one(".govuk-pagination__next a")["href"].endswith("?page=2#assessments")
    for number in ("99", "-1", "x"):
        worker.get(f"{family_path(world)}?page={number}")


def test_the_words_follow_the_view_that_is_asked_for(browser: Open, world: World) -> None:
    with reading(world) as made:
        for months, grade in ((15, 4), (9, 4), (4, 2), (0, 2)):
            made.read(months_ago(months), {"physical": grade})
    worker = browser(world.worker)
    page = worker.get(family_path(world))
    links = {link.get_text(strip=True): link["href"] for link in page.select(".app-views a")}
    assert list(links) == ["A year", "Since the first reading"]
    assert "over the last six months" in words(page)
    for name, over in (("A year", "over the last year"), ("Since the first reading", "since the first")):
        told = words(worker.get(links[name]))
        assert f"How care has changed {over}" in told
        assert "Physical care: improved and kept, now 2." in told
    assert "over the last six months" in words(worker.get(f"{family_path(world)}?view=%27x"))


def test_this_plan_is_a_view_and_the_plan_is_told(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(9), 4)
        one = made.read(months_ago(1), 4)
        make_plan(made.session, one, started_on=months_ago(8))
        refresh_standing(made.session, world.family.id)
    page = browser(world.worker).get(f"{family_path(world)}?view=plan")
    told = words(page)
    since = long_date(months_ago(8))
    assert f"How care has changed since this plan began on {since}" in told
    assert f"on a plan without a break since {since}" in told
    assert f"Overdue: it was due by {long_date(months_ago(2))}" in told


def test_what_moved_what_is_serious_now_and_the_first_reading_are_told(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(3), {"physical": [4, 3], "food": 2})
        made.read(months_ago(0), {"physical": [3, 5], "food": 2})
    told = words(browser(world.worker).get(family_path(world)))
    assert f"First reading ever, {long_date(months_ago(3))}: Physical care 4; Food and drink 2." in told
    assert "1 item worse (Sleep, 3 to 5), 1 item better (Warmth, 4 to 3)." in told
    assert "Items at 4 or 5 now: Sleep 5." in told
    assert "At 3 or worse every time: Warmth and Sleep." in told


def test_the_time_known_at_concern_is_told_for_each_child(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(8), 4)
    page = browser(world.worker).get(family_path(world))
    told = words(page)
    assert "Time known at concern" in told
    assert "At grade 4 or 5 At least 6 of the last 24 months; 18 not known;" in told


def test_what_happened_meanwhile_is_drawn_with_the_readings(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(3), 4)
        make_event(made.session, world.family, on_date=months_ago(2), kind="was_not_brought")
    page = browser(world.worker).get(family_path(world))
    section = page.find("section", attrs={"aria-labelledby": "around"})
    assert len(section.select("svg.app-chart")) == 2
    assert "Readings: Isla Harrow" in section.get_text()
    assert "Missed appointments" in section.get_text()


def test_a_sheet_is_offered_for_what_counts_and_can_be_asked_for(browser: Open, world: World) -> None:
    with reading(world) as made:
        counted = made.read(months_ago(3), 4).assessment.key
        made.read(months_ago(0), 2, state=RevisionState.DRAFT)
    worker = browser(world.worker)
    links = [link["href"] for link in worker.get(family_path(world)).select(".app-card a[href$=sheet]")]
    assert links == [f"/assessments/{counted}/sheet"]
    worker.get(links[0])


def test_a_family_with_many_cares_opens_the_first_and_folds_the_others(browser: Open, world: World) -> None:
    with reading(world) as made:
        for name in ("Ana", "Eva", "Kofi"):
            child = make_person(made.session, given_name=name)
            make_member(made.session, family=world.family, person=child)
            made.read(months_ago(1), 3, child=child)
    sections = browser(world.worker).get(family_path(world)).select(".app-care")
    folded = [one.select_one("details .app-domains") is not None for one in sections]
    assert folded == [False, True, True]
