"""What Gatebook is timed beside: where it is, and of which version."""

import os
import shutil
import subprocess

import measure

PROGRAMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "programs")
PLACE_PYTHON = os.path.join(measure.ROOT, ".build/benchmark-peers/bin/python")
PACKAGES = ["duckdb", "netaddr", "pytricia"]
COMMANDS = ["sqlite3", "sqldiff", "iprange"]


def told(*command, by_failing=False):
    """The first line that a command prints, or nothing where it is not there or fails."""
    try:
        result = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            text=True,
        )
    except OSError:
        return None
    lines = result.stdout.splitlines()
    return lines[0].strip() if lines and (by_failing or result.returncode == 0) else None


def package_version(name):
    return told(PLACE_PYTHON, "-c", f"import {name}; from importlib.metadata import version; "
                                    f"print(version('{name}'))")


def command_version(name):
    if not shutil.which(name):
        return None
    # It is of the same source as sqlite3, and has no version of its own.
    if name == "sqldiff":
        return "of sqlite3's source"
    # Some end with a failure after they told it.
    words = (told(name, "--version", by_failing=True) or "").removeprefix(f"{name} ").split()
    return words[0] if words else "of an unknown version"


def versions():
    """The version of each peer, nothing for one that is missing."""
    of_python = told(measure.PYTHON, "-c", "import platform, sqlite3; "
                     "print(platform.python_version(), 'with sqlite', sqlite3.sqlite_version)")
    return {
        "python": of_python,
        **{name: package_version(name) for name in PACKAGES},
        **{name: command_version(name) for name in COMMANDS},
    }


def script(name, *arguments, package=False):
    """A command that runs one of the programs here, with the packages installed for it or not."""
    python = PLACE_PYTHON if package else measure.PYTHON
    return [python, "-B", os.path.join(PROGRAMS, name), *arguments]
