"""Servers that speak HTTP/2 (RFC 9113), most of them wrongly: frames, written by hand. The program
does not ask for it: what is sent all the same is nothing to it."""

import struct

from servers.answers import EITHER, OLD
from servers.documents import CUT, NEW as TABLE

_DATA, _HEADERS, _RESET, _SETTINGS, _PROMISE, _PING, _GOAWAY, _CONTINUATION = \
    0, 1, 3, 4, 5, 6, 7, 9
_END_STREAM, _END_HEADERS = 1, 4
_ACKNOWLEDGED = 1
_PREFACE = 24


def _frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def _head(length=None, status=b"\x88"):
    """The block of headers: `:status: 200` by its number in the static table, and a length."""
    block = status
    if length is not None:
        digits = str(length).encode()
        block += b"\x0f\x0d" + bytes([len(digits)]) + digits
    return block


def _headers(*arguments, flags=_END_HEADERS, **named):
    return _frame(_HEADERS, flags, 1, _head(*arguments, **named))


def _data(body, flags=0, stream=1):
    return _frame(_DATA, flags, stream, body)


def _sends(*frames):
    """Waits for the request, then sends frames and waits for the other side to end."""
    def answer(connection, _):
        _take(connection, _PREFACE)
        connection.sendall(_frame(_SETTINGS, 0, 0))
        while True:
            head = _take(connection, 9)
            _take(connection, int.from_bytes(head[:3], "big"))
            if head[3] == _SETTINGS and not head[4] & _ACKNOWLEDGED:
                connection.sendall(_frame(_SETTINGS, _ACKNOWLEDGED, 0))
            if head[3] == _HEADERS:
                break
        for frame in frames:
            connection.sendall(frame)
        # Where nothing said that it is over, the connection's end does.
        connection.settimeout(1)
        while connection.recv(4096):
            pass

    return answer


def _take(connection, count):
    taken = b""
    while len(taken) < count:
        some = connection.recv(count - len(taken))
        if not some:
            raise OSError("the other side has ended")
        taken += some
    return taken


_END = _data(TABLE, _END_STREAM)

ANSWERS = {
    "h2-control": (_sends(_headers(len(TABLE)), _END), EITHER),
    "h2-without-length": (_sends(_headers(), _END), EITHER),
    "h2-reset": (_sends(_headers(len(TABLE)), _data(CUT), _frame(_RESET, 0, 1, b"\0\0\0\2")), OLD),
    "h2-reset-without-error": (_sends(_headers(), _data(CUT), _frame(_RESET, 0, 1, bytes(4))), OLD),
    "h2-goes-away": (_sends(_headers(), _data(CUT), _frame(_GOAWAY, 0, 0, bytes(8))), OLD),
    "h2-closed": (_sends(_headers(), _data(CUT)), OLD),
    "h2-closed-with-length": (_sends(_headers(len(TABLE)), _data(CUT)), OLD),
    "h2-shorter-than-length": (_sends(_headers(len(TABLE)), _data(CUT, _END_STREAM)), OLD),
    "h2-longer-than-length": (_sends(_headers(len(CUT)), _END), OLD),
    "h2-frame-too-long": (_sends(_headers(), _data(TABLE + b"#" * 20_000, _END_STREAM)), OLD),
    "h2-frame-cut": (_sends(_headers(), _data(TABLE)[:-200]), OLD),
    "h2-other-stream": (_sends(_headers(), _data(TABLE, _END_STREAM, stream=3)), OLD),
    "h2-stream-of-none": (_sends(_headers(), _data(TABLE, _END_STREAM, stream=0)), OLD),
    "h2-without-status": (_sends(_headers(len(TABLE), status=b""), _END), OLD),
    "h2-status-404": (_sends(_headers(len(TABLE), status=b"\x8d"), _END), OLD),
    "h2-status-twice": (_sends(_headers(len(TABLE), status=b"\x88\x8d"), _END), OLD),
    "h2-length-twice": (
        _sends(_frame(_HEADERS, _END_HEADERS, 1, _head(len(TABLE)) + _head(len(CUT), b"")), _END),
        OLD),
    "h2-headers-broken": (_sends(_frame(_HEADERS, _END_HEADERS, 1, b"\x88\xff\xff\xff\xff"), _END),
                          OLD),
    "h2-data-before-headers": (_sends(_END), OLD),
    "h2-data-after-end": (_sends(_headers(len(TABLE)), _END, _data(b"7.7.7.7\n")), EITHER),
    "h2-continued-for-ever": (
        _sends(_headers(flags=0), *[_frame(_CONTINUATION, 0, 1, b"\x00\x01a\x01b" * 800)] * 500),
        OLD),
    "h2-many-pings": (
        _sends(*[_frame(_PING, 0, 0, bytes(8))] * 5000, _headers(len(TABLE)), _END), EITHER),
    "h2-many-settings": (
        _sends(*[_frame(_SETTINGS, 0, 0)] * 5000, _headers(len(TABLE)), _END), EITHER),
    "h2-promises": (
        _sends(_frame(_PROMISE, _END_HEADERS, 1, b"\0\0\0\2\x82\x87\x84"), _headers(len(TABLE)),
               _END), EITHER),
    "h2-setting-wrong": (
        _sends(_frame(_SETTINGS, 0, 0, b"\0\4\xff\xff\xff\xff"), _headers(len(TABLE)), _END),
        EITHER),
    "h2-nonsense": (lambda connection, _: connection.sendall(b"\xff" * 5000), OLD),
}
