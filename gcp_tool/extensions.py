"""The Flask extensions and the database of a request, made once and joined to the app in `app`."""

from flask import g
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect
from sqlalchemy.orm import Session

from gcp_tool.core.database import Engines


class RequestDatabase:
    """The engines of the app and the one session of the request: for reading, until a write takes its place."""

    def __init__(self) -> None:
        self._engines: Engines | None = None

    def connect(self, engines: Engines) -> None:
        """Use these engines from now on."""
        self._engines = engines

    @property
    def engines(self) -> Engines:
        """The engines; an app that was not made by `create_app` has none."""
        if self._engines is None:
            raise RuntimeError("The database is connected by create_app.")
        return self._engines

    @property
    def session(self) -> Session:
        """The session of this request, opened for reading when first asked for."""
        if "database_session" not in g:
            g.database_session = self.engines.reader()
        session: Session = g.database_session
        return session

    def use(self, session: Session) -> None:
        """Let a write session stand in for the reading one while a write lasts."""
        self.end_read()
        g.database_session = session

    def end_read(self) -> None:
        """End the reading: what was loaded stays readable, nothing more can be loaded through it."""
        session: Session | None = g.pop("database_session", None)
        if session is not None:
            session.expunge_all()
            session.close()

    def close(self, _error: BaseException | None = None) -> None:
        """Called when the request is over."""
        self.end_read()


db = RequestDatabase()
csrf = CSRFProtect()
compress = Compress()
limiter = Limiter(get_remote_address, headers_enabled=True)
