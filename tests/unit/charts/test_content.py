"""What may be drawn, and the fingerprint under which its drawing is kept."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gcp_tool.charts import content
from gcp_tool.charts.content import Line, Panel, Point, fingerprint
from tests.unit.charts.figures import AWKWARD, END, START, figure, line, panel

OTHER_PROCESS = """
import sys
from datetime import date
from gcp_tool.charts.content import Line, Panel, Point, SmallMultiples, fingerprint
from gcp_tool.charts.words import table, words
day = date(2026, 1, 12)
panels = (Panel("Health", "first reading, now 3", (Line("Zoë", (Point(day, 3, partial=True),), date(2026, 3, 1)),)),)
figure = SmallMultiples("Care", "One domain", panels, ("Good", "Poor", "Bad"), 2, day, date(2026, 12, 31))
print(fingerprint(figure), "matplotlib" in sys.modules)
"""


def test_equal_values_have_the_same_fingerprint_in_another_process_which_needs_no_matplotlib():
    lines = (Line("Zoë", (Point(START, 3, partial=True),), date(2026, 3, 1)),)
    same = figure(
        Panel("Health", "first reading, now 3", lines),
        title="Care",
        description="One domain",
        levels=("Good", "Poor", "Bad"),
        concern_from=2,
    )
    ran = subprocess.run([sys.executable, "-c", OTHER_PROCESS], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == [fingerprint(same), "False"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another title"},
        {"description": "Another description"},
        {"concern_from": 4},
        {"end": END + timedelta(days=1)},
        {"start": START - timedelta(days=1)},
        {"level_labels": ("a", "b", "c", "d", "e")},
        {"panels": (panel(line(4, 2), title="Health"),)},
        {"panels": (panel(line(4, 2), finding="worse, now 2"),)},
        {"panels": (panel(line(4, 2, label="Jay")),)},
        {"panels": (panel(line(4, 3)),)},
        {"panels": (panel(line(4, None)),)},
        {"panels": (panel(line(4, (2, True, False))),)},
        {"panels": (panel(line(4, (2, False, True))),)},
        {"panels": (panel(line(4, 2, days=90)),)},
        {"panels": (panel(line(4, 2, ended_on=END)),)},
        {"panels": (panel(line(4, 2)), panel(line(4, 2)))},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_value_that_shows_changes_the_fingerprint(change):
    drawn = figure(panel(line(4, 2)))
    assert fingerprint(replace(drawn, **change)) != fingerprint(drawn)


def test_a_new_style_version_changes_every_fingerprint(monkeypatch):
    before = fingerprint(figure(panel(line(4, 2))))
    monkeypatch.setattr(content, "STYLE_VERSION", content.STYLE_VERSION + 1)
    assert fingerprint(figure(panel(line(4, 2)))) != before


def test_any_text_has_a_fingerprint():
    assert len(fingerprint(figure(panel(line(3, label=AWKWARD)), title=AWKWARD))) == 64


@pytest.mark.parametrize(
    ("panels", "values", "problem"),
    [
        ((), {}, "at least one panel"),
        ((panel(line(0)),), {}, "off a scale of 5"),
        ((panel(line(6)),), {}, "off a scale of 5"),
        ((panel(line(4)),), {"levels": ("a", "b", "c")}, "off a scale of 3"),
        ((panel(line(1)),), {"concern_from": 6}, "off a scale of 5"),
        ((panel(line(1)),), {"concern_from": 0}, "off a scale of 5"),
        ((panel(line(1, 2, days=-1, first=END)),), {}, "out of order"),
        ((panel(line(1)),), {"start": START + timedelta(days=1)}, "outside the range"),
        ((panel(line(1, 2, days=400)),), {}, "outside the range"),
        ((panel(line(1, ended_on=END + timedelta(days=1))),), {}, "outside the range"),
        ((panel(line(1), line(2)),), {}, "same label"),
    ],
)
def test_what_cannot_be_drawn_whole_is_refused(panels, values, problem):
    with pytest.raises(ValueError, match=problem):
        figure(*panels, **values)


def test_a_refusal_names_nobody_and_no_date():
    with pytest.raises(ValueError, match="range") as refused:
        figure(panel(line(1, label="Mia"), title="Health"), start=START + timedelta(days=1))
    assert not any(told in str(refused.value) for told in ("Mia", "Health", "2026"))


def test_two_readings_on_one_day_may_be_drawn():
    assert figure(panel(line(4, 3, days=0))).panels[0].lines[0].graded[1].level == 3
