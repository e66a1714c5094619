"""Importing sheets of 100,000 rows of customers: `imports.py [ROWS]`. One has a new customer in each
row; the other 2,000 customers with a history, and ports as people write them."""

import os
import sys

import measure

SEED = os.path.abspath("Seeds/eschat-canada-aws-02.txt")


def many(count):
    """A customer a row, 5,000 on each deployment."""
    yield "customer,name,deployment,signaling port,data ports,from"
    for number in range(count):
        cloud, place = divmod(number, 5_000)
        low = 20_001 + 4 * place
        yield (f"customer-{number:06},Customer {number},vendor/cloud-{cloud:02},{8001 + place},"
               f"{low}-{low + 3},2026-01-01")


def few(count):
    """50 rows a customer on three deployments: by month, the ports of each role."""
    yield "Kd-Nr;Cloud;Role;Ports;valid from;valid until;Comment"
    for customer in range(count // 50):
        cloud, place = customer % 3, customer // 3
        signaling, low = 8001 + place, 20_001 + 8 * place
        for period in range(25):
            month = f"{2020 + period // 12}-{period % 12 + 1:02}"
            ports = [f"{signaling}", f"{signaling}.0", f"tcp/{signaling}"][period % 3]
            ranges = [f"{low}-{low + 7}", f"{low} to {low + 7}",
                      f"{low}-{low + 3}, {low + 4}-{low + 7}", f"{low}–{low + 7}"][period % 4]
            row = f"customer-{customer:04};vendor/cloud-{cloud:02};"
            dates = f"{month}-01;{month}-28"
            yield f'{row}signaling;"{ports}";{dates};'
            yield f'{row}data;"{ranges}";{dates};moved {period}'


count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
with measure.folder() as folder:
    for sheet in (many, few):
        inventory = os.path.join(folder, f"{sheet.__name__}.sqlite")
        path = os.path.join(folder, f"{sheet.__name__}.csv")
        with open(path, "w") as file:
            file.writelines(row + "\n" for row in sheet(count))
        for cloud in range(max(3, -(-count // 5_000))):
            measure.run([measure.GATEBOOK, "sync", f"vendor/cloud-{cloud:02}", SEED, "--inventory",
                         inventory, "--new", "--recorded-at", "2019-01-01T00:00:00Z"])
        command = [measure.GATEBOOK, "customer", "import", path, "--map", "Kd-Nr=customer",
                   "--inventory", inventory]
        if sheet is many:
            command.remove("--map")
            command.remove("Kd-Nr=customer")
        for name, options in (("dry run", ["--dry-run"]), ("stored", []), ("once more", [])):
            seconds, mb = measure.run(command + options)
            print(f"  {sheet.__name__:<6}{name:<10}{count:9,} rows{seconds:8.2f} s{mb:7.0f} MB",
                  flush=True)
