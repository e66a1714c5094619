"""The longest lists that Gatebook is made for, beside what people would use instead: both
as whole programs, by turns, and both must give the same answer. Status 1 where one does not."""

import argparse
import dataclasses
import os
import sys

import measure
from largest import pairs, peers, table, works

GROWTH = [10_000, 100_000, 1_000_000]


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--small", action="store_true",
                        help="compare the answers on 10,000 rows; no times")
    parser.add_argument("--growth", action="store_true",
                        help="gatebook alone, at 10,000, 100,000 and 1,000,000 rows")
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args()
    if given.rows < 1_000 or (given.rounds is not None and given.rounds < 1):
        parser.error("at least 1,000 rows and one round")
    if given.small and given.growth:
        parser.error("either --small or --growth")
    given.rounds = given.rounds or (1 if given.small else 5)
    return given


def carried_out(sizes, rounds, versions, alone=False):
    """The results of all works on lists of some sizes; alone, each work without a peer."""
    results = []
    with measure.folder() as folder:
        truth = works.prepare(folder, sizes)
        for work in works.works(folder, truth, versions):
            if alone:
                work = dataclasses.replace(work, theirs=None)
                # It has another peer, and is the same work.
                if any(work.name == result.work.name for result in results):
                    continue
            print(f"{work.name}, {work.size} …", file=sys.stderr, flush=True)
            results.append(pairs.carry_out(work, rounds, folder))
    return results


def grown(given, versions):
    """The results at each size, those of one work together."""
    results = []
    for count in GROWTH:
        if count <= given.rows:
            results += carried_out(works.growing(count), given.rounds, versions, alone=True)
    names = list(dict.fromkeys(result.work.name for result in results))
    return sorted(results, key=lambda result: names.index(result.work.name))


def missing(versions):
    """Says which peers are missing; whether that is allowed."""
    names = [name for name, version in versions.items() if not version]
    for name in names:
        print(f"{name} is missing: what it is timed beside is not compared", file=sys.stderr)
    return not names or os.environ.get("GATEBOOK_REQUIRE_BENCHMARK_PEERS") != "1"


def main():
    given = options()
    if not os.access(measure.GATEBOOK, os.X_OK):
        print(f"{measure.GATEBOOK} is no program: build it, or name one by GATEBOOK", file=sys.stderr)
        return 1
    versions = peers.versions()
    if not given.growth and not missing(versions):
        return 1
    print("\n".join(table.machine(versions, peers.told(measure.GATEBOOK, "--version"))))
    if given.growth:
        results = grown(given, versions)
        words = table.growth(results, given.markdown)
    elif given.small:
        results = carried_out(works.SMALL, given.rounds, versions)
        words = table.correctness(results, given.markdown)
    else:
        results = carried_out(works.full(given.rows), given.rounds, versions)
        words = table.times(results, given.markdown)
        print(f"Median of rounds: {given.rounds}. Of no program less than "
              f"{measure.least():.0f} MB can be told.")
    print(f"\n{words}")
    return 1 if any(result.failure for result in results) else 0


sys.exit(main())
