"""Somebody who types: what the script of a page sends, sent by hand."""

import json
from typing import Any

from werkzeug.test import TestResponse

from gcp_tool.core.keys import new_key
from tests.client import Browser


class Typist:
    """A page that was opened, and what it may send of each answer."""

    def __init__(self, browser: Browser, path: str) -> None:
        soup = browser.get(path)
        form = soup.select_one("form[data-autosave]")
        assert form is not None, f"{path} saves nothing while it is typed"
        self.browser = browser
        self.spec: dict[str, Any] = json.loads(str(form["data-autosave"]))
        self.token = str(form.select_one("input[name=csrf_token]")["value"])
        self.names = {str(box["name"]) for box in form.select("[name]")}

    def place(self, code: str, kind: str = "") -> dict[str, Any]:
        """Where the answer of this code is kept."""
        found = [one for one in self.spec["answers"] if one["code"] == code and kind in ("", one["kind"])]
        assert found, code
        return found[0]

    def body(self, code: str, raw: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """What the page would send of an answer."""
        place = self.place(code, changes.get("kind", ""))
        body = {name: place[name] for name in ("profile", "kind", "code", "slot")}
        body |= {"write_id": new_key(), "revision": self.spec["revision"], "base_version": place["version"]}
        return body | {"raw": raw} | changes

    def send(self, body: Any, status: int = 200) -> dict[str, Any]:
        """Send it; what is answered."""
        response = self.put(body)
        assert response.status_code == status, response.text[:1500]
        return dict(response.get_json() or {})

    def put(self, body: Any) -> TestResponse:
        """Send it, whatever is answered."""
        headers = {"X-CSRFToken": self.token, "Accept": "application/json"}
        return self.browser.client.put(self.spec["url"], json=body, headers=headers)

    def type(self, code: str, raw: dict[str, Any], status: int = 200, **changes: Any) -> dict[str, Any]:
        """Type an answer; what is answered."""
        return self.send(self.body(code, raw, **changes), status)
