"""Loads files into a real firewall and sends real packets through it.

Run inside namespaces of its own (`unshare -rnm`). Makes a client, a firewall and a server that
answers for every address, runs the steps of a JSON file, and prints what it saw as JSON. A step
is one of
  {"run": COMMAND}                 on the firewall: the status
  {"list": COMMAND}                on the firewall: the output
  {"probe": ["tcp ADDRESS PORT", …]}   from the client: which were answered
  {"hold": "ADDRESS PORT"}         opens a connection that stays
  {"held": true}                   whether that connection still carries data
  {"load": {"allowed": "ADDRESS PORT", "refused": "ADDRESS PORT", "runs": [COMMAND, …]}}
                                   new connections all the while: how many of each went through
"""
import ctypes
import json
import os
import selectors
import signal
import socket
import struct
import subprocess
import sys
import threading

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNET = 0x40000000
# <linux/in.h>; python names it from 3.14 on.
IP_PKTINFO = 8
# Nothing here waits longer: what hangs is a failure.
LONGEST_SECONDS = 240
PLACES = ("client", "firewall", "server")


def command(*words):
    subprocess.run(words, check=True, capture_output=True)


def topology():
    """client - firewall - server, IPv4 and IPv6, as namespaces with names."""
    os.makedirs("/run/netns", exist_ok=True)
    command("mount", "-t", "tmpfs", "tmpfs", "/run/netns")
    for place in PLACES:
        command("ip", "netns", "add", place)
        command("ip", "-n", place, "link", "set", "lo", "up")
        # Addresses are of use at once.
        command("ip", "netns", "exec", place, "sysctl", "-qw",
                "net.ipv6.conf.default.accept_dad=0", "net.ipv6.conf.default.dad_transmits=0")
    for place, end, number in (("client", "inner", 1), ("server", "outer", 2)):
        command("ip", "link", "add", "wire", "netns", place, "type", "veth", "peer", "name", end,
                "netns", "firewall")
        command("ip", "-n", place, "addr", "add", f"10.{number}.0.2/24", "dev", "wire")
        command("ip", "-n", place, "-6", "addr", "add", f"fd0{number}::2/64", "dev", "wire", "nodad")
        command("ip", "-n", "firewall", "addr", "add", f"10.{number}.0.1/24", "dev", end)
        command("ip", "-n", "firewall", "-6", "addr", "add", f"fd0{number}::1/64", "dev", end,
                "nodad")
        command("ip", "-n", place, "link", "set", "wire", "up")
        command("ip", "-n", "firewall", "link", "set", end, "up")
        command("ip", "-n", place, "route", "add", "default", "via", f"10.{number}.0.1")
        command("ip", "-n", place, "-6", "route", "add", "default", "via", f"fd0{number}::1")
    command("ip", "-n", "firewall", "route", "add", "default", "via", "10.2.0.2")
    command("ip", "-n", "firewall", "-6", "route", "add", "default", "via", "fd02::2")
    # All but the client's network is the server's own.
    for block in ("0.0.0.0/1", "128.0.0.0/1"):
        command("ip", "-n", "server", "route", "add", "local", block, "dev", "lo")
    command("ip", "-n", "server", "route", "add", "10.1.0.0/24", "via", "10.2.0.1")
    command("ip", "-n", "server", "-6", "route", "add", "local", "2000::/3", "dev", "lo")
    for name in ("net.ipv4.ip_forward", "net.ipv6.conf.all.forwarding"):
        command("ip", "netns", "exec", "firewall", "sysctl", "-qw", f"{name}=1")


def enter(place):
    """Moves this thread into a namespace."""
    handle = os.open(f"/run/netns/{place}", os.O_RDONLY)
    if LIBC.setns(handle, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), f"setns {place}")
    os.close(handle)


def server(tcp_ports, udp_ports, ready):
    """Echoes, from the address that was asked."""
    enter("server")
    wait = selectors.DefaultSelector()
    for family, any_address in ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")):
        for port in tcp_ports:
            listener = socket.socket(family, socket.SOCK_STREAM)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            listener.bind((any_address, port))
            listener.listen(256)
            wait.register(listener, selectors.EVENT_READ, "listener")
    for port in udp_ports:
        radio = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        radio.setsockopt(socket.IPPROTO_IP, IP_PKTINFO, 1)
        radio.bind(("0.0.0.0", port))
        wait.register(radio, selectors.EVENT_READ, "radio")
    ready.set()
    while True:
        for key, _ in wait.select():
            if key.data == "listener":
                connection, _ = key.fileobj.accept()
                connection.setblocking(False)
                wait.register(connection, selectors.EVENT_READ, "connection")
            elif key.data == "radio":
                data, extra, _, sender = key.fileobj.recvmsg(2048, 256)
                asked = extra[0][2][8:12]
                source = struct.pack("=I4s4s", 0, asked, b"\0" * 4)
                key.fileobj.sendmsg(
                    [data], [(socket.IPPROTO_IP, IP_PKTINFO, source)], 0, sender)
            else:
                try:
                    data = key.fileobj.recv(2048)
                except OSError:
                    data = b""
                if data:
                    key.fileobj.send(data)
                else:
                    wait.unregister(key.fileobj)
                    key.fileobj.close()


def family(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def answers(protocol, address, port, patience):
    kind = socket.SOCK_STREAM if protocol == "tcp" else socket.SOCK_DGRAM
    with socket.socket(family(address), kind) as probe:
        probe.settimeout(patience)
        try:
            probe.connect((address, int(port)))
            probe.send(b"x")
            return probe.recv(1) == b"x"
        except OSError:
            return False


def on_firewall(text):
    return subprocess.run(
        ["ip", "netns", "exec", "firewall", "sh", "-c", text], capture_output=True, text=True)


def load(step):
    """Opens connections while commands run; those to one place must all be answered, those to
    the other none."""
    counts = {"answered": 0, "failed": 0, "leaked": 0, "refused": 0, "statuses": []}
    done = threading.Event()

    def attempts(place, patience, good, bad):
        enter("client")
        while not done.is_set():
            counts[good if answers("tcp", *place.split(), patience) else bad] += 1

    workers = [
        threading.Thread(target=attempts, args=(step["allowed"], 2, "answered", "failed")),
        threading.Thread(target=attempts, args=(step["refused"], 0.05, "leaked", "refused")),
    ]
    for worker in workers:
        worker.start()
    for text in step["runs"]:
        counts["statuses"].append(on_firewall(text).returncode)
    done.set()
    for worker in workers:
        worker.join()
    return counts


def main():
    signal.alarm(LONGEST_SECONDS)
    plan = json.load(open(sys.argv[1]))
    topology()
    ready = threading.Event()
    threading.Thread(
        target=server, args=(plan["tcp"], plan["udp"], ready), daemon=True).start()
    if not ready.wait(10):
        sys.exit("the server does not answer")
    enter("client")
    for address in ("9.9.9.9", "2606:4700::1"):
        if not any(answers("tcp", address, plan["tcp"][0], 0.5) for _ in range(40)):
            sys.exit(f"{address} cannot be reached without any rule")
    results, held = [], None
    for step in plan["steps"]:
        (kind, content), = step.items()
        if kind == "run":
            results.append(on_firewall(content).returncode)
        elif kind == "list":
            results.append(on_firewall(content).stdout)
        elif kind == "probe":
            results.append([answers(*probe.split(), 0.4) for probe in content])
        elif kind == "hold":
            address, port = content.split()
            held = socket.create_connection((address, int(port)), 2)
            held.settimeout(2)
            results.append(True)
        elif kind == "held":
            held.send(b"y")
            results.append(held.recv(1) == b"y")
        elif kind == "load":
            results.append(load(content))
    json.dump(results, sys.stdout)
    sys.stdout.flush()
    os._exit(0)


main()
