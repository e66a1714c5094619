"""Measures processor time and memory at sizes that double: for each format's worst documents and
giant parts, and for commands.

Fails where time more than 2.3 times doubles twice in a row, where 64 KB take more than a second,
and where memory exceeds 100 bytes for each byte and 2 KB for each address that is stated and each
finding, beyond what the program takes for a small document of that kind: a word of five letters is
a token of some hundred bytes while its cell is read, a row holds its cells, what they say and its
endpoint. The limits are those of a release build; `--slowness 10` suits a debug build.

A point is the name of a document or command.
"""

import io
import os
import re
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import giants
from support import PACKAGE, Campaign, environment, working_folder

sys.path.insert(0, str(PACKAGE / "Tests/Benchmarks"))
from growth import worst  # noqa: E402  (the package of the benchmark; this file is a program)

KB = 1024
MOST_GROWTH = 2.3
MOST_SECONDS = 1.0          # for 64 KB
MOST_BYTES, MOST_BYTES_A_THING = 100, 2 * KB
# Below these, what is measured is the start of the program, or how memory is handed out.
LEAST_SECONDS = 0.25
SLACK = 24 << 20
PATIENCE = 60
TRIES = 3
ADDRESS = re.compile(rb"\b\d{1,3}(?:\.\d{1,3}){3}\b|\bwww\.")


class Figure:
    """What one run took."""

    def __init__(self, size, seconds, memory, endpoints, findings, status):
        self.size, self.seconds, self.memory = size, seconds, memory
        self.endpoints, self.findings, self.status = endpoints, findings, status

    def __str__(self):
        return f"{self.size >> 10} KB {self.seconds:.2f} s {self.memory >> 20} MB"


def measure(campaign, words, folder, size):
    """Runs a command: processor seconds, peak memory, and how many endpoints and findings it
    tells."""
    output = folder / "output.json"
    with output.open("wb") as out:
        process = subprocess.Popen(
            [str(campaign.gatebook), *words], cwd=folder, env=environment(), stdout=out,
            stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, preexec_fn=limit)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    text = output.read_bytes()
    return Figure(size, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KB,
                  text.count(b'"portRole"'), text.count(b'"severity"'), process.returncode)


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))


def faults(figures, base, slowness, legal=(0, 65)):
    """What is wrong with the figures of one document; `base` is what a small one takes."""
    grew = 0
    for before, after in zip(figures, figures[1:]):
        factor = (after.seconds - base.seconds) / max(before.seconds - base.seconds, 0.001)
        is_told = after.seconds - base.seconds > LEAST_SECONDS * slowness
        grew = grew + 1 if is_told and factor > MOST_GROWTH * (after.size / before.size / 2) else 0
        if grew == 2:
            yield f"time grows by {factor:.1f} where the size doubles"
    for figure in figures:
        if figure.status not in legal:
            yield f"status {figure.status} at {figure.size >> 10} KB"
        if figure.size <= 80 * KB and figure.seconds - base.seconds > MOST_SECONDS * slowness:
            yield f"{figure.seconds:.1f} s for {figure.size >> 10} KB"
    last = figures[-1]
    most = MOST_BYTES * last.size + MOST_BYTES_A_THING * (last.endpoints + last.findings) + SLACK
    if last.memory - base.memory > most:
        yield (f"{(last.memory - base.memory) / last.size:.0f} bytes of memory a byte at "
               f"{last.size >> 10} KB")


def grown(figure, sizes):
    """The figures of each size, as far as anyone would wait, and that of almost nothing."""
    base = figure(256)
    figures = []
    for size in sizes:
        figures.append(figure(size))
        if figures[-1].seconds > PATIENCE / 4:
            break
    return figures, base


def documents():
    """By name: the ending of the file, and what makes its bytes."""
    out = giants.documents()
    for name, (ending, make) in worst.DOCUMENTS.items():
        out[name] = (ending, lambda n, make=make: make(n).encode("utf-8", "surrogatepass"))
    return out


def content(data, ending):
    """What there is to read: of an archive, what was packed."""
    if ending not in giants.OFFICE_KINDS:
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return b"".join(file.read(name) for name in file.namelist())


def try_document(campaign, name, sizes, folder):
    ending, make = documents()[name]
    path = folder / f"a.{ending}"
    words = ["read", path.name, "--format", "json"]

    def figure(size):
        data = make(size)
        path.write_bytes(data)
        found = measure(campaign, words, folder, len(content(data, ending)))
        # One that is stated twice takes its room until both are read.
        found.endpoints = max(found.endpoints, len(ADDRESS.findall(content(data, ending))))
        return found
    return grown(figure, sizes)


def rows(count, other=0):
    """A table of addresses as CSV; `other` of them with another port."""
    return "service,ip,port,protocol\n" + "".join(
        f"S{i % 50},{20 + (i >> 16 & 63)}.{i >> 8 & 255}.{i & 255}.1,"
        f"{8443 if i < other else 443},tcp\n" for i in range(count))


COMMANDS = ["sync first", "sync next", "sync next, all held", "sync unchanged", "show", "diff",
            "diff --files", "lookup --batch", "aggregate", "export changes", "rules",
            "firewall write"]


def try_command(campaign, name, sizes, folder):
    """A command on a table of so many bytes of CSV."""
    def figure(size):
        count = max(8, size // 24)
        for old in folder.glob("*.sqlite*"):
            old.unlink()
        (folder / "one.csv").write_text(rows(count))
        (folder / "two.csv").write_text(rows(count, count if "held" in name else count // 3))
        (folder / "asked.txt").write_text("".join(
            line.split(",")[1] + "\n" for line in rows(count).splitlines()[1:]))

        def run(*words, legal=(0,)):
            found = measure(campaign, words, folder, size)
            if found.status not in legal:
                raise RuntimeError(f"{' '.join(words)} ends with {found.status}")
        before = ["sync", "v/c"]
        if name != "sync first" and name != "diff --files":
            run(*before, "one.csv")
        if name in ("diff", "export changes"):
            run(*before, "two.csv")
        if name in ("rules", "firewall write"):
            run("customer", "add", "anna", "--deployment", "v/c")
        if name == "firewall write":
            run("firewall", "add", "edge", "--target", "nftables", "--allow", "v/c")
        words = {
            "sync first": [*before, "one.csv"], "sync next": [*before, "two.csv"],
            "sync next, all held": [*before, "two.csv"], "sync unchanged": [*before, "one.csv"],
            "show": ["show", "v/c"], "diff": ["diff", "v/c@1", "v/c@2"],
            "diff --files": ["diff", "--files", "one.csv", "two.csv"],
            "lookup --batch": ["lookup", "--batch", "asked.txt"],
            "aggregate": ["aggregate", "v/c"], "export changes": ["export", "changes", "v/c"],
            "rules": ["rules", "anna"], "firewall write": ["firewall", "write", "edge"],
        }[name]
        found = measure(campaign, words + (
            ["--format", "json"] if name not in ("aggregate",) else []), folder, size)
        # Each row is an endpoint, twice where two tables are compared.
        found.endpoints = 2 * count
        return found
    return grown(figure, sizes)


def main():
    campaign = Campaign("growth", __doc__, lambda parser: parser.add_argument(
        "--slowness", type=float, default=1, metavar="FACTOR",
        help="how many times slower than a release build the program is"))
    slowness = campaign.options.slowness
    largest = 19 if campaign.short else 22
    sizes = [1 << power for power in range(16, largest + 1)]
    points = [("commands", name) for name in COMMANDS] + [
        ("documents", name) for name in documents()]
    # Where there is no time for all, another day has others.
    campaign.random("order").shuffle(points)
    for part, name in points:
        if campaign.repeat not in (None, name):
            continue
        if not campaign.repeat and not campaign.has_time():
            break
        attempt = try_command if part == "commands" else try_document
        legal = (0, 65, 77) if part == "documents" or "held" in name else (0, 2)
        with working_folder() as folder:
            for _ in range(TRIES):
                figures, base = attempt(campaign, name, sizes, Path(folder))
                found = list(faults(figures, base, slowness, legal))
                if not found:
                    break
        campaign.tried(part)
        print(f"{name:<36} " + ", ".join(map(str, figures)), flush=True)
        if found:
            campaign.broken(part, name, "; ".join(found))
    sys.exit(campaign.finish())


if __name__ == "__main__":
    main()
