"""Every widget, component and state of the layouts, shown in a small app of their own and seen in a browser."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from flask import Flask, render_template, render_template_string
from flask_wtf import CSRFProtect
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from gcp_tool.core.pagination import PageOfRows
from gcp_tool.domain.errors import Invalid, Theirs
from gcp_tool.web.forms import (
    BaseForm,
    CheckboxesField,
    DatePartsField,
    LongTextField,
    PasswordField,
    RadiosField,
    SelectField,
    TextField,
    VersionedForm,
    option,
)
from gcp_tool.web.security import configure_security_headers
from gcp_tool.web.static_files import serve_static_files
from gcp_tool.web.template_helpers import TEMPLATES, configure_templates
from tests.e2e.browser import axe_check, browser, chromium_path, refusals_of

STATIC = TEMPLATES.parent / "static"


@dataclass(frozen=True)
class Link:
    text: str
    href: str
    active: bool = False


@dataclass(frozen=True)
class Person:
    name: str = "Sam Okafor"


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    descriptor: str = ""


@dataclass(frozen=True)
class NotGraded:
    value: str
    label: str
    reason_name: str
    reasons: tuple[Choice, ...]
    reason_chosen: str = ""
    reason_error: str = ""


@dataclass(frozen=True)
class Grade:
    level: int | None
    kind: str
    words: str


@dataclass(frozen=True)
class Row:
    key: str
    value: str
    href: str = ""
    change_text: str = ""


LEVELS = (
    Choice("1", "Very good", "The bed is made up and warm. She shows it to visitors and says it is hers."),
    Choice("2", "Good", "She has her own bed with clean bedding. Somebody washes it before it smells."),
    Choice(
        "3", "Some concern", "The bed is hers but often bare or damp. It is put right when a worker asks."
    ),
    Choice(
        "4",
        "Serious concern",
        "She shares a stained mattress. It has been promised and not changed for weeks.",
    ),
    Choice(
        "5",
        "Very serious concern",
        "There is nowhere she can sleep dry and safe. Nobody in the home sees a need.",
    ),
)
REASONS = (Choice("not_seen", "Not seen"), Choice("refused", "Refused"), Choice("other", "Another reason"))
NOT_GRADED = (
    NotGraded("not_applicable", "Not applicable", "bed-na", REASONS),
    NotGraded("not_known", "Not known", "bed-nk", REASONS),
)


class EveryField(BaseForm):
    label = TextField("Family name or label", required="Enter the family’s label", longest=80)
    seen = LongTextField(
        "What did you see or hear?", required="Write what you saw", description="Use their words"
    )
    secret = PasswordField("Password", required="Enter a password")
    purpose = RadiosField(
        "What is the assessment for?",
        [
            option("baseline", "A first look", hint="Nobody has graded this family before"),
            option("review", "A review"),
            option("other", "Something else", divider="or"),
        ],
        required="Choose what the assessment is for",
    )
    other_purpose = TextField("What else?")
    sources = CheckboxesField(
        "Where does it come from?",
        [option("seen", "Seen at a visit"), option("child", "The child said"), option("record", "A record")],
        required="Choose where it comes from",
    )
    area = SelectField(
        "Area", [option("north", "North"), option("south", "South")], required="Choose an area"
    )
    seen_on = DatePartsField(
        "When was the child seen?", noun="The date seen", required="Enter the date the child was seen",
        description="For example, 27 3 2026",
    )  # fmt: skip


class NoteForm(VersionedForm):
    label = TextField("Family label", required="Enter the family’s label")
    note = LongTextField("Note", required="Write a note")
    area = SelectField("Area", [option("north", "North"), option("south", "South")])
    due_on = DatePartsField("Next visit")


class SignInForm(BaseForm):
    """The names Flask-Security gives its sign-in form."""

    email = TextField("Email", required="Enter an email address, for example name@example.org")
    password = PasswordField("Password", required="Enter your password")


class PasswordForm(BaseForm):
    """The names Flask-Security gives its form for a new password."""

    password = PasswordField("Password", required="Enter the password you have now")
    new_password = PasswordField("New", required="Enter a new password")
    new_password_confirm = PasswordField("Again", required="Enter the new password again")


EVERY_FIELD = """
{% extends "layouts/form.html" %}
{% block title %}Every field{% endblock %}
{% block fields %}
  {{ form.label() }}
  {{ form.seen() }}
  {{ form.secret() }}
  {{ form.purpose(reveal={"other": form.other_purpose()}) }}
  {{ form.sources() }}
  {{ form.area() }}
  {{ form.seen_on() }}
{% endblock %}
"""

NOTE = """
{% extends "layouts/form.html" %}
{% block title %}A note{% endblock %}
{% block fields %}{{ form.label() }}{{ form.note() }}{{ form.area() }}{{ form.due_on() }}{% endblock %}
"""

GRADING = """
{% extends "layouts/wide_form.html" %}
{% from "components/grades.html" import grade_radios %}
{% block title %}Sleeping – grade{% endblock %}
{% block fields %}
  {{ grade_radios("bed", "Where does the child sleep?", levels, not_graded=others, hint="What a visitor would see") }}
  {{ grade_radios("night", "Is somebody there at night?", levels, chosen="4", error="Choose a grade, or say why not") }}
{% endblock %}
"""

RECORDS = """
{% extends "layouts/page.html" %}
{% from "components/grades.html" import grade_chip, strip %}
{% from "components/lists.html" import summary_rows, pagination, empty_state, person_line %}
{% macro address(number) %}/records?page={{ number }}{% endmacro %}
{% block title %}Records{% endblock %}
{% block before_content %}<a href="/" class="govuk-back-link">Back</a>{% endblock %}
{% block content %}
  <h1 class="govuk-heading-l"><span class="govuk-caption-l">Family 24-117</span> How care has changed</h1>
  <p class="govuk-body">{{ person_line("Mia Ashdown", "2 years 3 months, with Dee Ashdown", "#mia") }}</p>
  <p class="govuk-body">{{ person_line("ليلى حداد", "baby due 3 March 2027") }}</p>
  <div class="app-scroll" role="region" aria-label="Latest grades" tabindex="0">
  <table class="govuk-table">
    <caption class="govuk-table__caption govuk-table__caption--m">Latest grades</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">
      <th scope="col" class="govuk-table__header">Domain</th>
      <th scope="col" class="govuk-table__header">Now</th>
      <th scope="col" class="govuk-table__header">So far</th></tr></thead>
    <tbody class="govuk-table__body">
      {% for name, chip, grades in domains %}
      <tr class="govuk-table__row">
        <th scope="row" class="govuk-table__header">{{ name }}</th>
        <td class="govuk-table__cell">{{ grade_chip(*chip) }}</td>
        <td class="govuk-table__cell">{{ strip(grades, name ~ ", oldest first") }}</td>
      </tr>
      {% endfor %}
    </tbody>
  </table></div>
  <h2 class="govuk-heading-m">Evidence</h2>
  <ul class="app-cards">
    <li class="app-card">
      <p class="app-card__meta">Seen at a visit · 3 November 2026 · Children’s services</p>
      <p class="app-card__words" dir="auto">The bed was dry.\nMia said: “I picked the blue ones.” 🛏️</p>
    </li>
    <li class="app-card">
      <p class="app-card__meta">The child said · 1 November 2026 · School</p>
      <p class="app-card__words" dir="auto">أنام في غرفة أختي.</p>
    </li>
  </ul>
  <div class="app-figures">
    <figure class="app-figure">
      <figcaption>Supervision: better than in March, still a concern, now 3</figcaption>
      <svg class="app-chart" viewBox="0 0 300 90" role="img" aria-label="5, 4, 3">
        <polyline points="20,80 150,50 280,20" fill="none" stroke="#12436d" stroke-width="2"/>
      </svg>
    </figure>
    <figure class="app-figure">
      <figcaption>Health: unchanged, now 2</figcaption>
      <svg class="app-chart" viewBox="0 0 300 90" role="img" aria-label="2, 2, 2">
        <polyline points="20,20 150,20 280,20" fill="none" stroke="#136b60" stroke-width="2"/>
      </svg>
    </figure>
  </div>
  {{ summary_rows(rows) }}
  {{ empty_state("No assessments have been started.", "#start", "Start an assessment") }}
  {{ pagination(page, address) }}
{% endblock %}
"""


@dataclass
class Gallery:
    """The app, and what its pages hold."""

    app: Flask = field(
        default_factory=lambda: Flask(__name__, static_folder=STATIC, static_url_path="/static")
    )

    def __post_init__(self) -> None:
        self.app.config.update(SECRET_KEY="a key for the gallery alone", TESTING=True)
        CSRFProtect(self.app)
        configure_templates(self.app)
        configure_security_headers(self.app, https=False)
        self.app.context_processor(signed_in)
        for path, view in PAGES.items():
            self.app.add_url_rule(path, view.__name__, view, methods=["GET", "POST"])
        serve_static_files(self.app)


def signed_in() -> dict[str, object]:
    return {
        "actor": Person(),
        "navigation": [
            Link("My families", "/records", active=True),
            Link("To sign off", "/note"),
            Link("Reports", "/"),
        ],
        "training_area": True,
        "sign_out_url": "/out",
        "help_url": "/help",
        "accessibility_url": "/accessibility",
    }


def every_field() -> tuple[str, int]:
    form = EveryField()
    good = form.validate_on_submit()
    context = {
        "form": form,
        "heading": "Every field",
        "button_text": "Save and continue",
        "caption": "Gallery",
    }
    notices = ["The assessment was submitted."] if good else []
    page = render_template_string(EVERY_FIELD, secondary=Link("Cancel", "/"), notices=notices, **context)
    return page, 422 if form.errors else 200


def note() -> tuple[str, int]:
    form = NoteForm(label="Ashdown", note="Seen at home.", area="north", version=3, due_on=date(2026, 11, 3))
    context = {"form": form, "heading": "Change the note", "button_text": "Save"}
    if not form.validate_on_submit():
        return render_template_string(NOTE, **context), 422 if form.errors else 200
    if form.version.data == 3:
        saved = {
            "label": "Ashdown",
            "note": "Seen at school.\nQuiet.",
            "area": "south",
            "due_on": "2026-11-17",
        }
        form.with_conflict(Theirs("Priya Nair", datetime(2026, 11, 3, 14, 32, tzinfo=UTC), 4, saved))
        return render_template_string(NOTE, **context), 409
    form.add_problems(Invalid({"due_on": "The next visit must be in the future", "": "The family is closed"}))
    return render_template_string(NOTE, **context), 422


def grading() -> str:
    context = {
        "form": BaseForm(),
        "heading": "Sleeping",
        "caption": "12 of 45",
        "button_text": "Save and continue",
    }
    return render_template_string(GRADING, levels=LEVELS, others=NOT_GRADED, **context)


def records() -> str:
    marks = (
        Grade(4, "serious", "4, March 2026"),
        Grade(3, "concern", "3, June 2026"),
        Grade(2, "low", "2, now"),
    )
    domains = (
        ("Physical care", (2, "Good", "low"), marks),
        ("Supervision", (3, "Some concern", "concern"), marks[:2]),
        ("Emotional care", (5, "Very serious concern", "serious"), (*marks, Grade(5, "serious", "5, now"))),
        ("Education", (None, "Not known", "missing"), (Grade(None, "missing", "not known, March 2026"),)),
    )
    rows = (
        Row("Date of birth", "3 August 2024 (2 years 3 months)", "#change", "the date of birth"),
        Row("First language", "العربية"),
    )
    return render_template_string(RECORDS, domains=domains, rows=rows, page=PageOfRows([], 2, 25, 61))


def error() -> str:
    return render_template(
        "errors/error.html",
        heading="There is no such page",
        paragraphs=["It may have been moved, or you may not be allowed to see it."],
        links=[Link("My families", "/records")],
    )


def sign_in() -> str:
    form = SignInForm()
    form.validate_on_submit()
    return render_template("security/login_user.html", login_user_form=form, actor=None, navigation=[])


def change_password() -> str:
    form = PasswordForm()
    form.validate_on_submit()
    return render_template("security/change_password.html", change_password_form=form, active_password=True)


PAGES = {
    "/": every_field,
    "/note": note,
    "/grading": grading,
    "/records": records,
    "/error": error,
    "/sign-in": sign_in,
    "/password": change_password,
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, Gallery().app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_accessible_and_allowed(page: Page, path: str) -> None:
    refused = refusals_of(page)
    page.goto(path)
    axe_check(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert refused == []
    assert page.evaluate("document.body.className").split() == [
        "govuk-template__body", "js-enabled", "govuk-frontend-supported",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/sign-in", "/password"])
def test_every_problem_is_said_and_leads_to_its_field(page: Page, path: str) -> None:
    refused = refusals_of(page)
    page.goto(path)
    page.locator("main form button[type=submit]").last.click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("There is a problem")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    axe_check(page)
    for link in summary.get_by_role("link").all():
        place = str(link.get_attribute("href"))
        link.click()
        expect(page.locator(place)).to_be_focused()
        assert page.locator(place).evaluate("e => e.matches('input, textarea, select')")
    assert refused == []


def test_what_was_typed_is_still_there_after_a_problem(page: Page) -> None:
    page.goto("/")
    words = "  Mia said: “أحب هذا” 🛏️\n\n    and <b>laughed</b> & left"
    page.get_by_label("What did you see or hear?").fill(words)
    page.get_by_label("Something else").check()
    page.get_by_label("What else?").fill("A check")
    page.get_by_label("The child said").check()
    page.get_by_label("Area").select_option("South")
    page.get_by_label("Day").fill("31")
    page.get_by_label("Month").fill("February")
    page.get_by_label("Year").fill("2026")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("alert")).to_contain_text("The date seen must be a real date")
    expect(page.get_by_label("What did you see or hear?")).to_have_value(words)
    expect(page.get_by_label("What else?")).to_have_value("A check")
    expect(page.get_by_label("The child said")).to_be_checked()
    expect(page.get_by_label("Area")).to_have_value("south")
    expect(page.get_by_label("Month")).to_have_value("February")
    axe_check(page)


def test_a_whole_form_is_taken_and_says_so(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Family name or label").fill("Ashdown")
    page.get_by_label("What did you see or hear?").fill("A warm room")
    page.get_by_label("Password", exact=True).fill("two words here")
    page.get_by_label("A review").check()
    page.get_by_label("A record").check()
    page.get_by_label("Area").select_option("North")
    for part, text in (("Day", "3"), ("Month", "11"), ("Year", "2026")):
        page.get_by_label(part).fill(text)
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("alert")).to_contain_text("The assessment was submitted.")
    axe_check(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reason_is_asked_for_only_when_it_is_needed(browser: Browser, address: str, scripts: bool) -> None:
    with browser.new_context(base_url=address, java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto("/grading")
        reason = page.get_by_label("Why “not known”?")
        expect(reason).to_be_hidden()
        page.get_by_label("Not known", exact=True).check()
        expect(reason).to_be_visible()
        expect(page.get_by_label("Why “not applicable”?")).to_be_hidden()
        page.get_by_label("3 Some concern").first.check()
        expect(reason).to_be_hidden()


def test_everything_works_without_javascript(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/")
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        page.get_by_label("Something else").check()
        page.get_by_label("What else?").fill("A check")
        page.get_by_role("button", name="Save and continue").click()
        expect(page.get_by_role("alert")).to_contain_text("Enter the family’s label")
        expect(page.get_by_label("What else?")).to_have_value("A check")


def test_a_conflict_shows_both_texts_and_saving_again_keeps_mine(page: Page) -> None:
    refused = refusals_of(page)
    page.goto("/note")
    page.get_by_label("Note").fill("Seen at home with Dee.\nMia talked.")
    page.get_by_role("button", name="Save").click()
    panel = page.get_by_role("alert")
    expect(panel).to_contain_text("Someone else saved a change while you were typing")
    expect(panel).to_contain_text("Priya Nair saved at 14:32")
    expect(panel).to_contain_text("Seen at school.")
    expect(panel).to_contain_text("17 November 2026")
    expect(page.locator(".app-conflict")).to_be_focused()
    expect(page.get_by_label("Note")).to_have_value("Seen at home with Dee.\nMia talked.")
    axe_check(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("The family is closed")
    expect(page.get_by_label("Note")).to_have_value("Seen at home with Dee.\nMia talked.")
    axe_check(page)
    assert refused == []


def test_theirs_can_be_kept_instead(page: Page) -> None:
    page.goto("/note")
    page.get_by_label("Note").fill("Mine")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Discard what I typed and keep theirs").click()
    expect(page.get_by_label("Note")).to_have_value("Seen at home.")


def test_a_script_that_is_not_ours_does_not_run(page: Page) -> None:
    refused = refusals_of(page)
    page.goto("/records")
    page.evaluate(
        "() => document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
    )
    page.evaluate(
        "() => document.body.insertAdjacentHTML('beforeend', '<img src=x: onerror=\"window.ran = 1\">')"
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in message for message in refused)


def test_by_keyboard_alone_a_grade_is_chosen_and_saved(page: Page) -> None:
    page.goto("/grading")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#bed")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("3 Some concern").first).to_be_checked()
    expect(page.get_by_label("3 Some concern").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("4 Serious concern").last).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save and continue")).to_be_focused()


@pytest.mark.parametrize(("width", "columns"), [(360, 1), (390, 1), (768, 1), (1280, 5)])
def test_grades_stand_side_by_side_where_there_is_room(page: Page, width: int, columns: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/grading")
    cards = page.locator(".app-grades").first.locator(".govuk-radios__item:not(.app-not-graded)")
    tops = {round(card.bounding_box()["y"]) for card in cards.all()}
    assert 5 // len(tops) == columns
    for card in cards.all():
        box = card.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width


def test_the_whole_card_can_be_pressed(page: Page) -> None:
    page.goto("/grading")
    page.get_by_text("Nobody in the home sees a need.").first.click(force=True)
    expect(page.get_by_label("5 Very serious concern").first).to_be_checked()


def test_grades_differ_in_shape_and_not_only_in_colour(page: Page) -> None:
    page.goto("/records")
    style = "getComputedStyle(e, '::before')"
    look = f"e => [{style}.borderRadius, {style}.transform, {style}.borderStyle].join()"
    shapes = [
        page.locator(f".app-grade--{kind} .app-grade__mark").first.evaluate(look)
        for kind in ("low", "concern", "serious", "missing")
    ]
    assert len(set(shapes)) == 4


def test_on_a_phone_the_menu_opens_to_the_way_out(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/records")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    expect(page.get_by_text("Sam Okafor")).to_be_visible()
    axe_check(page)


def test_on_paper_there_is_nothing_to_press(page: Page) -> None:
    page.emulate_media(media="print")
    page.goto("/note")
    expect(page.get_by_role("button", name="Save")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.get_by_text("invented families only")).to_be_visible()


def test_a_text_of_one_endless_word_stays_on_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/note")
    page.get_by_label("Note").fill("x" * 5000)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("1,000 characters too long")
    axe_check(page)


def test_without_a_browser_the_line_to_type_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.e2e.browser.PLACES", ())
    with pytest.raises(
        RuntimeError, match="apt-get install -y --no-install-recommends chromium-headless-shell"
    ):
        chromium_path()
    with pytest.raises(RuntimeError, match="chromium-headless-shell"), browser():
        pytest.fail("there is no browser")
