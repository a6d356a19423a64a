"""The shape of a tool file as JSON Schema, for editors that complete and explain while a file is written.

An editor knows the shape only: `gcp-tool instruments check` finds everything else.
"""

import json

from gcp_tool.instruments.format import ToolFile

SCHEMA_NAME = "schema.json"


def schema_text() -> str:
    """The schema as the file beside the tools holds it."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **ToolFile.model_json_schema(),
        "title": "A tool file of graded care assessments",
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
