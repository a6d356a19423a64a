"""Drawing a sample that anybody can draw again: the same population, size and seed give the same families."""

import hashlib
from collections.abc import Sequence


def population_mark(ids: Sequence[int]) -> str:
    """Return the SHA-256 of a population, in hexadecimal: two populations have the same mark if they are the same."""
    return hashlib.sha256("\n".join(str(one) for one in sorted(ids)).encode()).hexdigest()


def draw(ids: Sequence[int], *, size: int, seed: int) -> Sequence[int]:
    """Return `size` of the ids, in the order in which they were drawn.

    Each id has a place of its own under a seed, by the SHA-256 of both, so every id is as likely as any other, the
    order in which ids are given does not matter, and a larger sample holds the smaller one.

    Raises:
        ValueError: the size is not between 1 and how many ids there are, or an id is there twice.
    """
    if len(set(ids)) != len(ids):
        raise ValueError("an id is there twice")
    if not 1 <= size <= len(ids):
        raise ValueError(f"{size} cannot be drawn from {len(ids)}")
    return sorted(ids, key=lambda one: (hashlib.sha256(f"{seed}:{one}".encode()).hexdigest(), one))[:size]
