"""How the house is kept: what may stand where, told by reading the code itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gcp_tool.settings import ROOT

PACKAGE = ROOT / "gcp_tool"
MODULES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 45


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def places(pattern: str, paths: list[Path]) -> list[str]:
    """Every line that matches, as file:line."""
    found = re.compile(pattern)
    return [
        f"{name_of(path)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if found.search(line)
    ]


def outside(lines: list[str], *allowed: str) -> list[str]:
    return [line for line in lines if not line.startswith(allowed)]


def test_every_module_says_what_lives_in_it() -> None:
    silent = [
        name_of(path) for path in MODULES if path.stat().st_size and not ast.get_docstring(tree_of(path))
    ]
    assert silent == []


def test_nothing_is_imported_inside_a_function() -> None:
    late = [
        f"{name_of(path)}:{inner.lineno}"
        for path in MODULES
        for function in functions(tree_of(path))
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert late == []


def test_nothing_is_imported_for_types_alone() -> None:
    assert places(r"\bTYPE_CHECKING\b", MODULES) == []


def test_only_the_transaction_commits() -> None:
    assert outside(places(r"\.commit\(", MODULES), "gcp_tool/audit/transactions.py") == []


def test_time_is_read_in_one_place() -> None:
    reads = places(
        r"datetime\.now\(|date\.today\(|utcnow|time\.time\(|func\.now\(|CURRENT_TIMESTAMP", MODULES
    )
    assert outside(reads, "gcp_tool/core/clock.py") == []


def test_the_signed_in_user_is_read_in_one_place() -> None:
    assert outside(places(r"\bcurrent_user\b", MODULES), "gcp_tool/access/actor.py") == []


def test_markup_is_trusted_only_in_the_web_room() -> None:
    assert outside(places(r"\bMarkup\b|mark_safe", MODULES), "gcp_tool/web/") == []
    assert places(r"\|\s*safe\b|autoescape", TEMPLATES) == []


def test_no_page_holds_script_or_style_of_its_own() -> None:
    assert places(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\"", TEMPLATES) == []


def test_no_module_is_named_for_nothing_in_particular() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "base_utils"}
    assert [
        name_of(path) for path in MODULES if vague & set(path.relative_to(PACKAGE).with_suffix("").parts)
    ] == []


def test_modules_and_functions_stay_readable() -> None:
    long_modules = [
        name_of(path)
        for path in MODULES
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_MODULE
    ]
    long_functions = [
        f"{name_of(path)}:{function.name}"
        for path in MODULES
        for function in functions(tree_of(path))
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert (long_modules, long_functions) == ([], [])


def test_enumerations_are_named_for_what_they_list() -> None:
    assert places(r"^class \w+Enum\b", MODULES) == []


@pytest.mark.parametrize(
    "words",
    [
        r"\ballotted\b",
        r"\babandon",
        r"\bvoided\b",
        r"\boscillat",
        r"\bscorer\b",
        r"\bGCP2\b",
        r"\bNSPCC\b",
        r"\bunborn\b",
        r"\binstrument\b(?![s]?[./_\"'])",
    ],
)
def test_the_screen_uses_the_words_people_use(words: str) -> None:
    def shown(path: Path) -> str:
        text = re.sub(r"\{[#%{].*?[#%}]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        return re.sub(r"<[^>]+>", "", text)

    assert [name_of(path) for path in TEMPLATES if re.search(words, shown(path), re.IGNORECASE)] == []


def test_no_test_is_skipped() -> None:
    mark = r"pytest\.skip|mark\.skip|importorskip|mark\.xfail|skipif"
    here = name_of(Path(__file__))
    assert outside(places(mark, TESTS), here) == []


def test_every_test_can_fail() -> None:
    # a page asked for or a form sent through tests.client is checked there, its status too
    ways = ("Assert(", "raises", "check", "expect", "assert_", "attr='get'", "attr='submit'", "attr='parse'")
    empty = [
        f"{name_of(path)}:{function.name}"
        for path in TESTS
        for function in functions(tree_of(path))
        if function.name.startswith("test_") and not any(way in ast.dump(function) for way in ways)
    ]
    assert empty == []
