"""Makes the documents of this folder again: `python3 make.py`, with Debian's python3-openpyxl,
python3-odf and libreoffice-writer. Their bytes differ each time; what is read of them does not.
"""

import datetime
import gzip
import os
import subprocess
import tempfile
import zipfile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font

HERE = os.path.dirname(os.path.abspath(__file__))

PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Kestrel Radio network requirements</title></head><body>
<h1>Kestrel Radio network requirements</h1>
<p>Allow outbound connections to these destinations.</p>
<h2>Halifax</h2>
<table border="1">
<thead><tr><th>Service</th><th>Address</th><th>Protocol</th><th>Ports</th></tr></thead>
<tr><td>Provisioning</td><td>192.0.2.10<br>192.0.2.11</td><td rowspan="2">TCP</td><td>443</td></tr>
<tr><td>Web portal</td><td>portal.kestrel.example<sup>1</sup></td><td>443, 8443</td></tr>
<tr><td>Voice</td><td>198.51.100.0/26</td><td>UDP</td><td>5060, 16384-16483</td></tr>
<tr><td><strike>Paging</strike></td><td><strike>203.0.113.9</strike></td><td><strike>UDP</strike></td>
<td><strike>7000</strike></td></tr>
</table>
<h2>Regina</h2>
<ul><li>203.0.113.20: TCP 636</li><li>203.0.113.21: TCP 514</li></ul>
<p>(1) Only where the portal is used.</p>
</body></html>
"""


def path(name):
    return os.path.join(HERE, name)


def convert(source, kind, *options):
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{home}", "--headless", *options,
             "--convert-to", kind, "--outdir", HERE, source],
            check=True, stdout=subprocess.DEVNULL)


def texts():
    with tempfile.TemporaryDirectory() as folder:
        page = os.path.join(folder, "page.html")
        with open(page, "w", encoding="utf-8") as file:
            file.write(PAGE)
        convert(page, "docx:MS Word 2007 XML", "--infilter=HTML (StarWriter)")
        convert(page, "odt:writer8", "--infilter=HTML (StarWriter)")
        convert(path("page.docx"), "pdf")


def pages():
    """A table over several pages, with its header repeated and cells that wrap."""
    rows = "".join(
        f"<tr><td>Site {i} of the provisioning service for radios</td><td>192.0.2.{i}</td>"
        f"<td>TCP</td><td>{8000 + i}</td></tr>" for i in range(1, 121))
    text = (
        "<html><body><h1>Sites</h1><table border='1'><thead><tr><th>Service</th><th>Address</th>"
        f"<th>Protocol</th><th>Port</th></tr></thead>{rows}</table>"
        "<p>* Ask before you open a port that is not listed.</p></body></html>")
    with tempfile.TemporaryDirectory() as folder:
        page = os.path.join(folder, "long.html")
        with open(page, "w", encoding="utf-8") as file:
            file.write(text)
        convert(page, "pdf:writer_web_pdf_Export", "--infilter=HTML (StarWriter)")


def sheets():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Ports"
    sheet["A1"], sheet["A1"].font = "Kestrel Radio", Font(bold=True, size=16)
    sheet["A2"] = "Allow outbound connections to these destinations. Valid from:"
    for column, words in enumerate(["Service", "Address", "Protocol", "Ports", "Owner", "Since"], 1):
        sheet.cell(4, column).value, sheet.cell(4, column).font = words, Font(bold=True)
    rows = [
        ["Provisioning", "192.0.2.10", "TCP", 443],
        [None, "192.0.2.11\n192.0.2.12", "TCP", 8443],
        ["Voice", "198.51.100.0/26", "UDP", "16384-16483"],
        ["Hidden", "203.0.113.66", "TCP", 1],
        ["Paging", "203.0.113.9", "UDP", 7000],
        ["Directory", "203.0.113.10", "TCP", "=600+36"],
        ["Logs", "203.0.113.11", "TCP", 1514],
    ]
    for r, row in enumerate(rows, 5):
        for c, value in enumerate(row, 1):
            sheet.cell(r, c).value = value
        sheet.cell(r, 5).value = "nobody"
        sheet.cell(r, 6).value = 46037 + r
        sheet.cell(r, 6).number_format = "dd/mm/yyyy"
    sheet.merge_cells("A5:A6")
    sheet["D11"].number_format = '"port "#,##0'
    for c in range(1, 7):
        sheet.cell(9, c).font = Font(strike=True)
    sheet.row_dimensions[8].hidden = True
    sheet.column_dimensions["E"].hidden = True
    old = book.create_sheet("Old")
    old["A1"], old["B1"] = "192.0.2.99", 9999
    old.sheet_state = "hidden"
    book.save(path("formula.xlsx"))
    # A program that computes stores the values, too.
    with tempfile.TemporaryDirectory() as folder:
        os.rename(path("formula.xlsx"), os.path.join(folder, "sheets.xlsx"))
        convert(os.path.join(folder, "sheets.xlsx"), "xlsx:Calc MS Excel 2007 XML")
        convert(os.path.join(folder, "sheets.xlsx"), "ods:calc8")
    # What openpyxl writes has the formula only.
    sheet.row_dimensions[8].hidden = False
    book.save(path("formula.xlsx"))


def customers():
    """A support desk's sheet with a cell over two rows, a port that is none, and a further sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Ports"
    for row in [
        ["Customer", "Company", "Cloud", "Signalling port", "Data port range", "Since"],
        ["north", "North EMS", "kestrel/cloud", 7400, "4201-4264", datetime.date(2026, 1, 15)],
        ["south", "South EMS", None, 7401, "4265-4328", datetime.date(2026, 1, 16)],
        ["west", "West EMS", "kestrel/cloud", 740100, "4329-4392", None],
    ]:
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    book.create_sheet("Contacts").append(["somebody"])
    book.save(path("customers.xlsx"))
    convert(path("customers.xlsx"), "ods:calc8")
    titled()


def titled():
    """A sheet below a title over all its columns, with contacts that have names."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Desk"
    for row in [
        ["Kestrel customers, do not sort"],
        [],
        ["Customer", "Contacts", "Deployment", "Signaling port", "From"],
        ["north", "Net Desk <net@north.example>; ops@north.example", "kestrel/cloud", 7400.0,
         datetime.datetime(2026, 1, 15)],
        ["south", None, "kestrel/cloud", 7401, "2026-01-16"],
    ]:
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    book.save(path("customers-titled.xlsx"))


def beside():
    """Two tables beside each other, comments on cells, and a text drawn over the sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [
        ["Service", "Address", "Protocol", "Ports", None, "Host", "Protocol", "Ports"],
        ["Voice", "192.0.2.10", "UDP", 5060, None, "a.kestrel.example", "TCP", 443],
        ["Paging", "192.0.2.11", "TCP", 7000, None, "b.kestrel.example", "TCP", 8443],
        ["Logs", "192.0.2.12", "TCP", 1514],
    ]:
        sheet.append(row)
    sheet["B2"].comment = Comment("From May on also 192.0.2.77", "desk")
    sheet["A3"].comment = Comment("as agreed", "desk")
    sheet.row_dimensions[9].hidden = True
    sheet["A9"] = "Old"
    sheet["A9"].comment = Comment("was 192.0.2.99", "desk")
    with tempfile.TemporaryDirectory() as folder:
        plain = os.path.join(folder, "plain.xlsx")
        book.save(plain)
        with zipfile.ZipFile(plain) as known, zipfile.ZipFile(
                path("beside.xlsx"), "w", zipfile.ZIP_DEFLATED) as made:
            for name in known.namelist():
                text = known.read(name)
                for part, before, added in DRAWING_LINKS:
                    if name == part:
                        text = text.replace(before, added + before)
                made.writestr(name, text)
            made.writestr("xl/drawings/drawing1.xml", DRAWING)
    convert(path("beside.xlsx"), "ods:calc8")


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING_LINKS = [
    ("[Content_Types].xml", b"</Types>", b'<Override PartName="/xl/drawings/drawing1.xml" '
     b'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>'),
    ("xl/worksheets/_rels/sheet1.xml.rels", b"</Relationships>",
     f'<Relationship Id="drawn" Type="{OFFICE}/drawing" Target="/xl/drawings/drawing1.xml"/>'.encode()),
    ("xl/worksheets/sheet1.xml", b"<legacyDrawing",
     f'<drawing xmlns:r="{OFFICE}" r:id="drawn"/>'.encode()),
]
MAIN = "http://schemas.openxmlformats.org/drawingml/2006"
DRAWING = f'''<xdr:wsDr xmlns:xdr="{MAIN}/spreadsheetDrawing" xmlns:a="{MAIN}/main">
<xdr:twoCellAnchor><xdr:from><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>5</xdr:row>
<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff>
<xdr:row>8</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp macro="" textlink=""><xdr:nvSpPr>
<xdr:cNvPr id="2" name="Text"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/>
<a:ext cx="99" cy="99"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody>
<a:bodyPr/><a:p><a:r><a:t>All hosts also need</a:t></a:r></a:p><a:p><a:r><a:t>TCP 22.</a:t></a:r></a:p>
</xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>'''


def archives():
    text = b"Service,Address,Port,Protocol\nWeb,192.0.2.1,443,TCP\nMail,192.0.2.2,25,TCP\n"
    with gzip.GzipFile(path("list.csv.gz"), "wb", mtime=0) as file:
        file.write(text)
    for name, entries in (("one.zip", ["lists/list.csv"]), ("two.zip", ["a.csv", "b.csv"])):
        with zipfile.ZipFile(path(name), "w", zipfile.ZIP_DEFLATED) as archive:
            for entry in entries:
                archive.writestr(entry, text)
    with zipfile.ZipFile(path("page.docx")) as known, zipfile.ZipFile(
            path("macros.docm"), "w", zipfile.ZIP_DEFLATED) as made:
        for entry in known.namelist():
            made.writestr(entry, known.read(entry))
        made.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")


def hidden():
    """Texts of which words are hidden."""
    space = "http://schemas.openxmlformats.org"
    with zipfile.ZipFile(path("hidden.docx"), "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("_rels/.rels", f'''<Relationships xmlns="{space}/package/2006/relationships">
<Relationship Id="a" Type="{space}/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>''')
        made.writestr("word/document.xml", f'''<w:document
 xmlns:w="{space}/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>Open TCP 443 to 192.0.2.1.</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Open TCP 80 to 192.0.2.2.</w:t></w:r></w:p>
</w:body></w:document>''')
    names = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "style"))
    with zipfile.ZipFile(path("hidden.odt"), "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr("content.xml", f'''<office:document-content {names}>
<office:automatic-styles><style:style style:name="P1" style:family="paragraph">
<style:text-properties text:display="none"/></style:style></office:automatic-styles>
<office:body><office:text><text:p>Open TCP 443 to 192.0.2.1.</text:p>
<text:p text:style-name="P1">Open TCP 80 to 192.0.2.2.</text:p></office:text></office:body>
</office:document-content>''')


if __name__ == "__main__":
    texts()
    pages()
    sheets()
    customers()
    beside()
    archives()
    hidden()
