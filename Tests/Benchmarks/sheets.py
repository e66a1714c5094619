"""Reading sheets of 100,000 rows, as XLSX and as ODS: `sheets.py [ROWS]`."""

import os
import random
import statistics
import sys
import zipfile

import measure

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
OPC = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def plain(count):
    """A list of servers: few services, an address of IPv4 a row."""
    source = random.Random(3)
    yield ["Service", "IP address", "Ports", "Protocol"]
    for number in range(count):
        address = ".".join(str(source.randint(1, 223)) for _ in range(4))
        ports = source.choice([443, 8443, "80, 443", "5000-5100"])
        yield [f"Service {number % 40}", address, ports, source.choice(["TCP", "UDP"])]


def mixed(count):
    """A name, a region and perhaps a remark in each row; blocks, names, ranges, IPv6, two lines."""
    source = random.Random(4)

    def part():
        return source.randint(1, 223)

    yield ["Service name", "Region", "Destination", "Port", "Protocol", "Direction", "Notes"]
    for number in range(count):
        address = [
            f"{part()}.{part()}.{part()}.{part()}", f"{part()}.{part()}.{part()}.0/24",
            f"host{number}.region{part()}.example.com", f"198.18.{part()}.7\n198.19.{part()}.9",
            f"2001:db8:{part():x}::{part():x}", f"198.18.{number % 200}.7-198.18.{number % 200}.19",
        ][number % 6]
        yield [
            f"Node {number} of the cluster", source.choice(["EMEA", "US East", "APAC"]), address,
            source.choice([443, 8443, "TCP 443", "1024-65535", "80, 443, 8080"]),
            source.choice(["TCP", "UDP", "TCP/UDP"]), source.choice(["outbound", "inbound"]),
            source.choice(["", "Needed since 2024", "only for updates"]),
        ]


def xlsx(rows, path):
    def cell(place, value):
        if isinstance(value, int):
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'

    body = "".join(
        f'<row r="{r}">'
        + "".join(cell("ABCDEFG"[c] + str(r), v) for c, v in enumerate(row) if v != "") + "</row>"
        for r, row in enumerate(rows, 1))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("_rels/.rels", f'<Relationships xmlns="{OPC}"><Relationship Id="a" '
                     f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        out.writestr("xl/_rels/workbook.xml.rels",
                     f'<Relationships xmlns="{OPC}"><Relationship Id="a" '
                     f'Type="{OFFICE}/worksheet" Target="sheet1.xml"/></Relationships>')
        out.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
                     '<sheet name="Sheet1" sheetId="1" r:id="a"/></sheets></workbook>')
        out.writestr("xl/sheet1.xml",
                     f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>')


def ods(rows, path):
    def cell(value):
        if value == "":
            return "<table:table-cell/>"
        kind = f'float" office:value="{value}' if isinstance(value, int) else "string"
        lines = "".join(f"<text:p>{line}</text:p>" for line in str(value).split("\n"))
        return f'<table:table-cell office:value-type="{kind}">{lines}</table:table-cell>'

    body = "".join(
        "<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in rows)
    names = "".join(f' xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "table", "text"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(zipfile.ZipInfo("mimetype"), SPREADSHEET)
        out.writestr("content.xml", f"<office:document-content{names}><office:body>"
                     f'<office:spreadsheet><table:table table:name="Sheet1">{body}</table:table>'
                     "</office:spreadsheet></office:body></office:document-content>")


count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
with measure.folder() as folder:
    paths = []
    for table in (plain, mixed):
        for made in (xlsx, ods):
            paths.append(os.path.join(folder, f"{table.__name__}.{made.__name__}"))
            made(table(count), paths[-1])
    # By turns, since a machine that is slower for a while is so for all.
    rounds = [
        [measure.once([measure.GATEBOOK, "read", "--format", "json", path]) for path in paths]
        for _ in range(5)]
    for path, results in zip(paths, zip(*rounds)):
        if any(status != 0 for status, *_ in results):
            sys.exit(f"{path} was not read")
        seconds, processor, mb = (statistics.median(values) for values in list(zip(*results))[1:])
        print(f"  {os.path.basename(path):<12}{count:9,} rows{seconds:8.2f} s elapsed"
              f"{processor:8.2f} s of the processor{mb:7.0f} MB")
