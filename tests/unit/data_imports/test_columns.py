"""The guide says what the columns are."""

from gcp_tool.data_imports.columns import ANSWER_COLUMNS, COLUMNS, HEAD_COLUMNS, NEEDED, columns_table
from gcp_tool.settings import ROOT


def test_the_guide_holds_the_table_that_is_made_of_the_columns() -> None:
    guide = (ROOT / "docs" / "how-to" / "import-scores.md").read_text(encoding="utf-8")
    assert columns_table() in guide


def test_every_column_is_of_the_head_or_of_the_answer() -> None:
    names = [column.name for column in COLUMNS]
    assert sorted(names) == sorted((*HEAD_COLUMNS, *ANSWER_COLUMNS))
    assert [name for name in names if name not in NEEDED] == [
        "child_name",
        "carer_name",
        "family_label",
        "team",
        "household",
        "age_band",
        "scope",
        "different",
    ]
