"""Tries the server's pages in Debian's Chromium: tasks by keyboard alone, on a wide and on a
narrow screen, and every page by axe-core, light and dark. Exits with 1 where something is wrong.

    Tests/Browser/install
    GATEBOOK=.build/debug/gatebook GATEBOOK_SERVER=.build-server/debug/gatebook-server \\
      .build/browser/bin/python Tests/Browser/pages.py [FOLDER FOR PICTURES]
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
PASSWORD = "a password for the trial"
DEPLOYMENT = "eschat/canada-aws-02"
PLACE = f"/deployments/{DEPLOYMENT}"
CHROMIUM = shutil.which("chromium")

try:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright
except ImportError:
    sync_playwright = None

problems = []


def gatebook(*arguments, inventory, text=None, statuses=(0,)):
    """Runs the command line on the trial's inventory."""
    done = subprocess.run(
        [os.environ["GATEBOOK"], *arguments, "--inventory", inventory],
        input=text, capture_output=True, text=True)
    if done.returncode not in statuses:
        raise SystemExit(f"gatebook {' '.join(arguments)}: {done.returncode} {done.stderr}")
    return done.stdout


def changed_document():
    """The seed's table with most of one service gone, so that it is held, and with a deadline."""
    lines = (PACKAGE / "Seeds/eschat-canada-aws-02.constructed.txt").read_text().split("\n")
    row = next(i for i, line in enumerate(lines) if line.startswith("ESChat Provisioning"))
    lines[row + 1] = "Primary: 54.215.171.160 Disaster Recovery: 35.153.48.78 |"
    text = "\n".join(lines).replace("15.223.60.24 203.0.113.24", "203.0.113.25")
    return text.replace(
        "All ports are outbound only.",
        "All ports are outbound only. Please make these changes by 15 December 2096.")


def make_inventory(folder):
    """The demonstration, a held revision, a firewall that was written for, and a user."""
    path = str(folder / "gatebook.sqlite")
    subprocess.run(
        [os.environ["GATEBOOK"], "demo", "--folder", str(folder)], check=True,
        capture_output=True)
    gatebook("guard", DEPLOYMENT, "--loss-percent", "10", "--loss-count", "3", inventory=path)
    document = folder / "held.txt"
    document.write_text(changed_document())
    gatebook("sync", DEPLOYMENT, str(document), inventory=path, statuses=(77,))
    gatebook(
        "firewall", "add", "edge", "--target", "nftables", "--allow",
        f"{DEPLOYMENT}@northwood-ems", inventory=path)
    gatebook("firewall", "write", "edge", inventory=path, statuses=(0, 2))
    gatebook("user", "add", "anna", "--role", "administer", inventory=path, text=PASSWORD + "\n")
    # A source that is read with success, and two that are not.
    gatebook("source", "add", DEPLOYMENT, str(document), inventory=path)
    for name, where in [("vendor/gone", "gone.csv"), ("vendor/late", "https://127.0.0.1:9/late")]:
        gatebook("source", "add", name, str(folder / where) if "/" not in where else where,
                 inventory=path)
    gatebook("sync", inventory=path, statuses=(65, 66, 69, 77))
    gatebook("source", "pause", "vendor/late", "--note", "the vendor moves the page", inventory=path)
    return path


class Server:
    """The real server on a free port."""

    def __init__(self, inventory):
        # By it sources are read.
        folder = str(Path(os.environ["GATEBOOK"]).resolve().parent)
        path = folder + os.pathsep + os.environ["PATH"]
        self.process = subprocess.Popen(
            [os.environ["GATEBOOK_SERVER"], "--inventory", inventory, "--port", "0"],
            stderr=subprocess.PIPE, text=True, env={**os.environ, "PATH": path})
        line = self.process.stderr.readline()
        found = re.search(r"http://\S+", line)
        if not found:
            raise SystemExit(f"the server did not start: {line}")
        self.address = found.group()

    def stop(self):
        self.process.terminate()
        if self.process.wait(20) != 0:
            problems.append(f"the server ended with {self.process.returncode}")


class Person:
    """Somebody with a keyboard and no mouse."""

    def __init__(self, page, address, name, pictures):
        self.page, self.address, self.name, self.pictures = page, address, name, pictures
        self.is_cut_off = False
        page.on("pageerror", lambda error: problems.append(f"{name}: {error}"))
        page.on("console", self.console)

    def console(self, message):
        if message.type == "error" and not self.is_cut_off:
            problems.append(f"{self.name}: {message.text} ({self.page.url})")

    def go(self, path):
        self.page.goto(self.address + path)

    def reach(self, element, most=150):
        """Presses the tabulator until an element has the focus, which has to show."""
        for _ in range(most):
            if element.evaluate("e => e === document.activeElement"):
                outline = element.evaluate("e => getComputedStyle(e).outlineStyle")
                if outline == "none":
                    problems.append(f"{self.name}: no focus shows on {element}")
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{element} is not reached by keyboard on {self.page.url}")

    def press(self, role, name, exact=False, key="Enter"):
        element = self.page.get_by_role(role, name=name, exact=exact).first
        element.wait_for()
        self.reach(element)
        self.page.keyboard.press(key)

    def type(self, label, text):
        self.reach(self.page.get_by_label(label).first)
        self.page.keyboard.type(text)

    def hears(self, words, complaint):
        """Waits for what the page says of an order, which holds these words."""
        status = self.page.get_by_role("status")
        status.wait_for()
        expect(words in status.inner_text(), f"{self.name}: {complaint}")

    def check(self, title):
        """What axe-core finds, what is wider than the screen, and a picture."""
        if "\\u{A}" in self.page.locator("main").inner_text():
            problems.append(f"{self.name}, {title}: a line end is shown as a character")
        found = Axe().run(self.page).response
        if len(found["passes"]) < 15:
            problems.append(f"{self.name}, {title}: axe-core looked at little")
        for finding in found["violations"]:
            nodes = [node["html"][:160] for node in finding["nodes"][:3]]
            problems.append(f"{self.name}, {title}: {finding['id']} {nodes}")
        width = self.page.evaluate("document.documentElement.scrollWidth")
        seen = self.page.evaluate("document.documentElement.clientWidth")
        if width > seen:
            problems.append(f"{self.name}, {title}: {width} pixels wide on a screen of {seen}")
        if self.pictures:
            self.page.screenshot(path=str(self.pictures / f"{self.name}-{title}.png"), full_page=True)


def expect(condition, words):
    if not condition:
        problems.append(words)


def sign_in(person):
    person.go("/")
    person.check("sign-in")
    person.type("Name", "anna")
    person.type("Password", PASSWORD)
    person.page.keyboard.press("Enter")
    person.page.get_by_role("heading", name="Needs a person today").wait_for()
    person.check("first")


def find(person):
    """Who needs an address: answered as one types."""
    person.type("Address, host name", "3.97.31.75")
    person.page.get_by_role("heading", name="Who needs this address").wait_for()
    person.check("found")
    person.press("link", "northwood-ems")
    person.page.get_by_role("heading", name="Northwood EMS").wait_for()


def compare(person):
    person.go(PLACE)
    person.check("deployment")
    person.reach(person.page.get_by_label("Compare revision"))
    person.press("button", "Compare")
    person.page.get_by_role("heading", name="Opens").wait_for()
    person.check("compared")
    expect(
        person.page.locator("section.opens").get_by_text("203.0.113.24").count() == 1,
        f"{person.name}: what opens is not shown")


def approve(person):
    person.go("/")
    person.press("link", "revision 3 waits for approval")
    person.page.get_by_role("heading", name="Why it waits").wait_for()
    person.check("held")
    person.type("Why, for the audit", "the vendor confirmed it")
    person.press("button", "Approve revision 3")
    person.hears("became current", "the approval is not told")
    person.check("approved")


def assign(person):
    person.go("/customers")
    person.check("customers")
    person.press("link", "northwood-ems")
    person.page.get_by_role("heading", name="Northwood EMS").wait_for()
    person.check("customer")
    person.type("Data ports, all of them", "5001-5064")
    person.type("Why, for the audit", "more radios")
    person.press("button", "Assign")
    person.page.get_by_role("status").wait_for()
    expect(
        person.page.get_by_role("rowheader", name="udp 5001-5064").count() == 1,
        f"{person.name}: the assigned ports are not shown")
    person.check("assigned")


def correct(person):
    """Ports that were noted wrongly, and some that were to begin later."""
    person.press("link", "Correct udp 5001-5064")
    person.page.get_by_role("heading", name="correct ports").wait_for()
    person.check("correct")
    person.type("The ports that it had", "5101-5164")
    person.type("Why, for the audit", "a digit was mistyped")
    person.press("button", "This is right")
    person.page.get_by_role("status").wait_for()
    expect(
        person.page.get_by_text("noted wrongly, counts nowhere").count() == 1,
        f"{person.name}: what was wrong is not marked")
    person.check("corrected")
    person.press("link", "End ports, or cancel what is planned")
    person.page.get_by_role("heading", name="end ports").wait_for()
    person.check("end")
    # Nothing is chosen beforehand, so that Enter alone ends nothing.
    expect(
        person.page.get_by_label("Deployment", exact=True).input_value() == ""
        and person.page.get_by_label("When they end").input_value() == "",
        f"{person.name}: what ends is chosen beforehand")
    person.page.get_by_label("Deployment", exact=True).select_option(DEPLOYMENT)
    person.page.get_by_label("Which ports").select_option("data")
    person.page.get_by_label("When they end").select_option("now")
    person.press("button", "End or cancel as chosen")
    person.page.get_by_role("status").wait_for()
    expect(
        person.page.get_by_text("the ports end").count() == 1,
        f"{person.name}: that the ports end is not told")
    person.go("/customers/northwood-ems")
    person.type("Data ports, all of them", "5001-5064")
    person.press("button", "Assign")
    person.page.get_by_role("status").wait_for()


def send(person):
    with person.page.expect_download() as download:
        person.press("link", "Rules as text")
    text = Path(download.value.path()).read_text()
    expect("5001-5064" in text, f"{person.name}: the file lacks the new ports")
    expect(
        download.value.suggested_filename == "rules-northwood-ems.txt",
        f"{person.name}: the file is called {download.value.suggested_filename}")


def take_back(person):
    """A revision that was recorded by mistake: what that would do is told first."""
    person.go(f"{PLACE}/revisions/3")
    person.press("link", "It was recorded by mistake")
    person.page.get_by_role("heading", name="recorded by mistake?").wait_for()
    person.check("void")
    expect(
        person.page.get_by_text("becomes current again").count() == 1,
        f"{person.name}: what is current then is not told")
    person.type("Why, for the audit", "the page of another vendor")
    person.press("button", "Take revision 3 out of history")
    person.hears("taken out of history", "that it is void is not told")
    person.check("voided")


def send_document(person):
    """A newer document as a file: what it would change is told first."""
    document = (PACKAGE / "Seeds/eschat-canada-aws-02.constructed.txt").read_text()
    person.go(PLACE)
    person.press("link", "Send a newer document")
    person.page.get_by_role("heading", name="a newer document").wait_for()
    person.check("document")
    person.page.get_by_label("The document:").set_input_files(
        {"name": "may.txt", "mimeType": "text/plain",
         "buffer": document.replace("203.0.113.24", "203.0.113.29").encode()})
    person.press("button", "Show what would change")
    person.page.get_by_role("heading", name="what it would change").wait_for()
    person.check("document-shown")
    person.press("button", "Store it")
    person.hears("tored", "that the document is stored is not told")
    person.check("document-stored")


def send_sheet(person):
    sheet = f"customer,name,deployment,data ports\nhill-water,Hill Water,{DEPLOYMENT},4701-4764\n"
    person.go("/sheet")
    person.page.get_by_label("A CSV file, a workbook").set_input_files(
        {"name": "customers.csv", "mimeType": "text/csv", "buffer": sheet.encode()})
    person.press("button", "Show what the file would change")
    person.page.get_by_role("heading", name="The sheet").wait_for()
    person.check("sheet-shown")
    person.press("button", "Take the file over")
    person.press("link", "The customers")
    person.page.get_by_role("link", name="hill-water").wait_for()


def rename_and_end(person):
    """A customer gets another name, goes out of use, and comes back."""
    person.go("/customers/hill-water")
    person.press("link", "Rename it, or take it out of use")
    person.page.get_by_role("heading", name="name and use").wait_for()
    person.check("use")
    person.type("New name", "hill-waterworks")
    person.press("button", "Rename")
    person.page.get_by_role("status").wait_for()
    for button, told in [("Take out of use", "out of use"), ("Take into use", "in use again")]:
        person.press("link", "Rename it, or take it out of use")
        person.press("button", button)
        person.hears(told, f"after {button} it is not told")
    expect(
        person.page.url.endswith("/customers/hill-waterworks?done=restored"),
        f"{person.name}: the new name led to {person.page.url}")


def sources(person):
    """A source that fails is looked at, read now, paused and resumed."""
    person.go("/sources")
    person.check("sources")
    person.press("link", "vendor/gone")
    person.page.get_by_role("heading", name="It fails").wait_for()
    person.check("source-failing")
    person.go(PLACE)
    person.press("link", "Where its document comes from")
    person.page.get_by_role("heading", name="Suspicious changes").wait_for()
    person.check("source")
    person.press("button", "Read it now")
    person.hears("it is read now", "that it is read is not told")
    person.type("Why, for the audit", "the vendor moves the page")
    person.press("button", "Pause it")
    person.hears("not read until it is resumed", "that it is paused is not told")
    person.check("source-paused")
    person.press("button", "Resume it")
    person.hears("read again by the next sync", "that it is resumed is not told")


def accounts(person):
    """A user is made, changed and removed, and a token made and revoked."""
    page = person.page
    person.go("/access")
    person.check("access")
    person.type("Name to sign in with", "bertha")
    # Nothing is chosen beforehand: Enter alone lets nobody see everything.
    expect(page.get_by_label("Sees", exact=True).first.input_value() == "",
           f"{person.name}: what a new user sees is chosen beforehand")
    page.get_by_label("Role", exact=True).first.select_option("desk")
    page.get_by_label("Sees", exact=True).first.select_option("named")
    person.type("Customers, by their short names", "northwood-ems")
    person.type("Password, of", "several good words")
    person.press("button", "Add the user")
    person.hears("may sign in", "that the user is added is not told")
    person.check("user")
    page.get_by_label("Role", exact=True).select_option("approve")
    person.press("button", "Change", exact=True)
    person.hears("changed, at once", "that the role is changed is not told")
    person.press("button", "Remove the user")
    person.hears("may not sign in any more", "that the user is removed is not told")
    person.type("Name, such as edge-firewall", "edge-firewall")
    page.get_by_label("Sees", exact=True).nth(1).select_option("everything")
    person.press("button", "Make the token")
    page.get_by_role("heading", name="It is told only now").wait_for()
    person.check("token-made")
    person.press("link", "What it may")
    page.get_by_role("heading", name="Token edge-firewall").wait_for()
    person.check("token")
    person.press("button", "Revoke the token")
    person.hears("is refused", "that the token is revoked is not told")


def layout(person):
    """How a document is read is shown, and confirmed."""
    document = (PACKAGE / "Seeds/eschat-canada-aws-02.constructed.txt").read_bytes()
    person.go(PLACE)
    person.press("link", "how it is read")
    person.page.get_by_role("heading", name="how its document is read").wait_for()
    person.check("layout")
    person.page.get_by_label("The document, as a file").set_input_files(
        {"name": "june.txt", "mimeType": "text/plain", "buffer": document})
    person.press("button", "Show how it is read")
    person.page.get_by_role("heading", name="how it would be read").wait_for()
    person.check("layout-shown")
    person.press("button", "This is how it is to be read")
    person.hears("read by this layout", "that the layout is kept is not told")
    person.check("layout-kept")


def drift(person):
    """A firewall's own changes, by what it lists."""
    listing = {"nftables": [
        {"metainfo": {"json_schema_version": 1}},
        {"table": {"family": "inet", "name": "gatebook", "handle": 1}},
        {"chain": {"family": "inet", "table": "gatebook", "name": "forward", "handle": 2,
                   "type": "filter", "hook": "forward", "prio": 0, "policy": "drop"}},
        {"rule": {"family": "inet", "table": "gatebook", "chain": "forward", "handle": 3, "expr": [
            {"match": {"op": "==", "left": {"payload": {"protocol": "ip", "field": "daddr"}},
                       "right": "203.0.113.250"}},
            {"match": {"op": "==", "left": {"payload": {"protocol": "tcp", "field": "dport"}},
                       "right": 23}},
            {"accept": None}]}},
    ]}
    person.go("/firewalls/edge")
    person.check("firewall-behind")
    person.press("link", "Its own changes")
    person.page.get_by_role("heading", name="its own changes").wait_for()
    person.check("drift")
    person.page.get_by_label("What the device lists").set_input_files(
        {"name": "ruleset.json", "mimeType": "application/json",
         "buffer": json.dumps(listing).encode()})
    person.press("button", "Compare")
    person.page.get_by_role("heading", name="Lacks").wait_for()
    person.check("drift-shown")
    expect(person.page.get_by_text("203.0.113.250").count() == 1,
           f"{person.name}: what somebody added at the device is not shown")


def watch(person):
    """What needs a person today keeps itself current, and tells when it cannot."""
    page = person.page
    page.clock.install()
    person.go("/today")
    person.check("today")
    alarm = page.get_by_role("alert")
    expect(alarm.count() == 0, f"{person.name}: an alarm without a cause")
    person.is_cut_off = True
    page.route("**/today", lambda route: route.abort())
    page.clock.fast_forward(61_000)
    alarm.wait_for()
    expect("has not answered since" in alarm.inner_text(), f"{person.name}: {alarm.inner_text()}")
    page.clock.fast_forward(121_000)
    page.get_by_text("3 minutes ago").wait_for()
    person.check("unanswered")
    page.unroute("**/today")
    page.clock.fast_forward(61_000)
    alarm.wait_for(state="hidden")
    page.get_by_text("seconds ago").wait_for()
    person.is_cut_off = False


def look(person):
    """Every other page."""
    for title, path in [
        ("deployments", "/deployments"), ("revision", f"{PLACE}/revisions/1"),
        ("firewalls", "/firewalls"), ("firewall", "/firewalls/edge"),
        ("deadlines", "/deadlines"), ("changes", "/changes?since=2026-03-01"), ("audit", "/audit"), ("sheet", "/sheet"),
        ("nothing-found", "/search?q=203.0.113.99"),
    ]:
        person.go(path)
        person.check(title)


TASKS = [
    sign_in, find, compare, approve, assign, correct, send, take_back, send_document, send_sheet,
    rename_and_end, sources, accounts, layout, drift, watch, look,
]


def without_script(browser, address):
    """The same search by its button, where no script runs."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/search?q=tcp/7412")
    page.get_by_label("Name").fill("anna")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").press("Enter")
    page.get_by_role("heading", name="Whose is this port").wait_for()
    page.get_by_label("Address, host name").fill("harbour")
    page.get_by_role("button", name="Search").press("Enter")
    page.get_by_role("link", name="harbour-transit").wait_for()
    context.close()


def main():
    pictures = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        whole = make_inventory(Path(folder))
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width, height, scheme in [
            (1400, 900, "light"), (390, 844, "dark"), (1400, 900, "dark"), (390, 844, "light"),
        ]:
            name = f"{width}-{scheme}"
            inventory = f"{folder}/{name}.sqlite"
            shutil.copy(whole, inventory)
            server = Server(inventory)
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme)
            person = Person(context.new_page(), server.address, name, pictures)
            try:
                for task in TASKS:
                    task(person)
                if scheme == "light" and width > 1000:
                    without_script(browser, server.address)
            except Exception as error:
                problems.append(f"{name}: {error} ({person.page.url})")
            finally:
                context.close()
                server.stop()
        browser.close()


if CHROMIUM is None or sync_playwright is None:
    print("The pages are not tried: chromium or playwright is missing; see Tests/Browser/install.")
    sys.exit(1 if os.environ.get("GATEBOOK_REQUIRE_BROWSER_CHECKS") == "1" else 0)
main()
for problem in problems:
    print(problem)
print(f"pages: {len(problems)} problems")
sys.exit(1 if problems else 0)
