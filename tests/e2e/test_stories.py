"""The main job, as people do it, in a real browser against the real server."""

import re

from playwright.sync_api import Page, expect

from gcp_tool.demo.people import EMAIL_DOMAIN, PASSWORD
from tests.e2e import steps
from tests.e2e.browser import axe_check
from tests.e2e.conftest import Borough

DRAFTS = "section[aria-labelledby=drafts]"
NOTE = "The cot had a bare mattress and the room smelt of damp. A heater was on and the carer was drying clothes on it."


def test_a_person_signs_in_and_out(page: Page) -> None:
    page.goto("/families")
    expect(page).to_have_title(re.compile("Sign in"))
    axe_check(page)
    page.get_by_label("Email address").fill(f"sana.khalid@{EMAIL_DOMAIN}")
    page.get_by_label("Password", exact=True).fill("not the password")
    steps.press(page, "Sign in")
    expect(page).to_have_title(re.compile("^Error"))
    expect(page.get_by_role("alert")).to_contain_text("Enter a correct email address and password")
    expect(page.get_by_label("Email address")).to_have_value(f"sana.khalid@{EMAIL_DOMAIN}")
    axe_check(page)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    steps.press(page, "Sign in")
    expect(page).to_have_url(re.compile("/families$"))
    axe_check(page)
    page.get_by_role("button", name="Sign out").click()
    page.goto("/families")
    expect(page).to_have_title(re.compile("Sign in"))


def test_a_family_is_registered_after_likely_duplicates_are_shown(page: Page) -> None:
    steps.given_signed_in(page, "sana.khalid")
    page.goto("/families/register")
    axe_check(page)
    steps.press(page, "Register the family")
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    axe_check(page)

    page.locator("#label").fill("Ashdown family")
    page.locator("#team").select_option(index=1)
    page.locator("input[name=child_born][value=born]").check()
    steps.fill_date(page, "child_birth_on", steps.days_ago(2900))
    page.locator("#child_given_name").fill("Rosey")
    page.locator("#child_family_name").fill("Ashdown")
    page.locator("#carer_given_name").fill("Dana")
    page.locator("#carer_family_name").fill("Ashdown")
    steps.press(page, "Register the family")
    expect(page.get_by_role("main")).to_contain_text("Ashdown family")
    expect(page.locator("#child_given_name")).to_have_value("Rosey")
    axe_check(page)
    page.locator("input[name=different]").check()
    steps.press(page, "Register the family")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ashdown family")
    axe_check(page)


def test_an_assessment_is_made_returned_made_again_and_signed_off(page: Page) -> None:
    # given a health visitor with a baby due and no reading yet
    steps.given_signed_in(page, "grace.mbeki")
    steps.open_family(page, "Rushmere")
    axe_check(page)
    key = steps.start_assessment(page, "Baby Rushmere")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"0 of \d+ items answered"))
    axe_check(page)

    # when she grades it, and looks at what is missing
    page.locator(".govuk-task-list a").first.click()
    axe_check(page)
    page.goto(f"/assessments/{key}/check")
    expect(page.get_by_role("region", name="Before you can submit")).to_be_visible()
    axe_check(page)
    page.goto(f"/assessments/{key}")
    steps.grade_everything(page, "2", first="4", note=NOTE)
    expect(page).to_have_url(re.compile("/check$"))
    expect(page.get_by_role("region", name="Before you can submit")).not_to_be_visible()
    axe_check(page)
    steps.press(page, "Submit for sign-off")
    expect(page.get_by_role("main")).to_contain_text("Waiting for sign-off")
    axe_check(page)

    # and her manager returns it
    steps.given_signed_in(page, "ellen.frost")
    axe_check(page)
    page.goto(f"/assessments/{key}/sign-off")
    page.get_by_label("Return to the lead").check()
    steps.press(page, "Save the decision")
    expect(page.get_by_role("alert")).to_contain_text("Enter what needs to change")
    axe_check(page)
    page.get_by_label("Comments").fill("Please say who lives in the room with the damp.")
    steps.press(page, "Save the decision")

    # then she sees why, mends it, and it is signed off and locked
    steps.given_signed_in(page, "grace.mbeki")
    steps.follow(page, re.compile("Rushmere"))
    expect(page.get_by_role("main")).to_contain_text("Please say who lives in the room with the damp.")
    axe_check(page)
    page.goto(f"/assessments/{key}/check")
    steps.press(page, "Submit for sign-off")
    steps.given_signed_in(page, "ellen.frost")
    page.goto(f"/assessments/{key}/sign-off")
    expect(page.get_by_role("main")).to_contain_text(NOTE)
    axe_check(page)
    page.get_by_label("Sign off", exact=True).check()
    steps.press(page, "Save the decision")
    expect(page.get_by_role("main")).to_contain_text("Signed off")
    axe_check(page)

    # and the reading stands on the family's page
    steps.open_family(page, "Rushmere")
    expect(page.get_by_role("main")).to_contain_text("first reading")
    axe_check(page)


def test_a_manager_reads_how_care_has_changed(page: Page) -> None:
    steps.given_signed_in(page, "maria.costa")
    steps.open_family(page, "Ashdown")
    main = page.get_by_role("main")
    expect(main).to_contain_text("improved and kept")
    expect(main).to_contain_text("Imported")
    drawing = page.locator("svg.app-chart:visible").first
    box = drawing.bounding_box()
    assert box is not None
    assert box["width"] > 600
    strokes = page.evaluate(
        "[...document.querySelectorAll('svg.app-chart path')].map(p => getComputedStyle(p).stroke)"
    )
    assert any(stroke not in {"none", "rgb(0, 0, 0)"} for stroke in strokes)
    expect(page.get_by_role("table").first).to_be_visible()
    axe_check(page)
    page.set_viewport_size({"width": 390, "height": 844})
    narrow = page.locator("svg.app-chart:visible").first.bounding_box()
    assert narrow is not None
    assert 300 < narrow["width"] <= 390


def test_the_whole_of_grading_works_from_the_keyboard(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email address").focus()
    page.keyboard.type(f"tom.adeyemi@{EMAIL_DOMAIN}")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Home"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()

    tab_to(page, re.compile("Orwin"), inside=DRAFTS)
    enter(page)
    tab_to(page, re.compile("."), inside=".govuk-task-list")
    enter(page)
    tab_to(page, re.compile(""), inside=".app-grades")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    chosen = page.evaluate("document.activeElement.value")
    tab_to(page, re.compile("Save and continue"))
    address = page.url
    enter(page)
    page.goto(address)
    assert page.locator("input[type=radio]:checked").first.get_attribute("value") == chosen
    axe_check(page)


def enter(page: Page) -> None:
    """Press Enter on what has the focus, and wait for the page it leads to."""
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def tab_to(page: Page, name: re.Pattern[str], inside: str = "main", most: int = 120) -> None:
    """Press Tab until the thing of this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "place => document.activeElement.closest(place) ? document.activeElement.textContent : null",
            inside,
        )
        if here is not None and name.search(here):
            return
    raise AssertionError(f"{most} presses of Tab did not reach {name.pattern}")


def test_the_whole_of_grading_works_without_scripts(scriptless: Page) -> None:
    page = scriptless
    steps.given_signed_in(page, "peter.wray")
    steps.open_family(page, "Hollis")
    key = steps.start_assessment(page, "Skye")
    steps.grade_everything(page, "3")
    steps.press(page, "Submit for sign-off")
    expect(page.get_by_role("main")).to_contain_text("Waiting for sign-off")
    page.goto(f"/assessments/{key}")
    expect(page.get_by_role("main")).to_contain_text("Some gaps")


def test_what_goes_wrong_is_told_in_the_layout(page: Page) -> None:
    steps.given_signed_in(page, "helen.marsh")
    axe_check(page)
    for address, heading in (
        ("/families/not-a-family", "You cannot do this"),
        ("/nowhere", "Page not found"),
        ("/families/", "Page not found"),
    ):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        axe_check(page)


def test_two_windows_on_one_answer_keep_both_without_scripts(scriptless: Page) -> None:
    page = scriptless
    steps.given_signed_in(page, "tom.adeyemi")
    page.locator(DRAFTS).get_by_role("link", name=re.compile("Orwin")).click()
    page.locator(".govuk-task-list a[href*='/areas/']").last.click()
    address = page.url
    second = page.context.new_page()
    second.goto(address)
    steps.grade_area(page, "2")
    steps.press(page, "Save and continue")
    steps.grade_area(second, "3")
    steps.press(second, "Save and continue")
    expect(second.get_by_role("alert")).to_contain_text("changed in another window")
    expect(second.get_by_role("main")).to_contain_text("saved “2 Steady”")
    steps.press(second, "Save and continue")
    second.goto(address)
    chosen = second.locator("input[name^=grade]:checked").all()
    assert {radio.get_attribute("value") for radio in chosen} == {"3"}


def test_the_log_of_all_this_holds_no_name_note_or_address(page: Page, borough: Borough) -> None:
    steps.given_signed_in(page, "sana.khalid")
    steps.open_family(page, "Ashdown")
    address = page.url
    written = borough.log.read_text(encoding="utf-8")
    assert "endpoint=history.show" in written
    private = ["Ashdown", "Rushmere", "Rosie", "sana.khalid", "damp", address.rsplit("/", 1)[1], PASSWORD]
    assert [word for word in private if word.lower() in written.lower()] == []
