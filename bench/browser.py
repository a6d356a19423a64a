"""One person's browser: a signed-in session that asks for pages and sends forms, one connection after another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

HOST = "127.0.0.1"
_INPUT = re.compile(r'<input[^>]*type="hidden"[^>]*>')
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


class NoAnswer(RuntimeError):
    """A page did not answer as it should."""


@dataclass(slots=True)
class Browser:
    """A session with a server. `cookie` is the one that it holds, as it is sent."""

    port: int
    cookie: str = ""

    def ask(self, path: str, sent: Mapping[str, str] | None = None) -> str:
        """Ask for a page, or send a form to it; the text of the answer is returned.

        Raises:
            NoAnswer: it is neither a page nor where a form leads on.
        """
        connection = HTTPConnection(HOST, self.port, timeout=60)
        headers = {"Cookie": self.cookie, "Host": f"{HOST}:{self.port}"}
        if sent is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", path, urlencode(sent), headers)
        else:
            connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        if fresh := answer.headers.get("Set-Cookie"):
            self.cookie = fresh.partition(";")[0]
        if answer.status not in {200, 303}:
            raise NoAnswer(f"{path}: {answer.status}")
        return text


def signed_in(port: int, cookie: str, session: Mapping[str, Any], secret: str) -> Browser:
    """A browser that holds this session already."""
    app = Flask(__name__)
    app.secret_key = secret
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    if serializer is None:
        raise RuntimeError("a session needs a secret")
    return Browser(port, f"{cookie}={serializer.dumps(dict(session))}")


def hidden_fields(page: str) -> dict[str, str]:
    """What the forms of a page send back unseen."""
    fields = (dict(_ATTRIBUTE.findall(tag)) for tag in _INPUT.findall(page))
    return {one["name"]: one.get("value", "") for one in fields if "name" in one}
