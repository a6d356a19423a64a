"""The shape of a tool file as editors read it: the file beside the tools is the format, no more and no less."""

import json
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from gcp_tool.instruments.schema import SCHEMA_NAME, schema_text

ROOT = Path(__file__).parents[3]
SCHEMA: dict[str, Any] = json.loads(schema_text())
FILES = [
    *sorted((ROOT / "scoring_rules").glob("*/*.yaml")),
    *sorted((ROOT / "tests" / "data" / "tools").glob("*/*.yaml")),
]


def part(node: dict[str, Any]) -> dict[str, Any]:
    """What a node of the schema means: followed to its definition, without the choice of nothing."""
    if "$ref" in node:
        return part(SCHEMA["$defs"][node["$ref"].rpartition("/")[2]])
    if "anyOf" in node:
        return part(next(each for each in node["anyOf"] if each.get("type") != "null"))
    return node


def strangers(node: dict[str, Any], data: object, place: str) -> list[str]:
    """Names in the data that the schema does not know, and required ones that the data lacks."""
    node = part(node)
    if isinstance(data, list):
        return [each for one in data for each in strangers(node["items"], one, place)]
    if not isinstance(data, dict) or "properties" not in node:
        return []
    known = node["properties"]
    wrong = [f"{place}.{name}" for name in data if name not in known]
    wrong += [f"{place}.{name} is missing" for name in node.get("required", []) if name not in data]
    return wrong + [
        each for name, value in data.items() if name in known for each in strangers(known[name], value, name)
    ]


def test_the_file_beside_the_tools_is_made_from_the_format() -> None:
    path = ROOT / "scoring_rules" / SCHEMA_NAME
    assert path.read_text(encoding="utf-8") == schema_text(), "write it: gcp-tool instruments schema"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_tool_file_fits_the_schema(path: Path) -> None:
    assert strangers(SCHEMA, YAML(typ="safe").load(path), "file") == []


def test_every_name_is_explained_to_whoever_writes_a_file() -> None:
    parts = {"file": SCHEMA, **{name: each for name, each in SCHEMA["$defs"].items() if "properties" in each}}
    silent = [
        f"{name}.{field}"
        for name, each in parts.items()
        for field, said in each["properties"].items()
        if not said.get("description")
    ]
    assert silent == []


def test_the_schema_knows_no_names_beyond_its_own() -> None:
    parts = [SCHEMA, *(each for each in SCHEMA["$defs"].values() if "properties" in each)]
    assert all(each["additionalProperties"] is False for each in parts)


def test_rules_and_ages_are_offered_by_name() -> None:
    assert SCHEMA["$defs"]["CombiningPart"]["properties"]["rule"]["enum"][0] == "median_with_override"
    assert SCHEMA["$defs"]["AgeBand"]["enum"] == ["unborn", "0-1", "2-4", "5-10", "11-17"]
