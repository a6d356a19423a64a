"""A six-month review that ends in a decision, and a challenge to it, in a real browser."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import steps
from tests.e2e.browser import axe_check

REVIEW = re.compile("six-month review")


def answer_the_questions(page: Page) -> None:
    for box in page.locator("main textarea").all():
        box.fill("She gets herself up and eats at school.")
    steps.press(page, "Save and continue")


def decide_to_go_on(page: Page) -> None:
    page.get_by_label("Continue as now").check()
    page.get_by_label("What is the reason?").fill("Nothing has moved since March.")
    steps.fill_date(page, "next_on", steps.days_ago(-90))
    steps.press(page, "Save and continue")


def give_an_action(page: Page) -> None:
    page.get_by_label("Action 1: what is to be done?").fill("See her at school, alone.")
    page.get_by_label("Action 1: who does it?").select_option(label="Sana Khalid")
    steps.fill_date(page, "due_on_1", steps.days_ago(-14))
    steps.press(page, "Save and continue")


def review_with_gaps(page: Page) -> None:
    """From the family to the check, without saying what will be different."""
    steps.follow(page, REVIEW)
    expect(page.get_by_role("heading", name="What the record shows")).to_be_visible()
    axe_check(page)
    answer_the_questions(page)
    axe_check(page)
    decide_to_go_on(page)
    axe_check(page)
    give_an_action(page)


def challenge_it(page: Page) -> None:
    """The worker sees the decision differently, and says so."""
    steps.given_signed_in(page, "sana.khalid")
    steps.open_family(page, "Tarrow")
    steps.follow(page, "Read the review")
    steps.follow(page, "Challenge this decision")
    page.get_by_label("The decision").check()
    page.get_by_label("What do you see that it does not?").fill("It is the third time we say this.")
    axe_check(page)
    steps.press(page, "Send the challenge")
    axe_check(page)


def test_a_manager_reviews_a_family_that_has_stood_still_and_is_challenged(page: Page) -> None:
    # given a family on which nobody has decided for too long
    steps.given_signed_in(page, "maria.costa")
    steps.open_family(page, "Tarrow")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"No decision for \d+ months"))
    axe_check(page)

    # when its manager reads the record and decides to go on as now
    review_with_gaps(page)

    # then going on must say what will be different
    expect(page.get_by_role("region", name="Before you can record it")).to_be_visible()
    axe_check(page)
    steps.follow(page, "Enter what will be different this time")
    page.get_by_label("What will be different this time?").fill("A worker comes at breakfast.")
    steps.fill_date(page, "known_by", steps.days_ago(-60))
    steps.press(page, "Save and continue")
    steps.press(page, "Save and continue")
    expect(page.get_by_role("region", name="Before you can record it")).not_to_be_visible()
    steps.press(page, "Record the review")

    # and the review is read back, with what the record showed
    review = page.url
    expect(page.get_by_role("main")).to_contain_text("A worker comes at breakfast.")
    expect(page.get_by_role("heading", name="What the record showed")).to_be_visible()
    axe_check(page)

    # and the worker sees it differently, and does what was asked
    challenge_it(page)
    page.goto(review)
    steps.follow(page, "Say what came of it")
    page.get_by_label("What came of it?").fill("She says nobody wakes her.")
    axe_check(page)
    steps.press(page, "Save")
    expect(page.get_by_role("main")).to_contain_text("She says nobody wakes her.")

    # and gets a reply
    steps.given_signed_in(page, "maria.costa")
    page.goto(review)
    steps.follow(page, "Reply")
    page.get_by_label("Your reply").fill("We meet on Monday and look again.")
    axe_check(page)
    steps.press(page, "Send the reply")
    steps.follow(page, "Say how it ended")
    page.get_by_label("It is settled").check()
    page.get_by_label("What was agreed, or to whom was it taken?").fill("A conference in January.")
    axe_check(page)
    steps.press(page, "Save")
    expect(page.get_by_role("main")).to_contain_text("Settled: A conference in January.")
