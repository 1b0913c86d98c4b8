"""Time stamps by an authority: the SHA-256 of a file and a time, signed. Source: RFC 3161.

A stamp bounds *when* a checkpoint existed: not after the time in it, if the authority's word is trusted. It
does not detect a split view: two histories can both be stamped. A stamp is kept beside the checkpoint,
outside the signed text, and is of those very bytes: with a cosignature more it is another file.

Asking needs nothing but this file. Verifying is done by the package rfc3161-client (extra `stamp`), offline,
with pinned certificates, at the time in the stamp: an authority's certificate that ended since does not
undo what it stamped before. Two things are added to what that package does. It refuses certificates
that stand in another order than DER sorts them, as openssl 3.0 writes them; they are outside what is signed,
so they are put in order first. And it looks for the signer's certificate by issuer and number, of which there
may be two; such a reply is refused.

>>> nonce_of(request_of(b"a checkpoint", nonce=2031))
2031
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from warnings import catch_warnings

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from tellers.errors import LogError, NoteError, UsageError, VerificationError
from tellers.log.ask_stamp import Question, ask
from tellers.log.der import INTEGER, SEQUENCE, parts_of, with_sorted_certificates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rfc3161_client import TimeStampResponse

__all__ = ["Stamp", "ask_authority", "nonce_of", "read_roots", "request_of", "verify_stamp"]

MOST_BYTES = 1_000_000
MOST_NONCE_BYTES = 20
IMPRINT = bytes.fromhex("3031300d060960864801650304020105000420")
"""Of SHA-256, up to the hash (RFC 3161 section 2.4.1, RFC 5754 section 2.2)."""
STATUSES = ("granted", "granted with changes", "rejected", "waiting", "a revocation is near", "revoked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a verified stamp says."""

    time: datetime
    """In UTC."""
    authority: str
    """The subject of the certificate that signed."""
    serial: int
    policy: str
    """The number (OID) of the authority's rules."""


def request_of(data: bytes, *, nonce: int) -> bytes:
    """Return the request for a stamp of a file: its hash, a number to know the reply by, certificates wanted.

    The nonce is random, above 0 and below 2**127.
    """
    number = nonce.to_bytes(nonce.bit_length() // 8 + 1, "big")
    inside = b"\x02\x01\x01" + IMPRINT + sha256(data).digest()
    inside += bytes([INTEGER, len(number)]) + number + b"\x01\x01\xff"
    return bytes([SEQUENCE, len(inside)]) + inside


def nonce_of(request: bytes) -> int | None:
    """Return the nonce of a request, None where it has none; `NoteError` for bytes that are no request."""
    whole = parts_of(request, 0, len(request))
    parts = parts_of(request, whole[0].content, whole[0].end) if len(whole) == 1 else []
    if [part.tag for part in parts[:2]] != [INTEGER, SEQUENCE]:
        raise NoteError("not a request for a time stamp", where="the request", expected="DER of RFC 3161")
    numbers = [request[part.content : part.end] for part in parts[2:] if part.tag == INTEGER]
    return int.from_bytes(numbers[0][:MOST_NONCE_BYTES], "big") if numbers else None


def ask_authority(address: str, request: bytes) -> bytes:
    """Return an authority's reply over HTTP (RFC 3161 section 3.4); errors as `tellers.log.ask_stamp.ask`."""
    kind = "application/timestamp-query"
    return ask(Question(address=address, body=request, kind=kind, answer="application/timestamp-reply"))


def read_roots(data: bytes, *, where: str = "the roots") -> list[x509.Certificate]:
    """Return the certificates of a PEM file, all of them trusted; `NoteError` for another file."""
    try:
        return x509.load_pem_x509_certificates(data)
    except ValueError as error:
        raise NoteError(
            "no certificates", where=where, expected="PEM, from the authority itself or a list you trust"
        ) from error


def verify_stamp(
    reply: bytes, data: bytes, *, roots: Sequence[x509.Certificate], request: bytes | None = None
) -> Stamp:
    """Return what an authority's reply says of a file, once its signature leads to one of the roots.

    With the request, that the reply answers it: the nonce is the same. Raises `NoteError` for bytes that
    are no reply, `LogError` for one that grants nothing, `VerificationError` for a stamp of another file,
    another request, a signature or certificate that does not hold at the stamp's time, and `UsageError`
    where rfc3161-client is not installed or there is no root.
    """
    try:
        from rfc3161_client import VerificationError as Refused  # noqa: PLC0415 (optional: see above)
        from rfc3161_client import VerifierBuilder  # noqa: PLC0415
    except ImportError:
        raise UsageError(
            "verifying a time stamp needs the package rfc3161-client",
            remedy="Install it: pip install 'tellers[stamp]'",
        ) from None
    if not roots:
        raise UsageError("no certificate to trust", remedy="Name the authority's root certificate: --roots.")
    nonce = nonce_of(request) if request is not None else None
    found = _read(reply)
    builder = VerifierBuilder(roots=list(roots), nonce=nonce)
    try:
        with catch_warnings(action="ignore"):  # of fields that certificates should not have
            signer = _signer(found)
            builder.build().verify_message(found, data)
            stamped = found.tst_info
            return Stamp(
                time=stamped.gen_time,
                authority=signer.subject.rfc4514_string(),
                serial=stamped.serial_number,
                policy=stamped.policy.dotted_string,
            )
    except Refused as error:
        raise _refused(str(error)) from error
    except _UNREADABLE as error:
        raise _unreadable(str(error)) from error


def _read(reply: bytes) -> TimeStampResponse:
    from rfc3161_client import decode_timestamp_response  # noqa: PLC0415 (optional: see above)

    if len(reply) > MOST_BYTES:
        raise _unreadable(f"over {MOST_BYTES} bytes")
    try:
        found = decode_timestamp_response(with_sorted_certificates(reply))
        status, told = found.status, "; ".join(found.status_string)
    except ValueError as error:
        raise _unreadable(str(error)) from error
    if status != 0:
        said = STATUSES[status] if 0 <= status < len(STATUSES) else str(status)
        raise LogError(
            f"the authority stamped nothing: {said}" + (f" ({told[:200]})" if told else ""),
            where="the reply",
            remedy="Ask again with a new request, or ask another authority.",
        )
    return found


def _signer(found: TimeStampResponse) -> x509.Certificate:
    """Return the one certificate that the signature names; `VerificationError` for none, or two."""
    signers = found.signed_data.signer_infos
    named = {(signer.issuer, signer.serial_number) for signer in signers}
    given = [x509.load_der_x509_certificate(one) for one in found.signed_data.certificates]
    matching = [one for one in given if (one.issuer, one.serial_number) in named]
    if len(signers) != 1 or len(matching) != 1:
        raise VerificationError(
            f"{len(signers)} signatures, and {len(matching)} certificates that they name",
            where="the reply",
            expected="one of each",
            remedy="Ask for the stamp with certificates, as `tellers log stamp --request` does.",
        )
    return matching[0]


_UNREADABLE = (
    LookupError,
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.AttributeNotFound,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
"""What the readers of certificates raise for an altered one."""
_REFUSALS = {
    "Mismatch between messages": (
        "the stamp is of another file",
        "Give the checkpoint exactly as it was stamped: a cosignature more makes it another file.",
    ),
    "Nonce mismatch": (
        "the reply is to another request",
        "Ask again: somebody may have sent an old reply, or the requests were mixed up.",
    ),
}


_NOT_SHOWN = (
    "the stamp's signature does not hold under these certificates",
    "Check that --roots is this authority's root, valid at the stamp's time. If so, the stamp was altered.",
)


def _refused(why: str) -> VerificationError:
    """Return the refusal in words of ours, with those of the package."""
    message, remedy = _REFUSALS.get(why, _NOT_SHOWN)
    return VerificationError(message, where="the stamp", got=why[:200], remedy=remedy)


def _unreadable(why: str) -> NoteError:
    return NoteError(
        "not the reply of a time-stamp authority",
        where="the reply",
        expected="DER of RFC 3161 section 2.4.2",
        got=why[:200],
        remedy="Fetch it again; some servers answer with a page instead.",
    )
