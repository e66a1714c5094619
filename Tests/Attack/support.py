"""What every campaign of the attack shares: its options, running the program, its result."""

import argparse
import json
import os
import random
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]

# Where commands run: a file system in memory, where there is one, saves the disk and time.
MEMORY = Path("/dev/shm")

# A program that runs longer than this hangs.
PATIENCE = 120


class Campaign:
    """One campaign of an attack, from its options to its last line.

        campaign = Campaign("model", __doc__)
        while campaign.has_time():
            campaign.tried("sequences")
            if wrong:
                campaign.broken("sequences", point, "revision 3 is missing", folder)
        sys.exit(campaign.finish())

    A point is a text that names one trial among those of a seed; `--repeat POINT` tries only that.
    """

    def __init__(self, name, description, more=lambda parser: None):
        """`more` adds options of the campaign's own to the parser."""
        parser = argparse.ArgumentParser(
            description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
        parser.add_argument("--gatebook", type=Path, required=True, help="the program")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--seconds", type=float, default=60, help="how long it may take")
        parser.add_argument("--output", type=Path, required=True,
                            help="the folder for its lines and for what broke")
        parser.add_argument("--short", action="store_true",
                            help="only what stands for the rest, for each change")
        parser.add_argument("--repeat", metavar="POINT", help="only this point")
        more(parser)
        self.options = parser.parse_args()
        self.name = name
        self.gatebook = self.options.gatebook.resolve()
        self.seed = self.options.seed
        self.short = self.options.short
        self.repeat = self.options.repeat
        self.output = self.options.output.resolve()
        self.output.mkdir(parents=True, exist_ok=True)
        self.lines = self.output / f"{name}.jsonl"
        self.lines.write_text("")
        self.begin = time.monotonic()
        self.parts = {}
        signal.signal(signal.SIGTERM, self._end_soon)

    def _end_soon(self, *_):
        """Told to end: the point that is tried is the last one, and no figure is lost."""
        self.options.seconds = 0

    def random(self, *names):
        """Random numbers of their own for what the names name, the same for the same seed."""
        return random.Random(":".join(map(str, (self.seed, *names))))

    def seconds_left(self):
        return self.begin + self.options.seconds - time.monotonic()

    def has_time(self):
        return self.seconds_left() > 0

    def attempts(self, attempt):
        """Calls `attempt` with 0, 1, 2 and on while there is time, or with the point to repeat."""
        if self.repeat:
            attempt(int(self.repeat))
            return
        number = 0
        while self.has_time():
            attempt(number)
            number += 1

    def tried(self, part, count=1):
        self._part(part)["tried"] += count

    def broken(self, part, point, why, folder=None):
        """Notes a point that broke, and keeps a copy of the folder that shows it."""
        self._part(part)["broken"] += 1
        kept = None
        if folder is not None:
            kept = self.output / "broken" / f"{self.name}-{_file_name(point)}"
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(folder, kept, symlinks=True)
        line = {"campaign": self.name, "part": part, "point": point, "why": why,
                "seed": self.seed, "repeat": self.repeat_command(point),
                "folder": str(kept) if kept else None}
        self._write(line)
        print(f"{self.name}: {point}: {why}\n  {line['repeat']}", file=sys.stderr, flush=True)

    def repeat_command(self, point):
        """The one command that tries a point again."""
        script = os.path.relpath(sys.argv[0])
        words = ["python3", "-B", script, "--gatebook", self.options.gatebook, "--seed", self.seed,
                 "--output", self.options.output, "--repeat", point]
        return " ".join(shlex.quote(str(word)) for word in words)

    def finish(self, **more):
        """Writes the last line, with more of the campaign's own, and gives the exit status: 0
        where nothing broke."""
        sums = {key: sum(part[key] for part in self.parts.values())
                for key in ("tried", "broken")}
        self._write({"campaign": self.name, **sums, "seed": self.seed,
                     "seconds": round(time.monotonic() - self.begin, 1), "parts": self.parts,
                     **more})
        return 1 if sums["broken"] else 0

    def _part(self, name):
        return self.parts.setdefault(name, {"tried": 0, "broken": 0})

    def _write(self, value):
        with self.lines.open("a") as file:
            file.write(json.dumps(value, sort_keys=True, ensure_ascii=False) + "\n")


def _file_name(text):
    return "".join(c if c.isalnum() or c in ".-_" else "-" for c in text)[:120]


class Ended:
    """How a program ended: its status (negative for a signal, None where it hung), its output
    (None where nobody listened) and what it said."""

    def __init__(self, status, output, error):
        self.status, self.output, self.error = status, output, error

    def __str__(self):
        return f"status {self.status}: {self.error.strip()[:300]}"


def environment(**variables):
    """The variables of a run: those of this process without what would change answers."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith("GATEBOOK_") and name not in ("LD_PRELOAD", "TZ")
            and not name.lower().endswith("_proxy")}
    # Settings of whoever runs this could name an inventory of their own.
    here = Path(__file__).resolve().parent
    own = {"GATEBOOK_CONFIG": str(here / "none.toml"), "XDG_CONFIG_HOME": str(here),
           "SWIFT_BACKTRACE": "enable=no"}
    return {**kept, **own, **variables}


def run(program, arguments, folder, variables=None, text=None, patience=PATIENCE):
    """Runs a program to its end in a folder. A signal that ends the campaign is none to it."""
    done = subprocess.Popen(
        [str(program), *map(str, arguments)], cwd=folder, env=environment(**(variables or {})),
        stdin=subprocess.PIPE if text is not None else subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    try:
        output, error = done.communicate(None if text is None else text.encode(), patience)
    except subprocess.TimeoutExpired:
        done.kill()
        output, error = done.communicate()
        return Ended(None, output.decode(errors="replace"), error.decode(errors="replace"))
    return Ended(done.returncode, output.decode(errors="replace"), error.decode(errors="replace"))


def library(source, folder):
    """Builds a library to preload from a C file beside this one, in a folder."""
    built = folder / (Path(source).stem + ".so")
    subprocess.run(
        [os.environ.get("CC", "cc"), "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-shared",
         "-fPIC", "-o", built, Path(__file__).parent / source], check=True)
    return built


def working_folder():
    """A new folder, removed with the value that is given: `with working_folder() as name:`."""
    return tempfile.TemporaryDirectory(
        prefix="gatebook-attack-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None)
