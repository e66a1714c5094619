"""The disks that a power cut can leave: what was synced is there; of what was not, anything."""

import os

SECTOR = 512

# Of what was not synced: all is there, nothing is, or each write is, is not, or is in part.
KEPT, DROPPED, TORN = "kept", "dropped", "torn"


class _File:
    """The writes and truncations of a file, with how many of them were synced."""

    def __init__(self, content=b""):
        self.content, self.changes, self.synced = content, [], 0


class Disk:
    """A disk from the files that it had, and what was done to it until the cut.

        Disk({"gatebook.sqlite": b"…"}, changes).left(TORN, random)  # {"gatebook.sqlite": b"…"}

    As on Linux's usual file systems, syncing a file also makes the entries of its folder durable,
    unless the disk is `strict`: then only syncing the folder does.
    """

    def __init__(self, files, changes, strict=False):
        self._entries = {name: _File(content) for name, content in files.items()}
        self._durable = dict(self._entries)
        # Changes of entries since their folder was synced: (folder, name, file or None).
        self._pending = []
        self._strict = strict
        for change in changes:
            self._do(change)

    def _do(self, change):
        path, file = change.path, self._entries.get(change.path)
        if change.kind in "WT" and file:
            file.changes.append(change)
        elif change.kind == "C":
            self._enter(path, _File())
        elif change.kind == "U":
            self._enter(path, None)
        elif change.kind == "R":
            self._enter(change.second, file)
            self._enter(path, None)
        elif change.kind == "S" and file:
            file.synced = len(file.changes)
            if not self._strict:
                self._sync_entries(os.path.dirname(path))
        elif change.kind == "S":
            self._sync_entries("" if path == "." else path)

    def _enter(self, name, file):
        _put(self._entries, name, file)
        self._pending.append((os.path.dirname(name), name, file))

    def _sync_entries(self, folder):
        for place, name, file in self._pending:
            if place == folder:
                _put(self._durable, name, file)
        self._pending = [entry for entry in self._pending if entry[0] != folder]

    def left(self, mode, random):
        """The files after the cut, by their names."""
        entries = dict(self._durable)
        # Entries are changed in their order: what comes after one that is lost is lost, too.
        kept = {KEPT: len(self._pending), DROPPED: 0, TORN: random.randint(0, len(self._pending))}
        for _, name, file in self._pending[:kept[mode]]:
            _put(entries, name, file)
        return {name: _content(file, mode, random) for name, file in entries.items()}


def _put(entries, name, file):
    if file is None:
        entries.pop(name, None)
    else:
        entries[name] = file


def _content(file, mode, random):
    content = bytearray(file.content)
    for number, change in enumerate(file.changes):
        if number < file.synced or mode == KEPT:
            _apply(content, change.kind, change.offset, change.bytes)
        elif mode == TORN:
            _apply_in_part(content, change, random)
    return bytes(content)


def _apply_in_part(content, change, random):
    fate = random.random()
    if fate < 0.4:
        _apply(content, change.kind, change.offset, change.bytes)
    elif fate < 0.7 and change.kind == "W":
        for start in range(0, len(change.bytes), SECTOR):
            if random.random() < 0.5:
                _apply(content, "W", change.offset + start, change.bytes[start:start + SECTOR])


def _apply(content, kind, offset, data):
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    if kind == "T":
        del content[offset:]
    else:
        content[offset:offset + len(data)] = data
