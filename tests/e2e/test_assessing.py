"""Assessing several people together, and a focused review, in a real browser; how many screens and keys it takes."""

import re

from playwright.sync_api import Page, expect

from gcp_tool.settings import ROOT
from tests.e2e import steps
from tests.e2e.browser import PHONE, axe_check

AREAS = ("Clothes and washing", "School, nursery or college", "Who is around the child")
MOST_SCREENS = 12
ITEMS = 8
GUIDE = ROOT / "docs" / "guides" / "practitioner.md"


class Keys:
    """A person at a keyboard: every key that is pressed is counted, and every screen that comes up."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0
        self.screens = 0
        page.on("framenavigated", self._count)

    def _count(self, _frame: object) -> None:
        self.screens += 1

    @property
    def told(self) -> str:
        """What was counted, in words."""
        return f"{self.screens} screens and {self.pressed:,} key presses"

    def press(self, key: str, times: int = 1) -> None:
        """Press a key."""
        for _ in range(times):
            self.page.keyboard.press(key)
            self.pressed += 1

    def write(self, text: str) -> None:
        """Type a text, a key for each character."""
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def tab_to(self, selector: str, most: int = 90) -> None:
        """Press Tab until something that fits has the focus."""
        for _ in range(most):
            self.press("Tab")
            if self.page.evaluate("what => document.activeElement.matches(what)", selector):
                return
        raise AssertionError(f"{most} presses of Tab did not reach {selector}")

    def follow(self) -> None:
        """Press Enter on what has the focus, and wait for the next screen."""
        with self.page.expect_navigation():
            self.press("Enter")

    def date(self, name: str, days_ago: int) -> None:
        """Type a date into its three boxes."""
        day = steps.days_ago(days_ago)
        self.tab_to(f"#{name}-day")
        # two digits each, so that the count is the same on every day of the year
        self.write(f"{day.day:02}")
        self.press("Tab")
        self.write(f"{day.month:02}")
        self.press("Tab")
        self.write(str(day.year))


def given_keys(page: Page) -> Keys:
    """A person at a keyboard, signed in, on the page of a family with a child of school age."""
    steps.given_signed_in(page, "sana.khalid")
    steps.open_family(page, "Jarvis")
    return Keys(page)


def test_two_children_and_two_carers_are_assessed_together(page: Page) -> None:
    steps.given_signed_in(page, "ivo.lindqvist")
    steps.open_family(page, "Bellweather")
    steps.follow(page, re.compile("Start an assessment"))
    expect(page.get_by_role("region", name="Read this first")).to_be_visible()
    cares = page.get_by_role("group", name="Whose care of which child")
    assert cares.get_by_role("checkbox").count() == 2
    for box in cares.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("group", name="Which tool?").get_by_label(re.compile("Six-domain care")).check()
    page.get_by_role("group", name="Why are you making").get_by_label("Review").check()
    steps.fill_date(page, "window_from", steps.days_ago(12))
    steps.fill_date(page, "window_to", steps.days_ago(1))
    axe_check(page)
    steps.press(page, "Start")
    axe_check(page)

    # the home is graded once, and is different with one carer
    page.locator(".govuk-task-list a").first.click()
    page.locator("input[name^='grade-'][value='2']").first.check()
    axe_check(page)
    page.get_by_text("Different for one child?").first.click()
    own = page.locator(".app-own .app-row").nth(1)
    own.get_by_label(re.compile("^4")).check()
    steps.press(page, "Save and continue")
    expect(page.get_by_role("alert")).to_contain_text("Say why it is different for Priya")
    axe_check(page)
    page.locator(".app-own .app-row").nth(1).get_by_label("Why is it different?").fill(
        "No heating at his flat"
    )
    steps.press(page, "Save and continue")

    # each carer has a row, also on a phone
    while not page.locator(".app-row:not(.app-row--cards):visible").count():
        steps.press(page, "Save and continue")
    page.set_viewport_size({"width": PHONE, "height": 844})
    rows = page.locator(".app-row:not(.app-row--cards):visible")
    rows.nth(0).get_by_label(re.compile("^3")).check()
    rows.nth(1).get_by_label(re.compile("^5")).check()
    axe_check(page)
    steps.press(page, "Save and continue")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.get_by_role("region", name="This cannot wait")).to_be_visible()
    page.get_by_role("link", name="See what to do now").click()
    axe_check(page)
    page.get_by_label("Who have you told?").fill("Ellen Frost, manager")
    page.get_by_label("When?").fill("today at 15:20")
    steps.press(page, "Save who was told")
    expect(page.get_by_role("region", name="This cannot wait")).not_to_be_visible()
    steps.follow(page, "See everybody side by side")
    expect(page.get_by_role("main")).to_contain_text("Different: No heating at his flat")
    axe_check(page)


def test_a_full_assessment_takes_what_the_guide_says(page: Page) -> None:
    keys = given_keys(page)
    begin(keys, focused=False, last_day=2)
    keys.tab_to("main .govuk-task-list a")
    keys.follow()
    items = areas = 0
    while "/areas/" in page.url:
        items += grade(page, keys)
        areas += 1
    say_the_rest_and_submit(page, keys)
    check_the_guide_says(f"A full assessment of {items} items in {areas} parts takes {keys.told}")


def test_a_focused_review_of_eight_items_takes_few_screens(page: Page) -> None:
    keys = given_keys(page)
    begin(keys, focused=True, last_day=1)
    choose_areas(keys)
    assert sum(grade(page, keys) for _ in AREAS) == ITEMS
    say_the_rest_and_submit(page, keys)
    assert keys.screens <= MOST_SCREENS, f"{keys.screens} screens, {keys.pressed} keys"
    check_the_guide_says(f"A focused review of {ITEMS} items takes {keys.told}")


def check_the_guide_says(words: str) -> None:
    """The guide tells what was counted; where a page has changed, the guide is told anew."""
    told = " ".join(GUIDE.read_text(encoding="utf-8").split())
    assert words in told, f"write into {GUIDE.name}: {words}"


def say_the_rest_and_submit(page: Page, keys: Keys) -> None:
    """From the check page: the child's words, what the family was told, and hand it in."""
    expect(page).to_have_url(re.compile("/check$"))
    keys.tab_to("a[href*='/voices/']")
    keys.follow()
    keys.tab_to("textarea[name=words]")
    keys.write("I like it when mum reads to me.")
    save(keys)
    expect(page).to_have_url(re.compile("/told$"))
    keys.date("told_on", 1)
    keys.tab_to("input[name=agreement]")
    keys.press("Space")
    save(keys)
    expect(page).to_have_url(re.compile("/check$"))
    expect(page.get_by_role("region", name="Before you can submit")).not_to_be_visible()
    save(keys)
    expect(page.get_by_role("main")).to_contain_text("Waiting for sign-off")


def begin(keys: Keys, *, focused: bool, last_day: int) -> None:
    """From the family's page, fill in whose care, why and when."""
    keys.tab_to("a[href$='/assessments/start']")
    keys.follow()
    keys.tab_to("input[name=tool]")
    keys.press("ArrowDown")
    keys.tab_to("input[name=purpose]")
    keys.press("ArrowDown")
    if focused:
        keys.tab_to("input[name=looks_at]")
        keys.press("ArrowDown")
    keys.date("window_from", 12)
    keys.date("window_to", last_day)
    keys.follow()


def choose_areas(keys: Keys) -> None:
    """Choose the areas of the review."""
    for box in keys.page.locator("input[name=areas]:checked").all():
        box.uncheck()
        keys.pressed += 1
    for title in AREAS:
        keys.page.get_by_label(title, exact=True).check()
        keys.pressed += 1
    keys.tab_to("main .govuk-button-group button")
    keys.follow()
    keys.tab_to("main .govuk-task-list a")
    keys.follow()


def grade(page: Page, keys: Keys) -> int:
    """Grade every item of the screen and write one note about them all; how many items is returned."""
    names = page.evaluate(
        "[...new Set([...document.querySelectorAll('input[type=radio][name^=grade-]')].map(r => r.name))]"
    )
    for name in names:
        keys.tab_to(f"input[name='{name}']")
        keys.press("ArrowDown")
        keys.press("ArrowDown")
    keys.tab_to("#words")
    keys.write("Ready on time on both visits.")
    keys.date("on", 4)
    keys.tab_to("input[name=source]")
    keys.press("Space")
    for _ in names:
        keys.tab_to("input[name=shows]")
        keys.press("Space")
    save(keys)
    return len(names)


def save(keys: Keys) -> None:
    """Go to the button of the form and press it."""
    keys.tab_to("main .govuk-button-group button")
    keys.follow()
