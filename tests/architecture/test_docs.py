"""The docs say what the code does."""

import re
from collections.abc import Callable

import pytest

from docs.reference_pages import PAGES
from gcp_tool.settings import ROOT


@pytest.mark.parametrize(("name", "make"), sorted(PAGES.items()))
def test_a_page_made_from_the_code_is_true(name: str, make: Callable[[], str]) -> None:
    assert (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8") == make()


def test_every_link_between_docs_leads_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_make_target_is_in_the_help() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE).group(1).split())
    assert phony == set(re.findall(r"^([a-z]+):.*## ", text, re.MULTILINE))
