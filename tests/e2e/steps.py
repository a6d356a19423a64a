"""What people do in stories, in their words."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from gcp_tool.core import clock
from gcp_tool.demo.people import EMAIL_DOMAIN, PASSWORD


def given_signed_in(page: Page, login: str) -> None:
    """Sign in as a person of the borough, whoever was signed in before."""
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(f"{login}@{EMAIL_DOMAIN}")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Home"))


def press(page: Page, name: str) -> None:
    """Press a button of the page and wait for the page that answers: what was typed may be saved first."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Follow a link of the page's main part, whether it looks like a link or like a button."""
    page.get_by_role("main").locator("a", has_text=name).first.click()
    page.wait_for_load_state()


def open_family(page: Page, surname: str) -> None:
    """Open a family from the list of families."""
    page.goto("/families")
    follow(page, re.compile(surname))
    expect(page.get_by_role("heading", level=1)).to_contain_text(surname)


STRENGTH = "The carer showed me how it is done and had it ready for the next day."


def fill_date(page: Page, name: str, day: date) -> None:
    """Type a date into its three boxes."""
    for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"#{name}-{part}").fill(str(number))


def days_ago(days: int) -> date:
    """A day before today."""
    return clock.today() - timedelta(days=days)


def start_assessment(page: Page, child: str) -> str:
    """Start an assessment of a child from the family's page; its key is returned."""
    follow(page, re.compile("Start an assessment|Start the first assessment"))
    page.get_by_role("group", name="Whose care of which child").get_by_label(re.compile(child)).first.check()
    page.get_by_role("group", name="Which tool?").get_by_label(re.compile("Six-domain care")).check()
    page.get_by_role("group", name="Why are you making").get_by_label("Review").check()
    fill_date(page, "window_from", days_ago(18))
    fill_date(page, "window_to", days_ago(1))
    press(page, "Start")
    return page.url.rsplit("/", 1)[1]


def grade_area(page: Page, value: str) -> None:
    """Choose the same grade for every item on the screen."""
    for radio in page.locator(f"input[type=radio][name^='grade-'][value='{value}']").all():
        radio.check()


def add_note(page: Page, words: str) -> None:
    """Write a piece of evidence about every item on the screen."""
    page.locator("#words").fill(words)
    fill_date(page, "on", days_ago(4))
    page.get_by_label("Seen at a visit").check()
    for box in page.locator("input[name=shows]").all():
        box.check()


def grade_everything(page: Page, value: str, *, first: str = "", note: str = STRENGTH) -> None:
    """Go through every part from the task list, grading and noting as told, and say the rest; ends at the check."""
    page.locator(".govuk-task-list a").first.click()
    page.wait_for_load_state()
    grade_area(page, first or value)
    while "/areas/" in page.url:
        if not page.get_by_role("link", name="Take out").count():
            add_note(page, note)
        press(page, "Save and continue")
        if "/areas/" in page.url:
            grade_area(page, value)
    if page.locator("a[href*='/voices/']").count():
        say_the_rest(page)


def say_the_rest(page: Page) -> None:
    """From the check page: the child's words, and what the family was told."""
    page.locator("a[href*='/voices/']").first.click()
    page.locator("main textarea").first.fill("I like it when we all have tea.")
    press(page, "Save")
    fill_date(page, "told_on", days_ago(1))
    page.locator("input[name=agreement]").first.check()
    press(page, "Save")
