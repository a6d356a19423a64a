"""What holds up submitting: tables of cases, and that nothing but what is lacking ever does."""

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from gcp_tool.domain.gates import (
    Given,
    Lack,
    find_areas_without_a_note,
    find_gaps,
    find_unconfirmed,
    is_much_better,
    items_needing_effort,
)
from gcp_tool.domain.scoring import Rating
from gcp_tool.domain.vocabulary import AnswerState, NotGradedReason
from tests.factories.tools import small_tool

TOOL = small_tool()
SCALE = TOOL.scale
AREA = TOOL.domains[1].areas[0]
ENOUGH, REGULAR = AREA.items
LEVELS = range(1, 6)


def graded(level: int) -> Given:
    return Given(Rating(AnswerState.GRADED, level))


def without(state: AnswerState, reason: NotGradedReason | None = NotGradedReason.NOT_SEEN) -> Given:
    return Given(Rating(state, None), reason)


@pytest.mark.parametrize(
    ("answer", "has_evidence", "lack"),
    [
        (None, False, Lack.ANSWER),
        (None, True, Lack.ANSWER),
        (graded(1), False, None),
        (graded(3), False, None),
        (graded(4), False, Lack.EVIDENCE),
        (graded(5), False, Lack.EVIDENCE),
        (graded(4), True, None),
        (graded(5), True, None),
        (without(AnswerState.NOT_KNOWN), False, None),
        (without(AnswerState.NOT_APPLICABLE), False, None),
        (without(AnswerState.NOT_KNOWN, None), True, Lack.REASON),
        (without(AnswerState.NOT_APPLICABLE, None), False, Lack.REASON),
    ],
)
def test_what_an_item_lacks(answer: Given | None, has_evidence: bool, lack: Lack | None) -> None:
    given = {ENOUGH.id: answer} if answer else {}
    gaps = find_gaps(SCALE, [ENOUGH], given, {ENOUGH.id} if has_evidence else set())
    assert [gap.lack for gap in gaps] == ([lack] if lack else [])


def test_gaps_come_in_the_order_of_the_tool() -> None:
    gaps = find_gaps(SCALE, AREA.items, {ENOUGH.id: graded(5)}, set())
    assert [(gap.item, gap.lack) for gap in gaps] == [(ENOUGH, Lack.EVIDENCE), (REGULAR, Lack.ANSWER)]


def test_a_copied_answer_waits_to_be_confirmed() -> None:
    assert find_unconfirmed(AREA.items, set()) == ()
    assert [(gap.item, gap.lack) for gap in find_unconfirmed(AREA.items, {REGULAR.id})] == [
        (REGULAR, Lack.CONFIRMING)
    ]


def test_each_area_needs_a_note() -> None:
    areas = [area for domain in TOOL.domains for area in domain.areas]
    assert find_areas_without_a_note(areas, {AREA.id}) == (areas[0],)
    assert find_areas_without_a_note(areas, {area.id for area in areas}) == ()


@pytest.mark.parametrize(
    ("before", "now", "asked"),
    [
        (5, 4, False),
        (5, 3, True),
        (4, 3, True),
        (4, 4, False),
        (3, 2, False),
        (3, 1, True),
        (2, 1, False),
        (1, 5, False),
        (4, 1, True),
    ],
)
def test_a_step_of_two_or_out_of_serious_is_asked_about(before: int, now: int, asked: bool) -> None:
    assert is_much_better(SCALE, before=before, now=now) is asked
    found = items_needing_effort(SCALE, AREA.items, {ENOUGH.id: graded(now)}, {ENOUGH.line: before})
    assert found == ((ENOUGH,) if asked else ())


@pytest.mark.parametrize(
    "answer", [None, without(AnswerState.NOT_KNOWN), without(AnswerState.NOT_APPLICABLE)]
)
def test_what_has_no_grade_now_is_not_asked_about(answer: Given | None) -> None:
    given = {ENOUGH.id: answer} if answer else {}
    assert items_needing_effort(SCALE, AREA.items, given, {ENOUGH.line: 5}) == ()


def test_what_had_no_grade_before_is_not_asked_about() -> None:
    assert items_needing_effort(SCALE, AREA.items, {ENOUGH.id: graded(1)}, {}) == ()


@tried(before=st.sampled_from(LEVELS), now=st.sampled_from(LEVELS))
def test_getting_better_still_is_never_asked_less(before: int, now: int) -> None:
    if now > 1 and is_much_better(SCALE, before=before, now=now):
        assert is_much_better(SCALE, before=before, now=now - 1)
    if now >= before:
        assert not is_much_better(SCALE, before=before, now=now)


@tried(levels=st.lists(st.sampled_from(LEVELS), min_size=2, max_size=2))
def test_evidence_for_everything_leaves_no_gap(levels: list[int]) -> None:
    given = {item.id: graded(level) for item, level in zip(AREA.items, levels, strict=True)}
    assert find_gaps(SCALE, AREA.items, given, {item.id for item in AREA.items}) == ()
    without_any = find_gaps(SCALE, AREA.items, given, set())
    assert len(without_any) == sum(SCALE.is_serious(level) for level in levels)
