"""Addresses of this machine and its network, however they are written: none is connected to."""

import socket
import subprocess

import support
from servers.listener import Listener, response

# Each with {port} of a server that answers on all addresses of the machine.
_HOSTS = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1",
    "017700000001", "0", "0.0.0.0", "127.0.0.1.", "[::1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[::127.0.0.1]", "[2002:7f00:1::]", "localhost",
    "localhost.", "LOCALHOST", "user@127.0.0.1", "www.example.com@127.0.0.1", "127。0。0。1",
    "①②⑦.⓪.⓪.①", "127.0.0.1%00", "%31%32%37.0.0.1", "169.254.169.254", "[fe80::1%25lo]",
    "[::1%25lo]", "ip6-localhost", "[0:0:0:0:0:ffff:127.0.0.1]", "0x7f.1", "127.000.000.001",
    "[::ffff:0:127.0.0.1]", "255.255.255.255", "224.0.0.1", "[ff02::1]", "[fec0::1]", "192.0.0.1",
    "127.255.255.254", "[::ffff:127.1]", "0x7f.0x0.0x0.0x1", "0300.0250.0.1", "3232235521",
]

_FORMS = [
    "http:\\\\127.0.0.1:{port}\\x", "http:///127.0.0.1:{port}/x", "http:/127.0.0.1:{port}/x",
    "http://foo#@127.0.0.1:{port}/", "http://127.0.0.1:{port}\\@example.com/",
    "HTTP://127.0.0.1:{port}/", "http://127.0.0.1:{port}#.example.com",
    "http://127.0.0.1:{port}?@example.com/", "http://example.com@127.0.0.1:{port}/",
]

# What a name leads to, the first time and later; `names.c` answers so.
_NAMES = [
    ("several.example.com", "1.2.3.4", "127.0.0.1"),
    ("several.example.com", "127.0.0.1", "1.2.3.4"),
    ("several.example.com", "1.2.3.4", "::1"),
    ("several.example.com", "1.2.3.4", "::ffff:127.0.0.1"),
    ("rebound.example.com", "127.0.0.1", "127.0.0.1"),
    ("rebound.example.com", "1.2.3.4", "127.0.0.1"),
]

_PROXIES = ["http_proxy", "https_proxy", "ALL_PROXY"]


def points():
    """Every trial by its name."""
    own = [socket.gethostname(), *_own_addresses()]
    yield from (f"http://{host}:{{port}}/x" for host in _HOSTS + own)
    yield from _FORMS
    yield from (f"names {name} {first} {later}" for name, first, later in _NAMES)
    yield from (f"proxy {name}" for name in _PROXIES)


def _own_addresses():
    found = subprocess.run(["hostname", "-I"], capture_output=True, text=True).stdout.split()
    return [f"[{address}]" if ":" in address else address for address in found]


class Trap:
    """A server on all addresses of the machine that notes who comes."""

    def __init__(self, gatebook, folder):
        self._gatebook, self._folder = gatebook, folder
        self._library = support.library("names.c", folder)
        self._listener = Listener(_gives_addresses, address="0.0.0.0")
        self.port = self._listener.port
        self._sixth = Listener(_gives_addresses, family=socket.AF_INET6, address="::",
                               port=self.port) if socket.has_dualstack_ipv6() else self._listener

    def attempt(self, point):
        """What is wrong after a point was tried, in words; None where nothing is."""
        before = self._visits()
        ended = support.run(self._gatebook, *self._trial(point), patience=90)
        if ended.status is None:
            return "it hangs"
        if self._visits() > before:
            return "it connected"
        if ended.status == 0:
            return f"it read something: {ended.output[:100]}"
        # 66: what is no address is the name of a file, which is not there.
        return None if ended.status in (64, 66, 69) else str(ended)

    def _trial(self, point):
        words, variables = point.split(" "), {}
        place = point
        if words[0] == "names":
            place = f"http://{words[1]}:{{port}}/x"
            variables = {"LD_PRELOAD": str(self._library), "NAMES_FIRST": words[2],
                         "NAMES_LATER": words[3]}
        elif words[0] == "proxy":
            place = "http://192.0.2.1/x"
            variables = {words[1]: f"http://127.0.0.1:{self.port}"}
        place = place.replace("{port}", str(self.port))
        return ["read", place], self._folder, variables

    def _visits(self):
        return len(self._listener.requests) + len(self._sixth.requests)


def _gives_addresses(connection, _):
    connection.sendall(response(b"1.2.3.4\n23.4.5.6\n"))
