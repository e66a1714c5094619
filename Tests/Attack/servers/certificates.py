"""Certificates, good and bad, made by the program openssl for one run."""

import ssl
import subprocess

_CONFIGURATION = """
[ca]
default_ca = authority
[authority]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[authority_itself]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
"""

_PAST, _NOW, _FUTURE = ("20200101000000Z", "20210101000000Z"), \
    ("20200101000000Z", "20991231000000Z"), ("20900101000000Z", "20991231000000Z")

_KEY = ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]


class Authority:
    """One that signs whatever it is asked to, in a folder."""

    def __init__(self, folder):
        self._folder = folder
        (folder / "openssl.cnf").write_text(_CONFIGURATION)
        (folder / "index.txt").write_text("")
        self.file = self._itself("authority")
        self._itself("stranger")

    def _openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self._folder, check=True, capture_output=True)

    def _itself(self, name):
        self._openssl(
            "req", "-x509", "-newkey", *_KEY, "-nodes", "-config", "openssl.cnf",
            "-extensions", "authority_itself", "-subj", f"/CN={name}", "-days", "30",
            "-keyout", f"{name}.key", "-out", f"{name}.pem")
        return self._folder / f"{name}.pem"

    def context(self, name, subject="localhost", names="DNS:localhost", dates=_NOW,
                by="authority", key=_KEY, digest="sha256", more=""):
        """The context of a server with a new certificate."""
        extensions = self._folder / f"{name}.ext"
        extensions.write_text((f"subjectAltName = {names}\n" if names else "") + more)
        self._openssl(
            "req", "-newkey", *key, "-nodes", "-config", "openssl.cnf", "-subj", f"/CN={subject}",
            "-keyout", f"{name}.key", "-out", f"{name}.csr")
        signed_by = ["-selfsign", "-keyfile", f"{name}.key"] if by is None else \
            ["-cert", f"{by}.pem", "-keyfile", f"{by}.key"]
        self._openssl(
            "ca", "-batch", "-notext", "-config", "openssl.cnf", *signed_by, "-md", digest,
            "-startdate", dates[0], "-enddate", dates[1], "-extfile", extensions,
            "-in", f"{name}.csr", "-out", f"{name}.pem")
        chain = self._folder / f"{name}.pem"
        if by not in (None, "authority", "stranger"):
            chain.write_text(chain.read_text() + (self._folder / f"{by}.pem").read_text())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.load_cert_chain(chain, self._folder / f"{name}.key")
        return context

    def wrong(self):
        """Contexts that a client must not trust, by what is wrong with them."""
        self.context("server")
        return {
            "expired": self.context("expired", dates=_PAST),
            "not-yet": self.context("not-yet", dates=_FUTURE),
            "other-name": self.context("other-name", names="DNS:other.example"),
            "longer-name": self.context("longer-name", names="DNS:localhost.other.example"),
            "any-name": self.context("any-name", names="DNS:*"),
            "other-address": self.context("other-address", names="IP:192.0.2.1"),
            "self-signed": self.context("self-signed", by=None),
            "by-a-stranger": self.context("by-a-stranger", by="stranger"),
            "by-a-server": self.context("by-a-server", by="server"),
            "for-clients": self.context("for-clients", more="extendedKeyUsage = clientAuth\n"),
            "short-key": self.context("short-key", key=["rsa:1024"]),
            "weak-digest": self.context("weak-digest", digest="sha1"),
        }
