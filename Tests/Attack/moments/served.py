"""A program that waits with its libraries loaded, and runs once for each order: see `serve` in
faults.c."""

import contextlib
import os
import select
import signal
import socket
import struct
import subprocess

import support
from moments import shim


class Served:
    """A command of the program, run again and again.

        served = Served([gatebook, "log", "vendor/cloud"], library, place, scratch)
        served.run({}).status  # 0
        served.close()
    """

    def __init__(self, words, library, folder, scratch):
        """`folder` is where it runs; files for what it prints stand in `scratch`."""
        self._folder = folder
        self._output, self._error = scratch / "output", scratch / "error"
        self._orders, theirs = socket.socketpair()
        # Orders can replace variables, not add any.
        variables = {**dict.fromkeys(shim.VARIABLES, ""), "LD_PRELOAD": str(library),
                     "LD_BIND_NOW": "1", "ATTACK_ORDERS": str(theirs.fileno())}
        self._process = subprocess.Popen(
            list(map(str, words)), env=support.environment(**variables), pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
        theirs.close()

    def run(self, variables, patience=support.PATIENCE):
        """Runs it to its end, as `support.run` does."""
        texts = [str(self._folder), str(self._output), str(self._error),
                 *(f"{name}={value}" for name, value in variables.items())]
        order = b"".join(text.encode() + b"\0" for text in texts)
        self._orders.sendall(struct.pack("=I", len(order)) + order)
        process = self._answer()
        is_late = not select.select([self._orders], [], [], patience)[0]
        if is_late:
            # It may have ended meanwhile.
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(self._answer())
        if is_late and status == -signal.SIGKILL:
            status = None
        return support.Ended(status, self._output.read_bytes().decode(errors="replace"),
                             self._error.read_bytes().decode(errors="replace"))

    def _answer(self):
        answer = self._orders.recv(4, socket.MSG_WAITALL)
        if len(answer) != 4:
            raise RuntimeError("the program that waits for orders has ended")
        return struct.unpack("=i", answer)[0]

    def close(self):
        self._orders.close()
        self._process.wait()
