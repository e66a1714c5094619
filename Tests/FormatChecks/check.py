"""Checks files by a program that knows their format: `check.py FORMAT FILE...`. Prints what it
found in each as a list in JSON; fails where something is wrong."""

import csv
import email
import email.policy
import html.parser
import json
import os
import subprocess
import sys
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))


def by_grammar(name, paths):
    """One run for all files: a Java machine takes half a second to start."""
    result = subprocess.run(
        ["jing", "-c", os.path.join(HERE, name)] + paths, capture_output=True, text=True
    )
    if result.returncode != 0:
        sys.exit(result.stdout + result.stderr)


def feed(path):
    import feedparser

    parsed = feedparser.parse(path)
    assert not parsed.bozo, parsed.bozo_exception
    ids = [entry.id for entry in parsed.entries]
    assert len(set(ids)) == len(ids), "an identifier stands twice"
    assert all(entry.title and entry.updated_parsed for entry in parsed.entries) or parsed.version == "rss20"
    contents = [(entry.get("content") or [entry])[0] for entry in parsed.entries]
    for content in contents:
        page(content.get("value") or content.get("summary"))
    return {"ids": ids, "titles": [entry.title for entry in parsed.entries]}


def json_feed(path):
    import jsonschema

    value = json.load(open(path))
    schema = json.load(open(os.path.join(HERE, "json-feed.schema.json")))
    jsonschema.validate(value, schema, format_checker=jsonschema.FormatChecker())
    for item in value["items"]:
        page(item["content_html"])
    return {"ids": [item["id"] for item in value["items"]]}


class Page(html.parser.HTMLParser):
    """Notes elements; refuses what runs, or is loaded from elsewhere."""

    ALLOWED = set(
        "html head meta title style body article h1 h2 h3 p dl dt dd ul li div table thead tbody tr th td".split()
    )

    def __init__(self):
        super().__init__()
        self.open = []
        self.words = []

    def handle_starttag(self, tag, attributes):
        assert tag in self.ALLOWED, f"<{tag}>"
        for name, value in attributes:
            assert not name.startswith("on") and name not in ("src", "href", "style"), name
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}>"

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.words.append(data)


def page(text):
    parser = Page()
    parser.feed(text)
    parser.close()
    assert not parser.open, parser.open
    return "".join(parser.words)


def html_page(path):
    text = open(path, newline="").read()
    assert "url(" not in text and "@import" not in text
    return {"words": page(text)}


def mail(path):
    message = email.message_from_bytes(open(path, "rb").read(), policy=email.policy.default)
    parts = list(message.walk())
    for part in parts:
        assert not part.defects, part.defects
        for name, value in part.items():
            assert not value.defects, (name, value.defects)
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parts[1:]] == ["text/plain", "text/html"]
    for line in open(path, "rb").read().split(b"\r\n"):
        assert len(line) <= 78 and b"\n" not in line and b"\r" not in line, line
    page(parts[2].get_content())
    return {
        "headers": sorted(message.keys()),
        "subject": str(message["Subject"]),
        "text": parts[1].get_content(),
        "id": message["Message-ID"],
        "to": str(message["To"]),
    }


def cloudevents(path):
    from cloudevents.core.formats.json import JSONFormat

    value = json.load(open(path))
    events = value if isinstance(value, list) else [value]
    read = [JSONFormat().read(None, json.dumps(event)) for event in events]
    return {
        "ids": [event.get_id() for event in read],
        "data": [event.get_data() for event in read],
    }


def slack(path):
    warnings.simplefilter("ignore")
    from slack_sdk.models.blocks import Block
    from slack_sdk.models.messages.message import Message

    value = json.load(open(path))
    blocks = Block.parse_all(value["blocks"])
    assert 1 <= len(blocks) <= 50
    # Its own checks run as it is written out.
    written = Message(text=value["text"], blocks=blocks).to_dict()
    assert len(written["blocks"]) == len(value["blocks"])
    assert not set("<>") & set(value["text"])
    for block in value["blocks"]:
        assert block["text"]["type"] == "plain_text"
        limit = 150 if block["type"] == "header" else 3000
        assert 0 < len(block["text"]["text"].encode("utf-16-le")) // 2 <= limit
    return {"count": len(blocks)}


def csv_table(path):
    rows = list(csv.reader(open(path, newline="")))
    assert all(len(row) == len(rows[0]) for row in rows)
    for row in rows:
        for cell in row:
            assert not cell.lstrip("'").startswith(("=", "+", "-", "@")) or cell.startswith("'"), cell
    return {"rows": [dict(zip(rows[0], row)) for row in rows[1:]]}


def webhook(path):
    """A request that a test took down: {secret, headers, body}."""
    import standardwebhooks

    request = json.load(open(path))
    standardwebhooks.Webhook(request["secret"]).verify(request["body"], request["headers"])
    return {}


def plain_json(path):
    return json.load(open(path))


def text(path):
    words = open(path, newline="").read()
    assert all(character == "\n" or character.isprintable() for character in words)
    return {"words": words}


CHECKS = {
    "atom": feed, "rss": feed, "json-feed": json_feed, "html": html_page, "mail": mail,
    "cloudevents": cloudevents, "slack": slack, "csv": csv_table, "json": plain_json,
    "microsoft365": plain_json, "text": text, "markdown": text, "webhook": webhook,
}
GRAMMARS = {"atom": "atom.rnc", "rss": "rss.rnc"}
form, paths = sys.argv[1], sys.argv[2:]
if form in GRAMMARS:
    by_grammar(GRAMMARS[form], paths)
json.dump([CHECKS[form](path) for path in paths], sys.stdout)
