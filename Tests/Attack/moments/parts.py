"""The parts of the campaign: each tries one point of a scenario by its name."""

import signal
import time

import support
from moments import disk, shim


def call_points(trial):
    """Every call of a command with every fault that it can meet."""
    return [f"{number}/{fault}/{'on' if goes_on else 'once'}"
            for number, call in enumerate(trial.calls, 1)
            for fault, goes_on in shim.faults_of(call)]


def try_call(trial, point):
    number, fault, on = point.split("/")
    return trial.attack(trial.shim.failing(int(number), fault, on == "on"))


def kill_points(trial, random, count):
    """Moments in seconds from the start of the command."""
    trial.workshop.put(trial.scenario.fixture)
    begin = time.monotonic()
    trial.scenario.run(trial.workshop, trial.shim.attached())
    usual = time.monotonic() - begin
    return [f"{random.uniform(0, 1.1 * usual):.4f}" for _ in range(count)]


def try_kill(trial, point):
    trial.workshop.put(trial.scenario.fixture)
    ended = trial.scenario.run(
        trial.workshop, trial.shim.attached(), patience=float(point))
    if ended.status is None:
        ended.status = -signal.SIGKILL
    return trial.judge(ended)


def cut_points(trial, random, count):
    """Moments of a power cut, by how many changes were made, and what was not synced then. The
    end is always among them: what was told as done is there."""
    last = len(trial.changes)
    places = [last, last, last] + [random.randint(1, max(1, last)) for _ in range(count)]
    modes = [disk.DROPPED, disk.TORN, disk.KEPT]
    return [f"{place}/{modes[i % 3]}/{'strict' if random.random() < 0.5 else 'usual'}"
            f"/{random.randrange(1 << 30)}" for i, place in enumerate(places[:count])]


def try_cut(trial, point, random):
    place, mode, entries, _ = point.split("/")
    scenario, workshop = trial.scenario, trial.workshop
    workshop.put(scenario.fixture)
    files = {str(path.relative_to(workshop.place)): path.read_bytes()
             for path in workshop.place.rglob("*") if path.is_file()}
    # What is shared in memory is on no disk.
    changes = [change for change in trial.changes if not change.path.endswith("-shm")]
    changes = changes[:int(place)]
    left = disk.Disk(files, changes, entries == "strict").left(mode, random)
    for name in files.keys() - left.keys():
        (workshop.place / name).unlink()
    for name, content in left.items():
        # What is the same keeps its time: a document that was just written is not read yet.
        if files.get(name) != content:
            (workshop.place / name).parent.mkdir(parents=True, exist_ok=True)
            (workshop.place / name).write_bytes(content)
    is_over = int(place) >= len(trial.changes)
    return trial.judge(support.Ended(scenario.status if is_over else -9, None, "the power was cut"))
