"""Listens on a free port, and lets a function answer whatever it likes."""

import socket
import threading

_HEAD_END = b"\r\n\r\n"


class Listener:
    """A server on the loopback address.

        listener = Listener(lambda connection, path: connection.sendall(b"…"))
        listener.port

    Every request is kept in `requests`.
    """

    def __init__(self, answer, tls=None, family=socket.AF_INET, address="127.0.0.1", port=0):
        """`tls` is the context of a server that speaks it. Where it has agreed with the other side
        on another protocol than HTTP/1.1, the function reads the request."""
        self._answer, self._tls = answer, tls
        self.requests = []
        self._socket = socket.socket(family)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            self._socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        self._socket.bind((address, port))
        self._socket.listen(1024)
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            connection, _ = self._socket.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        try:
            connection.settimeout(60)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            if self._tls and connection.selected_alpn_protocol() == "h2":
                self._answer(connection, "")
                return
            request = self._request(connection)
            if request:
                self.requests.append(request)
                self._answer(connection, request.split(b" ")[1].decode("latin-1"))
                _end(connection)
        except OSError:
            pass
        finally:
            connection.close()

    @staticmethod
    def _request(connection):
        received = b""
        while _HEAD_END not in received:
            some = connection.recv(65_536)
            if not some:
                return None
            received += some
        return received


def _end(connection):
    """Ends what is sent, and waits until the other side has it."""
    connection.shutdown(socket.SHUT_WR)
    connection.settimeout(2)
    connection.recv(16)


def response(body, *headers, status="200 OK", length=None):
    """An answer of HTTP/1.1, by default an honest one."""
    count = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {count}"]
    return "\r\n".join(lines).encode("latin-1") + _HEAD_END + body


def chunks(body, size=100):
    """A body in chunks, without the last one."""
    parts = [body[i:i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
