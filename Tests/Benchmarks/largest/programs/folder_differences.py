"""Compares each feed of a folder with the one before, as sets: `folder_differences.py FOLDER`
prints what came and went, and how many differ."""

import json
import os
import sys

import feed_difference

folder = sys.argv[1]
before, different = set(), 0
for name in sorted(os.listdir(folder)):
    rows = feed_difference.rows(os.path.join(folder, name))
    added, removed = sorted(rows - before), sorted(before - rows)
    if added or removed:
        different += 1
        print(name, f"+{len(added)} -{len(removed)}")
    before = rows
print(json.dumps({"different": different}))
