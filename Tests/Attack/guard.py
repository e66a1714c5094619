"""Syncs pairs of documents, and looks whether what has to wait for a person does, and nothing else.

`guard.tsv` has a pair a line: its name; the file's name; how many days lie between the documents;
the codes for which the last document is held (`-` for none, `unreadable` where it is refused); and
the documents, parted by ` >> `. All but the last have to become current. In a document `\\n` is the
end of a line, `\\e` at its end says that the last line has none, and `[[1-20:text @]]` stands for
twenty lines, `[[1-20,:text @]]` for twenty texts with commas between them.

A point is the name of a pair.
"""

import csv
import json
import re
import sys
from pathlib import Path

from clock import Clock, written
from support import Campaign, run, working_folder

START = 1_800_000_000
DAY = 86_400


def document(text):
    """A document as it is written in the table, as bytes."""
    def repeated(match):
        first, last, comma, line = match.groups()
        lines = [line.replace("@", str(n)) for n in range(int(first), int(last) + 1)]
        return ("," if comma else "\n").join(lines)
    text = re.sub(r"\[\[(\d+)-(\d+)(,?):(.*?)\]\]", repeated, text)
    text = text[:-2] if text.endswith(r"\e") else text + "\n"
    return text.replace(r"\n", "\n").encode()


def pairs():
    with Path(__file__).with_name("guard.tsv").open(newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def outcome(campaign, clock, pair, folder):
    """What became of the last document of a pair, in the words of the table; and of an earlier
    one, where it was not accepted."""
    documents = pair["documents"].split(" >> ")
    for place, text in enumerate(documents):
        (folder / pair["file"]).write_bytes(document(text))
        now = START + place * int(pair["days"]) * DAY
        ended = run(campaign.gatebook, ["sync", "vendor/cloud", pair["file"], "--format", "json"],
                    folder, clock.at(now))
        is_last = place == len(documents) - 1
        if ended.status == 65:
            got = "unreadable"
        elif ended.status in (0, 77):
            answer = json.loads(ended.output)
            got = " ".join(sorted({each["code"] for each in answer["reasons"]})) or "-"
            if (got == "-") != (ended.status == 0):
                return f"{got}, and {ended}"
            if not is_last and answer["to"]["recordedAt"] != written(now) and got == "-":
                return f"document {place + 1} changed nothing"
        else:
            return str(ended)
        if is_last:
            return got
        if got != "-":
            return f"{got} for document {place + 1}"


def main():
    campaign = Campaign("guard", __doc__)
    with working_folder() as tools:
        clock = Clock(tools)
        for pair in pairs():
            if campaign.repeat not in (None, pair["pair"]):
                continue
            with working_folder() as name:
                folder = Path(name)
                got = outcome(campaign, clock, pair, folder)
                campaign.tried("pairs")
                wanted = " ".join(sorted(pair["held"].split()))
                if got != wanted:
                    campaign.broken("pairs", pair["pair"], f"held for {got}; it is to be held "
                                    f"for {wanted}", folder)
    sys.exit(campaign.finish())


if __name__ == "__main__":
    main()
