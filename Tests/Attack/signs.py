"""Puts signs that mean something elsewhere into names, and looks whether they do anything in what
the program writes: exports in every format, listings.

A twin of the inventory has tame names in the same places. What is written of the other one has no
tag, attribute, element, header, link or column more; cells that a spreadsheet would take for
formulas are guarded; no control character is shown.

A point is the number of a round.
"""

import csv
import email
import html.parser
import io
import json
import re
import sys
import xml.etree.ElementTree
from pathlib import Path

from support import Campaign, run, working_folder
from words import is_shown_unsafely

_SIGNS = [
    "<b>", "<script>alert(1)</script>", "<img src=x onerror=x>", "\"><svg onload=x>", "'", "\"",
    "&", "&amp;", "&#60;b>", "]]>", "<!here>", "<http://x.example|y>", "<@U1>", "=1+1", "+1", "-1",
    "@sum(1)", "'=1", "|", "||", "\\", "\\|", "`", "``", "*", "_", "**", "[a](http://x.example)",
    "](x)", "![a](x)", "http://x.example/", "#", "%0d%0a", "\r\nBcc: x@vendor.example", "\n", "\t",
    ",", ";", "{", "}", "{{1}}", "${x}", "$(id)", "\x07", "\x1b]0;x\x07", "\u202e", "\u2028",
    "\ufeff", "\x85", "--", "-->", "//", "/*", "é", "日本", "\U0001f600",
]
_ROWS = 6

_SNAPSHOT = ["text", "markdown", "html", "csv", "json", "microsoft365"]
_CHANGES = ["text", "markdown", "html", "csv", "json", "atom", "rss", "json-feed", "mail",
            "cloudevents", "slack", "microsoft365"]
_RULES = ["text", "json", "csv", "markdown", "html"]


def names(random, count):
    """Names of signs between words."""
    return ["".join(random.choice(_SIGNS) if random.random() < 0.6 else random.choice("Aa9 ")
                    for _ in range(random.randint(1, 5))) + f" n{i}"
            for i in range(count)]


def table(names, ports):
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(["service", "group", "address", "ports", "protocol"])
    for i in range(_ROWS):
        lines.writerow([names[2 * i], names[2 * i + 1], f"23.9.{i}.1", ports, "tcp"])
    return out.getvalue()


def make(gatebook, folder, names):
    """An inventory with two revisions and a customer; what went wrong."""
    for number, ports in enumerate(("443", "8443"), 1):
        (folder / "table.csv").write_text(table(names, ports), newline="")
        ended = run(gatebook, [
            "sync", "vendor/cloud", "table.csv", "--partial", "--recorded-at",
            f"2021-01-0{number}T09:00:00Z"], folder)
        if ended.status == 77:
            ended = run(gatebook, ["approve", f"vendor/cloud@{number}"], folder)
        if ended.status != 0:
            return f"revision {number}: {ended}"
    # Refused with signs that nobody types.
    shown = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u202e\ufeff]", "", names[-1])
    ended = run(gatebook, ["customer", "add", "northwood", "--deployment", "vendor/cloud",
                           f"--name={shown}"], folder)
    return None if ended.status == 0 else f"customer: {ended}"


def outputs(gatebook, folder):
    """What is written of an inventory, by kind and format."""
    questions = {("snapshot", each): ["export", "snapshot", "vendor/cloud", "--format", each]
                 for each in _SNAPSHOT}
    questions |= {("changes", each): ["export", "changes", "vendor/cloud", "--format", each]
                  for each in _CHANGES}
    questions |= {("rules", each): ["export", "rules", "northwood", "--format", each]
                  for each in _RULES}
    for words in (["show", "vendor/cloud"], ["diff", "vendor/cloud@1", "vendor/cloud@2"],
                  ["lookup", "23.9.1.1"], ["customer", "list"],
                  ["changes", "--since", "2021-01-01"]):
        questions[words[0], "text"] = words
    return {key: run(gatebook, words, folder) for key, words in questions.items()}


# ------------------------------------------------------------- the shape of each format


class _Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, tuple(sorted(name for name, _ in attributes))))

    def handle_comment(self, _):
        self.found.append(("comment", ()))


def _html(text):
    tags = _Tags()
    tags.feed(text)
    return set(tags.found)


def _xml(text):
    tree = xml.etree.ElementTree.fromstring(text)
    found = set()
    for element in tree.iter():
        found.add((element.tag, tuple(sorted(element.attrib))))
        if element.get("type") == "html" or element.tag == "description":
            found |= _html(element.text or "")
    return found


def _csv(text):
    found = set()
    for cells in csv.reader(io.StringIO(text)):
        found.add(("columns", len(cells)))
        found |= {("formula", cell[0]) for cell in cells if cell[:1] and cell[0] in "=+-@"}
    return found


def _markdown(text):
    found = set()
    for line in text.splitlines():
        plain = re.sub(r"\\.", "", line)
        if plain.startswith("|"):
            found.add(("cells", plain.count("|")))
        found |= {("sign", sign) for sign in ("<", "](", "`") if sign in plain}
    return found


def _json(text):
    def keys(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield key
                yield from keys(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from keys(inner)
    return set(keys(json.loads(text)))


def _slack(text):
    # What is `plain_text` has no signs; `mrkdwn` would.
    return _json(text) | set(re.findall(r'"type": "(\w+)"', text))


def _mail(text):
    message = email.message_from_string(text)
    return set(message.keys()) | {str(defect) for defect in message.defects}


_SHAPES = {"html": _html, "atom": _xml, "rss": _xml, "csv": _csv, "markdown": _markdown,
           "json": _json, "json-feed": _json, "cloudevents": _json, "microsoft365": _json,
           "slack": _slack, "mail": _mail, "text": lambda text: set()}


def faults(key, ended, tame):
    """What is wrong with what was written, against what was written of tame names."""
    if ended.status != 0:
        return [f"{key}: {ended}"]
    if is_shown_unsafely(ended.output):
        return [f"{key}: a control character"]
    shape = _SHAPES[key[1]]
    try:
        more = shape(ended.output) - shape(tame.output)
    except (ValueError, xml.etree.ElementTree.ParseError) as error:
        return [f"{key}: {error}"]
    return [f"{key}: {sorted(map(str, more))[:4]}"] if more else []


def main():
    campaign = Campaign("signs", __doc__)
    with working_folder() as name:
        tame_folder, folder = Path(name) / "tame", Path(name) / "signs"
        tame_folder.mkdir()
        wrong = make(campaign.gatebook, tame_folder, [f"Name n{i}" for i in range(2 * _ROWS + 1)])
        if wrong:
            raise SystemExit(wrong)
        tame = outputs(campaign.gatebook, tame_folder)

        def attempt(number):
            for old in folder.glob("*"):
                old.unlink()
            folder.mkdir(exist_ok=True)
            hostile = names(campaign.random(number), 2 * _ROWS + 1)
            wrong = make(campaign.gatebook, folder, hostile)
            found = [wrong] if wrong else []
            if not wrong:
                for key, ended in outputs(campaign.gatebook, folder).items():
                    campaign.tried(key[1])
                    found += faults(key, ended, tame[key])
            else:
                campaign.tried("made")
            if found:
                campaign.broken(
                    "made" if wrong else "signs", str(number), "; ".join(found), folder)

        campaign.attempts(attempt)
    sys.exit(campaign.finish())


if __name__ == "__main__":
    main()
