"""Times whole programs: the median of several runs, and the peak of their memory."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

GATEBOOK = os.path.abspath(".build/release/gatebook")
# The interpreter itself, not what a version manager puts before it.
PYTHON = os.path.realpath(sys.executable)


def folder():
    return tempfile.TemporaryDirectory(prefix="gatebook-benchmark-")


def run(command, **options):
    """Runs a command once: its seconds and its peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{' '.join(command)} failed")
    return seconds, usage.ru_maxrss / 1024


def report(name, command, runs=9, **options):
    """Prints a line with the median of several runs."""
    results = [run(command, **options) for _ in range(runs)]
    seconds = statistics.median(seconds for seconds, _ in results)
    print(f"  {name:<58}{seconds * 1000:8.0f} ms{max(mb for _, mb in results):7.0f} MB")
    return seconds
