"""A manager's morning: from a number on the desk to the family that it counts, and a family given to another worker."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import steps
from tests.e2e.browser import axe_check


def test_a_manager_goes_from_a_number_to_its_list_to_a_family(page: Page) -> None:
    # given a manager whose desk says how many families are past their review
    steps.given_signed_in(page, "maria.costa")
    page.goto("/")
    number = page.locator(".app-tiles a").first
    total = int(number.locator("strong").inner_text())
    axe_check(page)

    # when she opens the number, its list is as long as the number said
    number.click()
    expect(page).to_have_title(re.compile("^Caseload"))
    expect(page.locator(".app-caseload tbody tr")).to_have_count(total)
    axe_check(page)

    # then the first of them is one step away
    page.locator(".app-caseload tbody th a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("family")


def test_a_manager_prepares_supervision_and_sees_what_a_handover_needs(page: Page) -> None:
    steps.given_signed_in(page, "maria.costa")
    page.goto("/")
    steps.follow(page, re.compile("Supervision of Ivo Lindqvist"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Supervision pack")
    axe_check(page)
    page.get_by_text("Tell what changed since another day").click()
    steps.fill_date(page, "since_on", steps.days_ago(400))
    steps.press(page, "Show")
    expect(page).to_have_url(re.compile("since="))
    steps.follow(page, "Hand families over")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Handover list")
    axe_check(page)
    steps.follow(page, "Move families to somebody else")
    steps.press(page, "Move the families")
    expect(page.get_by_role("alert")).to_contain_text("Choose at least one family")
    axe_check(page)
