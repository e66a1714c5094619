"""What the servers give: a table, and the next revision of it."""

COUNT = 60


def table(variant, newcomer=False):
    """A table as CSV; every tenth row has a port of the variant's own."""
    lines = ["service,address,ports,protocol"]
    lines += [f"Service {i % 5},23.9.{i}.1,{1000 + variant if i % 10 == 0 else 443},tcp"
              for i in range(COUNT)]
    return "\n".join(lines + ["New,23.10.0.1,443,tcp"] * newcomer).encode() + b"\n"


OLD = table(1)
NEW = table(2, newcomer=True)

# The new one without its last third, cut where a line ends.
CUT = NEW[:NEW.index(b"\n", len(NEW) * 7 // 10) + 1]

ROWS = [line.split(b",") for line in NEW.splitlines()[1:]]
