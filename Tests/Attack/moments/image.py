"""A folder in memory: fixtures are put into place thousands of times."""

import hashlib
import os
import shutil

# The time of a fixture's files: so long ago that no document is taken for one that is still being
# written.
LONG_AGO = 1_609_459_200 * 1_000_000_000


class Image:
    """The folders and files below a folder, with their bytes, modes and times.

        image = Image.of(folder)
        image.put(folder)  # as it was
    """

    def __init__(self, folders, files):
        """`folders` are names, parents first; `files` has by name the bytes, the mode and the
        time."""
        self._folders, self._files = folders, files

    @classmethod
    def of(cls, folder):
        folders, files = [], {}
        for path in sorted(folder.rglob("*")):
            name = str(path.relative_to(folder))
            if path.is_dir():
                folders.append(name)
            elif path.is_file():
                found = path.stat()
                files[name] = path.read_bytes(), found.st_mode & 0o777, found.st_mtime_ns
        return cls(folders, files)

    def put(self, folder):
        """Makes the folder hold this and nothing else."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name in self._folders:
            (folder / name).mkdir()
        for name, (content, mode, time) in self._files.items():
            path = folder / name
            path.write_bytes(content)
            path.chmod(mode)
            os.utime(path, ns=(time, time))

    def name(self, inventory):
        """A name of all that a program can see: the same name, the same answer. Left out are the
        index of the log, which SQLite makes anew, and when exactly a file was written that was
        not there before."""
        digest = hashlib.blake2b(repr(self._folders).encode())
        for name, (content, mode, time) in self._files.items():
            if name == inventory + "-shm":
                continue
            is_old = name.startswith(inventory) or time == LONG_AGO
            digest.update(repr((name, mode, len(content), is_old)).encode())
            digest.update(content)
        return digest.digest()


Image.EMPTY = Image([], {})
