"""The pages of tools: which there are, and one version read whole."""

from flask import request

from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.core.pagination import page_number
from gcp_tool.extensions import db
from gcp_tool.instruments import queries
from gcp_tool.instruments.blueprint import blueprint
from gcp_tool.instruments.presenters import present_tool
from gcp_tool.web.pages import Page, page


@blueprint.get("/")
@requires(Permission.TOOL_READ)
def index() -> Page:
    """The stored versions of tools."""
    versions = queries.list_versions(db.session, page_number(request.args.get("page")))
    return page("instruments/index.html", versions=versions, latest=queries.latest_keys(versions.rows))


@blueprint.get("/<key>")
@requires(Permission.TOOL_READ)
def show(key: str) -> Page:
    """One version, with every word of it."""
    version = queries.get_version(db.session, key)
    return page("instruments/show.html", version=version, tool=present_tool(version.instrument))
