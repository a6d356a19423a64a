"""Every page leads to a place in the guides, and the place is there."""

import re
from pathlib import Path

import pytest
from flask import Flask, render_template

from gcp_tool.app import create_app
from gcp_tool.settings import ROOT, UnsafeSettings, load_settings
from gcp_tool.web import help as guides
from gcp_tool.web.help import Place, help_for

GUIDES = ROOT / "docs" / "guides"
URL = "https://guides.thornmere.example/tool"
SECRET = "bR4nch-wInd0w-k3ttle-9-Q7zX2mLp8u"


def made(**given: object) -> Flask:
    """The application with these settings."""
    settings = {"database_url": "sqlite:///:memory:", "secret_key": SECRET, "training_area": True}
    return create_app(load_settings(**settings, https=False, **given))


@pytest.fixture(scope="module")
def app() -> Flask:
    """The application of a partnership that has put the guides somewhere."""
    return made(guides_url=URL)


def headings_of(path: Path) -> set[str]:
    """The headings of a guide."""
    return set(re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_help_of_every_page_is_a_heading_of_a_guide(app: Flask) -> None:
    headings = {path.stem: headings_of(path) for path in GUIDES.glob("*.md")}
    lost = {
        rule.endpoint: place
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and (place := help_for(rule.endpoint)).heading not in headings.get(place.guide, set())
    }
    assert lost == {}


def test_every_page_that_is_named_is_a_page(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert set(guides._PAGES) <= endpoints
    assert set(guides._ROOMS) <= {endpoint.partition(".")[0] for endpoint in endpoints}


@pytest.mark.parametrize(
    ("endpoint", "place"),
    [
        ("assessments.area", Place("practitioner", "Grade what was seen")),
        ("assessments.show", Place("practitioner", "Start an assessment")),
        ("instruments.notes", Place("tool-owner", "Answer what does not fit")),
        ("nowhere.at_all", Place("practitioner", "Your page")),
        ("", Place("practitioner", "Your page")),
    ],
)
def test_a_page_leads_to_its_own_place_or_to_that_of_its_room(endpoint: str, place: Place) -> None:
    assert help_for(endpoint) == place


def test_an_address_is_that_of_the_heading() -> None:
    place = Place("operator", "Is it wrong? Ask, and wait")
    assert place.at(f"{URL}/") == f"{URL}/operator.md#is-it-wrong-ask-and-wait"


def test_the_link_is_on_the_page_where_the_guides_have_an_address(app: Flask) -> None:
    with app.test_request_context("/families"):
        page = render_template("errors/error.html", heading="Words", paragraphs=[])
    assert f'href="{URL}/practitioner.md#read-first"' in page


def test_there_is_no_link_where_they_have_none() -> None:
    with made().test_request_context("/families"):
        page = render_template("errors/error.html", heading="Words", paragraphs=[])
    assert ">Help" not in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "docs/guides", "https://"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(UnsafeSettings, match="GCP_GUIDES_URL"):
        load_settings(secret_key=SECRET, guides_url=url)
