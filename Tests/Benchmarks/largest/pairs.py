"""Runs two programs that do the same work, by turns, and compares what they answer."""

import dataclasses
import os
import statistics
from typing import Callable, Optional

import measure


@dataclasses.dataclass
class Program:
    """What is run, with what makes ready for it and what is read from its output; neither is
    timed. An answer is anything that can be written as JSON."""

    command: list
    answer: Callable
    before: Callable = lambda: None
    # How many bytes it left in the folder, of which the work tells per row.
    stored: Optional[Callable] = None


@dataclasses.dataclass
class Work:
    name: str
    size: str
    peer: str
    ours: Program
    # Nothing where the peer is missing.
    theirs: Optional[Program]
    # At most this much of the peer's time.
    ratio: Optional[float] = None
    megabytes: Optional[int] = None
    # At most this much in the folder by row, and what a row is.
    bytes_a_row: Optional[int] = None
    row: str = "row"
    rows: int = 1
    # What both have to answer, where it is known.
    expected: object = None
    # A file that an earlier work leaves.
    needs: Optional[str] = None


@dataclasses.dataclass
class Figures:
    runs: list = dataclasses.field(default_factory=list)
    stored: Optional[int] = None

    @property
    def seconds(self):
        return statistics.median(seconds for seconds, _, _ in self.runs)

    @property
    def processor(self):
        return statistics.median(processor for _, processor, _ in self.runs)

    @property
    def megabytes(self):
        return max(megabytes for _, _, megabytes in self.runs)


@dataclasses.dataclass
class Result:
    work: Work
    ours: Figures = dataclasses.field(default_factory=Figures)
    theirs: Figures = dataclasses.field(default_factory=Figures)
    # Why there is nothing to tell.
    left_out: Optional[str] = None
    # What is wrong with an answer.
    failure: Optional[str] = None

    @property
    def measured(self):
        return not self.left_out and not self.failure

    @property
    def ratio(self):
        if not self.measured or not self.theirs.runs:
            return None
        return self.ours.seconds / self.theirs.seconds

    def misses(self):
        """The goals that are not met."""
        work, ours = self.work, self.ours
        limits = [
            ("time", self.ratio, work.ratio),
            ("memory", ours.megabytes, work.megabytes),
            ("disk", ours.stored and ours.stored / work.rows, work.bytes_a_row),
        ]
        return [name for name, value, limit in limits
                if value is not None and limit is not None and value > limit]


def last_line(path):
    with open(path, errors="replace") as file:
        lines = file.read().strip().splitlines()
    return lines[-1] if lines else "no word on why"


def timed(program, figures, folder):
    """Runs a program once; its answer."""
    output, errors = os.path.join(folder, "output"), os.path.join(folder, "errors")
    program.before()
    # What was written to make ready must not be written out meanwhile.
    os.sync()
    status, seconds, processor, megabytes = measure.once(program.command, output, errors)
    if status != 0:
        raise measure.Failed(f"status {status}: {last_line(errors)}")
    figures.runs.append((seconds, processor, megabytes))
    if program.stored:
        figures.stored = program.stored()
    return measure.apart(program.answer, output)


def compare(work, answers):
    """Fails where the answers of a round are not the same, or not the known one."""
    known = {"expected": work.expected} if work.expected is not None else {}
    told = {**known, **answers}
    if any(answer != next(iter(told.values())) for answer in told.values()):
        raise measure.Failed("; ".join(f"{name}: {answer}" for name, answer in told.items()))


def carry_out(work, rounds, folder):
    result = Result(work)
    if work.needs and not os.path.exists(work.needs):
        result.left_out = f"needs {os.path.basename(work.needs)}, which an earlier work leaves"
        return result
    sides = [("gatebook", work.ours, result.ours), (work.peer, work.theirs, result.theirs)]
    try:
        for _ in range(rounds):
            answers = {}
            for name, program, figures in sides:
                if not program:
                    continue
                try:
                    answers[name] = timed(program, figures, folder)
                except measure.Failed as failure:
                    raise measure.Failed(f"{name}: {failure}")
            compare(work, answers)
    except measure.Failed as failure:
        result.failure = str(failure)
    return result
