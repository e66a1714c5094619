"""Puts a bug into the program, builds it, and looks how long the attack takes to find it; for each
of several bugs. The status is 1 where one is not found.

    python3 -B Tests/Attack/planted.py --seconds 600 [--only BUG]

The sources are changed and put back: only in a checkout without changes of its own. The time is
that of the campaign alone, without the build.
"""

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from support import PACKAGE


class Bug:
    """A text in a file that another one takes the place of, and the campaign that has to see it."""

    def __init__(self, name, file, right, wrong, campaign):
        self.name, self.campaign = name, campaign
        self._file, self._right, self._wrong = PACKAGE / file, right, wrong

    def plant(self):
        """Changes the file; what it was before."""
        text = self._file.read_text()
        if text.count(self._right) != 1:
            raise SystemExit(f"{self._file}: {self._right!r} is not in it once; where is it now?")
        self._file.write_text(text.replace(self._right, self._wrong))
        return text

    def remove(self, text):
        self._file.write_text(text)


BUGS = [
    # With NORMAL, a command is told as done when its end has synced all; only orders of a server
    # show the difference.
    Bug("a lost sync", "Sources/InventoryStorage/Inventory.swift",
        '"PRAGMA synchronous = FULL"', '"PRAGMA synchronous = OFF"', "moments"),
    # The last of several rows of an address.
    Bug("a dropped row", "Sources/InventoryStorage/RevisionWriter.swift",
        "in added.indices.enumerated() {\n      try endpoints.add(",
        "in added.indices.prefix(max(1, added.count - 1)).enumerated() {\n      try endpoints.add(",
        "model"),
    Bug("a boundary of dates", "Sources/InventoryStorage/InventoryReader+Revisions.swift",
        "state = 'accepted' AND recorded_at <= ?", "state = 'accepted' AND recorded_at < ?",
        "model"),
    Bug("an unescaped sign", "Sources/ChangeReporting/CSVText.swift",
        '"=+-@".unicodeScalars', '"=+-".unicodeScalars', "signs"),
    Bug("a guard's limit", "Sources/EndpointModel/Guard/RevisionGuard+Loss.swift",
        "gone.count * 100 > before * limits.lossPercent",
        "gone.count * 100 > before * limits.lossPercent + 100", "guard"),
]


def found(bug, seconds, folder):
    """What the campaign says first, and after how many seconds; None where it sees nothing."""
    begin = time.monotonic()
    campaign = subprocess.Popen(
        ["python3", "-B", f"Tests/Attack/{bug.campaign}.py", "--gatebook", ".build/debug/gatebook",
         "--seconds", str(seconds), "--output", str(folder)],
        cwd=PACKAGE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    # A point that broke is told at once.
    first = campaign.stderr.readline()
    taken = time.monotonic() - begin
    campaign.send_signal(signal.SIGTERM)
    campaign.communicate()
    lines = (folder / f"{bug.campaign}.jsonl").read_text().splitlines()
    tried = json.loads(lines[-1])["tried"] if lines else 0
    return (first.strip(), taken, tried) if first else None


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=600,
                        help="how long each may take to be found")
    parser.add_argument("--only", choices=[bug.name for bug in BUGS])
    options = parser.parse_args()
    if subprocess.run(["git", "status", "--porcelain", "Sources"], cwd=PACKAGE, check=True,
                      capture_output=True).stdout:
        raise SystemExit("Sources has changes; commit them, or do this in another checkout")
    missed = 0
    for bug in BUGS:
        if options.only not in (None, bug.name):
            continue
        before = bug.plant()
        try:
            subprocess.run(["swift", "build", "-j", "1", "--product", "gatebook"], cwd=PACKAGE,
                           check=True, stdout=subprocess.DEVNULL)
            with tempfile.TemporaryDirectory() as folder:
                result = found(bug, options.seconds, Path(folder))
        finally:
            bug.remove(before)
        if result is None:
            missed += 1
            print(f"{bug.name}: not found by {bug.campaign} in {options.seconds} s", flush=True)
            continue
        said, taken, tried = result
        print(f"{bug.name}: {bug.campaign} after {taken:.1f} s, {tried} tried: {said[:200]}",
              flush=True)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
