"""Stored readings put in their places."""

from dataclasses import replace
from datetime import date

from gcp_tool.domain.change import ChangeRule
from gcp_tool.domain.instrument import Domain, Level, Scale
from gcp_tool.domain.vocabulary import AgeBand, MemberRole, NeglectType, Origin
from gcp_tool.standing.gathering import Sources, gather_cares
from gcp_tool.standing.series import Subject
from tests.unit.history.histories import JO, MIA, TODAY, TOOL, facts, member, months_ago

KOFI = Subject(3, "Kofi Harrow", birth_on=date(2017, 3, 14))
BABY = Subject(4, "Baby Harrow", expected_birth_on=date(2027, 3, 3))
SAM = Subject(5, "Sam Harrow", birth_on=date(1990, 5, 5))
EVERYBODY = (
    member(),
    member(JO, MemberRole.MAIN_CARER),
    member(SAM, MemberRole.SECOND_CARER),
    member(KOFI),
    member(BABY),
)


def gather(*given, tools=None, members=EVERYBODY, people=(MIA, JO, KOFI, BABY, SAM), closed_on=None):
    sources = Sources(tools or {1: TOOL}, {one.id: one for one in people}, members, closed_on, TODAY)
    return gather_cares(given, sources)


def test_nothing_read_is_nothing_to_show():
    assert gather() == ()


def test_each_child_with_each_carer_is_told_apart_children_by_age_and_carers_as_they_joined():
    given = [
        facts(TODAY, 2, child_id=child.id, carer_id=carer.id)
        for child in (BABY, MIA, KOFI)
        for carer in (SAM, JO)
    ]
    pairs = [(one.child.name.split()[0], one.carer.name.split()[0]) for one in gather(*given)]
    assert pairs == [
        ("Kofi", "Jo"), ("Kofi", "Sam"), ("Mia", "Jo"), ("Mia", "Sam"), ("Baby", "Jo"), ("Baby", "Sam"),
    ]  # fmt: skip


def test_what_ended_stands_after_what_is_live():
    members = (member(), member(KOFI, ended_on=months_ago(1)), member(JO, MemberRole.MAIN_CARER))
    found = gather(facts(TODAY, 2, child_id=KOFI.id), facts(TODAY, 2), members=members)
    assert [(one.child.name, one.ended is not None) for one in found] == [
        ("Mia Harrow", False),
        ("Kofi Harrow", True),
    ]


def test_every_domain_that_is_asked_has_a_series_even_if_it_was_never_graded():
    [found] = gather(facts(TODAY, 2))
    assert [(one.domain.id, one.in_scope, len(one.seen)) for one in found.series] == [
        ("physical", True, 1),
        ("food", True, 0),
    ]


def _with_domains(*domains, version="1.1", **changes):
    return replace(TOOL, version=version, domains=domains, **changes)


def test_a_domain_that_only_an_earlier_version_had_is_still_shown_but_no_longer_asked():
    later = _with_domains(TOOL.domain("food"))
    given = [facts(months_ago(6), 3), facts(TODAY, 2, domain="food", line="food", version_id=2)]
    [found] = gather(*given, tools={1: TOOL, 2: later})
    assert found.tool is later
    assert [(one.domain.id, one.in_scope) for one in found.series] == [("food", True), ("physical", False)]


def test_a_domain_that_has_nothing_for_the_age_of_the_child_is_not_asked():
    grown_up = Domain("work", "Work", NeglectType.EDUCATIONAL, (), "work")
    tool = _with_domains(*TOOL.domains, grown_up)
    [found] = gather(facts(TODAY, 2), tools={1: tool})
    assert [one.domain.id for one in found.series] == ["physical", "food"]


def test_of_two_readings_of_one_day_the_later_signed_off_is_the_point():
    first, later = (
        facts(TODAY, grade, assessment_id=number, signed_off_at=facts(day, 2).signed_off_at)
        for number, grade, day in ((1, 4, TODAY), (2, 2, months_ago(-1)))
    )
    for given in ((first, later), (later, first)):
        [found] = gather(*given)
        assert [one.level for one in found.series[0].seen] == [2]
        assert found.twice_on == (TODAY,)


def test_what_is_signed_off_stands_before_what_awaits_it():
    awaiting = facts(TODAY, 2, assessment_id=2, signed_off=False, signed_off_at=None)
    [found] = gather(facts(TODAY, 4, assessment_id=1), awaiting)
    assert [(one.level, one.signed_off) for one in found.series[0].seen] == [(4, True)]


def test_looking_again_without_grading_does_not_hide_a_grade_of_the_same_day():
    later = facts(TODAY, None, assessment_id=2, signed_off_at=facts(months_ago(-1), 2).signed_off_at)
    [found] = gather(facts(TODAY, 4, assessment_id=1), later)
    assert [one.level for one in found.series[0].seen] == [4]


def test_where_a_reading_came_from_is_kept():
    [found] = gather(facts(TODAY, 4, origin=Origin.IMPORTED, band=AgeBand.UNBORN, signed_off=False))
    [one] = found.series[0].seen
    assert (one.imported, one.before_birth, one.signed_off, one.version) == (True, True, False, "1.0")


def test_versions_of_one_scale_are_one_history():
    given = [facts(months_ago(3), 4), facts(TODAY, 4, version_id=2, line="small-care@2.0:physical")]
    [found] = gather(*given, tools={1: TOOL, 2: replace(TOOL, version="2.0")})
    assert [one.level for one in found.series[0].seen] == [4, 4]


def test_another_scale_is_another_history_and_only_the_latest_is_asked():
    levels = tuple(Level(n, n * 5, f"Level {n}", "In words") for n in range(1, 5))
    other = replace(
        TOOL, version="2.0", scale=Scale(levels, concern_from=3, serious_from=4), change=ChangeRule()
    )
    given = [facts(months_ago(3), 4), facts(TODAY, 2, version_id=2)]
    latest, earlier = gather(*given, tools={1: TOOL, 2: other})
    assert (latest.tool, earlier.tool) == (other, TOOL)
    assert [one.in_scope for one in latest.series] == [True, True]
    assert [(one.domain.id, one.in_scope) for one in earlier.series] == [("physical", False)]


def test_a_child_whose_birth_is_not_known_is_asked_what_was_asked_last():
    unknown = Subject(1, "Mia Harrow")
    [found] = gather(facts(TODAY, 2), people=(unknown, JO))
    assert [one.in_scope for one in found.series] == [True, True]
