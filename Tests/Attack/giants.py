"""Documents with one giant part: a cell, a line, a value, or a part inside a part, and so on.

What makes the bytes of a document from the size of that part, by its name, beside the ending of
its file. What the part is filled with is in `FILLINGS`: whatever a reader of words knows.
"""

import io
import zipfile

ENDING = {
    "csv": "ip,port,note\n1.2.3.4,443,{}\n", "tsv": "ip\tport\tnote\n1.2.3.4\t443\t{}\n",
    "txt": "Service | IP | Port |\nWeb | 1.2.3.4 | 443 |\nNote | 1.2.3.5 | {} |\n",
    "md": "# List\n\n| IP | Port | Note |\n|---|---|---|\n| 1.2.3.4 | 443 | {} |\n",
    "rst": "List\n====\n\n.. list-table::\n\n   * - IP\n     - Port\n     - Note\n"
           "   * - 1.2.3.4\n     - 443\n     - {}\n",
    "adoc": "= List\n\n|===\n|IP |Port |Note\n\n|1.2.3.4 |443 |{}\n|===\n",
    "wiki": "== List ==\n{{| class=\"wikitable\"\n! IP !! Port !! Note\n|-\n| 1.2.3.4 || 443 || {}\n|}}\n",
    "html": "<html><body><table><tr><th>IP<th>Port<th>Note<tr><td>1.2.3.4<td>443<td>{}</table>",
    "json": '[{{"ip": "1.2.3.4", "port": 443, "note": "{}"}}]',
    "ndjson": '{{"ip": "1.2.3.4", "port": 443, "note": "x"}}\n'
              '{{"ip": "1.2.3.5", "port": 443, "note": "{}"}}\n',
    "yaml": "- ip: 1.2.3.4\n  port: 443\n  note: {}\n",
    "xml": "<list><row><ip>1.2.3.4</ip><port>443</port><note>{}</note></row></list>",
    "eml": "From: a@example.com\nTo: b@example.com\nSubject: List\n\n1.2.3.4 tcp 443\n{}\n",
}

FILLINGS = {
    "words": "lorem ipsum dolor ", "addresses": "1.2.3.4 ", "ports": "443, ", "letters": "a",
    "names": "www.example.com ", "transports": "tcp and udp ", "digits": "9",
}

OPC = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def filled(text, size):
    return (text * (size // len(text) + 1))[:size]


def archive(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts:
            # Whoever looks at the first bytes of an ODF file finds its kind there.
            file.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def xlsx(rows):
    def row(number, cells):
        return f'<row r="{number}">' + "".join(
            f'<c r="{"ABCDEF"[place]}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for place, cell in enumerate(cells)) + "</row>"
    body = "".join(row(number, cells) for number, cells in enumerate(rows, 1))
    return archive([
        ("_rels/.rels", f'<Relationships xmlns="{OPC}"><Relationship Id="a" '
         f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{OPC}"><Relationship Id="a" '
         f'Type="{OFFICE}/worksheet" Target="sheet1.xml"/></Relationships>'),
        ("xl/workbook.xml", f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
         '<sheet name="List" sheetId="1" r:id="a"/></sheets></workbook>'),
        ("xl/sheet1.xml", f'<worksheet xmlns="{SHEET}"><sheetData>{body}</sheetData></worksheet>')])


def odf(kind, body):
    spaces = " ".join(f'xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "table", "text"))
    content = (f'<office:document-content {spaces}><office:body><office:{kind}>{body}'
               f'</office:{kind}></office:body></office:document-content>')
    media = {"spreadsheet": "spreadsheet", "text": "text"}[kind]
    return archive([("mimetype", f"application/vnd.oasis.opendocument.{media}"),
                    ("content.xml", content)])


def odf_table(rows):
    return '<table:table table:name="List">' + "".join(
        "<table:table-row>" + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>" for cell in cells) + "</table:table-row>" for cells in rows
    ) + "</table:table>"


def docx(rows):
    def paragraph(text):
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    table = "<w:tbl>" + "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"
        for cells in rows) + "</w:tbl>"
    return archive([
        ("_rels/.rels", f'<Relationships xmlns="{OPC}"><Relationship Id="a" '
         f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'),
        ("word/document.xml",
         f'<w:document xmlns:w="{WORD}"><w:body>{table}</w:body></w:document>')])


def with_giant_cell(text):
    return [["IP", "Port", "Note"], ["1.2.3.4", "443", text]]


OFFICE_KINDS = {
    "xlsx": xlsx, "docx": docx, "ods": lambda rows: odf("spreadsheet", odf_table(rows)),
    "odt": lambda rows: odf("text", odf_table(rows)),
}

# Parts inside parts, and cells over columns and rows, where the formats of `worst.py` have none.
NESTED = {
    "yaml nested": ("yaml", lambda n: filled("[", n)),
    "yaml nested maps": ("yaml", lambda n: filled("{a: ", n)),
    "yaml indented": ("yaml", lambda n: "".join(
        " " * i + "a:\n" for i in range(int((2 * n) ** 0.5)))),
    "yaml aliases": ("yaml", lambda n: "a: &a 1.2.3.4\n" + filled("b: *a\n", n)),
    "xml nested": ("xml", lambda n: filled("<a>", n)),
    "xml attributes": ("xml", lambda n: "<a " + "".join(
        f'b{i}="1" ' for i in range(n // 10)) + "/>"),
    "ndjson nested": ("ndjson", lambda n: '{"ip":"1.2.3.4"}\n{"a":' + filled("[", n)),
    "adoc nested": ("adoc", lambda n: "= List\n\n" + "".join(
        "*" * (i % 200 + 1) + " 1.2.3.4\n" for i in range(n // 110))),
    "adoc wide": ("adoc", lambda n: "= List\n\n|===\n" + filled("1000+|1.2.3.4\n", n) + "\n|===\n"),
    "adoc repeated": ("adoc", lambda n: "= List\n\n|===\n" + filled("1000*|1.2.3.4\n", n)
                      + "\n|===\n"),
    "wiki wide": ("wiki", lambda n: "{|\n" + filled(
        '|-\n| colspan="1000" | 1.2.3.4\n', n) + "\n|}\n"),
    "wiki nested": ("wiki", lambda n: filled("{|\n|-\n| 1.2.3.4\n", n)),
    "wiki templates": ("wiki", lambda n: "1.2.3.4\n" + filled("{{a|", n)),
    "md quotes by line": ("md", lambda n: "".join(
        ">" * (i % 200 + 1) + " 1.2.3.4\n" for i in range(n // 110))),
    "html quotes": ("html", lambda n: "<p>1.2.3.4" + filled("<blockquote>", n)),
    "html cells in cells": ("html", lambda n: filled("<table><tr><td>1.2.3.4<td>443", n)),
    "eml parts": ("eml", lambda n: "Content-Type: multipart/mixed; boundary=a\n\n" + filled(
        "--a\nContent-Type: text/plain\n\n1.2.3.4 tcp 443\n", n) + "\n--a--\n"),
    "eml parts in parts": ("eml", lambda n: "".join(
        f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(n // 55))
        + "Content-Type: text/plain\n\n1.2.3.4\n"),
}


def documents():
    """By name: the ending of the file, what makes its bytes, and how many bytes these mean."""
    out = {}
    for filling, text in FILLINGS.items():
        for ending, around in ENDING.items():
            out[f"{ending} giant of {filling}"] = (
                ending, lambda n, around=around, text=text: around.format(
                    filled(text, n)).encode())
        for ending, make in OFFICE_KINDS.items():
            out[f"{ending} giant of {filling}"] = (
                ending, lambda n, make=make, text=text: make(with_giant_cell(filled(text, n))))
    for name, (ending, make) in NESTED.items():
        out[name] = (ending, lambda n, make=make: make(n).encode())
    for ending in ("xlsx", "ods"):
        make = OFFICE_KINDS[ending]
        out[f"{ending} rows"] = (ending, lambda n, make=make: make(
            [["IP", "Port"]] + [[f"1.{i >> 16 & 255}.{i >> 8 & 255}.{i & 255}", "443"]
                                for i in range(n // 100)]))
    wide = ('<table:table-cell office:value-type="string" table:number-columns-repeated="16000">'
            "<text:p>1.2.3.4</text:p></table:table-cell>")
    out["ods repeated columns"] = ("ods", lambda n: odf(
        "spreadsheet", '<table:table table:name="List">' + filled_whole(
            f"<table:table-row>{wide}</table:table-row>", n) + "</table:table>"))
    out["ods repeated rows"] = ("ods", lambda n: odf(
        "spreadsheet", '<table:table table:name="List">' + filled_whole(
            '<table:table-row table:number-rows-repeated="60000"><table:table-cell '
            'office:value-type="string"><text:p>1.2.3.4</text:p></table:table-cell>'
            "</table:table-row>", n) + "</table:table>"))
    return out


def filled_whole(text, size):
    return text * max(1, size // len(text))
