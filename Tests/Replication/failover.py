"""Kills the machine that writes an inventory, or cuts it off, at random moments, and has the other
one take over; again and again, with the real programs.

    GATEBOOK=.build/debug/gatebook python3 -B Tests/Replication/failover.py --trials 100

After each takeover, everything that was ever confirmed has to be in the inventory that is written
now, and what the old machine goes on storing must not be confirmed.
"""

import argparse
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

PLACE = pathlib.Path(__file__).resolve().parent.parent.parent
GATEBOOK = os.path.abspath(os.environ.get("GATEBOOK", PLACE / ".build/debug/gatebook"))
LITESTREAM = os.environ.get("LITESTREAM", str(PLACE / ".build/litestream/bin/litestream"))


class Machine:
    """One machine: a folder with an inventory, a copy of the other's, and their programs."""

    def __init__(self, root, name, store):
        self.name = name
        self.store = store
        self.folder = root / name
        self.folder.mkdir()
        self.inventory = self.folder / "gatebook.sqlite"
        self.followed = self.folder / "followed.sqlite"
        self.socket = self.folder / "socket"
        self.replication = None
        self.following = None
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder),
            "GATEBOOK_CONFIG": str(self.folder / "none.toml"),
            "GATEBOOK_INVENTORY": str(self.inventory),
            "GATEBOOK_REPLICATION_SOCKET": str(self.socket),
            "GATEBOOK_REPLICATION_STORE": str(store),
        }

    def start(self, *arguments):
        return subprocess.Popen(
            [GATEBOOK, *arguments], env=self.environment, cwd=self.folder, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)

    def run(self, *arguments):
        process = self.start(*arguments)
        output, error = process.communicate(timeout=120)
        return process.returncode, output, error

    def replicate(self, generation):
        """Has Litestream copy the inventory to the folder of a generation."""
        self.socket.unlink(missing_ok=True)
        settings = self.folder / "litestream.yml"
        settings.write_text(
            f'socket: {{enabled: true, path: "{self.socket}", permissions: 0600}}\n'
            f'dbs:\n  - path: "{self.inventory}"\n    replica: {{type: file, '
            f'path: "{self.store}/generation-{generation}", sync-interval: 1s}}\n')
        self.replication = self.litestream("replicate", "-config", settings)
        deadline = time.time() + 20
        while not self.socket.exists():
            if time.time() > deadline:
                raise SystemExit("Litestream does not start")
            time.sleep(0.02)

    def follow(self, generation):
        """Keeps a copy of what stands in the folder of a generation."""
        for ending in ["", "-txid", "-wal", "-shm"]:
            pathlib.Path(f"{self.followed}{ending}").unlink(missing_ok=True)
        self.following = self.litestream(
            "restore", "-f", "-follow-interval", "100ms", "-o", self.followed,
            f"file://{self.store}/generation-{generation}")

    def litestream(self, *arguments):
        log = open(self.folder / "litestream.log", "ab")
        return subprocess.Popen(
            [LITESTREAM, *map(str, arguments)], stdout=log, stderr=log, env={"HOME": "/"},
            start_new_session=True)

    def end(self, *names):
        """Kills programs, without a chance to do anything more."""
        for name in names:
            process = getattr(self, name)
            if process is not None:
                kill(process)
                setattr(self, name, None)


def kill(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


class Writer(threading.Thread):
    """Adds one customer after the other, and notes which were told as done."""

    names = 0
    lock = threading.Lock()

    def __init__(self, machine):
        super().__init__()
        self.machine = machine
        self.process = None
        self.is_stopped = False
        self.told = []  # (name, status, when it was begun, what was said)

    @classmethod
    def name_of_next(cls):
        with cls.lock:
            cls.names += 1
            return f"c{cls.names}"

    def run(self):
        while not self.is_stopped:
            name = self.name_of_next()
            begun = time.time()
            self.process = self.machine.start("customer", "add", name, "--new")
            _, error = self.process.communicate()
            self.told.append((name, self.process.returncode, begun, error))

    def stop(self, kills):
        self.is_stopped = True
        if kills and self.process is not None:
            kill(self.process)
        self.join()


class Trials:
    def __init__(self, root, seed):
        self.random = random.Random(seed)
        store = root / "store"
        store.mkdir()
        self.writes, self.waits = Machine(root, "a", store), Machine(root, "b", store)
        self.generation = 1
        self.confirmed = set()
        self.counts = {"confirmed": 0, "stored only": 0, "refused": 0, "killed": 0}
        self.kinds = {}
        self.longest = 0.0
        self.check(self.writes.run("takeover"), "the first takeover")
        self.begin()

    def check(self, result, what, status=0):
        if result[0] != status:
            raise SystemExit(f"{what}: status {result[0]}\n{result[1]}{result[2]}")
        return result

    def begin(self):
        """The machine that writes copies; its first change has to be confirmed."""
        self.writes.replicate(self.generation)
        name = Writer.name_of_next()
        self.check(self.writes.run("customer", "add", name, "--new"), "the first change")
        self.confirmed.add(name)
        self.waits.follow(self.generation)

    def note(self, told, taken):
        for name, status, begun, error in told:
            word = {0: "confirmed", 3: "stored only", 78: "refused"}.get(
                status, "killed" if status < 0 else None)
            if word is None:
                raise SystemExit(f"{name}: status {status}\n{error}")
            if status == 0 and begun > taken:
                raise SystemExit(f"{name} was confirmed by both")
            self.counts[word] += 1
            if status == 0:
                self.confirmed.add(name)

    def trial(self):
        old, new = self.writes, self.waits
        writers = [Writer(old) for _ in range(2)]
        for writer in writers:
            writer.start()
        time.sleep(self.random.uniform(0.2, 2.5))
        kind = self.random.choice(["both die", "copying dies first", "cut off"])
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if kind == "copying dies first":
            old.end("replication")
            time.sleep(self.random.uniform(0, 0.5))
        if kind != "cut off":
            for writer in writers:
                writer.stop(kills=True)
            old.end("replication")
        begun = time.time()
        self.check(new.run("takeover", "--from", str(new.followed), "--by", "trial"), kind)
        taken = time.time()
        self.longest = max(self.longest, taken - begun)
        if kind == "cut off":
            # It goes on for a while, and has to be told that it is not the one any more.
            time.sleep(self.random.uniform(0.2, 1.0))
            for writer in writers:
                writer.stop(kills=False)
        for writer in writers:
            self.note(writer.told, taken)
        late = Writer.name_of_next()
        self.check(old.run("customer", "add", late, "--new"), "a change on the old machine", 78)
        self.compare(new, kind)
        old.end("replication", "following")
        new.end("following")
        self.generation += 1
        self.writes, self.waits = new, old
        self.begin()

    def compare(self, machine, kind):
        """Everything that was confirmed is there."""
        _, output, _ = self.check(
            machine.run("customer", "list", "--format", "csv"), "the list of customers")
        there = {line.split(",")[1] for line in output.splitlines()[1:]}
        lost = sorted(self.confirmed - there)
        if lost:
            raise SystemExit(f"{kind}: confirmed and lost: {', '.join(lost)}")
        self.check(machine.run("verify"), "verify")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--trials", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=1e9, help="begin no trial after so many")
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    if not os.access(LITESTREAM, os.X_OK):
        print("Litestream is not installed (Tests/Replication/install): skipped.")
        return
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    print(f"seed {seed}", flush=True)
    root = pathlib.Path(tempfile.mkdtemp(prefix="gatebook-failover-"))
    begun = time.time()
    trials = Trials(root, seed)
    done = 0
    try:
        while done < options.trials and time.time() - begun < options.seconds:
            trials.trial()
            done += 1
            if done % 10 == 0:
                print(f"{done} trials, {len(trials.confirmed)} changes confirmed", flush=True)
    except SystemExit:
        print(f"kept in {root}, seed {seed}, trial {done + 1}", file=sys.stderr)
        raise
    finally:
        for machine in [trials.writes, trials.waits]:
            machine.end("replication", "following")
    shutil.rmtree(root)
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(trials.kinds.items()))
    counts = ", ".join(f"{count} {word}" for word, count in trials.counts.items())
    print(f"{done} trials ({kinds}): nothing confirmed was lost. Changes: {counts}. "
          f"The longest takeover: {trials.longest:.1f} s.")


if __name__ == "__main__":
    main()
