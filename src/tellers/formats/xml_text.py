r"""Text as it stands in XML: whatever it holds, it stays where it is put, and blanks of any kind survive.

>>> content_text("A & B <\r"), attribute_text('a "b"\n'), content_text("\x00")
('A &amp; B &lt;&#13;', '"a &quot;b&quot;&#10;"', '\ufffd')
"""

from __future__ import annotations

import re

__all__ = ["attribute_text", "content_text"]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def content_text(text: str) -> str:
    """Return text as the content of an element; what XML cannot hold becomes U+FFFD."""
    plain = _NOT_XML.sub("\ufffd", text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def attribute_text(text: str) -> str:
    """Return text as the value of an attribute, with its quotes."""
    plain = content_text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{plain}"'
