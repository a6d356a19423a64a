"""A real server that can be killed, and a client that knows what was acknowledged. Loopback only."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from json import dumps
from pathlib import Path
from urllib.parse import urlencode

from gcp_tool.settings import ROOT

READY_WITHIN = 90


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Server:
    """`gcp-tool serve` in processes of its own, started and killed as a power cut would."""

    def __init__(self, url: str, owner_url: str, secret: str, log: Path) -> None:
        self.port = free_port()
        self.log = log
        self.settings = {
            "DATABASE_URL": url,
            "GCP_OWNER_DATABASE_URL": owner_url,
            "GCP_SECRET_KEY": secret,
            "GCP_TRAINING_AREA": "true",
            "GCP_HTTPS": "false",
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it can serve."""
        with self.log.open("ab") as written:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gcp_tool.cli", "serve"],
                cwd=ROOT,
                env=os.environ | self.settings,
                stdout=written,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log.read_text()[-3000:]
            try:
                if self.ask("GET", "/readyz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"not ready within {READY_WITHIN} seconds")

    def kill(self) -> None:
        """Kill every process of it at once, without a word."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def ask(
        self,
        method: str,
        path: str,
        cookie: str = "",
        form: dict[str, object] | None = None,
        *,
        json: object = None,
        token: str = "",
    ) -> tuple[int, str, str]:
        """The status, the place led to and the body of an answer. Raises OSError when there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": f"gcp={cookie}"} if cookie else {}
        body = None
        if form is not None:
            body = urlencode(form, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if json is not None:
            body = dumps(json)
            headers |= {
                "Content-Type": "application/json",
                "Accept": "application/json",
                "X-CSRFToken": token,
            }
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location", ""), answer.read().decode()
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()
