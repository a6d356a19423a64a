"""Documents to write in tests: one as a conference would get it, and one that holds everything hostile."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from gcp_tool.charts.content import Line, Panel, Point, SmallMultiples
from gcp_tool.charts.small_multiples import draw
from gcp_tool.charts.words import table as chart_table
from gcp_tool.documents.content import (
    Bullets,
    Column,
    Document,
    Fact,
    Facts,
    Figure,
    Look,
    PageBreak,
    Quote,
    Section,
    Strong,
    Table,
    Words,
)

MADE_ON = date(2026, 11, 3)
MARKING = "OFFICIAL: SENSITIVE"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" role="img" aria-labelledby="c-title c-desc">'
    '<title id="c-title">Care</title><desc id="c-desc">Two readings</desc>'
    '<path id="c-line" d="M0 5L40 15" fill="none" stroke="#12436d"/><use href="#c-line"/>'
    '<text x="2" y="18" font-size="5">2026</text></svg>'
)
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+cmd",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd onerror=alert(1)>",
    "http://127.0.0.1:9/steal",
    "file:///etc/passwd",
    "]]></style><link rel=stylesheet href=http://127.0.0.1:9/x.css>",
    "url(http://127.0.0.1:9/y)",
    "nul \x00 bell \x07 escape \x1b half \ud800 none \ufffe end",
    "turned \u202e31 level\u202c round",
    "_x0041_ &amp; &lt; {{ 7*7 }} {% raw %}",
    "שלום the child said",
    "محمد said أنا بخير",
    "👩‍👧 drew 🏠 and 😀",
    "one\r\ntwo\rthree\u2028four",
)
_LEVELS = ("Strong", "Steady", "Some gaps", "Serious gaps", "Needs not met")
_DOMAINS = (
    ("Physical care", "improved and kept, now 2", (4, 4, 3, 2, 2, 2)),
    ("Food and drink", "improved, still a concern, now 3", (4, 4, 3, 4, 3, 3)),
    ("Health", "no better in six months, now 4", (4, 4, 4, 4, 4, 4)),
    ("Love and security", "slipped back, now 3", (3, 4, 3, 2, 2, 3)),
    ("Learning", "low concern throughout, now 2", (2, 2, 1, 2, 2, 2)),
    ("Safety and supervision", "worse, now 5", (3, 3, 3, 4, 4, 5)),
)


def small_table(*rows, caption="Grades", heads=("Date", "Grade"), numeric=(1,)):
    columns = tuple(Column(head, numeric=place in numeric) for place, head in enumerate(heads))
    return Table(caption, columns, rows)


def document(*parts, **given):
    """A document of these parts."""
    values = {
        "title": "How care has changed",
        "marking": MARKING,
        "made_on": MADE_ON,
        "made_by": "Amina Yusuf",
    }
    return Document(parts=parts, **(values | given))


def _figure():
    first = date(2025, 7, 14)
    panels = tuple(
        Panel(title, found, (Line("Mia", tuple(_points(first, levels))),))
        for title, found, levels in _DOMAINS
    )
    drawn = SmallMultiples(
        title="Care over time, a panel for each domain",
        description="Best care at the top. The table that follows says the same.",
        panels=panels,
        level_labels=_LEVELS,
        concern_from=3,
        start=first,
        end=date(2026, 11, 30),
    )
    values = chart_table(drawn)
    columns = tuple(Column(head) for head in values.head)
    table = Table("The same grades as a table", columns, values.rows)
    return Figure(draw(drawn), drawn.title, drawn.description, table)


def _points(first, levels):
    days = (first + timedelta(days=92 * place) for place in range(len(levels)))
    return (Point(day, level, awaiting=level == 5) for day, level in zip(days, levels, strict=True))


def report():
    """Two pages as a conference would get them."""
    return document(
        Words(("Mia: getting worse in safety and supervision, now 5 (22 October 2026).",), Look.LEAD),
        Words(
            (
                (
                    "Three of six domains are at concern. ",
                    Strong("Health has been 4 at every reading since July 2025."),
                    " Physical care improved and has stayed at 2 since April 2026.",
                ),
                "A prompt to ask, not a finding.",
            )
        ),
        Facts(
            (
                Fact("Child", "Mia Fairweather, 4 years 2 months"),
                Fact("Carer", "Jo Fairweather, main carer"),
                Fact("Plan", "Child protection (neglect) since 9 March 2026"),
                Fact("First reading", date(2025, 7, 14)),
                Fact("Readings", 6),
                Fact("Next reading due", None),
            )
        ),
        Section(
            "What was seen",
            (
                Section("Safety and supervision, 5", (_evidence(),)),
                Section(
                    "Support given",
                    (
                        small_table(
                            ("Family support worker", date(2026, 1, 12), "completed", 14, Decimal("0.50")),
                            ("Dentist, by referral", date(2026, 6, 3), "not taken up", 0, None),
                            caption="Support since July 2025",
                            heads=("What", "Offered", "How it ended", "Visits", "Hours a day"),
                            numeric=(3, 4),
                        ),
                    ),
                ),
            ),
        ),
        PageBreak(),
        Section("How care has changed", (_figure(),)),
        Section(
            "In their own words",
            (
                Quote(
                    "I wake up and nobody is there. I make toast for Alfie.",
                    "Mia, seen alone at nursery",
                    MADE_ON,
                ),
                Quote("I see it differently. My sister was in the next room.", "Jo Fairweather"),
                Bullets(
                    (
                        "Alarm on the front door by 10 November",
                        ("Told: ", Strong("duty manager"), " on 22 October"),
                    )
                ),
            ),
        ),
        Section(
            "Limits of this document",
            (Words(("Grades are what one person saw in one period.",), Look.SMALL),),
        ),
        subtitle="Fairweather family, July 2025 to November 2026",
        footer=("Six-domain care 1.0. Lower grade is better care.", "Published under the MIT licence."),
    )


def _evidence():
    seen = (
        "At 7:40 the front door stood open. Mia was in the yard with Alfie, who is 11 months old; their carer was "
        "asleep upstairs and did not wake when called three times."
    )
    return small_table(
        (date(2026, 10, 22), 5, "Health visitor, seen at visit", seen),
        (date(2026, 7, 19), 4, "Nursery, professional said", "Collected by a boy of 12 on four days of ten."),
        caption="Evidence for the last two readings",
        heads=("Date", "Grade", "Who and how", "What was seen or said"),
    )


def hostile():
    """Everything that has run, fetched or broken something somewhere, in every place that takes a text."""
    long = "x" * 2_000
    rows = tuple((text, place) for place, text in enumerate(HOSTILE))
    everything = " ".join(HOSTILE)
    figure = Figure(SVG, everything, everything, small_table((HOSTILE[0], 1), caption=everything))
    return replace(
        document(
            Words(HOSTILE),
            Words(((everything, Strong(everything), everything),), Look.INSET),
            Bullets(HOSTILE),
            Facts(tuple(Fact(text, text) for text in HOSTILE)),
            Section(
                everything, (small_table(*rows, caption=HOSTILE[0], heads=(HOSTILE[0], HOSTILE[8])), figure)
            ),
            Words((long,)),
            small_table((long, 1)),
            *(Quote(text, text) for text in HOSTILE),
        ),
        title=everything,
        subtitle=everything,
        marking=everything,
        made_by=everything,
        footer=HOSTILE,
    )
