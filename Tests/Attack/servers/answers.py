"""Servers that misbehave, one by one: what each sends, and whether the new table may come of it.

`ANSWERS` has for each name the bytes, or a function that sends them, and one of OLD (what it sends
is not to be trusted), NEW (it is an honest server) and EITHER. A revision that is held is always
right but for NEW.
"""

import gzip
import json
import random
import socket
import struct
import time
import zlib

from servers.documents import CUT, NEW as TABLE, ROWS
from servers.listener import chunks, response

OLD, NEW, EITHER = "old", "new", "either"

_CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
_GZIP = "Content-Encoding: gzip"
_DEFLATE = "Content-Encoding: deflate"

ANSWERS = {"control": (response(TABLE), NEW)}


def _add(expected, **answers):
    for name, answer in answers.items():
        ANSWERS[name.replace("_", "-")] = answer, expected


# Lengths.
_add(
    OLD,
    length_beyond_body=response(CUT, length=len(TABLE) + 50),
    two_lengths=response(TABLE, f"Content-Length: {len(CUT)}"),
    length_negative=response(CUT, length=-5),
    length_huge=response(CUT, length=99_999_999_999_999_999_999_999),
    length_two_terabytes=response(CUT, length=2 << 40),
    until_close_cut=b"HTTP/1.1 200 OK\r\n\r\n" + CUT,
    until_close_cut_1_0=b"HTTP/1.0 200 OK\r\n\r\n" + CUT,
    nothing=b"",
    empty=response(b""),
)
# A length that is too small is not among them: by all that is sent, the shorter text is whole.
_add(EITHER, extra_after_body=response(TABLE) + response(b""))
# Nothing tells that it is whole: where it closes something, a person is asked.
_add(EITHER, until_close=b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + TABLE)


def _reset(connection, _):
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + CUT)
    time.sleep(0.3)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


_add(OLD, reset=_reset)

# Chunks.
_add(
    OLD,
    chunks_cut=_CHUNKED + chunks(CUT),
    chunks_cut_in_size=_CHUNKED + chunks(CUT) + b"6",
    chunks_of_nonsense=_CHUNKED + chunks(CUT) + b"zz\r\n",
    chunks_negative=_CHUNKED + chunks(CUT) + b"-5\r\nabcde\r\n0\r\n\r\n",
    chunks_overflow=_CHUNKED + chunks(CUT) + b"ffffffffffffffffff\r\nabc",
    chunks_with_long_extension=_CHUNKED + b"5;" + b"x" * 2_000_000 + b"\r\nabcde\r\n0\r\n\r\n",
)
_add(NEW, chunks_whole=_CHUNKED + chunks(TABLE) + b'0\r\nETag: "t"\r\n\r\n')
# Chunks count, and the length does not (RFC 9112, 6.3); to refuse both is right, too.
_add(
    EITHER,
    length_and_chunks=b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n"
    % len(CUT) + chunks(TABLE) + b"0\r\n\r\n")

# Headers.
_add(
    EITHER,
    headers_10_mb=b"HTTP/1.1 200 OK\r\n"
    + b"".join(b"X-%d: %s\r\n" % (i, b"y" * 1000) for i in range(10_000))
    + response(TABLE).split(b"\r\n", 1)[1],
    header_1_mb=response(TABLE, "X: " + "y" * 1_000_000),
    header_with_nul=response(TABLE, "X: a\0b"),
    header_folded=response(TABLE).replace(b"Content-Length: ", b"Content-Length:\r\n "),
    line_feeds_only=response(TABLE).replace(b"\r\n", b"\n"),
    continues_20000_times=b"HTTP/1.1 100 Continue\r\n\r\n" * 20_000 + response(TABLE),
    hints_5000_times=b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\n" * 5_000 + response(TABLE),
    version_9_9=response(TABLE).replace(b"HTTP/1.1", b"HTTP/9.9"),
)
_add(
    NEW,
    tag_long=response(TABLE, 'ETag: "' + "e" * 5000 + '"'),
    tag_with_controls=response(TABLE, 'ETag: "\x1b[31m\x01"', "Last-Modified: \xff\xfe\x80"),
    cookie=response(TABLE, "Set-Cookie: a=b"),
)
_add(
    OLD,
    version_0_9=TABLE,
    version_of_radio=b"ICY 200 OK\r\n\r\n" + TABLE,
    upgrade=b"HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n" + TABLE,
)

# Statuses: but for 200, none gives a document.
for _status in (
        "099", 201, 202, 203, 204, 205, 206, 226, 300, 304, 400, 401, 403, 404, 407, 410, 418, 429,
        451, 500, 502, 503, 504, 999, 2000):
    _add(OLD, **{f"status_{_status}": response(TABLE, status=f"{_status} x")})

# Encodings.
_zipped = gzip.compress(TABLE)


def _unfinished(text, bits):
    """A compressed stream that has no end, although all its bytes are there."""
    stream = zlib.compressobj(9, zlib.DEFLATED, bits)
    return stream.compress(text) + stream.flush(zlib.Z_SYNC_FLUSH)


_add(
    OLD,
    gzip_cut=response(_zipped[:len(_zipped) * 7 // 10], _GZIP),
    gzip_wrong_sum=response(_zipped[:-8] + bytes(4) + _zipped[-4:], _GZIP),
    gzip_without_trailer=response(_zipped[:-8], _GZIP),
    gzip_unfinished=response(_unfinished(CUT, 31), _GZIP),
    gzip_unfinished_in_chunks=_CHUNKED.replace(b"\r\n\r\n", f"\r\n{_GZIP}\r\n\r\n".encode())
    + chunks(_unfinished(CUT, 31)) + b"0\r\n\r\n",
    gzip_that_is_none=response(TABLE, _GZIP),
    deflate_cut=response(zlib.compress(TABLE)[:-20], _DEFLATE),
    deflate_raw_unfinished=response(_unfinished(CUT, -15), _DEFLATE),
    brotli_that_is_none=response(TABLE, "Content-Encoding: br"),
    encodings_201=response(TABLE, "Content-Encoding: " + "gzip, " * 200 + "gzip"),
)
_add(
    EITHER,
    gzip_with_trailing_bytes=response(_zipped + b"garbage", _GZIP),
    gzip_in_two_members=response(gzip.compress(TABLE[:300]) + gzip.compress(TABLE[300:]), _GZIP),
    gzip_twice=response(gzip.compress(_zipped), "Content-Encoding: gzip, gzip"),
    deflate_without_sum=response(zlib.compress(TABLE)[:-4], _DEFLATE),
)
_add(NEW, gzip_whole=response(_zipped, _GZIP))


def _bomb(connection, _):
    """300 MB that take 300 KB."""
    stream = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(stream.compress(b"A" * (1 << 20)) for _ in range(300)) + stream.flush()
    connection.sendall(response(packed, _GZIP))


_add(OLD, gzip_bomb=_bomb)

# Bodies that are no table, or not the whole one.
_add(
    OLD,
    login_page=response(
        b"<html><title>Sign in</title><body><form><input type=password name=p></form></body>"),
    json_error=response(b'{"error": "rate limited", "code": 429}'),
    maintenance=response(b"We will be back soon.\n"),
    list_empty=response(b"[]"),
    object_empty=response(b"{}"),
    header_only=response(b"service,address,ports,protocol\n"),
    nul_in_body=response(TABLE.replace(b"Service 1", b"Service\0")),
    binary=response(random.Random(1).randbytes(5000)),
    cut_in_address=response(TABLE[:TABLE.index(b"23.9.50.1") + 6]),
    cut_in_port=response(TABLE[:TABLE.index(b"23.9.40.1") + 11]),
    refresh=response(b'<meta http-equiv=refresh content="0;url=/control"><p>moved',
                     "Refresh: 0; url=/control"),
)


def _page(rows, end=b""):
    cells = b"".join(b"<tr><td>" + b"<td>".join(row) + b"</tr>\n" for row in rows)
    return (b"<!doctype html><html><body><table><tr><th>service<th>address<th>ports<th>protocol"
            b"</tr>" + cells + end)


_names = ["service", "address", "ports", "protocol"]
_add(
    OLD,
    page_cut=response(_page(ROWS[:42])),
    page_cut_until_close=b"HTTP/1.1 200 OK\r\n\r\n" + _page(ROWS[:42]),
    json_cut=response(json.dumps(
        [dict(zip(_names, (cell.decode() for cell in row))) for row in ROWS]).encode()[:2500]),
    markdown_cut=b"HTTP/1.1 200 OK\r\n\r\n"
    b"| service | address | ports | protocol |\n|---|---|---|---|\n"
    + b"".join(b"| " + b" | ".join(row) + b" |\n" for row in ROWS[:42]),
)

# Redirections.
for _name, _place in {
        "file": "file:///etc/passwd", "ftp": "ftp://127.0.0.1/x", "gopher": "gopher://127.0.0.1/x",
        "dict": "dict://127.0.0.1/x", "ldap": "ldap://127.0.0.1/x", "smb": "smb://127.0.0.1/x",
        "script": "javascript:alert(1)", "tftp": "tftp://127.0.0.1/x", "scp": "scp://127.0.0.1/x",
        "imap": "imap://127.0.0.1/x", "telnet": "telnet://127.0.0.1:22/", "empty": "",
        "itself": "/redirect-itself?again", "closed_port": "http://127.0.0.1:1/",
        "data": "data:text/plain,1.2.3.4", "newline": "/x%0d%0aX-Injected:%201"}.items():
    _add(OLD, **{f"redirect_{_name}": response(TABLE, f"Location: {_place}", status="302 Found")})
_add(OLD, redirect_nowhere=response(TABLE, status="302 Found"))


def _hops(count):
    def answer(connection, path):
        done = int(path.partition("hop=")[2] or 0)
        place = f"Location: {path.partition('?')[0]}?hop={done + 1}"
        connection.sendall(
            response(TABLE) if done == count else response(b"", place, status="302 Found"))
    return answer


_add(NEW, redirect_5_times=_hops(5))
_add(OLD, redirect_6_times=_hops(6))

# When to come again.
for _name, _value in {
        "huge": "99999999999999999999", "largest": "9223372036854775807", "negative": "-5",
        "nonsense": "x", "past": "Mon, 01 Jan 2001 00:00:00 GMT",
        "far": "Fri, 31 Dec 9999 23:59:59 GMT"}.items():
    _add(OLD, **{f"retry_{_name}": response(b"", f"Retry-After: {_value}", status="503 x")})


# Ones that take their time; each ends when the other side has had enough.
def _drips(connection, _):
    connection.sendall(response(b"", length=len(TABLE)))
    for byte in TABLE:
        connection.sendall(bytes([byte]))
        time.sleep(1)


def _drips_headers(connection, _):
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X: y\r\n")
        time.sleep(0.5)


def _endless(connection, _):
    connection.sendall(_CHUNKED)
    while True:
        connection.sendall(b"10000\r\n" + b"1.2.3.4 443\n" * 5461 + b"aaaa\r\n")


def _silent(connection, _):
    time.sleep(60)


_add(OLD, drips=_drips, drips_headers=_drips_headers, endless=_endless, silent=_silent)
