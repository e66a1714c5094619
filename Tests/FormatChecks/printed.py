"""Prints HTML pages to PDF by Chromium, as a person does, in several looks: `printed.py FOLDER`.

Each page of FOLDER, with the style of its look, goes to FOLDER/printed, and its PDF to
FOLDER/printed/pdf; then `office.py compare READER FOLDER/printed pdf` tells what is read otherwise.
Needs Debian's chromium.
"""

import base64
import json
import os
import subprocess
import sys
import tempfile

BORDERS = "table{border-collapse:collapse}td,th{border:1px solid #888;padding:4px 6px;text-align:left}"

# The look of a page: its style, and whether the browser prints day, title, address and page number.
LOOKS = {
    "plain": ("", True),
    "borders": (BORDERS + "td{vertical-align:top}", True),
    "short": ("@page{size:A5 landscape}" + BORDERS, True),
    "columns": ("body{column-count:2;font-size:9pt}" + BORDERS, True),
    "landscape": ("@page{size:A4 landscape}body{font-family:sans-serif}th{text-align:left}", False),
    "fixed": (
        "body{font-family:sans-serif}table{table-layout:fixed;width:100%;border-collapse:collapse}"
        "td,th{overflow-wrap:anywhere;border-bottom:1px solid #ccc;padding:6px;text-align:left;"
        "vertical-align:top}", True),
}


class Browser:
    """Chromium, told by its debugging protocol over two pipes: messages end with a zero byte."""

    def __init__(self, home):
        orders, self.orders = os.pipe()
        answers, theirs = os.pipe()

        def places():
            # The program expects them as 3 and 4, which may be in use here.
            os.dup2(orders, 13)
            os.dup2(theirs, 14)
            os.dup2(13, 3)
            os.dup2(14, 4)

        self.program = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={home}",
             "--remote-debugging-pipe", "about:blank"],
            preexec_fn=places, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(orders)
        os.close(theirs)
        self.answers = os.fdopen(answers, "rb", 0)
        self.rest, self.count, self.session, self.events = b"", 0, None, []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")

    def message(self):
        while b"\0" not in self.rest:
            more = self.answers.read(1 << 20)
            if not more:
                sys.exit("the browser ended")
            self.rest += more
        message, _, self.rest = self.rest.partition(b"\0")
        return json.loads(message)

    def ask(self, method, **options):
        self.count += 1
        order = {"id": self.count, "method": method, "params": options}
        if self.session:
            order["sessionId"] = self.session
        os.write(self.orders, json.dumps(order).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.count:
                if "result" not in answer:
                    sys.exit(f"{method}: {answer}")
                return answer["result"]
            self.events.append(answer.get("method"))

    def pdf(self, path, has_lines):
        self.events = []
        self.ask("Page.navigate", url="file://" + os.path.abspath(path))
        while "Page.loadEventFired" not in self.events:
            self.events.append(self.message().get("method"))
        printed = self.ask("Page.printToPDF", displayHeaderFooter=has_lines, preferCSSPageSize=True,
                           paperWidth=8.27, paperHeight=11.69)
        return base64.b64decode(printed["data"])


def text(data):
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeError:
            pass
    sys.exit("a page is in no known encoding")


def main(folder):
    out = os.path.join(folder, "printed")
    os.makedirs(os.path.join(out, "pdf"), exist_ok=True)
    pages = sorted(name for name in os.listdir(folder) if name.endswith(".html"))
    with tempfile.TemporaryDirectory() as home:
        browser = Browser(home)
        for number, name in enumerate(pages):
            look = list(LOOKS)[number % len(LOOKS)]
            style, has_lines = LOOKS[look]
            with open(os.path.join(folder, name), "rb") as file:
                page = text(file.read()).replace("<head>", f"<head><style>{style}</style>", 1)
            path = os.path.join(out, name)
            # The mark at its beginning says the encoding, whatever the page says of itself.
            with open(path, "w", encoding="utf-8-sig") as file:
                file.write(page)
            with open(os.path.join(out, "pdf", name[:-4] + "pdf"), "wb") as file:
                file.write(browser.pdf(path, has_lines))
        browser.program.terminate()
        browser.program.wait()
    print(f"{len(pages)} pages printed")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
