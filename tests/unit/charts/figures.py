"""Figures to draw in tests: histories written short, and any figure at all from hypothesis."""

from datetime import date, timedelta

from hypothesis import strategies as st

from gcp_tool.charts.content import Line, Panel, Point, SmallMultiples

LEVELS = ("Very good", "Good enough", "Some concern", "Serious concern", "Severe concern")
START, END = date(2026, 1, 12), date(2026, 12, 31)
# Every kind of character that has broken a drawing or a page somewhere.
AWKWARD = '<b> & "quotes" \' $x^2$ محمد שרה 😀 \x00\x07\ud800\u202e\ufffe ]]> &amp; –'


def readings(*levels, first=START, days=91):
    """Points so many days apart, from levels or whole points' worth of (level, awaiting, partial)."""
    given = [level if isinstance(level, tuple) else (level, False, False) for level in levels]
    return tuple(Point(first + timedelta(days=days * place), *values) for place, values in enumerate(given))


def line(*levels, label="Mia", ended_on=None, first=START, days=91):
    return Line(label, readings(*levels, first=first, days=days), ended_on)


def panel(*lines, title="Physical care", finding="improved and kept, now 2"):
    return Panel(title, finding, lines)


def figure(*panels, start=START, end=END, concern_from=3, levels=LEVELS, **words):
    words = {"title": "How care has changed", "description": "Six domains in 2026"} | words
    return SmallMultiples(
        panels=panels, level_labels=levels, concern_from=concern_from, start=start, end=end, **words
    )


TWO_CHILDREN = figure(
    panel(line(4, 3, None, (2, True, False)), line(4, 4, (3, False, True), (5, True, True), label="Jay")),
    panel(line(2, label="Jay", ended_on=date(2026, 6, 20)), title="Health", finding="first reading, now 2"),
)


def six_by_twelve():
    """What a family page shows at its fullest for one child: six domains, twelve readings over three years."""
    histories = ([4, 4, 3, 3, 2, 2, 3, 4, 3, 3, 4, 4], [5] * 12, [2, 4, 2, 4, 3, 2, 4, 5, 3, 2, 4, 4])
    start = date(2023, 10, 2)
    panels = [
        panel(line(*levels, first=start, days=92), title=f"Domain {n}")
        for n, levels in enumerate(histories * 2)
    ]
    return figure(*panels, start=start, end=date(2026, 7, 31))


_dates = st.dates(START, END)
_points = st.lists(
    st.builds(
        Point,
        on=_dates,
        level=st.none() | st.integers(1, len(LEVELS)),
        awaiting=st.booleans(),
        partial=st.booleans(),
    ),
    max_size=8,
).map(lambda points: tuple(sorted(points, key=lambda point: point.on)))


def lines(labels):
    """Lines with these labels, in any number and of any readings."""
    line_of = {label: st.builds(Line, st.just(label), _points, st.none() | _dates) for label in labels}
    chosen = st.lists(st.sampled_from(labels), unique=True, max_size=len(labels))
    return chosen.flatmap(lambda some: st.tuples(*(line_of[label] for label in some)))


def figures(labels=("Mia", "Jay", "Baby due")):
    """Any figure that may be drawn, with these line labels."""
    panels = st.lists(
        st.builds(Panel, st.sampled_from(("Health", "Safety")), st.text(max_size=40), lines(labels)),
        min_size=1,
        max_size=4,
    )
    return st.builds(
        lambda some, concern_from: figure(*some, concern_from=concern_from),
        panels,
        st.integers(1, len(LEVELS)),
    )
