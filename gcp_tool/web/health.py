"""Whether the server is up, and whether it can serve: for monitors, without sign-in and without content."""

from flask import Blueprint, Response
from sqlalchemy.exc import SQLAlchemyError

from gcp_tool.access.guards import public
from gcp_tool.extensions import db
from gcp_tool.models.schema import is_current

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def alive() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
@public
def ready() -> Response:
    """The database answers and has the tables this version needs."""
    try:
        current = is_current(db.session)
    except SQLAlchemyError:
        return Response("the database does not answer\n", 503, mimetype="text/plain")
    if not current:
        return Response("the database needs `gcp-tool upgrade`\n", 503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")
