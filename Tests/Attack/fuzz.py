"""Gives each parser what a seed makes of known inputs, as fast as it takes them.

`fuzz-blind` is built beside the program, see Attack.md, or named by $GATEBOOK_FUZZER: it has an
entry for each parser, mutates the entry's corpus in `corpus/` and counts. What breaks: a trap,
whatever an entry holds its readings to, more than a second for one input, or more memory than any
input of that size needs. What broke ends its process; the entry goes on with other inputs.

A point is ENTRY:SEED:SECONDS; the input that broke is kept beside it.
"""

import itertools
import json
import os
import signal
import sys
from pathlib import Path

from support import Campaign, run, working_folder

CORPUS = Path(__file__).with_name("corpus")
# For inputs of at most 512 bytes.
MOST_SECONDS = 1.0
MOST_KILOBYTES = 400_000
# Of the processor, for one entry before it is the next one's turn.
SHORT, LONG = 2, 10
# An entry that breaks more often in a turn waits for the next one.
MOST_BREAKS = 5
# From one seed to that of the same turn after a break; no other turn has it.
AGAIN = 10 ** 12


def entries(fuzzer, folder):
    return run(fuzzer, [], folder).output.split()


def fuzz(fuzzer, entry, seed, seconds, slowness, folder):
    """Fuzzes one entry: what it counted, and what is wrong. It ends by itself where an input takes too
    long of the processor; a busy machine may take long to give it that."""
    words = [entry, seed, seconds, CORPUS / f"{entry}.txt", CORPUS / "words.dict",
             folder / f"last-{entry}"]
    ended = run(fuzzer, words, folder, patience=600 + 60 * seconds)
    if ended.status != 0:
        count = json.loads(ended.output) if ended.output.endswith("}\n") else {"tried": 0}
        why = {None: "waits for something", -signal.SIGXCPU: "an input takes a minute"}.get(
            ended.status, f"ends with {ended.status}: {ended.error.strip()[:300]}")
        return count, why
    count = json.loads(ended.output)
    if count["slowest"] > MOST_SECONDS * slowness:
        return count, f"{count['slowest']:.1f} s for one input"
    if count["kilobytes"] > MOST_KILOBYTES:
        return count, f"{count['kilobytes']} KB of memory"
    return count, None


def main():
    def more(parser):
        parser.add_argument("--fuzzer", type=Path, help="fuzz-blind; by default beside the program")
        parser.add_argument("--slowness", type=float, default=1, metavar="FACTOR",
                            help="how many times slower than a release build it is")
    campaign = Campaign("fuzz", __doc__, more)
    options = campaign.options
    fuzzer = options.fuzzer or Path(os.environ.get("GATEBOOK_FUZZER", options.gatebook.with_name(
        "fuzz-blind")))
    fuzzer = fuzzer.resolve()
    with working_folder() as name:
        folder = Path(name)
        rates = {}

        def take(entry, seed, seconds):
            count, why = fuzz(fuzzer, entry, seed, seconds, options.slowness, folder)
            campaign.tried(entry, count["tried"])
            if "seconds" in count:
                tried, spent = rates.get(entry, (0, 0))
                rates[entry] = tried + count["tried"], spent + count["seconds"]
            if why:
                (kept := folder / "kept").mkdir(exist_ok=True)
                (kept / "input").write_bytes((folder / f"last-{entry}").read_bytes())
                campaign.broken(entry, f"{entry}:{seed}:{seconds}", why, kept)
            return "seconds" in count

        if campaign.repeat:
            entry, seed, seconds = campaign.repeat.split(":")
            take(entry, int(seed), float(seconds))
        else:
            names = entries(fuzzer, folder)
            for turn in itertools.count():
                seconds = SHORT if turn == 0 or campaign.short else LONG
                for entry in names:
                    for again in range(MOST_BREAKS):
                        seed = campaign.seed * 1000 + turn + again * AGAIN
                        if not campaign.has_time() or take(entry, seed, seconds):
                            break
                if not campaign.has_time():
                    break
    for entry, (tried, spent) in sorted(rates.items()):
        print(f"{entry:<26}{tried:>12,}{tried / spent:>12,.0f} a second of the processor")
    if rates:
        # As many seconds for each entry.
        mix = sum(tried / spent for tried, spent in rates.values()) / len(rates)
        print(f"{'the mix':<26}{sum(t for t, _ in rates.values()):>12,}{mix:>12,.0f}")
    sys.exit(campaign.finish())


if __name__ == "__main__":
    main()
