"""`gcp-tool instruments`: check, compare, publish and list, here or in a folder of licensed tools."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from gcp_tool.cli.instruments import FOLDER, instruments
from gcp_tool.domain.errors import ToolError
from gcp_tool.instruments.schema import schema_text

TOOLS = Path(__file__).parents[2] / "data" / "tools"


@pytest.fixture
def licensed(tmp_path: Path) -> Path:
    """A folder of tools with a lock that names none."""
    folder = tmp_path / "licensed"
    shutil.copytree(TOOLS, folder)
    (folder / "published.lock").write_text("", encoding="utf-8")
    return folder


def said(*words: object) -> list[str]:
    result = CliRunner().invoke(instruments, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def test_our_own_tools_are_good() -> None:
    assert [line.split(":")[1].split(",")[0] for line in said("check")] == [" good"] * len(
        list(FOLDER.glob("*/*.yaml"))
    )


def test_a_folder_of_licensed_tools_is_checked_published_and_listed_in_place(licensed: Path) -> None:
    assert "headings/1.0: good, 1 items" in said("check", "--folder", licensed)
    [published] = said("publish", "headings/1.0", "--folder", licensed)
    assert published.endswith("  headings/1.0")
    assert said("list", "--folder", licensed) == [published.removeprefix("Published: ")]
    assert "headings/1.0" not in "".join(said("list"))


def test_a_changed_licensed_tool_is_found(licensed: Path) -> None:
    said("publish", "headings/1.0", "--folder", licensed)
    path = licensed / "headings" / "1.0.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(ToolError, match="has been changed"):
        said("check", "--folder", licensed)


def test_two_versions_are_compared_by_name_or_by_file(licensed: Path) -> None:
    by_name = said("diff", "compared/1.0", "compared/1.1", "--folder", licensed)
    files = [licensed / "compared" / f"{version}.yaml" for version in ("1.0", "1.1")]
    assert by_name == said("diff", *files)
    assert by_name[0] == "compared/1.0 (Compared) to compared/1.1 (Compared)"
    assert by_name[1] == "Comparable: grades made with either stand on one line."
    assert any(line.startswith("item added: ") for line in by_name)


def test_a_tool_that_is_not_there_is_a_sentence(licensed: Path) -> None:
    with pytest.raises(ToolError, match="cannot be read"):
        said("diff", "compared/1.0", "compared/9.0", "--folder", licensed)


def test_the_schema_is_written_whole() -> None:
    assert "\n".join(said("schema")) + "\n" == schema_text()
