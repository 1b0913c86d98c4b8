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
    between: x509.Certificate
    """The one that issued the clock's: the root, or one under it."""
    clock: x509.Certificate

    def reply(self, request: bytes, *, chain: bool = False) -> bytes:
        """The reply to a request, with the clock's certificate, and those above it too where asked."""
        (self.folder / "request").write_bytes(request)
        more = ["-chain", "chain.pem"] if chain else []
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
    folder: Path, *, ends: timedelta = YEARS, digests: str = "sha256", names: tuple[str, ...] = ("Root",)
) -> Authority:
    """An authority with new keys; its clock's certificate ends so long from now.

    The first of the names is the root's; a second is one's between the root and the clock.
    """
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed, and it is the authority of these tests")
    folder.mkdir()
    issuer = (names[0], ec.generate_private_key(ec.SECP256R1()))
    above = [certificate(*issuer, YEARS, issuer=issuer)]
    for name in names[1:]:
        key = ec.generate_private_key(ec.SECP256R1())
        above.append(certificate(name, key, YEARS, issuer=issuer))
        issuer = (name, key)
    key = ec.generate_private_key(ec.SECP256R1())
    clock = certificate("A clock", key, ends, issuer=issuer)
    (folder / "clock.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / "clock.pem").write_bytes(clock.public_bytes(Encoding.PEM))
    (folder / "chain.pem").write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in above))
    (folder / "rules").write_text(RULES.format(folder=folder, digests=digests))
    (folder / "serial").write_text("07")
    return Authority(folder, above[0], above[-1], clock)


def certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    ends: timedelta,
    *,
    issuer: tuple[str, ec.EllipticCurvePrivateKey],
) -> x509.Certificate:
    """The clock's, or one that issues others."""
    issues = name != "A clock"
    built = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer[0]))
        .public_key(key.public_key())
        .serial_number(1 if issues else 2)
        .not_valid_before(datetime.now(UTC) - YEARS)
        .not_valid_after(datetime.now(UTC) + ends)
        .add_extension(x509.BasicConstraints(ca=issues, path_length=None), critical=True)
    )
    if not issues:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        built = built.add_extension(usage, critical=True)
    return built.sign(issuer[1], SHA256())


def named(name: str) -> x509.Name:
    """A name of one part."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
