"""Servers that speak TLS: old versions, weak ciphers, wrong certificates, ends without an end, and
ways back to plain text."""

import socket
import ssl

from servers import http2
from servers.answers import NEW, OLD
from servers.certificates import Authority
from servers.documents import CUT, NEW as TABLE
from servers.listener import Listener, response


def _whole(connection, _):
    connection.sendall(response(TABLE))


def _cut_without_end(connection, _):
    """What comes until the end, which an attacker made: nothing of TLS tells that it is the end."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + CUT)
    _drop(connection)


def _cut_in_record(connection, _):
    connection.sendall(response(b"", length=len(TABLE)) + CUT)
    _drop(connection)


def _drop(connection):
    plain = socket.socket(fileno=connection.detach())
    plain.shutdown(socket.SHUT_RDWR)
    plain.close()


def _only(context, version):
    context.minimum_version = context.maximum_version = version
    return context


def _ciphers(context, names):
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(names + ":@SECLEVEL=0")
    return context


def listeners(folder, plain_port):
    """Listens for each case: names with addresses, what is expected, and the file of certificates
    that a client is to trust. `plain_port` is of a server without TLS that gives the new table."""
    authority = Authority(folder)
    good = authority.context("good")
    cases = {
        "tls-control": (good, _whole, NEW),
        "tls-1-2": (_only(authority.context("v12"), ssl.TLSVersion.TLSv1_2), _whole, NEW),
        "tls-1-1": (_only(authority.context("v11"), ssl.TLSVersion.TLSv1_1), _whole, OLD),
        "tls-1-0": (_only(authority.context("v10"), ssl.TLSVersion.TLSv1), _whole, OLD),
        "tls-without-encryption": (_ciphers(authority.context("null"), "eNULL"), _whole, OLD),
        "tls-without-certificate": (_ciphers(authority.context("none"), "aNULL"), _whole, OLD),
        "tls-end-cut": (good, _cut_without_end, OLD),
        "tls-record-cut": (good, _cut_in_record, OLD),
        "tls-not-spoken": (None, _whole, OLD),
        "tls-back-to-plain": (good, _redirect(f"http://127.0.0.1:{plain_port}/control"), OLD),
        "tls-back-to-plain-name": (good, _redirect(f"http://localhost:{plain_port}/control"), OLD),
    }
    for name, context in authority.wrong().items():
        cases[f"tls-{name}"] = context, _whole, OLD
    places = {name: (f"https://localhost:{Listener(answer, context).port}/{name}", expected)
              for name, (context, answer, expected) in cases.items()}
    second = authority.context("second")
    second.set_alpn_protocols(["h2", "http/1.1"])
    for name, (answer, expected) in http2.ANSWERS.items():
        places[name] = f"https://localhost:{Listener(answer, second).port}/{name}", expected
    return places, authority.file


def _redirect(place):
    return lambda connection, _: connection.sendall(
        response(TABLE, f"Location: {place}", status="302 Found"))
