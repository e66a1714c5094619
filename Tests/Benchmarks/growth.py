"""The worst documents that we know, at sizes that double: processor time and memory. Fails
where a document of 1 MB takes too long or too much, or time grows faster than the size.

`growth.py [NAME…]` takes only those whose names begin so."""

import os
import subprocess
import sys
import tempfile

import measure
from growth import worst

SIZES = [1 << 18, 1 << 19, 1 << 20]
# Of the largest: processor seconds, and MB.
MOST_SECONDS, MOST_MB = 6.0, 250
# Doubling the size may take so many times the time; below the floor, it is mostly the start.
MOST_GROWTH, FLOOR = 2.3, 0.4
# A machine that is slower for a while is not so three times.
TRIES = 3
PATIENCE = 60


def reading(path):
    """Processor seconds, MB and status of reading a document, however that ends."""
    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(
            [measure.GATEBOOK, "read", path, "--format", "json"], stdout=nowhere, stderr=nowhere,
            preexec_fn=limit)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def limit():
    import resource
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))


def faults(figures):
    seconds, mb, status = figures[-1]
    if status not in (0, 65):
        yield f"status {status}"
    if seconds > MOST_SECONDS:
        yield f"{seconds:.1f} s"
    if mb > MOST_MB:
        yield f"{mb:.0f} MB"
    for (before, _, _), (after, _, _) in zip(figures, figures[1:]):
        if after > FLOOR and after > MOST_GROWTH * before:
            yield f"{after / before:.1f} times the time of half its size"


def measured(paths):
    figures = []
    for path in paths:
        figures.append(reading(path))
        if figures[-1][0] > PATIENCE / 4:
            break
    return figures


def main(wanted):
    failed = 0
    print(f"{'document':<36}" + "".join(f"{size >> 10:>8} KB" for size in SIZES) + "   s, then MB")
    with tempfile.TemporaryDirectory(prefix="gatebook-growth-") as folder:
        for name, (ending, make) in worst.DOCUMENTS.items():
            if wanted and not name.startswith(tuple(wanted)):
                continue
            paths = [os.path.join(folder, f"{size}.{ending}") for size in SIZES]
            for path, size in zip(paths, SIZES):
                with open(path, "w") as file:
                    file.write(make(size))
            for _ in range(TRIES):
                figures = measured(paths)
                found = list(faults(figures))
                if not found:
                    break
            failed += bool(found)
            print(
                f"{name:<36}" + "".join(f"{seconds:>11.2f}" for seconds, _, _ in figures)
                + f"   {figures[-1][1]:.0f} MB" + ("   FAILURE " + "; ".join(found) if found else ""),
                flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
