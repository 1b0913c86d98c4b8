"""A time-stamp authority for tests: certificates made here, `openssl ts` to sign with them."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

RULES = """[tsa]
default_tsa = one
[one]
serial = {folder}/serial
default_policy = 1.2.3.4.1
digests = {digests}
ess_cert_id_chain = no
signer_digest = sha256
crypto_device = builtin
"""
YEARS = timedelta(days=3650)


@dataclass
class Authority:
    """A root, the certificate of a clock under it, and the files that `openssl ts` asks for."""

    folder: Path
    root: x509.Certificate
    clock: x509.Certificate

    def reply(self, request: bytes, *, chain: bool = False) -> bytes:
        """The reply to a request, with the clock's certificate, and the root's too where asked."""
        (self.folder / "request").write_bytes(request)
        more = ["-chain", "root.pem"] if chain else []
        subprocess.run(
            [
                *("openssl", "ts", "-reply", "-config", "rules", "-queryfile", "request", "-out", "reply"),
                *("-signer", "clock.pem", "-inkey", "clock.key", *more),
            ],
            cwd=self.folder,
            check=True,
            capture_output=True,
        )
        return (self.folder / "reply").read_bytes()


def authority(
    folder: Path, *, ends: timedelta = YEARS, digests: str = "sha256", name: str = "Root"
) -> Authority:
    """An authority with new keys; its clock's certificate ends so long from now."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed, and it is the authority of these tests")
    folder.mkdir()
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    root = certificate(name, keys[0], YEARS, issuer=(name, keys[0]))
    clock = certificate("A clock", keys[1], ends, issuer=(name, keys[0]))
    (folder / "clock.key").write_bytes(
        keys[1].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    (folder / "clock.pem").write_bytes(clock.public_bytes(Encoding.PEM))
    (folder / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    (folder / "rules").write_text(RULES.format(folder=folder, digests=digests))
    (folder / "serial").write_text("07")
    return Authority(folder, root, clock)


def certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    ends: timedelta,
    *,
    issuer: tuple[str, ec.EllipticCurvePrivateKey],
) -> x509.Certificate:
    """A root where it issues itself, else a clock's."""
    is_root = key is issuer[1]
    built = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer[0]))
        .public_key(key.public_key())
        .serial_number(1 if is_root else 2)
        .not_valid_before(datetime.now(UTC) - YEARS)
        .not_valid_after(datetime.now(UTC) + ends)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
    )
    if not is_root:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        built = built.add_extension(usage, critical=True)
    return built.sign(issuer[1], SHA256())


def named(name: str) -> x509.Name:
    """A name of one part."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
