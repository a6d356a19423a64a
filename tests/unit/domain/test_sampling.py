"""A draw that anybody can repeat, and in which every family has the same chance."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.domain.sampling import draw, population_mark

IDS = st.lists(st.integers(1, 10_000), min_size=1, max_size=60, unique=True)
SEEDS = st.integers(1, 999_999)


@given(IDS, SEEDS, st.data())
def test_the_same_population_size_and_seed_draw_the_same_whatever_the_order(
    ids: list[int], seed: int, data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, len(ids)))
    again = data.draw(st.permutations(ids))
    drawn = draw(ids, size=size, seed=seed)
    assert drawn == draw(again, size=size, seed=seed)
    assert len(set(drawn)) == size
    assert set(drawn) <= set(ids)


@given(IDS, SEEDS)
def test_a_larger_sample_begins_with_the_smaller_one(ids: list[int], seed: int) -> None:
    whole = draw(ids, size=len(ids), seed=seed)
    assert [draw(ids, size=size, seed=seed) for size in range(1, len(ids) + 1)] == [
        whole[:size] for size in range(1, len(ids) + 1)
    ]


def test_every_family_is_drawn_about_as_often_as_any_other() -> None:
    seeds = range(1, 2001)
    drawn = Counter(one for seed in seeds for one in draw(range(1, 21), size=5, seed=seed))
    assert all(
        430 <= drawn[one] <= 570 for one in range(1, 21)
    )  # 500 is expected, 19 is one standard deviation


def test_a_draw_stays_what_it_was_when_it_was_published() -> None:
    assert draw(range(1, 11), size=4, seed=7) == [4, 7, 3, 8]


@pytest.mark.parametrize(("ids", "size"), [([1, 2], 3), ([1, 2], 0), ([], 1), ([1, 1], 1)])
def test_what_cannot_be_drawn_is_refused(ids: list[int], size: int) -> None:
    with pytest.raises(ValueError, match=r"drawn|twice"):
        draw(ids, size=size, seed=1)


@given(IDS, IDS)
def test_a_mark_tells_one_population_from_another(one: list[int], other: list[int]) -> None:
    assert (population_mark(one) == population_mark(other)) is (set(one) == set(other))
