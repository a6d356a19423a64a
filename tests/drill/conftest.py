"""The long faults use the databases of the integration tests, both engines, and a server of their own."""

from tests.integration.app_fixtures import app, browser, made_app
from tests.integration.conftest import database, taking_turns
from tests.servers import postgresql_server, postgresql_url, sqlite_template

__all__ = [
    "app",
    "browser",
    "database",
    "made_app",
    "postgresql_server",
    "postgresql_url",
    "sqlite_template",
    "taking_turns",
]
