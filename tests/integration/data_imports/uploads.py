"""Past scores of a world's family, uploaded as its manager would."""

import io
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from gcp_tool.core import clock
from gcp_tool.data_imports.columns import COLUMNS
from gcp_tool.extensions import db
from tests.client import Browser
from tests.integration.world import World
from tests.unit.data_imports.sheets import Row, csv_bytes

IMPORT_COLUMNS = [column.name for column in COLUMNS]


def past_scores(world: World, **changes: str) -> list[Row]:
    """A good assessment of the world's family as two rows."""
    last = clock.today() - timedelta(days=40)
    common = {
        "assessment_ref": "OLD-1",
        "family_ref": world.family.ref,
        "child_ref": world.child.ref,
        "carer_ref": world.carer.ref,
        "carer_role": "main_carer",
        "purpose": "baseline",
        "window_from": (last - timedelta(days=10)).isoformat(),
        "window_to": last.isoformat(),
        "completed_on": last.isoformat(),
        "lead_email": world.worker.email,
        "agency": _agency_name(world),
        "instrument": world.tool.code,
        "version": world.tool.version,
        "grade": "2",
    }
    return [common | {"code": code} | changes for code in ("food.meals.enough", "physical.home.warmth")]


def _agency_name(world: World) -> str:
    with db.engines.reader() as session:
        return session.get_one(type(world.team), world.team.id).agency.name


def upload_scores(
    browser: Browser, rows: Sequence[Row], headings: Sequence[str] = IMPORT_COLUMNS, **fields: Any
) -> str:
    """Upload rows, with what else the form says; where it led."""
    action, data = browser.fields("/imports/new")
    sent = data | fields | {"file": (io.BytesIO(csv_bytes(rows, headings)), "Harrow family.csv")}
    return str(browser.post(action, sent, 303).location)
