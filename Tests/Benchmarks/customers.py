"""Customers on one deployment, each with a signaling port and 4 data ports: how the
support desk's commands grow with their number."""

import os
import random

import measure

SEED = os.path.abspath("Seeds/eschat-canada-aws-02.txt")
DEPLOYMENT = "eschat/canada-aws-02"


def sheet(path, count):
    with open(path, "w") as file:
        file.write("customer,name,deployment,signaling port,data ports,from\n")
        for i in range(count):
            low = 20_001 + 4 * i
            file.write(
                f"customer-{i:05},Customer {i},{DEPLOYMENT},{8001 + i},{low}-{low + 3},2026-01-01\n"
            )


with measure.folder() as folder:
    for count in (1_000, 10_000):
        inventory = os.path.join(folder, f"{count}.sqlite")
        csv = os.path.join(folder, f"{count}.csv")
        sheet(csv, count)
        options = ["--inventory", inventory]

        def gatebook(*arguments, runs=9):
            name = " ".join(arguments).replace(csv, "sheet.csv").replace(SEED, "new.txt")
            return measure.report(name, [measure.GATEBOOK, *arguments, *options], runs)

        measure.run([measure.GATEBOOK, "sync", DEPLOYMENT, SEED, *options,
                     "--recorded-at", "2026-01-01T00:00:00Z"])
        middle = count // 2
        port = 20_001 + 4 * middle
        print(f"{count:,} customers")
        gatebook("customer", "import", csv, runs=1)
        gatebook("customer", "import", csv)
        gatebook("customer", "import", csv, "--dry-run")
        gatebook("customer", "free", DEPLOYMENT, "--size", "64")
        gatebook("lookup", f"udp/{port}", "--as-of", "2026-02-01")
        gatebook("lookup", "3.97.31.75")
        gatebook("rules", f"customer-{middle:05}")
        gatebook("customer", "show", f"customer-{middle:05}")
        gatebook("customer", "list")
        gatebook("customer", "export")
        # Each run gives other ports, so that each one changes something.
        runs = [
            measure.run([measure.GATEBOOK, "customer", "assign", f"customer-{middle:05}",
                         DEPLOYMENT, "--data", f"{65_000 + 4 * i}-{65_003 + 4 * i}", *options])
            for i in range(9)
        ]
        print(f"  {'customer assign (the conflict check in it)':<58}"
              f"{sorted(seconds for seconds, _ in runs)[4] * 1000:8.0f} ms")
        print(f"  {os.path.getsize(inventory):,} bytes")
