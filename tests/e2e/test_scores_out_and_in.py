"""The whole borough taken out, brought into an empty database and taken out again is byte by byte the same."""

from pathlib import Path

from gcp_tool.audit.transactions import transaction
from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.data_imports.exporting.services import export_scores
from gcp_tool.data_imports.reading import read_file
from gcp_tool.data_imports.services import Choices, import_scores, prepare
from gcp_tool.instruments.services import store_published
from gcp_tool.models import schema
from gcp_tool.settings import ROOT
from tests.e2e.conftest import Borough


def test_the_borough_goes_out_and_in_and_out_the_same(borough: Borough, tmp_path: Path) -> None:
    """Given the borough, when its scores go into an empty database, then they come out the same."""
    first, again, book = (tmp_path / name for name in ("first.csv", "again.csv", "first.xlsx"))
    there = Engines(f"sqlite:///{borough.log.with_name('demo.db')}")
    counts = export_scores(there, first)
    export_scores(there, book, as_workbook=True)
    assert counts["assessments"] > 100
    url = f"sqlite:///{tmp_path}/empty.db"
    schema.upgrade(url)
    here = Engines(url)
    with transaction(here) as session:
        store_published(session, folders=[ROOT / "scoring_rules"], by=None)
    with here.reader() as session:
        prepared = prepare(
            session, file=read_file(first), choices=Choices(clock.today(), create_missing=True)
        )
    assert prepared.problems.lines(5) == []
    with transaction(here) as session:
        import_scores(session, prepared=prepared, by=None)
    export_scores(here, again)
    assert again.read_bytes() == first.read_bytes()
    text, sheet = read_file(first), read_file(book)
    rows = [[text.unmark(cell) for cell in cells] for _, cells in text.rows()]
    assert rows == [cells + [""] * (len(rows[0]) - len(cells)) for _, cells in sheet.rows()]
