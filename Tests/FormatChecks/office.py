"""Turns HTML pages into office documents and compares what is read of both.

    office.py make FOLDER FORMAT...      pages of FOLDER to FOLDER/FORMAT: xlsx ods docx odt pdf
    office.py compare READER FOLDER FORMAT...

XLSX and ODS need Debian's python3-openpyxl and python3-odf, the others libreoffice-writer. A
reader is a command like `.build/release/gatebook read --format json`. Documents agree where the
same addresses, ports, protocols and directions are read of both; where they do not, a warning or
an error has to say so.
"""

import collections
import html.parser
import itertools
import json
import os
import shlex
import subprocess
import sys
import tempfile

BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "caption", "pre"}
SIZES = {"h1": 18, "h2": 15, "h3": 13, "h4": 12}
STRUCK = {"s", "del", "strike"}


class Page(html.parser.HTMLParser):
    """The page as a list of ("text", words, tag) and ("table", rows); a cell of a row is a tuple
    of words, tag, columns, rows and whether it is struck out."""

    def __init__(self, text):
        super().__init__()
        self.out, self.rows, self.words, self.tag = [], None, None, None
        self.struck, self.was_struck, self.was_plain, self.hidden, self.title = 0, False, False, 0, None
        self.raised, self.depth, self.in_cell = 0, 0, False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in ("style", "script", "head"):
            self.hidden += 1
        if tag == "title":
            self.title = ""
        elif tag == "table":
            self.flush()
            self.rows = []
        elif tag == "tr" and self.rows is not None:
            self.flush()
            self.rows.append([])
        elif self.in_cell and tag in BLOCKS:
            self.words += "\n"
        elif tag in BLOCKS:
            self.flush()
            self.in_cell = tag in ("td", "th")
            self.tag, self.words, self.item_depth = tag, "", self.depth
            self.spans = int(attributes.get("colspan", 1)), int(attributes.get("rowspan", 1))
            self.was_struck = self.was_plain = False
        elif tag == "br" and self.words is not None:
            self.words += "\n"
        if tag in STRUCK:
            self.struck += 1
        self.raised += tag == "sup"
        self.depth += tag in ("ul", "ol", "dl")

    def handle_endtag(self, tag):
        if tag in ("style", "script", "head"):
            self.hidden -= 1
        if tag in STRUCK:
            self.struck -= 1
        self.raised -= tag == "sup"
        self.depth -= tag in ("ul", "ol", "dl")
        if tag in BLOCKS and not (self.in_cell and tag not in ("td", "th")):
            self.flush()
            self.in_cell = False
        if tag == "table" and self.rows is not None:
            self.out.append(("table", [row for row in self.rows if row]))
            self.rows = None

    def handle_data(self, data):
        if self.title == "":
            self.title = data.strip()
        # A footnote sign is raised, which a cell cannot say of a part of its text.
        if self.hidden or self.raised:
            return
        if self.words is None:
            if not data.strip():
                return
            self.tag, self.words, self.spans = "p", "", (1, 1)
            self.was_struck = self.was_plain = False
        if data.strip():
            if self.struck:
                self.was_struck = True
            else:
                self.was_plain = True
        if self.tag != "pre":
            data = " ".join((" " + data + " ").replace("\n", " ").split(" ")) if "\n" in data else data
        self.words += data

    def flush(self):
        if self.words is None:
            return
        lines = self.words.split("\n")
        words = "\n".join(" ".join(line.split()) for line in lines).strip()
        if self.was_struck and self.was_plain:
            raise ValueError("a part of a text is struck out, which a cell cannot say")
        if self.tag in ("td", "th") and self.rows:
            self.rows[-1].append((words, self.tag, *self.spans, self.was_struck))
        elif words:
            for line in words.split("\n") if self.tag == "pre" else [words]:
                mark = "  " * (self.item_depth - 1) + "• " if self.tag == "li" else ""
                self.out.append(("text", mark + line, self.tag, self.was_struck))
        self.words = None


def places(rows):
    """The cells of a table with their places: (row, column, cell)."""
    taken = set()
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            for down in range(cell[3]):
                for right in range(cell[2]):
                    taken.add((r + down, c + right))
            yield r, c, cell
            c += cell[2]


def number(words):
    return int(words) if words.isascii() and words.isdigit() and (words == "0" or words[0] != "0") else None


def xlsx(page, path):
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    book.properties.title = page.title
    sheet = book.active
    at = 1
    for block in page.out:
        if block[0] == "text":
            _, words, tag, struck = block
            # A blank row stands above what begins a new part.
            if tag[0] == "h" and at > 1:
                at += 1
            cell = sheet.cell(at, 1 if tag != "dd" else 2)
            cell.value, cell.data_type = words, "s"
            cell.font = Font(bold=tag[0] == "h", strike=struck, size=SIZES.get(tag, 11))
            at += 1
            continue
        at += 1
        for r, c, (words, tag, columns, rows, struck) in places(block[1]):
            cell = sheet.cell(at + r, c + 1)
            if words:
                cell.value = number(words)
                if cell.value is None:
                    cell.value, cell.data_type = words, "s"
            cell.font = Font(bold=tag == "th", strike=struck)
            if columns > 1 or rows > 1:
                sheet.merge_cells(
                    start_row=at + r, end_row=at + r + rows - 1,
                    start_column=c + 1, end_column=c + columns)
        at += len(block[1]) + 1
    book.save(path)


def ods(page, path):
    from odf import dc
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TextProperties
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    if page.title:
        book.meta.addElement(dc.Title(text=page.title))
    styles = {}
    for bold, struck, size in itertools.product((False, True), (False, True), (11, 12, 13, 15, 18)):
            style = Style(name=f"c{bold:d}{struck:d}{size}", family="table-cell")
            options = {"fontsize": f"{size}pt"}
            if bold:
                options["fontweight"] = "bold"
            if struck:
                options["textlinethroughstyle"] = "solid"
            style.addElement(TextProperties(**options))
            book.automaticstyles.addElement(style)
            styles[bold, struck, size] = style
    sheet = Table(name="Sheet1")
    book.spreadsheet.addElement(sheet)

    def cell(words, bold, struck, size=11, **spans):
        value = number(words)
        options = {"valuetype": "float", "value": value} if value is not None else {"valuetype": "string"}
        made = TableCell(stylename=styles[bold, struck, size], **options, **spans)
        for line in words.split("\n"):
            made.addElement(P(text=line))
        return made

    def blank():
        row = TableRow()
        row.addElement(TableCell())
        sheet.addElement(row)

    first = True
    for block in page.out:
        if block[0] == "text":
            _, words, tag, struck = block
            if tag[0] == "h" and not first:
                blank()
            row = TableRow()
            if tag == "dd":
                row.addElement(TableCell())
            row.addElement(cell(words, tag[0] == "h", struck, SIZES.get(tag, 11)))
            sheet.addElement(row)
        else:
            blank()
            grid = {(r, c): cell for r, c, cell in places(block[1])}
            covered = {
                (r + i, c + j) for (r, c), cell in grid.items()
                for i in range(cell[3]) for j in range(cell[2])
            } - set(grid)
            width = max(c + cell[2] for (r, c), cell in grid.items())
            for r in range(len(block[1])):
                row = TableRow()
                for c in range(width):
                    if (r, c) in grid:
                        words, tag, columns, rows, struck = grid[r, c]
                        spans = {}
                        if columns > 1 or rows > 1:
                            spans = {"numbercolumnsspanned": columns, "numberrowsspanned": rows}
                        row.addElement(cell(words, tag == "th", struck, **spans) if words else TableCell(**spans))
                    else:
                        row.addElement(CoveredTableCell() if (r, c) in covered else TableCell())
                sheet.addElement(row)
            blank()
        first = False
    book.save(path)


def make(folder, formats):
    pages = sorted(name for name in os.listdir(folder) if name.endswith(".html"))
    for kind in formats:
        out = os.path.join(folder, kind)
        os.makedirs(out, exist_ok=True)
        if kind in ("xlsx", "ods"):
            for name in pages:
                with open(os.path.join(folder, name), encoding="utf-8-sig") as file:
                    text = file.read()
                try:
                    {"xlsx": xlsx, "ods": ods}[kind](Page(text), os.path.join(out, name[:-4] + kind))
                except ValueError as error:
                    print(f"{name}: left out, {error}")
            continue
        filters = {"docx": "docx:MS Word 2007 XML", "odt": "odt:writer8", "pdf": "pdf:writer_web_pdf_Export"}
        if kind == "pdf" and os.path.isdir(os.path.join(folder, "docx")):
            # As a person prints a document, not as a browser's page.
            sources = [os.path.join(folder, "docx", name[:-4] + "docx") for name in pages]
            options = ["--convert-to", "pdf"]
        else:
            # LibreOffice takes no notice of `del`.
            plain = os.path.join(folder, "plain")
            os.makedirs(plain, exist_ok=True)
            for name in pages:
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    text = file.read().replace("<del>", "<strike>").replace("</del>", "</strike>")
                with open(os.path.join(plain, name), "w", encoding="utf-8") as file:
                    file.write(text)
            sources = [os.path.join(plain, name) for name in pages]
            options = ["--infilter=HTML (StarWriter)", "--convert-to", filters[kind]]
        with tempfile.TemporaryDirectory() as home:
            for start in range(0, len(sources), 50):
                subprocess.run(
                    ["soffice", f"-env:UserInstallation=file://{home}", "--headless", *options,
                     "--outdir", out, *sources[start:start + 50]],
                    check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def read(reader, path):
    result = subprocess.run(shlex.split(reader) + [path], capture_output=True, text=True)
    try:
        return json.loads(result.stdout)
    except ValueError:
        words = (result.stderr or result.stdout).strip().split("\n")[0]
        return {"endpoints": [], "findings": [], "error": words}


def rules(reading):
    return collections.Counter(
        (e["address"], e["ports"], e["protocol"], e["direction"], e["portRole"]) for e in reading["endpoints"])


def compare(reader, folder, formats):
    pages = sorted(name for name in os.listdir(folder) if name.endswith(".html"))
    known = {name: read(reader, os.path.join(folder, name)) for name in pages}
    failed = False
    for kind in formats:
        same = named = count = silent = 0
        for name in pages:
            path = os.path.join(folder, kind, name[:-4] + kind)
            if not os.path.exists(path):
                continue
            count += 1
            there = read(reader, path)
            if rules(known[name]) == rules(there):
                same += 1
                names = lambda r: sorted(str((e["address"], e["service"], e["group"])) for e in r["endpoints"])
                named += names(known[name]) == names(there)
                continue
            says = "error" in there or any(f["severity"] != "note" for f in there["findings"])
            silent += not says
            lost = rules(known[name]) - rules(there)
            more = rules(there) - rules(known[name])
            print(f"{path}: {'' if says else 'silently '}{sum(lost.values())} lost, {sum(more.values())} more")
            for mark, these in (("-", lost), ("+", more)):
                for rule in sorted(these, key=str)[:3]:
                    print("   ", mark, *rule)
        print(f"{kind}: {same} of {count} the same ({named} with the same names), {silent} differ silently")
        failed = failed or same < 0.97 * count or silent > 0
    return failed


if __name__ == "__main__":
    if len(sys.argv) > 3 and sys.argv[1] == "make":
        make(sys.argv[2], sys.argv[3:])
    elif len(sys.argv) > 4 and sys.argv[1] == "compare":
        sys.exit(compare(sys.argv[2], sys.argv[3], sys.argv[4:]))
    else:
        sys.exit(__doc__)
