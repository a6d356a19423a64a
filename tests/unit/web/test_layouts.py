"""Pages are whole and valid with the least they can be given, and name nobody in their title."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import html5lib
import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template, render_template_string
from flask_security.forms import ChangePasswordForm, LoginForm
from jinja2 import TemplateRuntimeError, UndefinedError

from gcp_tool.core.keys import new_key
from gcp_tool.core.pagination import PageOfRows
from gcp_tool.domain.errors import Theirs
from gcp_tool.web.forms import BaseForm, LongTextField, TextField, VersionedForm
from gcp_tool.web.forms.widgets import render_macro
from tests.unit.web.conftest import shape, tree

PLAIN = (
    '{% extends "layouts/page.html" %}'
    "{% block title %}Families{% endblock %}{% block content %}<h1>F</h1>{% endblock %}"
)
FORM = (
    '{% extends "layouts/form.html" %}'
    "{% block title %}Note{% endblock %}{% block fields %}{{ form.note() }}{% endblock %}"
)


@dataclass(frozen=True)
class Named:
    name: str = "Sam Okafor"


@dataclass(frozen=True)
class Link:
    text: str
    href: str
    active: bool = False


class Note(VersionedForm):
    note = LongTextField("Note", required="Write a note")


def page(template: str, **context: Any) -> BeautifulSoup:
    """The page, which must be valid HTML with one h1 and no id used twice."""
    markup = render_template_string(template, **context)
    html5lib.HTMLParser(strict=True).parse(markup)
    soup = tree(markup)
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert len(soup.select("h1")) == 1
    assert soup.select("[style], script:not([src]):not(:first-child)") == []
    return soup


def title_of(soup: BeautifulSoup) -> str:
    assert soup.title is not None
    return soup.title.get_text()


def test_a_page_needs_nothing_but_its_title_and_content(app: Flask, shown: None) -> None:
    soup = page(PLAIN)
    assert title_of(soup) == "Families – Care over time"
    assert soup.select("header form, header nav, .app-training, .govuk-notification-banner, footer a") == []
    assert soup.select_one("main#main-content h1") is not None


def test_a_page_without_a_title_is_an_error(app: Flask, shown: None) -> None:
    with pytest.raises(TemplateRuntimeError, match="title"):
        render_template_string('{% extends "layouts/page.html" %}{% block content %}{% endblock %}')


def test_the_training_area_says_so_in_these_words(app: Flask, shown: None) -> None:
    words = page(PLAIN, training_area=True).select_one(".app-training")
    assert words is not None
    assert words.get_text(" ", strip=True) == "Training area: invented families only."
    assert page(PLAIN, training_area=False).select_one(".app-training") is None


def test_a_person_who_is_signed_in_is_named_and_can_leave(app: Flask, shown: None) -> None:
    links = [Link("Home", "/", active=True), Link("Tools", "/tools")]
    soup = page(PLAIN, actor=Named(), navigation=links, sign_out_url="/out", account_url="/account")
    form = soup.select_one("header form[method=post][action='/out']")
    assert form is not None
    assert form.get_text(strip=True) == "Sign out"
    assert "Sam Okafor" in soup.select_one("header nav").get_text()
    assert "Sam Okafor" not in title_of(soup)
    assert [tag.get_text(strip=True) for tag in soup.select("header [aria-current]")] == ["Home"]
    assert page(PLAIN, actor=None, navigation=()).select("header form") == []


def test_the_navigation_is_the_library_s(app: Flask, shown: None) -> None:
    links = [Link("Home", "/", active=True), Link("Tools", "/tools")]
    ours = page(PLAIN, navigation=links).select_one(".govuk-service-navigation")
    params = {"serviceName": "Care over time", "serviceUrl": "/", "navigation": links}
    params["classes"] = "govuk-service-navigation--inverse app-navigation"
    library = tree(render_macro("service-navigation", params)).select_one(".govuk-service-navigation")
    assert ours is not None
    assert library is not None
    for button in library.select("button"):
        del button["aria-hidden"]  # it is hidden already
    assert shape(ours) == shape(library)


def test_what_was_done_is_said_at_the_top(app: Flask, shown: None) -> None:
    soup = page(PLAIN, notices=["Saved <b>.", "Sent."])
    banner = soup.select_one("main > .govuk-notification-banner--success[role=alert]")
    assert banner is not None
    assert [line.get_text() for line in banner.select("p")] == ["Saved <b>.", "Sent."]


def test_the_footer_has_the_links_it_is_given(app: Flask, shown: None) -> None:
    links = page(PLAIN, help_url="/help", accessibility_url="/a11y").select("footer a")
    assert [(tag.get_text(), tag["href"]) for tag in links] == [
        ("Help (opens in a new tab)", "/help"),
        ("Accessibility", "/a11y"),
    ]


def test_what_stands_before_the_main_part_is_a_landmark(app: Flask, shown: None) -> None:
    back = '{% block before_content %}<a class="govuk-back-link" href="/">Back</a>{% endblock %}'
    assert page(PLAIN + back).select_one("[role=region][aria-label] > a.govuk-back-link") is not None
    assert page(PLAIN).select("[role=region]") == []


def test_a_form_carries_its_once_its_version_and_one_button(app: Flask, shown: None) -> None:
    soup = page(
        FORM, form=Note(version=3), heading="The note", button_text="Save", secondary=Link("Cancel", "/")
    )
    form = soup.select_one("main form[method=post][novalidate]")
    assert form is not None
    hidden = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}
    assert hidden["version"] == "3"
    assert len(hidden["once"]) == 22
    assert [tag.get_text(strip=True) for tag in form.select("button[type=submit]")] == ["Save"]
    assert form.select_one("a[href='/']") is not None
    assert title_of(soup) == "Note – Care over time"
    assert soup.select(".govuk-error-summary, .app-conflict") == []


def test_csrf_is_in_every_form(app: Flask) -> None:
    with app.test_request_context("/"):
        app.config["WTF_CSRF_ENABLED"] = True
        try:
            soup = page(FORM, form=Note(version=3), heading="The note", button_text="Save")
        finally:
            app.config["WTF_CSRF_ENABLED"] = False
    assert len(soup.select("main form input[name=csrf_token]")) == 1


def test_a_form_without_a_heading_is_an_error(app: Flask, shown: None) -> None:
    with pytest.raises(UndefinedError):
        render_template_string(FORM, form=Note(version=3), button_text="Save")


def test_problems_are_listed_above_the_heading_and_in_the_title(
    app: Flask, sent: Callable[[Any], None]
) -> None:
    sent({"once": new_key(), "version": "3", "note": ""})
    form = Note()
    form.validate()
    form.form_errors.append("The family is closed")
    soup = page(FORM, form=form, heading="The note", button_text="Save")
    assert title_of(soup) == "Error: Note – Care over time"
    lines = soup.select(".govuk-error-summary li")
    assert [line.get_text(strip=True) for line in lines] == ["The family is closed", "Write a note"]
    assert soup.select_one(".govuk-error-summary a[href='#note']") is not None
    assert soup.select_one("#note") is not None


def test_a_conflict_shows_both_texts_and_keeps_the_form(app: Flask, sent: Callable[[Any], None]) -> None:
    sent({"once": new_key(), "version": "3", "note": "Mine <b>"})
    form = Note()
    assert form.validate()
    moment = datetime(2026, 11, 3, 14, 32, tzinfo=UTC)
    form.with_conflict(Theirs("Priya Nair", moment, 4, {"note": "Theirs"}))
    soup = page(FORM, form=form, heading="The note", button_text="Save", discard_url="/note")
    panel = soup.select_one(".app-conflict[role=alert]")
    assert panel is not None
    words = " ".join(panel.get_text(" ").split())
    assert "Someone else saved a change while you were typing" in words
    assert "You typed Mine <b> Priya Nair saved at 14:32 Theirs" in words
    assert panel.select_one("a[href='/note']") is not None
    assert soup.select_one("textarea#note").get_text() == "Mine <b>"
    assert soup.select_one("form input[name=version][value='4']") is not None
    assert title_of(soup) == "Error: Note – Care over time"


def test_two_people_who_wrote_the_same_are_told_so(app: Flask, sent: Callable[[Any], None]) -> None:
    sent({"once": new_key(), "version": "3", "note": "Same"})
    form = Note()
    form.with_conflict(Theirs("Priya Nair", datetime(2026, 11, 3, tzinfo=UTC), 4, {"note": "Same"}))
    soup = page(FORM, form=form, heading="The note", button_text="Save")
    assert "the same as what they saved" in soup.select_one(".app-conflict").get_text()


def test_an_error_page_says_what_to_do(app: Flask, shown: None) -> None:
    values = {"heading": "Page not found", "paragraphs": ["Check the address."]}
    soup = page('{% extends "errors/error.html" %}', **values)
    assert title_of(soup) == "Page not found – Care over time"
    more = {"links": [Link("Home", "/")], "reference": "ab12"}
    text = tree(render_template("errors/error.html", **values, **more)).get_text(" ")
    assert "Check the address." in text
    assert "ab12" in text
    assert "Home" in text


class SignIn(BaseForm):
    email = TextField("Email", required="Enter your email address")
    password = TextField("Password", required="Enter your password")


def test_signing_in_offers_no_way_to_register(app: Flask, sent: Callable[[Any], None]) -> None:
    sent({"once": new_key(), "email": '"><b>'})
    form = SignIn()
    form.validate()
    soup = page('{% extends "security/login_user.html" %}', login_user_form=form)
    assert [tag["href"] for tag in soup.select(".govuk-error-summary a")] == ["#password"]
    assert soup.select_one("#email")["value"] == '"><b>'
    assert soup.select("main a:not(.govuk-error-summary a)") == []
    given = page(
        '{% extends "security/login_user.html" %}', login_user_form=form, forgot_password_url="/forgot"
    )
    assert given.select_one("main a[href='/forgot']") is not None


@pytest.mark.parametrize(
    ("template", "form", "names"),
    [
        ("login_user.html", LoginForm, {"email", "password"}),
        ("change_password.html", ChangePasswordForm, {"password", "new_password", "new_password_confirm"}),
    ],
)
def test_the_pages_ask_for_what_flask_security_reads(
    app: Flask, template: str, form: Any, names: set[str]
) -> None:
    assert names <= set(dir(form))
    source = app.jinja_env.loader.get_source(app.jinja_env, f"security/{template}")[0]
    assert f"{template.removesuffix('.html')}_form" in source
    assert all(f"form.{name}" in source for name in names)


LISTS = (
    '{% from "components/lists.html" import summary_rows, pagination, empty_state, person_line %}'
    "{% macro at(n) %}/families?page={{ n }}{% endmacro %}"
)


@pytest.mark.parametrize(
    ("number", "links"),
    [(1, ["/families?page=2"]), (2, ["/families?page=1", "/families?page=3"]), (3, ["/families?page=2"])],
)
def test_a_long_list_leads_to_its_neighbours(app: Flask, shown: None, number: int, links: list[str]) -> None:
    rows: PageOfRows[str] = PageOfRows([], number, 25, 61)
    soup = tree(render_template_string(LISTS + "{{ pagination(page, at) }}", page=rows))
    assert [tag["href"] for tag in soup.select("nav a")] == links
    assert f"{rows.first} to {rows.last} of 61" in soup.get_text()


def test_a_list_of_one_page_has_no_links(app: Flask, shown: None) -> None:
    rows: PageOfRows[str] = PageOfRows([], 1, 25, 25)
    assert tree(render_template_string(LISTS + "{{ pagination(page, at) }}", page=rows)).select("nav") == []


def test_facts_people_and_empty_lists(app: Flask, shown: None) -> None:
    rows = [
        {"key": "Born", "value": "<3>", "href": "/c", "change_text": "the date of birth"},
        {"key": "K", "value": "V"},
    ]
    soup = tree(render_template_string(LISTS + "{{ summary_rows(rows) }}", rows=rows))
    assert [tag.get_text() for tag in soup.select("dd.govuk-summary-list__value")] == ["<3>", "V"]
    assert soup.select_one("a[href='/c']").get_text() == "Change the date of birth"
    line = render_template_string(LISTS + "{{ person_line('ليلى', '5 weeks', '/p') }}")
    assert '<a class="govuk-link" href="/p"><bdi>ليلى</bdi></a>' in line
    assert "5 weeks" in line
    empty = tree(render_template_string(LISTS + "{{ empty_state('None yet.', '/start', 'Start') }}"))
    assert empty.select_one("a[href='/start']") is not None


# What the layout was written from: the library's page, with what our layout puts into its blocks.
LIBRARY = (
    '{% extends "govuk_frontend_jinja/template.html" %}'
    '{% set themeColor = "#0f3d44" %}'
    "{% block pageTitle %}Families – {{ service_name }}{% endblock %}"
    "{% block headIcons %}{% endblock %}"
    "{% block govukHeader %}{% endblock %}"
    '{% block govukServiceNavigation %}{% include "components/navigation.html" %}{% endblock %}'
    "{% block content %}<h1>F</h1>{% endblock %}"
    '{% block govukFooter %}<div class="app-footer"></div>{% endblock %}'
)


def test_the_layout_is_the_page_of_the_library_with_our_parts_in_it(shown: None) -> None:
    ours, theirs = (tree(render_template_string(template)) for template in (PLAIN, LIBRARY))
    for added in ours.select("head link, head script[src], meta[name=robots], meta[name=format-detection]"):
        added.decompose()
    for footer in (ours, theirs):
        footer.select_one(".app-footer").clear()
    assert shape(ours) == shape(theirs)
