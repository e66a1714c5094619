"""The servers that scenarios talk to: one for pages and webhooks, one for names."""

import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from moments import documents


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        document = documents.NAMED.get("@" + self.path.strip("/").removesuffix(".csv"))
        self._answer(404 if document is None else 200, document or "")

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer(503 if self.path == "/gone" else 200, "")

    def _answer(self, status, text):
        self.send_response(status)
        self.send_header("Content-Type", "text/csv")
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_):
        """A program that is killed hangs up in the middle."""


def _answer_names(server):
    """Answers every question for IPv4 addresses with 23.9.200.7, and others with nothing."""
    while True:
        question, sender = server.recvfrom(2048)
        end = question.index(b"\0", 12) + 5
        is_v4 = question[end - 4:end - 2] == b"\0\1"
        head = question[:2] + struct.pack(">HHHHH", 0x8180, 1, int(is_v4), 0, 0)
        record = b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 3600, 4) + bytes((23, 9, 200, 7))
        server.sendto(head + question[12:end] + (record if is_v4 else b""), sender)


def start():
    """Starts both on free ports, and gives what stands for {web} and {dns}."""
    pages = _Server(("127.0.0.1", 0), _Pages)
    threading.Thread(target=pages.serve_forever, daemon=True).start()
    names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    names.bind(("127.0.0.1", 0))
    threading.Thread(target=_answer_names, args=(names,), daemon=True).start()
    return {"web": f"http://127.0.0.1:{pages.server_address[1]}",
            "dns": f"127.0.0.1:{names.getsockname()[1]}"}
