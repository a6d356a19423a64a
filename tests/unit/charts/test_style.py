"""The look keeps its contrast in colour and in grey, and tells lines apart by shape too."""

from itertools import combinations

import matplotlib as mpl
import pytest

from gcp_tool.charts import style


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TYPES = {name: value for name, value in vars(style).items() if isinstance(value, style.Type)}


def test_contrast_is_measured_as_wcag_measures_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("ground", [style.PAPER, style.BAND])
@pytest.mark.parametrize("name", TYPES)
def test_text_reaches_the_contrast_of_text(name, ground):
    assert contrast(TYPES[name].colour, ground) >= 4.5


@pytest.mark.parametrize("ground", [style.PAPER, style.BAND])
@pytest.mark.parametrize("colour", [*style.COLOURS, style.QUIET, style.FRAME])
def test_marks_reach_the_contrast_of_marks(colour, ground):
    assert contrast(colour, ground) >= 3


def test_the_band_is_light_and_still_darker_than_the_paper():
    assert 1.1 < contrast(style.BAND, style.PAPER) < 1.5


@pytest.mark.parametrize(("one", "other"), list(combinations(style.COLOURS[:4], 2)))
def test_the_first_four_colours_stay_apart_in_grey(one, other):
    assert contrast(one, other) >= 1.5


def test_forty_two_lines_look_different():
    looks = [style.line_style(place) for place in range(42)]
    assert len(set(looks)) == 42
    assert len({look.shape for look in looks[:7]}) == 7
    assert len({look.colour for look in looks[:6]}) == 6


def test_matplotlib_is_settled():
    assert mpl.rcParams["svg.fonttype"] == "none"
    assert mpl.rcParams["svg.hashsalt"]
    assert mpl.rcParams["font.family"] == [style.FONT]
