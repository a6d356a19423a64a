"""What a JSON column holds is read quickly, and just as the standard library reads it."""

import json

import pytest

from gcp_tool.core.database import read_json

TEXTS = [
    '{"child": 1, "points": [["2026-06-26", 4, 4, true, null]]}', r'"Zo\u00eb \ud83d\ude00"', '"Zoë"', "1.5", "-0.0",
    "1e999", "123456789012345678901234567890", '{"a": 1, "a": 2}', "[]", r'"\ud800"', "[" * 300 + "]" * 300,
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_json_is_read_as_the_standard_library_reads_it(text: str) -> None:
    expected = json.loads(text)
    assert read_json(text) == expected
    assert repr(read_json(text.encode())) == repr(expected)


@pytest.mark.parametrize("text", ["", "{", "{'a': 1}", "[1,]"])
def test_what_is_not_json_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_json(text)
