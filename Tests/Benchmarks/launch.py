"""Starts a program and tells its status, its seconds, those of the processor,
and the kB that it held at most:
`launch.py OUTPUT ERRORS COMMAND…`; without ERRORS, they go where this program's go.

The system tells of a program at least the memory that its parent held when it started it.
So this one holds as little as the interpreter can."""

import os
import sys
import time

output, errors, *command = sys.argv[1:]
actions = [
    (os.POSIX_SPAWN_OPEN, number, path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    for number, path in [(1, output), (2, errors)] if path
]
start = time.perf_counter()
child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - start
processor = usage.ru_utime + usage.ru_stime
print(os.waitstatus_to_exitcode(status), seconds, processor, usage.ru_maxrss)
