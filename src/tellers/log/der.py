r"""As much of DER as a time stamp asks for: what stands where, and certificates put in order.

Source: ITU-T X.690, sections 8.1 (identifier, length, content) and 11.6 (the order of a set).

>>> [(hex(part.tag), part.content, part.end) for part in parts_of(b"\x30\x03\x02\x01\x07", 0, 5)]
[('0x30', 2, 5)]
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["INTEGER", "SEQUENCE", "Part", "parts_of", "with_sorted_certificates"]

SEQUENCE, INTEGER, TAGGED = 0x30, 0x02, 0xA0


class Part(NamedTuple):
    """One element: its tag, where it starts, where its content starts, and where it ends."""

    tag: int
    start: int
    content: int
    end: int


def parts_of(data: bytes, at: int, end: int) -> list[Part]:
    """Return the elements between two places; none where they do not fill it exactly."""
    parts = []
    while at + 2 <= end:
        tag, length, content = data[at], data[at + 1], at + 2
        if length > 0x80:
            content += length - 0x80
            length = int.from_bytes(data[at + 2 : content], "big")
        if content + length > end:
            return []
        parts.append(Part(tag, at, content, content + length))
        at = content + length
    return parts if at == end else []


def with_sorted_certificates(reply: bytes) -> bytes:
    """Return an authority's reply with its certificates in the order of a set; nothing else moves.

    They are outside what is signed (RFC 5652 section 5.1). From the outside in: the reply, its token, the
    token's content, the signed data, and in there the certificates. Other bytes are returned as they are.
    """
    parts = parts_of(reply, 0, len(reply))
    for place, tag in ((0, SEQUENCE), (1, SEQUENCE), (1, TAGGED), (0, SEQUENCE)):
        if len(parts) <= place or parts[place].tag != tag:
            return reply
        parts = parts_of(reply, parts[place].content, parts[place].end)
    held = next((part for part in parts if part.tag == TAGGED), None)
    if held is None:
        return reply
    ordered = sorted(reply[one.start : one.end] for one in parts_of(reply, held.content, held.end))
    return reply[: held.content] + b"".join(ordered) + reply[held.end :] if ordered else reply
