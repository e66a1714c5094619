"""The worst documents that we know for each format and each reader of words: what makes a
document of about n bytes, by name. A name begins with the ending of the file."""

LIST = "192.0.2.1\n192.0.2.2\n"


def filled(text, size):
    """The text again and again, up to a size."""
    return (text * (size // len(text) + 1))[:size]


def numbered(text, size):
    """A text with a place for a number, again and again with other numbers."""
    count = max(1, size // (len(text) + 4))
    return "".join(text.format(i, a=i >> 16 & 255, b=i >> 8 & 255, c=i & 255, p=1 + i % 60000)
                   for i in range(count))


HTML = {
    "open elements": lambda n: filled("<div>", n),
    "open tables": lambda n: filled("<table><tr><td>", n) + "192.0.2.1",
    "open formatting": lambda n: filled("<b>x", n),
    "nested lists": lambda n: filled("<ul><li>192.0.2.1", n),
    "attributes": lambda n: "<p " + numbered("a{}=1 ", n) + ">192.0.2.1",
    "wide cells": lambda n: "<table>" + filled("<tr><td colspan=1000>192.0.2.1", n),
    "high and wide cells": lambda n: "<table>" + filled(
        "<tr><td rowspan=65534 colspan=1000>192.0.2.1<td>443", n),
    "high cells": lambda n: "<table>" + filled("<tr><td rowspan=65534>192.0.2.1<td>443", n),
    "comments": lambda n: filled("<!--", n),
    "entities": lambda n: "<p>" + filled("&amp;", n) + " 192.0.2.1",
    "one cell": lambda n: "<table><tr><th>IP<th>Port<tr><td>" + filled("192.0.2.1<br>", n),
    "one row": lambda n: "<table><tr>" + filled("<td>192.0.2.1", n),
    "headings": lambda n: filled("<h1>Web 443</h1><p>192.0.2.1", n),
    "prose": lambda n: filled("<p>do not use the following addresses: ", n) + "192.0.2.1",
    "preformatted": lambda n: "<pre>" + filled("192.0.2.1\n", n),
    "paragraph without blanks": lambda n: "<p>192.0.2.1 " + filled("a", n),
}

MARKDOWN = {
    "brackets": lambda n: LIST + filled("[", n),
    "links": lambda n: LIST + filled("[a](", n),
    "one open link": lambda n: LIST + "[x](" + filled("a", n),
    "open links of one line": lambda n: LIST + filled("[x](a", n),
    "images": lambda n: LIST + filled("![", n),
    "stars": lambda n: LIST + filled("*a **b ", n),
    "underscores": lambda n: LIST + filled("_a __b ", n),
    "tildes": lambda n: LIST + filled("~~a ~b ", n),
    "backticks": lambda n: LIST + filled("`a``b```", n),
    "backticks of all lengths": lambda n: LIST + "".join(
        "`" * i + "a" for i in range(1, int((2 * n) ** 0.5))),
    "angles": lambda n: LIST + filled("<a <!-- ", n),
    "references": lambda n: LIST + filled("&a", n),
    "quotes": lambda n: LIST + filled(">", n),
    "nested lists": lambda n: "".join(
        " " * (i % 200) + "- 192.0.2.1\n" for i in range(n // 110)),
    "wide table": lambda n: "|" + filled("IP|", n // 3) + "\n|" + filled("-|", n // 3) + "\n|"
    + filled("1.2.3.4|", n // 3) + "\n",
    "fences": lambda n: LIST + filled("```\n~~~\n", n),
    "blocks of html": lambda n: LIST + filled("<div>\n\n", n),
    "headings": lambda n: filled("# Web\n\n192.0.2.1\n\n", n),
    "pipes": lambda n: LIST + filled("|\n", n),
    "backslashes": lambda n: LIST + filled("\\[", n),
}

RST = {
    "grids": lambda n: filled("+---+---+\n| 1.2.3.4 | 443 |\n", n),
    "underlines": lambda n: LIST + filled("a\n=\n", n),
    "directives": lambda n: LIST + filled(
        ".. list-table::\n\n   * - 192.0.2.1\n     - 443\n\n", n),
    "wide grid": lambda n: ("+" + filled("-+", n // 12 * 2) + "\n|" + filled("1|", n // 12 * 2) + "\n") * 3,
    "roles": lambda n: LIST + filled(":a:`", n),
    "substitutions": lambda n: LIST + filled("|a", n),
    "links": lambda n: LIST + filled("`a <", n),
    "indents": lambda n: "".join(" " * (i % 200) + "192.0.2.1\n" for i in range(n // 110)),
}

CSV = {
    "cells": lambda n: "ip,port\n" + filled("1.2.3.4,", n) + "\n1.2.3.4,443\n",
    "rows": lambda n: "ip,port\n" + numbered("{a}.{b}.{c}.1,443\n", n),
    "same rows": lambda n: "ip,port\n" + filled("1.2.3.4,443\n", n),
    "open quotes": lambda n: "ip,port\n1.2.3.4,443\n" + filled('"a\n', n),
    "one open quote": lambda n: 'ip,port\n1.2.3.4,443\n"' + filled("a\n", n),
    "doubled quotes": lambda n: 'ip,port\n1.2.3.4,443\n"' + filled('""', n) + '",1\n',
    "ports": lambda n: "ip,ports\n" + "".join(
        f'1.{i >> 8 & 255}.{i & 255}.1,"' + ",".join(
            str(1 + (i * 7 + k * 37) % 65000) for k in range(30)) + '"\n'
        for i in range(n // 190)),
    "services": lambda n: "service,ip,ports\n" + numbered("S{},1.{a}.{b}.{c},{p}\n", n),
    "services of one address": lambda n: "service,ip,ports\n" + numbered("S{},1.2.3.4,443\n", n),
    "nested blocks": lambda n: "ip,ports\n" + "".join(
        f"{i >> 16 & 255}.{i >> 8 & 255}.{i & 255}.0/{8 + i % 25},{1 + i % 60000}\n"
        for i in range(n // 22)),
    "ranges": lambda n: "ip,ports\n" + numbered(
        "1.{a}.{b}.{c}-200.{a}.{b}.{c},{p}\n", n),
    "one port cell of digits": lambda n: "ip,port\n1.2.3.4," + filled("1", n) + "x\n5.6.7.8,443\n",
    "port cells of digits": lambda n: "ip,port\n" + numbered(
        "1.{a}.{b}.{c}," + "1" * 1000 + "x\n", n),
    "port cells of marks": lambda n: "ip,port\n" + numbered(
        "1.{a}.{b}.{c},\"" + "1,111" * 700 + "\"\n", n),
    "port cells of blanks": lambda n: "ip,port\n" + numbered(
        "1.{a}.{b}.{c},1" + " " * 3000 + "x\n", n),
    "port cells of brackets": lambda n: "ip,port\n" + numbered(
        "1.{a}.{b}.{c}," + "(1" * 1500 + ")\n", n),
    "port cells of words": lambda n: "ip,port\n" + numbered(
        "1.{a}.{b}.{c}," + "tcp/udp except " * 60 + "443\n", n),
    "address cells": lambda n: "ip,port\n" + numbered(
        '"' + "1.2.3.4-" * 100 + "1.{a}.{b}.{c}\",443\n", n),
    "address cells without blanks": lambda n: "ip,port\n" + numbered(
        "a" * 2000 + ".{a}.{b}.{c},443\n", n),
}

TEXT = {
    "rows of pipes": lambda n: "Service | IP | Port | Type |\n" + numbered(
        "S | 1.{a}.{b}.{c} | 443 | TCP |\n", n),
    "one cell of pipes": lambda n: "Service | IP | Port | Type |\nS | " + numbered(
        "1.{a}.{b}.{c}\n", n) + " | 443 | TCP |\n",
    "pipes": lambda n: "Service | IP | Port | Type |\nS | 1.2.3.4 | 443 | TCP |\n" + filled(
        "|" * 1000 + "\n", n),
    "lines between pipes": lambda n: "Service | IP | Port | Type |\nS | 1.2.3.4 | 443 | TCP |\n"
    + filled("Primary:\n", n),
    "list": lambda n: numbered("1.{a}.{b}.{c}\n", n),
    "words": lambda n: "192.0.2.1 443\n" + filled("lorem ipsum dolor\n", n),
    "one line of addresses": lambda n: "Allow " + filled("1.2.3.4 ", n) + "\n",
    "dots": lambda n: LIST + filled("1.", n) + "\n",
    "digits": lambda n: "1.2.3.4 port " + filled("9", n) + "\n",
    "ports": lambda n: "1.2.3.4 tcp " + filled("443, ", n) + "\n",
    "hyphens": lambda n: "1.2.3.4 tcp " + filled("1-", n) + "\n",
    "colons": lambda n: LIST + filled("a:", n) + "\n",
    "slashes": lambda n: LIST + filled("a/", n) + "\n",
    "letters": lambda n: LIST + filled("a", n) + "\n",
    "blanks": lambda n: LIST + "a" + filled(" ", n) + "b\n",
    "tabs": lambda n: LIST + "a" + filled("\t", n) + "b\n",
    "empty lines": lambda n: LIST + filled("\n", n) + "b\n",
    "combining marks": lambda n: LIST + "e" + filled("\u0301", n // 2) + "\n",
    "words with combining marks": lambda n: LIST + filled("e\u0301 \u0301", n // 2) + "\n",
    "letters of no width": lambda n: filled("1\u200b.\u200b2.3.4\n", n // 2),
    "escapes": lambda n: LIST + filled("\x1b]", n) + "\n",
    "escapes by line": lambda n: LIST + filled("\x1b]a\n", n),
    "stated counts": lambda n: filled("there are 3 addresses here.\n", n // 2) + numbered(
        "10.{a}.{b}.{c}\n", n // 2),
    "stated counts of one line": lambda n: filled("there are 3 addresses here. ", n // 2) + "\n"
    + numbered("10.{a}.{b}.{c}\n", n // 2),
    "dates": lambda n: LIST + filled("as of 2026-01-02 and 3 May 2026 ", n) + "\n",
    "months": lambda n: LIST + filled("May ", n) + "\n",
    "versions": lambda n: LIST + filled("Version: 1.2.", n) + "\n",
    "ports named": lambda n: LIST + filled("tcp port ", n) + "\n",
    "ports named by line": lambda n: LIST + filled("tcp ports are allowed\n", n),
    "transports": lambda n: LIST + filled("tcp and udp ", n) + "\n",
    "exceptions": lambda n: LIST + filled("except for ", n) + "\n",
    "sentences": lambda n: LIST + filled("Do not use. ", n) + "\n",
    "timers": lambda n: LIST + filled("tcp timeout of 30 ", n) + "\n",
    "names": lambda n: LIST + filled("a.example.com,", n) + "\n",
    "labels": lambda n: LIST + filled("a.", n) + "com\n",
    "placeholders": lambda n: LIST + filled("<a>.", n) + "com\n",
    "open placeholders": lambda n: LIST + filled("<a", n) + "\n",
    "stars": lambda n: LIST + filled("*.", n) + "com\n",
    "bracket ranges": lambda n: LIST + filled("1.2.3.[4-", n) + "\n",
    "services": lambda n: numbered("Service {}:\n10.{a}.{b}.{c}\n", n),
    "columns": lambda n: "Host    Port    Protocol\n" + numbered(
        "10.{a}.{b}.{c}    443    tcp\n", n),
}

JSON = {
    "depth": lambda n: filled("[", n),
    "prefixes": lambda n: '{"prefixes":[' + numbered(
        '{{"ip_prefix":"1.{a}.{b}.{c}/32"}},', n) + '{"ip_prefix":"9.9.9.9/32"}]}',
    "keys": lambda n: '{"x":"1.2.3.4",' + numbered('"k{}":1,', n) + '"z":1}',
    "same keys": lambda n: '{"x":"1.2.3.4",' + filled('"k":1,', n // 6 * 6) + '"z":1}',
    "rows": lambda n: '{"a":[' + numbered(
        '{{"ip":"1.{a}.{b}.{c}","port":{p}}},', n) + '{"ip":"9.9.9.9","port":1}]}',
    "one string": lambda n: '{"ip":"' + filled("1.2.3.4 ", n) + '"}',
    "one number": lambda n: '{"ip":"1.2.3.4","port":' + filled("9", n) + "}",
    "escapes": lambda n: '{"ip":"1.2.3.4","note":"' + filled("\\ud800", n // 6 * 6) + '"}',
    "wide rows": lambda n: "[" + "".join(
        "{" + "".join(f'"c{i}_{k}":1,' for k in range(20)) + f'"ip":"1.2.3.{i % 256}"}},'
        for i in range(n // 260)) + '{"ip":"9.9.9.9"}]',
}

DOCUMENTS = {
    **{f"html {name}": ("html", lambda n, f=make: "<html><body>" + f(n)) for name, make in HTML.items()},
    **{f"md {name}": ("md", lambda n, f=make: "# Title\n\n" + f(n)) for name, make in MARKDOWN.items()},
    **{f"rst {name}": ("rst", lambda n, f=make: "Title\n=====\n\n" + f(n)) for name, make in RST.items()},
    **{f"csv {name}": ("csv", make) for name, make in CSV.items()},
    **{f"txt {name}": ("txt", make) for name, make in TEXT.items()},
    **{f"json {name}": ("json", make) for name, make in JSON.items()},
}
