"""The preloaded library `faults.c`, asked to act or to record."""

import os
import struct
from collections import namedtuple

# What a call on a file was: `kind` as faults.c names it, `path` below the folder.
Call = namedtuple("Call", "kind path")

# What changed on the disk, or a sync; `second` is the new name of what was renamed.
Change = namedtuple("Change", "kind path second offset bytes")

# What an order to the library can set.
VARIABLES = ["ATTACK_FOLDER", "ATTACK_CALL", "ATTACK_FAULT", "ATTACK_ON", "ATTACK_CALLS",
             "ATTACK_RECORD", "ATTACK_TIME"]

READS = {"read", "pread"}
WRITES = {"write", "pwrite"}
NEED_ROOM = WRITES | {"fsync", "fdatasync", "ftruncate", "mmap", "rename", "open"}


class Shim:
    """The library, attached to runs in one folder."""

    def __init__(self, library, folder, scratch, now):
        """`now` is the time of day of all runs, in seconds since 1970."""
        self.library, self.folder = library, folder
        self._time = str(now)
        self._calls, self._record = scratch / "calls", scratch / "record"

    def failing(self, number, fault, goes_on=False):
        """The variables of a run in which something happens at a call."""
        variables = {**self.attached(), "ATTACK_CALL": str(number), "ATTACK_FAULT": fault}
        return {**variables, "ATTACK_ON": "1"} if goes_on else variables

    def watching(self):
        """The variables of a run whose calls and changes are kept."""
        self._calls.unlink(missing_ok=True)
        self._record.unlink(missing_ok=True)
        return {**self.attached(), "ATTACK_CALLS": str(self._calls),
                "ATTACK_RECORD": str(self._record)}

    def attached(self):
        """The variables of a run in which nothing happens that would not."""
        return {**self.timed(), "ATTACK_FOLDER": str(self.folder)}

    def timed(self):
        """The variables of a run that only has the time of the others."""
        return {"LD_PRELOAD": str(self.library), "ATTACK_TIME": self._time}

    def calls(self):
        """The calls of the run that was watched."""
        lines = self._calls.read_text().splitlines() if self._calls.exists() else []
        return [Call(kind, self._below(path))
                for kind, path in (line.split(" ", 1) for line in lines)]

    def changes(self):
        """What the run that was watched changed and synced, in its order."""
        rest = self._record.read_bytes() if self._record.exists() else b""
        head = struct.Struct("=cHHQQ")
        place, found = 0, []

        def take(count):
            nonlocal place
            place += count
            return rest[place - count:place]

        while place < len(rest):
            kind, length, second, offset, count = head.unpack(take(head.size))
            path, second = take(length).decode(), take(second).decode()
            found.append(Change(kind.decode(), self._below(path), second and self._below(second),
                                offset, take(count)))
        return found

    def _below(self, path):
        return os.path.relpath(path, self.folder)


def faults_of(call):
    """The faults that a call can meet, each with whether all later calls meet it, too."""
    found = [("EIO", False), ("EIO", True), ("KILL", False)]
    if call.kind in NEED_ROOM:
        found += [("ENOSPC", False), ("ENOSPC", True)]
    if call.kind in READS | WRITES:
        found.append(("SHORT", False))
    if call.kind in WRITES:
        found.append(("TEAR", False))
    return found
