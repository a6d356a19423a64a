"""A published tool file never changes, and the lock says so."""

import hashlib
import shutil
from pathlib import Path

import pytest

from gcp_tool.domain.errors import NotPossible, ToolError
from gcp_tool.instruments.problems import ToolFileInvalid
from gcp_tool.instruments.publishing import (
    NotAsPublished,
    Published,
    check_folders,
    check_published,
    list_published,
    publish,
)

TOOLS = Path(__file__).parents[2] / "data" / "tools"


@pytest.fixture
def folder(tmp_path):
    """Two tools that may be published."""
    for name in ("four-level", "headings"):
        shutil.copytree(TOOLS / name, tmp_path / name)
    return tmp_path


def lock_of(folder):
    return folder / "published.lock"


def sha256_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_publishing_adds_a_line_with_the_hash(folder):
    digest = sha256_of(folder / "four-level" / "1.0.yaml")
    assert publish(folder, "four-level", "1.0") == Published("four-level/1.0", digest)
    assert lock_of(folder).read_text(encoding="utf-8") == f"{digest}  four-level/1.0\n"


def test_what_was_published_before_stays_as_it_was(folder):
    publish(folder, "headings", "1.0")
    before = lock_of(folder).read_text(encoding="utf-8")
    publish(folder, "four-level", "1.0")
    assert lock_of(folder).read_text(encoding="utf-8").startswith(before)
    assert [each.name for each in list_published(folder)] == ["headings/1.0", "four-level/1.0"]
    check_published(folder)


def test_a_published_version_is_never_published_again(folder):
    publish(folder, "headings", "1.0")
    before = lock_of(folder).read_text(encoding="utf-8")
    with pytest.raises(NotPossible, match=r"headings/1\.0 is published already and cannot change"):
        publish(folder, "headings", "1.0")
    assert lock_of(folder).read_text(encoding="utf-8") == before


def test_a_changed_file_is_named(folder):
    publish(folder, "headings", "1.0")
    publish(folder, "four-level", "1.0")
    path = folder / "headings" / "1.0.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(NotAsPublished) as caught:
        check_published(folder)
    assert str(caught.value) == (
        f"The published tool file {path} has been changed: put it back, and make a new version instead."
    )
    assert isinstance(caught.value, ToolError)


def test_every_file_that_is_wrong_is_named(folder):
    publish(folder, "headings", "1.0")
    publish(folder, "four-level", "1.0")
    (folder / "headings" / "1.0.yaml").write_text("title: other", encoding="utf-8")
    (folder / "four-level" / "1.0.yaml").unlink()
    with pytest.raises(NotAsPublished) as caught:
        check_published(folder)
    assert f"{folder / 'headings' / '1.0.yaml'} has been changed" in str(caught.value)
    assert f"{folder / 'four-level' / '1.0.yaml'} is missing or cannot be read" in str(caught.value)


def test_nothing_more_is_published_beside_a_changed_file(folder):
    publish(folder, "headings", "1.0")
    (folder / "headings" / "1.0.yaml").write_text("title: other", encoding="utf-8")
    with pytest.raises(NotAsPublished, match="has been changed"):
        publish(folder, "four-level", "1.0")
    assert [each.name for each in list_published(folder)] == ["headings/1.0"]


def test_a_draft_may_stand_beside_published_files(folder):
    publish(folder, "headings", "1.0")
    (folder / "four-level" / "1.0.yaml").write_text("not even: [a tool", encoding="utf-8")
    check_published(folder)


def test_a_file_with_problems_is_not_published(folder):
    path = folder / "headings" / "1.0.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title", "titel"), encoding="utf-8")
    with pytest.raises(ToolFileInvalid):
        publish(folder, "headings", "1.0")
    assert not lock_of(folder).exists()


@pytest.mark.parametrize(
    ("code", "version"),
    [("nothing", "1.0"), ("headings", "2.0")],
)
def test_a_file_that_is_not_there_is_not_published(folder, code, version):
    with pytest.raises(ToolFileInvalid, match="cannot be read"):
        publish(folder, code, version)


@pytest.mark.parametrize(
    ("code", "version"),
    [
        ("../headings", "1.0"),
        ("headings", "1.0/../1.0"),
        ("head ings", "1.0"),
        ("", ""),
        ("headings", "1.0\n"),
    ],
)
def test_what_is_not_a_name_is_not_published(folder, code, version):
    with pytest.raises(NotPossible, match="is not the code and version of a tool"):
        publish(folder, code, version)


def test_without_a_lock_nothing_is_known_to_be_published(folder):
    with pytest.raises(NotAsPublished, match=r"There is no .*published\.lock"):
        check_published(folder)


def test_an_empty_lock_publishes_nothing(folder):
    lock_of(folder).write_text("", encoding="utf-8")
    check_published(folder)
    assert list_published(folder) == []


GOOD = f"{'a' * 64}  headings/1.0"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "headings/1.0",
        f"{'a' * 63}  headings/1.0",
        f"{'A' * 64}  headings/1.0",
        f"{'a' * 64} headings/1.0",
        f"{'a' * 64}  ../headings/1.0",
        f"{'a' * 64}  headings/1.0.yaml",
        f"{GOOD} ",
        "<<<<<<< HEAD",
    ],
)
def test_a_line_that_cannot_be_understood_is_named(folder, line):
    lock_of(folder).write_text(f"{'b' * 64}  four-level/1.0\n{line}\n", encoding="utf-8")
    with pytest.raises(NotAsPublished, match=r"published\.lock, line 2, is not a SHA-256, two spaces"):
        check_published(folder)


def test_a_lock_names_each_version_once(folder):
    lock_of(folder).write_text(f"{GOOD}\n{GOOD}\n", encoding="utf-8")
    with pytest.raises(NotAsPublished, match=r"names headings/1\.0 more than once"):
        check_published(folder)


def test_a_lock_that_is_not_text_is_refused(folder):
    lock_of(folder).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NotAsPublished, match="cannot be read as text"):
        check_published(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(NotAsPublished, match=r"There is no folder .*gone: the settings say that tools are"):
        check_published(tmp_path / "gone")


@pytest.fixture
def private(tmp_path_factory):
    """A folder of licensed tools with a lock of its own."""
    folder = tmp_path_factory.mktemp("licensed")
    shutil.copytree(TOOLS / "five-to-twenty", folder / "five-to-twenty")
    publish(folder, "five-to-twenty", "1.0")
    return folder


def test_every_folder_is_kept_to_its_own_lock(folder, private):
    publish(folder, "headings", "1.0")
    check_folders([folder, private])
    path = private / "five-to-twenty" / "1.0.yaml"
    path.write_text("title: other", encoding="utf-8")
    with pytest.raises(NotAsPublished, match=r"five-to-twenty/1\.0\.yaml has been changed"):
        check_folders([folder, private])


def test_a_private_folder_holds_no_version_of_a_tool_that_everybody_uses(folder, private):
    publish(folder, "headings", "1.0")
    shutil.copytree(TOOLS / "headings", private / "headings")
    publish(private, "headings", "1.0")
    with pytest.raises(NotAsPublished, match=r"The tool headings is published from .* and from .*licensed"):
        check_folders([folder, private])
