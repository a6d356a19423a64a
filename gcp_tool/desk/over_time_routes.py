"""The page of a team over time. It counts families and days; it compares no workers."""

from datetime import date
from functools import partial
from hashlib import sha256

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.charts.columns import NARROW, WIDE, draw
from gcp_tool.charts.columns_content import MonthlyColumns, fingerprint, table, words
from gcp_tool.core import clock
from gcp_tool.desk.blueprint import blueprint
from gcp_tool.desk.over_time import queries
from gcp_tool.desk.over_time.telling import Counted, families_figure, work_figure
from gcp_tool.domain.dates import add_months
from gcp_tool.extensions import db
from gcp_tool.standing.months import finished_months
from gcp_tool.web.drawings import svg_markup
from gcp_tool.web.kept_drawings import drawings
from gcp_tool.web.pages import Page, go_to, page

_SHEETS = {"wide": WIDE, "narrow": NARROW}
_READ_BEFORE_MONTHS = 12  # a reading is told by the one before it


@blueprint.get("/teams/over-time")
@requires(Permission.REVIEW_RECORD)
def teams_over_time() -> Page | Response:
    """The teams of a manager; with one team, its page at once."""
    teams = queries.list_teams(db.session, current_actor())
    if len(teams) == 1:
        return go_to(url_for("desk.over_time", key=teams[0].key))
    return page("desk/teams_over_time.html", teams=teams)


@blueprint.get("/teams/<key>/over-time")
@requires(Permission.REVIEW_RECORD)
@records_viewing
def over_time(key: str) -> Page:
    """Where the team's families stood, and how the work went, over the last 12 months."""
    team = queries.get_team(db.session, current_actor(), key)
    months = finished_months(clock.today())
    counted = _counted(team.id, months[0])
    figures = {
        "families": families_figure(months, counted.standings),
        "work": work_figure(months, counted),
    }
    viewed(Event.TEAM_COUNTED, subject=("team", team.id), details={"months": len(months)})
    return page(
        "desk/over_time.html",
        team=team,
        charts=_drawn(figures),
        figures=[(name, figure.title, words(figure), table(figure)) for name, figure in figures.items()],
        is_kept=bool(counted.standings),
    )


def _counted(team_id: int, since: date) -> Counted:
    session = db.session
    return Counted(
        standings=queries.count_standings(session, team_id, since=since),
        reading_days=queries.list_reading_days(
            session, team_id, since=add_months(since, -_READ_BEFORE_MONTHS)
        ),
        sign_offs=queries.list_sign_offs(session, team_id, since=since),
        decision_days=queries.list_decision_days(session, team_id, since=since),
    )


def _drawn(figures: dict[str, MonthlyColumns]) -> dict[str, str]:
    """The drawings by name for a desk and for a phone; what was drawn before is read."""
    wanted = {
        f"{name}-{sheet}": (
            sha256(f"{fingerprint(figure)} in {columns}".encode()).hexdigest(),
            figure,
            columns,
        )
        for name, figure in figures.items()
        for sheet, columns in _SHEETS.items()
    }
    drawn = drawings({key: partial(draw, figure, columns) for key, figure, columns in wanted.values()})
    return {name: svg_markup(drawn[key]) for name, (key, _, _) in wanted.items()}
