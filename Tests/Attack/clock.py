"""A clock that a test sets: what a program takes for now."""

import subprocess
from datetime import datetime, timezone
from pathlib import Path


class Clock:
    """Builds the library that tells a program the time.

        clock = Clock(folder)
        run(gatebook, ["status"], folder, clock.at(1_800_000_000))
    """

    def __init__(self, folder):
        self.library = Path(folder) / "clock.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(self.library),
                        str(Path(__file__).with_name("clock.c"))], check=True)

    def at(self, seconds):
        """The variables of a run whose clock stands at so many seconds since 1970."""
        return {"LD_PRELOAD": str(self.library), "GATEBOOK_CLOCK": str(seconds)}


def written(seconds):
    """A time as the program writes it: `2027-01-15T08:00:00Z`."""
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
