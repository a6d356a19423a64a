"""The log as a file: the same lines as the page."""

from collections.abc import Sequence

from gcp_tool.access_log.presenters import EventView
from gcp_tool.documents.content import Column, Table
from gcp_tool.documents.csv_rows import write_csv

MOST_ROWS = 10_000
_COLUMNS = tuple(
    Column(heading) for heading in ("Number", "Day", "Time", "Who", "Agency", "What happened", "About")
)


def write_events(views: Sequence[EventView]) -> bytes:
    """A row for each event."""
    rows = tuple(
        (
            view.number,
            view.moment.date(),
            f"{view.moment:%H:%M:%S}",
            view.who,
            view.agency,
            view.sentence,
            view.about,
        )
        for view in views
    )
    return write_csv(Table("The log", _COLUMNS, rows))
