"""What the log says of a request: which page, how it ended, how long it took. Never an address, a term or a name."""

import logging
import time
from secrets import token_hex
from typing import Any

from flask import Flask, Response, g, request

log = logging.getLogger("gcp_tool.requests")


class RequestFormatter(logging.Formatter):
    """One line an event, in key=value form. A failure is logged with its place in the code, not with its values."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; of an exception its type and where it was raised, for its message may hold what was typed."""
        line = f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S%z')} {record.levelname.lower()} {record.getMessage()}"
        error = record.exc_info[1] if record.exc_info else None
        return f"{line} {_traceback_without_values(error)}" if error else line


def _traceback_without_values(error: BaseException) -> str:
    places: list[str] = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}({code.co_name})")
        trace = trace.tb_next
    return f"error={type(error).__name__} at={'>'.join(places[-12:])}"


def configure_logs(app: Flask) -> None:
    """Log one line a request, by endpoint, with a number that error pages show too."""
    handler = logging.StreamHandler()
    handler.setFormatter(RequestFormatter())
    root = logging.getLogger("gcp_tool")
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    root.propagate = True
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.request_id = token_hex(8)
    g.started = time.perf_counter()


def _end(response: Response) -> Response:
    fields: dict[str, Any] = {
        "request": g.get("request_id", "-"),
        "method": request.method,
        "endpoint": request.endpoint or "-",
        "status": response.status_code,
        "ms": round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000),
    }
    log.info(" ".join(f"{name}={value}" for name, value in fields.items()))
    return response
