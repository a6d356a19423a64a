"""What the coordinator's page asks for and tells, from values alone."""

from datetime import date

from gcp_tool.coordination.asking import Asked, asked_of, filters_of, possible_quarters, said_of
from gcp_tool.coordination.queries import AgencyRow, VersionRow
from gcp_tool.coordination.telling import Read, document_of, tell
from gcp_tool.documents.content import Table
from gcp_tool.domain.completions import CompletionPart, Numbers, Span, Tallied, by_unit
from gcp_tool.domain.vocabulary import Purpose

LEAD, _ = CompletionPart
TODAY = date(2026, 5, 20)
SCHOOL = AgencyRow(1, "School", None, date(2020, 9, 1), None)
LATE = AgencyRow(2, "New health", None, date(2026, 7, 1), None)
TOOL = VersionRow(7, "tool-key", "Small care", "1.0")


def read(asked: Asked, **changes: object) -> Read:
    """The page of one school with two reviews in May."""
    values = {
        "asked": asked,
        "today": TODAY,
        "agencies": [SCHOOL],
        "tallied": by_unit([Tallied(20261, 1, LEAD, Numbers(review=2, children=3))]),
        "led": [(202605, Purpose.REVIEW, 2), (202602, Purpose.REVIEW, 1)],
    }
    return Read(**(values | changes))


def test_the_last_quarter_that_is_over_is_shown_to_whoever_asks_for_nothing_or_for_nonsense() -> None:
    quarters = possible_quarters(None, TODAY)
    assert quarters == (20261, 20254)
    for values in ({}, {"until": "20259", "by": "week", "tool": "none", "purpose": "both"}):
        asked = asked_of(values, quarters=quarters, versions=[TOOL], today=TODAY)
        assert asked == Asked(until=20254)
        assert said_of(asked) == ""
    first_day = asked_of(
        {}, quarters=possible_quarters(20244, date(2026, 4, 1)), versions=[], today=date(2026, 4, 1)
    )
    assert first_day.until == 20254


def test_what_is_asked_for_is_what_its_address_says() -> None:
    values = {"until": "20261", "by": "year", "tool": "tool-key", "purpose": "review"}
    quarters = possible_quarters(20253, TODAY)
    asked = asked_of(values, quarters=quarters, versions=[TOOL], today=TODAY)
    assert asked.as_query() == values
    assert said_of(asked) == "Review assessments only. Small care 1.0 only."
    chosen = {
        one.name: one.chosen for one in filters_of(asked, quarters=quarters, versions=[TOOL], today=TODAY)
    }
    assert chosen == values
    [until, *_] = filters_of(asked, quarters=quarters, versions=[TOOL], today=TODAY)
    assert [words for _, words in until.choices] == ["2026/27 Q1 so far", "2025/26 Q4", "2025/26 Q3"]


def test_a_month_to_come_has_no_value_and_a_running_quarter_says_so() -> None:
    told = tell(read(Asked(until=20261)))
    assert told.finding == "2 assessments completed in 2026/27 Q1 so far, 1 in the quarter before"
    assert told.months.rows[-2:] == (("May 2026", 0, 2), ("June 2026", None, None))
    assert told.over_time[LEAD].columns[-1].heading == "2026/27 Q1 so far"


def test_an_agency_that_was_not_there_yet_is_shown_when_it_is_counted() -> None:
    tallied = by_unit([Tallied(20261, 2, LEAD, Numbers(baseline=1, children=1))])
    told = tell(read(Asked(until=20261), agencies=[SCHOOL, LATE], tallied=tallied))
    assert [row[0] for row in told.quarter.rows] == ["School", "New health", "All agencies"]
    assert told.sentences == [
        "1 of 2 agencies completed or contributed to at least one in 2026/27 Q1 so far.",
        "Neither completed nor contributed to any: School.",
    ]
    assert [row[0] for row in tell(read(Asked(until=20261), agencies=[SCHOOL, LATE])).quarter.rows] == [
        "School",
        "All agencies",
    ]


def test_a_file_holds_every_table_and_what_was_left_out() -> None:
    asked = Asked(until=20261, span=Span.MONTH, purpose=Purpose.REVIEW, version=TOOL)
    months = by_unit([Tallied(202605, 1, LEAD, Numbers(review=2, children=3))])
    told = tell(read(asked, tallied=months))
    assert [column.heading for column in told.quarter.columns] == [
        "Agency",
        "Completed as lead",
        "Contributed to",
        "Children, as lead",
    ]
    assert told.quarter.rows[0] == ("School", 2, 0, 3)
    document = document_of(told, asked, made_on=TODAY, made_by="Helen Marsh, Thornmere")
    assert (
        list(document.tables)
        == [part for part in document.parts if isinstance(part, Table)]
        == list(told.tables)
    )
    assert "Review assessments only. Small care 1.0 only." in document.parts[0].paragraphs
