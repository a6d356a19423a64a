"""A lead asks a school nurse, who adds her own grades beside the lead's, in a real browser."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import steps
from tests.e2e.browser import axe_check

SEEN = "At the clinic she had not eaten since the day before."


def ask_the_nurse(page: Page) -> None:
    """From the lead's draft: where she works, who she is, what is asked of her."""
    steps.follow(page, "Ask another professional")
    steps.follow(page, "Ask somebody")
    axe_check(page)
    steps.follow(page, "Thornmere Community Health")
    steps.press(page, "Ask them")
    axe_check(page)
    page.get_by_label("Who do you ask?").select_option(label="Ruth Abara, School nursing team")
    page.get_by_label("Food and drink").check()
    page.get_by_label("What would you like to know?").fill("What did you see of her meals?")
    steps.fill_date(page, "due_on", steps.days_ago(-7))
    steps.press(page, "Ask them")
    axe_check(page)


def add_what_she_saw(page: Page) -> None:
    """The nurse, from her home page: one area at the worst grade, with evidence."""
    steps.follow(page, "Inchbald family")
    axe_check(page)
    steps.follow(page, "Food")
    for worst in page.locator("input[type=radio][value='5']").all():
        worst.check()
    page.get_by_label("What did you see or hear?").fill(SEEN)
    steps.fill_date(page, "on", steps.days_ago(3))
    page.get_by_label("Seen at a visit").check()
    page.locator("input[name=shows]").first.check()
    steps.press(page, "Save and add more evidence")
    expect(page.get_by_role("region", name="This cannot wait")).to_contain_text("Ring:")
    axe_check(page)


def test_a_nurse_who_was_asked_adds_beside_the_lead_and_sees_nothing_else(page: Page) -> None:
    # given a draft whose lead asks a school nurse
    steps.given_signed_in(page, "owen.price")
    page.locator("#drafts ~ ul a").first.click()
    lead_page = page.url
    ask_the_nurse(page)

    # when she adds what she saw, and says that she has finished
    steps.given_signed_in(page, "ruth.abara")
    axe_check(page)
    add_what_she_saw(page)
    page.goto("/contributions")
    axe_check(page)
    steps.follow(page, "Inchbald family")
    steps.press(page, "I have finished")
    axe_check(page)

    # then the assessment itself stays closed to her, the manager is told at once of what cannot wait and by whom it
    # was graded, and the lead reads both views on the check page
    assert (page.request.get(lead_page)).status == 404
    steps.given_signed_in(page, "david.leung")
    expect(page.locator("section[aria-labelledby='act-now']")).to_contain_text("given by Ruth Abara")
    steps.given_signed_in(page, "owen.price")
    page.goto(f"{lead_page}/check")
    expect(page.get_by_role("region", name=re.compile("Ruth Abara"))).to_contain_text(SEEN)
    axe_check(page)
