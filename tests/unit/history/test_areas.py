"""The areas of a domain at each reading: the tool's own rule over what was given and what was held."""

from datetime import date

import pytest

from gcp_tool.domain.instrument import Area, Domain
from gcp_tool.history.areas import Why, areas_of
from gcp_tool.history.presenters.areas import present_areas
from gcp_tool.standing.series import DomainSeries
from tests.unit.history.histories import (
    JO,
    MIA,
    TODAY,
    TOOL,
    care,
    ended,
    every_three_months,
    months_ago,
    seen,
)

WARMTH, SLEEP = "physical.home.warmth", "physical.home.sleep"
HOME = "physical/physical.home"


def areas(*readings):
    whole = care(DomainSeries(TOOL.domain("physical"), in_scope=True, seen=readings))
    return areas_of(whole, whole.series[0])


def read(level=2, **changes):
    return seen(TODAY, level, band="2-4", **({"graded": 2, "of_items": 2} | changes))


@pytest.mark.parametrize(
    ("given", "held", "level", "partial"),
    [
        ({WARMTH: 1, SLEEP: 2}, {}, 2, False),
        ({WARMTH: 1, SLEEP: 4}, {}, 4, False),
        ({WARMTH: 1}, {}, 1, True),
        ({WARMTH: 1}, {SLEEP: 5}, 5, False),
        ({HOME: 3}, {}, 3, False),
        ({}, {HOME: 4}, 4, False),
    ],
)
def test_an_area_has_the_grade_that_the_tools_rule_makes_of_its_items(given, held, level, partial):
    [home] = areas(read(given=given, held=held))
    assert (home.grades[0].level, home.grades[0].is_partial) == (level, partial)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"given": {WARMTH: 2}}, Why.GIVEN),
        ({"given": {SLEEP: 2}, "held": {WARMTH: 4}}, Why.HELD),
        ({"given": {SLEEP: 2}, "not_applicable": frozenset({WARMTH})}, Why.NOT_APPLICABLE),
        ({"given": {SLEEP: 2}}, Why.NOT_GRADED),
        ({"given": {HOME: 2}}, Why.AS_A_WHOLE),
        ({"given": {}}, Why.AS_A_WHOLE),
        ({"level": None, "graded": 0}, Why.NOT_GRADED),
    ],
)
def test_it_is_told_why_an_item_has_a_grade_or_none(changes, why):
    [home] = areas(read(**changes))
    [warmth, _] = home.items
    assert warmth.grades[0].why is why


def test_what_is_not_applicable_does_not_make_an_area_partial():
    [home] = areas(read(given={WARMTH: 2}, not_applicable=frozenset({SLEEP})))
    assert (home.grades[0].level, home.grades[0].is_partial) == (2, False)


def test_an_area_of_another_age_is_not_shown():
    domain = TOOL.domain("physical")
    cot = Area("physical.cot", "Cot", ())
    whole = care(
        DomainSeries(
            Domain(domain.id, domain.title, domain.neglect_type, (*domain.areas, cot), domain.line),
            in_scope=True,
            seen=(read(given={WARMTH: 2, SLEEP: 2}),),
        )
    )
    assert [one.area.title for one in areas_of(whole, whole.series[0])] == ["Home"]


def shown(*readings, **changes):
    whole = care(DomainSeries(TOOL.domain("physical"), in_scope=True, seen=readings), **changes)
    [view] = present_areas([whole], "physical", past=[], evidence=EVIDENCE, today=TODAY)
    return view


EVIDENCE = {(months_ago(0).toordinal(), MIA.id, JO.id, WARMTH): 2}
EARLIER = {"band": "2-4", "of_items": 2, "graded": 2, "given": {WARMTH: 4, SLEEP: 4}}
LATER = {"band": "2-4", "of_items": 2, "graded": 1, "given": {WARMTH: 2}, "held": {SLEEP: 4}}
TWO = every_three_months((4, EARLIER), (4, LATER))


def test_the_domain_is_drawn_first_then_each_area_and_no_name_is_drawn():
    figure = shown(*TWO).figure
    assert [(panel.title, panel.finding) for panel in figure.panels] == [
        ("Physical care", "unchanged, now 4"),
        ("Home", "unchanged, now 4"),
    ]
    assert "Harrow" not in repr(figure)
    assert (figure.start, figure.end) == (months_ago(3), date(2026, 11, 30))


def test_every_item_is_told_at_every_reading_with_how_much_evidence_there_is():
    view = shown(*TWO)
    rows = [
        (row.title, row.is_area, [(cell.value, cell.words, cell.marks) for cell in row.cells])
        for row in view.rows
    ]
    assert rows == [
        ("Home", True, [(4, "", ()), (4, "", ())]),
        ("Warmth", False, [(4, "", ()), (2, "", ("2 notes",))]),
        ("Sleep", False, [(4, "", ()), (4, "", ("not re-checked",))]),
    ]


BETTER = {"band": "2-4", "of_items": 2, "graded": 2, "given": {WARMTH: 2, SLEEP: 2}}


@pytest.mark.parametrize(
    ("later", "words", "flags"),
    [
        ([LATER], "unchanged, now 4", ("One item only: Warmth", "Partly graded", "Not re-checked: Sleep")),
        ([BETTER], "improved, not yet shown to be kept, now 2", ()),
        ([BETTER, BETTER], "improved and kept, now 2", ()),
        ([BETTER, EARLIER], "slipped back, now 4", ()),
    ],
)
def test_an_area_is_told_by_the_rule_that_tells_of_domains(later, words, flags):
    levels = [(max({**one["given"], **one.get("held", {})}.values()), one) for one in [EARLIER, *later]]
    [home] = shown(*every_three_months(*levels)).areas
    assert (home.title, home.words, home.flags) == ("Home", words, flags)


def test_an_area_nobody_looked_at_again_is_no_reading_of_it():
    later = {"band": "2-4", "of_items": 2, "graded": 0, "given": {}, "held": {WARMTH: 4, SLEEP: 4}}
    panel = shown(*every_three_months((4, EARLIER), (4, later))).figure.panels[1]
    assert [point.on for line in panel.lines for point in line.points] == [months_ago(3)]
    assert panel.finding == "first reading, now 4"


def test_a_series_that_ended_is_told_as_it_ended():
    panel = shown(*TWO, ended=ended(TODAY)).figure.panels[1]
    assert panel.finding == "unchanged, 4 when it ended"


def test_a_domain_graded_as_one_says_so_of_its_items_and_draws_no_area():
    view = shown(read(3, graded=1, of_items=1))
    assert {cell.words for row in view.rows for cell in row.cells} == {"graded as a whole"}
    assert view.figure.panels[1].lines == ()


def test_a_domain_that_nobody_ever_read_is_none():
    assert present_areas([care((), (2,))], "physical", past=[], evidence={}, today=TODAY) == []
