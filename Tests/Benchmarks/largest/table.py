"""What is printed: the machine, and tables for a terminal or as Markdown."""

import os
import time


def text(titles, lines, markdown):
    if markdown:
        rows = [titles, ["---"] * len(titles), *lines]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)
    widths = [max(len(row[i]) for row in [titles, *lines]) for i in range(len(titles))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()
        for row in [titles, *lines]
    )


def field(path, name):
    try:
        with open(path) as file:
            found = [line.split(":", 1)[1].strip() for line in file if line.startswith(name)]
    except OSError:
        found = []
    return found[0] if found else "unknown"


def machine(versions, gatebook):
    memory = field("/proc/meminfo", "MemTotal").split()[0]
    gigabytes = f"{int(memory) / 1048576:.0f} GiB" if memory.isdigit() else memory
    there = ", ".join(f"{name} {version or 'missing'}" for name, version in versions.items())
    return [
        f"{len(os.sched_getaffinity(0))} cores, {field('/proc/cpuinfo', 'model name')}, "
        f"{gigabytes} of memory, {time.strftime('%Y-%m-%d')}",
        f"{gatebook or 'gatebook of an unknown version'}, {there}",
    ]


def seconds(value):
    return f"{value:.3f}" if value < 10 else f"{value:.1f}"


def stored(figures, work):
    return None if figures.stored is None else f"{figures.stored / work.rows:.0f}"


def goal(work):
    goals = [
        (work.ratio, f"{work.ratio} x time"), (work.megabytes, f"{work.megabytes} MB"),
        (work.bytes_a_row, f"{work.bytes_a_row} B a {work.row}"),
    ]
    return ", ".join(words for limit, words in goals if limit is not None) or "none"


def disk(result):
    found = [stored(result.ours, result.work), stored(result.theirs, result.work)]
    # What the peer stores anew is no growth.
    if result.work.row != "row":
        found.pop()
    found = [words for words in found if words]
    return f"{' / '.join(found)} B a {result.work.row} on disk" if found else ""


def trouble(result):
    """Why there are no figures."""
    return f"FAILURE {result.failure}" if result.failure else result.left_out


def notes(result):
    if not result.measured:
        return trouble(result)
    return "; ".join(filter(None, ["" if result.work.theirs else "peer is missing", disk(result)]))


def met(result):
    work, missed = result.work, result.misses() if result.measured else []
    if missed:
        return "no: " + ", ".join(missed)
    has_goal = any(limit is not None for limit in (work.ratio, work.megabytes, work.bytes_a_row))
    told = work.theirs or work.ratio is None
    return "yes" if result.measured and has_goal and told else "-"


def times(results, markdown):
    titles = ["work", "size", "peer", "goal", "ours s", "peer s", "ratio", "met",
              "processor ours / peer", "MB ours / peer", "notes"]
    lines = []
    for result in results:
        work = result.work
        ours, theirs = [
            (seconds(figures.seconds), f"{figures.megabytes:.0f}", seconds(figures.processor))
            if result.measured and figures.runs else ("-", "-", "-")
            for figures in (result.ours, result.theirs)
        ]
        ratio = "-" if result.ratio is None else f"{result.ratio:.2f}"
        lines.append([work.name, work.size, work.peer, goal(work), ours[0], theirs[0], ratio,
                      met(result), f"{ours[2]} / {theirs[2]}", f"{ours[1]} / {theirs[1]}",
                      notes(result)])
    return text(titles, lines, markdown)


def correctness(results, markdown):
    """No times: they tell nothing at this size."""

    def answer(result):
        if not result.measured:
            return trouble(result)
        if not result.work.theirs:
            return "peer is missing; " + (
                "as expected" if result.work.expected is not None else "not compared")
        return "the same"

    lines = [[result.work.name, result.work.size, result.work.peer, answer(result)]
             for result in results]
    return text(["work", "size", "peer", "answers"], lines, markdown)


def growth(results, markdown):
    lines = []
    for result in results:
        figures = result.ours if result.measured else None
        lines.append([
            result.work.name, result.work.size,
            seconds(figures.seconds) if figures else "-",
            f"{figures.megabytes:.0f}" if figures else "-", trouble(result) or disk(result),
        ])
    return text(["work", "size", "s", "MB", "notes"], lines, markdown)
