"""Times whole programs: the median of several runs, and the peak of their memory."""

import json
import os
import statistics
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GATEBOOK = os.path.abspath(
    os.environ.get("GATEBOOK") or os.path.join(ROOT, ".build/release/gatebook")
)
# The interpreter itself, not what a version manager puts before it.
PYTHON = os.path.realpath(sys.executable)

# Settings of the interpreter, such as unbuffered output, would slow what is timed.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def folder():
    return tempfile.TemporaryDirectory(prefix="gatebook-benchmark-")


def once(command, output=os.devnull, errors=""):
    """Runs a command once: its status, seconds, those of the processor, and peak memory in MB."""
    # Without the site's packages, which the small program does not need.
    launch = [PYTHON, "-S", os.path.join(os.path.dirname(__file__), "launch.py")]
    result = subprocess.run(
        [*launch, output, errors, *command], stdout=subprocess.PIPE, env=ENVIRONMENT, check=True
    )
    status, seconds, processor, kilobytes = result.stdout.split()
    return int(status), float(seconds), float(processor), int(kilobytes) / 1024


def run(command):
    """Runs a command that must not fail once: its seconds and its peak memory in MB."""
    status, seconds, _, mb = once(command)
    if status != 0:
        sys.exit(f"{' '.join(command)} failed")
    return seconds, mb


def report(name, command, runs=9):
    """Prints a line with the median of several runs."""
    return report_by_turns([(name, command)], runs)[0]


def report_by_turns(commands, runs=9):
    """Prints a line for each name and command, with the median of several runs; a machine
    that is slower for a while is so for all."""
    rounds = [[run(command) for _, command in commands] for _ in range(runs)]
    medians = []
    for (name, _), results in zip(commands, zip(*rounds)):
        medians.append(statistics.median(seconds for seconds, _ in results))
        print(f"  {name:<58}{medians[-1] * 1000:8.0f} ms{max(mb for _, mb in results):7.0f} MB")
    return medians


def least():
    """The MB that are told of a program that holds nothing."""
    return once(["true"])[3]


class Failed(Exception):
    pass


def apart(function, *arguments):
    """What a function gives, as JSON, called in a process of its own, so that the memory
    it takes is free again while programs are timed."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            told = {"value": function(*arguments)}
        except Exception as error:
            told = {"error": f"{type(error).__name__}: {error}"}
        with open(writing, "w") as pipe:
            json.dump(told, pipe)
        os._exit(0)
    os.close(writing)
    with open(reading) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    told = json.loads(text) if text else {"error": "ended without an answer"}
    if "error" in told:
        raise Failed(told["error"])
    return told["value"]
