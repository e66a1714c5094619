"""Scenarios of the server: it is started, asked for one thing, and stopped."""

import http.client
import os
import re
import select
import signal
import subprocess
import time
import tomllib
import urllib.parse

import support
from moments import scenarios

# What the fixtures give the token `desk`.
TOKEN = "a token for the attack"


class Order(scenarios.Scenario):
    """A route that writes; `orders.toml` tells of its fields."""

    def __init__(self, server, name, fields):
        super().__init__(name, {**fields, "command": []})
        self._server = os.path.abspath(server)
        self._path, self._form = fields["path"], fields.get("form")

    def run(self, workshop, variables):
        """Starts the server, asks, and stops it. The status is that of a command which did the
        same: 0 done, 74 failed, 64 refused, negative where the server died of a signal."""
        server = subprocess.Popen(
            [self._server, "--inventory", self.inventory, "--port", "0"], cwd=workshop.place,
            env=support.environment(**(variables or {})), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
        said, port = _until_it_listens(server)
        answer = self._ask(port) if port else None
        if server.poll() is None and port:
            server.send_signal(signal.SIGTERM)
        try:
            said += server.communicate(timeout=support.PATIENCE)[1].decode(errors="replace")
        except subprocess.TimeoutExpired:
            server.kill()
            server.communicate()
            return support.Ended(None, "", said)
        if answer is not None and answer < 400:
            return support.Ended(0, "", said)
        if server.returncode < 0:
            return support.Ended(server.returncode, "", said)
        if answer is None:
            return support.Ended(server.returncode or 74, "", said)
        return support.Ended(64 if answer < 500 else 74, "", f"answer {answer} {said}")

    def _ask(self, port):
        """The status of the answer; None where the server died before it."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=support.PATIENCE)
        headers = {"Authorization": f"Bearer {TOKEN}",
                   "Content-Type": "application/x-www-form-urlencoded"}
        try:
            if self._form is None:
                connection.request("GET", self._path, headers=headers)
            else:
                form = urllib.parse.urlencode(self._form)
                connection.request("POST", self._path, form, headers)
            response = connection.getresponse()
            response.read()
            return response.status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()


def _until_it_listens(server):
    """What the server said, and the port that it named; None where it ended before."""
    said, end = b"", time.monotonic() + support.PATIENCE
    while time.monotonic() < end:
        if select.select([server.stderr], [], [], 1)[0]:
            some = os.read(server.stderr.fileno(), 4096)
            said += some
            found = re.search(rb"http://[^ \n]*:(\d+)", said)
            if found or not some:
                return said.decode(errors="replace"), found and int(found[1])
    return said.decode(errors="replace"), None


def load(server):
    """The scenarios of the server; none where there is no server to attack."""
    if server is None:
        return []
    with (scenarios.FOLDER / "orders.toml").open("rb") as text:
        return [Order(server, name, fields) for name, fields in tomllib.load(text).items()]
