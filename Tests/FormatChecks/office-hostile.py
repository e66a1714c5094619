"""Breaks office documents and has them read: `office-hostile.py READER SECONDS SEED FOLDER`.

A reader is a command like `.build/release/gatebook read`. Whatever the bytes, it ends by itself
within ten seconds of the processor and 2 GB, with endpoints or with an error. What does not is kept
beside this program as hostile-SEED-N. Elapsed time would blame the reader for a busy machine; it
counts only after two minutes, where something waits for ever.
"""

import io
import os
import random
import resource
import shlex
import subprocess
import sys
import time
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))


def flipped(data, chance):
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 20, 200])):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def cut(data, chance):
    return data[: chance.randrange(len(data) + 1)]


def moved(data, chance):
    if len(data) < 4:
        return data
    a, b = sorted(chance.randrange(len(data)) for _ in range(2))
    piece = data[a:b][:5000]
    place = chance.randrange(len(data))
    return data[:place] + piece * chance.choice([1, 1, 2, 30]) + data[place:]


def tagged(data, chance):
    """An attribute's number, or an element, put in the place of another."""
    pieces = data.split(b'"')
    if len(pieces) > 4:
        place = chance.randrange(1, len(pieces))
        pieces[place] = chance.choice(
            [b"0", b"-1", b"1048577", b"99999999999999999999", b"A1:XFD1048576", b"", b"true",
             pieces[chance.randrange(len(pieces))], "ü\u202e".encode()])
    return b'"'.join(pieces)


def nested(data, chance):
    depth = chance.choice([200, 3000, 200_000])
    place = data.find(b"<", chance.randrange(max(len(data), 1)))
    name = chance.choice([b"x", b"w:tbl", b"w:p", b"text:list", b"table:table", b"text:span", b"is"])
    return data[:place] + b"<%s>" % name * depth + b"</%s>" % name * depth + data[place:]


def entities(data, chance):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)) + b"]>"
    start = data.find(b"?>") + 2
    return data[:start] + bomb + data[start:].replace(b"</", b"&j;</", 1)


def repacked(data, chance):
    """An archive whose parts are broken, but not their check sums."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as known, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        names = known.namelist()
        chosen = chance.sample(names, min(len(names), chance.choice([1, 1, 1, 2, 4])))
        for name in names:
            part = known.read(name)
            if name in chosen:
                change = chance.choice([flipped, cut, moved, tagged, tagged, tagged, nested, entities])
                part = change(part, chance)
                if chance.random() < 0.05:
                    continue
                if chance.random() < 0.02:
                    part += b" " * (100 << 20)
            made.writestr(name, part)
    return out.getvalue()


def main(reader, seconds, seed, folder):
    chance = random.Random(seed)
    documents = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith((".xlsx", ".ods", ".docx", ".odt", ".pdf", ".gz", ".zip", ".docm")):
            with open(os.path.join(folder, name), "rb") as file:
                documents[name] = file.read()
    end = time.time() + seconds
    count = read = failed = 0
    slowest = (0, "")
    scratch = f"/tmp/office-hostile-{os.getpid()}"
    command = shlex.split(reader) + [scratch]
    # A PDF's program has a limit of its own.
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))

    def processor():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    while time.time() < end:
        name = chance.choice(list(documents))
        data = documents[name]
        change = chance.choice([flipped, cut, moved] + [repacked] * 6)
        if change is repacked and not data.startswith(b"PK"):
            change = flipped
        data = change(data, chance)
        with open(scratch, "wb") as file:
            file.write(data)
        start = processor()
        try:
            result = subprocess.run(command, capture_output=True, timeout=120, preexec_fn=limit)
            status = result.returncode
        except subprocess.TimeoutExpired:
            status = "120 s are over"
        taken = processor() - start
        slowest = max(slowest, (taken, name))
        count += 1
        read += status == 0
        if status not in (0, 65) or taken > 10:
            failed += 1
            kept = os.path.join(HERE, f"hostile-{seed}-{count}")
            os.replace(scratch, kept)
            print(f"{name}, {change.__name__}: status {status} after {taken:.1f} s: {kept}")
            if status != "120 s are over":
                print("   ", result.stderr.decode(errors="replace").strip()[-300:])
    print(f"seed {seed}: {count} documents, {read} read, {failed} failed; "
          f"the slowest took {slowest[0]:.2f} s of the processor ({slowest[1]})")
    return failed > 0


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
