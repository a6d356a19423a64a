"""Our templates are strict, the library's are not, and both find what they need."""

import gzip
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from jinja2 import StrictUndefined, TemplateNotFound, UndefinedError

from gcp_tool.desk.caseload.presenters import Due
from gcp_tool.web.drawn_once import drawn_cell
from gcp_tool.web.template_helpers import GOVUK, configure_templates
from tests.unit.web.conftest import STATIC, make_app

TAG = (
    '{% from "govuk_frontend_jinja/components/tag/macro.html" import govukTag %}'
    '{{ govukTag({"text": words}) }}'
)


def test_a_name_that_is_missing_in_our_templates_is_an_error(app: Flask, shown: None) -> None:
    with pytest.raises(UndefinedError):
        render_template_string("{{ nothing }}")
    with pytest.raises(UndefinedError):
        render_template_string("{% if {}.nothing %}x{% endif %}")


def test_a_parameter_that_is_missing_in_the_library_s_macros_is_not(app: Flask, shown: None) -> None:
    assert "New" in render_template_string(TAG, words="New")


def test_a_missing_name_of_ours_is_not_hidden_by_the_library(app: Flask, shown: None) -> None:
    with pytest.raises(UndefinedError):
        render_template_string(TAG)


def test_strictness_is_the_app_s_own(app: Flask) -> None:
    assert app.jinja_env.undefined is StrictUndefined
    assert app.jinja_env.auto_reload is False


def test_a_template_that_is_nowhere_is_not_found(app: Flask) -> None:
    for name in ("nowhere.html", f"{GOVUK}/nowhere.html"):
        with pytest.raises(TemplateNotFound):
            app.jinja_env.get_template(name)


def test_a_cell_of_a_table_is_drawn_once_and_escaped(app: Flask, shown: None) -> None:
    due = Due(date(2026, 12, 1), "by <1> Dec")
    cells = [
        drawn_cell("desk/caseload_cells.html", "days", None, due, due, check) for check in (None, due, due)
    ]
    assert cells[1] is cells[2]
    assert cells[0] != cells[1]
    assert "Check after support: by &lt;1&gt; Dec" in cells[1]


def test_text_is_escaped(app: Flask, shown: None) -> None:
    assert render_template_string("{{ words }}", words="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ day | long_date }}", "3 November 2026"),
        ("{{ day | short_date }}", "3 Nov 2026"),
        ("{{ day | month_and_year }}", "November 2026"),
        ("{{ moment | clock_time }}", "14:32"),
        ("{{ moment | date_and_time }}", "3 November 2026 at 14:32"),
        ("{{ day | date_range(none) }}", "from 3 November 2026"),
        ("{{ born | age(day) }}", "2 years 3 months"),
        ("{{ day | baby_due }}", "baby due 3 November 2026"),
        ("{{ none | age_or_due(day, day) }}", "baby due 3 November 2026"),
        ("{{ 2 | counted('child', 'children') }}", "2 children"),
        ("{{ ['a', 'b'] | join_words }}", "a and b"),
        ("{{ 1 | percentage(3) }}", "33%"),
    ],
)
def test_dates_and_numbers_have_filters(app: Flask, shown: None, template: str, expected: str) -> None:
    values = {
        "day": date(2026, 11, 3),
        "born": date(2024, 8, 3),
        "moment": datetime(2026, 11, 3, 14, 32, tzinfo=UTC),
    }
    assert render_template_string(template, **values) == expected


def test_the_service_may_have_another_name() -> None:
    app = make_app()
    assert app.jinja_env.globals["service_name"]
    named = Flask(__name__)
    named.config["SERVICE_NAME"] = "Another"
    configure_templates(named)
    assert named.jinja_env.globals["service_name"] == "Another"


def test_the_address_of_a_file_changes_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("one")
    first = address_of("a.css", tmp_path)
    assert first == address_of("a.css", tmp_path)
    (tmp_path / "a.css").write_text("two")
    assert address_of("a.css", tmp_path) != first
    assert first.startswith("/static/a.css?v=")


def address_of(name: str, folder: Path) -> str:
    with make_app(folder).test_request_context("/"):
        return render_template_string("{{ static_url(name) }}", name=name)


def test_styles_script_and_library_are_of_one_version() -> None:
    styles = (STATIC / "govuk/govuk-frontend.css").read_text()
    version = re.search(r'--govuk-frontend-version: ?"([0-9.]+)"', styles)
    assert version is not None
    assert f"govuk-frontend.min.js?v={version[1]}" in (STATIC / "app.js").read_text()
    assert f'"{version[1]}"' in (STATIC / "govuk/govuk-frontend.min.js").read_text()
    assert version[1] == "6.3.0"


def test_nothing_of_gov_uk_s_brand_is_served() -> None:
    styles = (STATIC / "govuk/govuk-frontend.css").read_text()
    for word in ("crest", "crown", "GDS Transport", "@font-face", "url("):
        assert word not in styles
    assert sorted(path.name for path in (STATIC / "govuk").iterdir()) == [
        "LICENSE", "govuk-frontend.css", "govuk-frontend.min.js",
    ]  # fmt: skip


def test_a_first_visit_is_light() -> None:
    files = ("govuk/govuk-frontend.css", "govuk/govuk-frontend.min.js", "app.css", "app.js", "favicon.svg")
    assert sum(len(gzip.compress((STATIC / name).read_bytes())) for name in files) < 40_000


def test_our_own_script_and_styles_are_small() -> None:
    assert (STATIC / "app.js").stat().st_size < 2_000
    assert (STATIC / "app.css").stat().st_size < 28_000
    assert not re.search(r"url\(|@import|expression", (STATIC / "app.css").read_text())
