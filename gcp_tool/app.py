"""`create_app`: one named step per concern, in the order in which they depend on each other."""

from datetime import timedelta

from flask import Flask, request, url_for
from werkzeug.middleware.proxy_fix import ProxyFix

import gcp_tool.access_log.routes
import gcp_tool.accounts.away
import gcp_tool.accounts.cover
import gcp_tool.accounts.journal
import gcp_tool.accounts.routes
import gcp_tool.assessments.routes
import gcp_tool.coordination.routes
import gcp_tool.data_imports.routes
import gcp_tool.desk.caseload_routes
import gcp_tool.desk.over_time_routes
import gcp_tool.desk.routes
import gcp_tool.desk.team_routes
import gcp_tool.families.routes
import gcp_tool.history.report_routes
import gcp_tool.history.routes
import gcp_tool.history.sheet_routes
import gcp_tool.history.single_routes
import gcp_tool.instruments.routes
import gcp_tool.lookup.routes
import gcp_tool.plans.routes
import gcp_tool.reviews.routes
import gcp_tool.samples.routes
from gcp_tool.access.actor import find_actor
from gcp_tool.access.guards import check_access, public
from gcp_tool.accounts.sessions import configure_sessions, seconds_left
from gcp_tool.accounts.sign_in import configure_sign_in
from gcp_tool.core.database import Engines
from gcp_tool.extensions import compress, csrf, db, limiter
from gcp_tool.instruments.publishing import check_folders
from gcp_tool.settings import ROOT, Settings, load_settings
from gcp_tool.web import health
from gcp_tool.web.errors import configure_errors
from gcp_tool.web.help import help_for
from gcp_tool.web.logs import configure_logs
from gcp_tool.web.navigation import navigation_for
from gcp_tool.web.pages import PageFlask
from gcp_tool.web.requests import configure_requests
from gcp_tool.web.security import configure_security_headers
from gcp_tool.web.static_files import serve_static_files
from gcp_tool.web.template_helpers import configure_templates

STATIC = ROOT / "static"
FORM_LIMIT = 2 * 1024 * 1024
_ROOMS = (
    gcp_tool.accounts.routes,
    gcp_tool.families.routes,
    gcp_tool.instruments.routes,
    gcp_tool.assessments.routes,
    gcp_tool.plans.routes,
    gcp_tool.history.routes,
    gcp_tool.data_imports.routes,
    gcp_tool.reviews.routes,
    gcp_tool.samples.routes,
    gcp_tool.lookup.routes,
    gcp_tool.coordination.routes,
    gcp_tool.access_log.routes,
    gcp_tool.desk.routes,
)


def create_app(settings: Settings | None = None) -> Flask:
    """The application, ready to serve.

    Raises:
        UnsafeSettings: the settings would put records at risk.
        NotAsPublished: a published tool is not the file it was when published.
    """
    settings = settings or load_settings()
    check_folders(settings.tool_folders)
    app = PageFlask("gcp_tool", static_folder=str(STATIC), static_url_path="/static", template_folder=None)
    _configure_flask(app, settings)
    configure_logs(app)
    configure_requests(app)
    _connect_database(app, settings)
    _configure_forms_and_limits(app, settings)
    configure_sessions(app, settings)
    configure_sign_in(app, settings)
    app.before_request(check_access)
    _configure_pages(app, settings)
    configure_errors(app)
    _open_rooms(app)
    _serve_static_files(app)
    return app


def _configure_flask(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=FORM_LIMIT,
        MAX_FORM_MEMORY_SIZE=FORM_LIMIT,
        MAX_FORM_PARTS=2000,
        PERMANENT_SESSION_LIFETIME=timedelta(
            days=7
        ),  # our own limits are shorter; a late form is still known as ours
        PREFERRED_URL_SCHEME="https" if settings.https else "http",
        TRUSTED_HOSTS=None,
    )
    app.extensions["gcp_settings"] = settings
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]


def _connect_database(app: Flask, settings: Settings) -> None:
    db.connect(Engines(settings.database_url))
    app.teardown_appcontext(db.close)


def _configure_forms_and_limits(app: Flask, settings: Settings) -> None:
    app.config["RATELIMIT_STORAGE_URI"] = settings.rate_limit_storage
    app.config["RATELIMIT_HEADERS_ENABLED"] = True
    csrf.init_app(app)
    limiter.init_app(app)
    app.config["COMPRESS_MIMETYPES"] = ["text/html", "text/css", "application/json", "image/svg+xml"]
    compress.init_app(app)


def _configure_pages(app: Flask, settings: Settings) -> None:
    configure_templates(app)
    configure_security_headers(app, https=settings.https)

    @app.context_processor
    def _everywhere() -> dict[str, object]:
        actor = find_actor()
        return {
            "actor": actor,
            "navigation": navigation_for(actor),
            "training_area": settings.training_area,
            "notices": [],
            **(
                {"help_url": help_for(request.endpoint or "").at(guides)}
                if (guides := settings.guides_url)
                else {}
            ),
            **(_of_the_signed_in() if actor is not None else {}),
        }


def _of_the_signed_in() -> dict[str, object]:
    return {
        "account_url": url_for("accounts.show"),
        "away_url": url_for("accounts.put_away"),
        "session_lasts": seconds_left(),
    }


def _open_rooms(app: Flask) -> None:
    app.register_blueprint(health.blueprint)
    for routes in _ROOMS:
        app.register_blueprint(routes.blueprint)


def _serve_static_files(app: Flask) -> None:
    app.view_functions["static"] = public(app.view_functions["static"])
    serve_static_files(app)
