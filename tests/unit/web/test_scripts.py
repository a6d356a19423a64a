"""The scripts of our pages: small, each found by the others, and served under a name that changes with them."""

import gzip
import re
import shutil
from pathlib import Path

from gcp_tool.settings import ROOT
from gcp_tool.web.static_files import scripts_folder

STATIC = ROOT / "static"
SCRIPTS = sorted(STATIC.glob("*.js"))
MOST_BYTES, MOST_SENT = 30_000, 15_000
_IMPORTED = re.compile(r'^import \{([^}]+)\} from "\./([^"?]+)', re.MULTILINE)
_EXPORTED = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)


def test_our_scripts_are_small() -> None:
    assert sum(path.stat().st_size for path in SCRIPTS) <= MOST_BYTES


def test_what_is_sent_of_our_scripts_is_small() -> None:
    assert sum(len(gzip.compress(path.read_bytes(), 6)) for path in SCRIPTS) <= MOST_SENT


def test_every_script_finds_what_it_asks_of_the_others() -> None:
    exported = {path.name: set(_EXPORTED.findall(path.read_text(encoding="utf-8"))) for path in SCRIPTS}
    asked = {
        (path.name, name.strip(), other)
        for path in SCRIPTS
        for names, other in _IMPORTED.findall(path.read_text(encoding="utf-8"))
        for name in names.split(",")
    }
    lacking = {one for one in asked if one[2] in exported and one[1] not in exported[one[2]]}
    assert lacking == set()
    assert {other for _, _, other in asked} - set(exported) == {"govuk/govuk-frontend.min.js"}


def test_nothing_writes_markup_or_runs_text() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", texts) == []
    )


def test_the_folder_is_named_for_what_is_in_it(tmp_path: Path) -> None:
    for path in SCRIPTS:
        shutil.copy(path, tmp_path)
    assert scripts_folder(tmp_path) == scripts_folder(STATIC)
    (tmp_path / "saving.js").write_text("// another\n", encoding="utf-8")
    assert scripts_folder(tmp_path) != scripts_folder(STATIC)
