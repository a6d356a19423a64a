"""Drawings as they are kept, and as they come into a page."""

import pytest
from markupsafe import Markup

from gcp_tool.history.drawings import NARROW, WIDE, named, sheet_of, sheets_of
from gcp_tool.web.drawings import NotADrawing, svg_markup
from tests.unit.history.histories import care, ended, history_of


def figure(*levels):
    [view] = history_of([care(levels, ended=ended())], ()).cares
    return view.pictures[0].figure


def test_a_figure_is_drawn_for_a_desk_and_for_a_phone():
    sheets = sheets_of({"care-1-1": figure(4, 2)})
    assert {name: sheet.columns for name, sheet in sheets.items()} == {
        "care-1-1-wide": WIDE,
        "care-1-1-narrow": NARROW,
    }


def test_the_key_says_the_values_and_the_columns():
    keys = {
        sheet_of(figure(*levels), columns).key for levels in ((4, 2), (4, 3)) for columns in (WIDE, NARROW)
    }
    assert len(keys) == 4
    assert sheet_of(figure(4, 2), WIDE).key == sheet_of(figure(4, 2), WIDE).key
    assert all(len(key) == 64 for key in keys)


@pytest.fixture(scope="module")
def svg():
    return sheet_of(figure((4, {}), (None, {}), (2, {"signed_off": False, "graded": 3})), WIDE).draw()


def test_one_drawing_can_be_on_a_page_twice(svg):
    first, second = named(svg, "care-1-1-wide"), named(svg, "care-2-1-wide")
    assert 'aria-labelledby="care-1-1-wide-title care-1-1-wide-desc"' in first
    assert 'id="care-1-1-wide-title"' in first
    assert "care-1-1" not in second
    assert first.replace("care-1-1", "care-2-1") == second


def test_only_a_drawing_of_ours_can_be_named():
    with pytest.raises(ValueError, match="not a drawing"):
        named("<svg></svg>", "care-1-1-wide")


def test_a_drawing_comes_into_a_page_as_it_is(svg):
    shown = svg_markup(named(svg, "care-1-1-wide"))
    assert isinstance(shown, Markup)
    assert shown == named(svg, "care-1-1-wide")


OPENING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words",
        "<p>Hello</p>",
        '<svg viewBox="0 0 1 1"></svg>',
        f"{OPENING}<script>alert(1)</script></svg>",
        f'{OPENING}<path d="M0 0" onclick="alert(1)" /></svg>',
        f'{OPENING}<path onclick="alert(1)" /></svg>',
        f'{OPENING}<path d="M0 0" style="fill:red" /></svg>',
        f'{OPENING}<use href="https://example.org/#a" /></svg>',
        f'{OPENING}<a href="#b"><text>x</text></a></svg>',
        f"{OPENING}<foreignObject><p>x</p></foreignObject></svg>",
        f'{OPENING}<image href="#x" /></svg>',
        f"{OPENING}<path d='M0 0' /></svg>",
        f"{OPENING}<!-- words --></svg>",
        f"{OPENING}<![CDATA[x]]></svg>",
        f'{OPENING}<path d="M0 0"</svg>',
        f"{OPENING}</svg><p>after</p>",
        f"before{OPENING}</svg>",
    ],
)
def test_nothing_else_comes_into_a_page_as_it_is(text):
    with pytest.raises(NotADrawing):
        svg_markup(text)


def test_words_in_a_drawing_stay_words():
    assert "&lt;b&gt;" in svg_markup(f"{OPENING}<text>&lt;b&gt; &amp; on=</text></svg>")
