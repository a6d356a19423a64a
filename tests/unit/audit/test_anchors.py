"""A file of anchors reads as it was written, and a spoilt line is named."""

from datetime import date

import pytest

from gcp_tool.audit.anchors import Anchor, read_anchors
from gcp_tool.domain.errors import NotPossible

ONE = Anchor(date(2026, 11, 22), 812, "a1" * 32)


def test_an_anchor_reads_as_it_was_written() -> None:
    two = Anchor(date(2026, 11, 23), 900, "b2" * 32)
    assert read_anchors([f"{ONE}\n", "\n", f"  {two} \r\n"]) == [ONE, two]
    assert read_anchors([]) == []


@pytest.mark.parametrize(
    "spoilt",
    [
        "2026-11-22 812",
        f"2026-11-22 0 {'a' * 64}",
        f"2026-11-22 812 {'A' * 64}",
        f"2026-11-22 812 {'a' * 63}",
        f"2026-02-30 812 {'a' * 64}",
        f"2026-11-22 ８１２ {'a' * 64}",
        f"{ONE} {ONE}",
        "\ufffd",
    ],
)
def test_a_line_that_is_no_anchor_is_named(spoilt: str) -> None:
    with pytest.raises(NotPossible, match="Line 2 of the file of anchors"):
        read_anchors([str(ONE), spoilt])
