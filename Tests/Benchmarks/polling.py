"""How long polls take while a table of 100,000 rows is stored beside them.

    sh Tests/benchmark.sh polling [--rows 100000] [--connections 32] [--pause 0.05]

A server gives lists of two deployments to connections that stay open, each of which asks, and asks
again after a pause. First nothing else happens; then `gatebook sync` stores the table for the first
time, then one in which every tenth row is another, then one in which all are. Told are the time that
each sync took, how many answers came meanwhile, and the slowest of them: an answer that waits for the
one that writes would show there. $GATEBOOK_SERVER names a release build of it.
"""

import argparse
import os
import re
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import measure

SEEDS = Path(__file__).resolve().parents[2] / "Seeds"
SMALL, BIG = "eschat/canada-aws-02", "big/list"
# What each connection asks for in turn: a list that stays, one that changes, the index.
TARGETS = [f"/lists/{SMALL}.txt", f"/lists/{BIG}.txt?service=S7", f"/lists/{BIG}.txt?service=S8",
           "/lists"]


class Poller:
    """A connection that stays open: it asks, reads the answer whole, and asks again."""

    def __init__(self, port, number):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setblocking(False)
        self.number, self.count = number, number
        self.begun = self.next = None
        self.left, self.head = 0, b""

    def ask(self):
        target = TARGETS[self.count % len(TARGETS)]
        self.count += 1
        self.head, self.left = b"", None
        self.begun = time.monotonic()
        self.socket.send(f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode())

    def read(self):
        """Seconds that the answer took, if it has come whole; nil otherwise."""
        some = self.socket.recv(1 << 20)
        if not some:
            raise SystemExit("the server closed a connection")
        if self.left is None:
            self.head += some
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return None
            length = re.search(rb"(?i)\r\ncontent-length: (\d+)", self.head[:end + 2])
            self.left = int(length[1]) - (len(self.head) - end - 4)
            if not self.head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 404")):
                raise SystemExit(self.head[:200].decode())
        else:
            self.left -= len(some)
        if self.left > 0:
            return None
        took, self.begun = time.monotonic() - self.begun, None
        return took


def poll(pollers, pause, is_done):
    """The times of all answers until something is done."""
    selector = selectors.DefaultSelector()
    for poller in pollers:
        selector.register(poller.socket, selectors.EVENT_READ, poller)
        poller.next = time.monotonic() + pause * poller.number / len(pollers)
    times = []
    while not is_done() or any(poller.begun for poller in pollers):
        now, done = time.monotonic(), is_done()
        for poller in pollers:
            if poller.begun is None and poller.next <= now and not done:
                poller.ask()
        for key, _ in selector.select(timeout=0.002):
            took = key.data.read()
            if took is not None:
                times.append(took)
                key.data.next = time.monotonic() + pause
    selector.close()
    return times


def told(what, times, seconds, more=""):
    times = sorted(times)
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))] * 1000
    slow = sum(time > 0.1 for time in times)
    print(f"{what}: {seconds:.2f} s{more}, {len(times)} answers, median {at(.5):.2f} ms, "
          f"99 of 100 within {at(.99):.1f} ms, slowest {times[-1] * 1000:.1f} ms, "
          f"{slow} above 100 ms", flush=True)


def table(path, rows, other):
    """A list of so many addresses, of which some are others than in the first."""
    with open(path, "w") as out:
        out.write("service,address,ports,protocol\n")
        for row in range(rows):
            number = row + (1 << 23 if other and row % other == 0 else 0)
            address = f"{20 + (number >> 24)}.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
            out.write(f"S{row % 50},{address},443,tcp\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--pause", type=float, default=0.05, help="seconds between two polls")
    options = parser.parse_args()
    program, server = measure.GATEBOOK, os.environ.get("GATEBOOK_SERVER")
    if server is None:
        raise SystemExit("polling: $GATEBOOK_SERVER names no server; swift build -c release --traits "
                         "Server --product gatebook-server makes it")
    with tempfile.TemporaryDirectory() as folder:
        inventory = f"{folder}/gatebook.sqlite"

        def sync(deployment, document):
            return [program, "sync", deployment, document, "--inventory", inventory]

        subprocess.run(sync(SMALL, str(SEEDS / "eschat-canada-aws-02.txt")), check=True,
                       stdout=subprocess.DEVNULL)
        serving = subprocess.Popen(
            [server, "--inventory", inventory, "--port", "0", "--public-lists"],
            stderr=subprocess.PIPE, text=True)
        port = int(re.search(r":(\d+)$", serving.stderr.readline().strip())[1])
        try:
            pollers = [Poller(port, number) for number in range(options.connections)]
            until = time.monotonic() + 5
            told("nothing else", poll(pollers, options.pause, lambda: time.monotonic() > until), 5)
            for what, other in [("the first table", 0), ("every tenth row another", 10),
                                ("all rows others", 1)]:
                table(f"{folder}/list.csv", options.rows, other)
                begun = time.monotonic()
                syncing = subprocess.Popen(
                    sync(BIG, f"{folder}/list.csv"), stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE)
                times = poll(pollers, options.pause, lambda: syncing.poll() is not None)
                if syncing.returncode not in (0, 77):
                    raise SystemExit(syncing.stderr.read().decode())
                told(what, times, time.monotonic() - begun,
                     " (held)" if syncing.returncode == 77 else "")
        finally:
            serving.terminate()
            serving.wait(20)


if __name__ == "__main__":
    sys.exit(main())
