"""`tellers explain`: a receipt step by step, to be followed by hand."""

from __future__ import annotations

from tellers.cli.options import LanguageOption
from tellers.cli.receipt_told import EntryOption, PolicyOption, ReceiptFile, close, print_entry, print_steps

__all__ = ["explain_command"]


def explain_command(
    receipt: ReceiptFile,
    /,
    *,
    policy: PolicyOption,
    entry: EntryOption = None,
    lang: LanguageOption = "en",
) -> int:
    """Show every hash from an entry to the root that was signed, and every signature.

    Each line can be followed on paper or with sha256sum; the last lines say how. Exit codes are
    those of `tellers verify`.
    """
    from tellers.log.explain_words import HOW  # noqa: PLC0415 (loaded only here)
    from tellers.log.receipt_files import explain_files  # noqa: PLC0415

    found = explain_files(receipt, policy=policy, entry=entry)
    print_steps(found.entry, lang=lang)
    print_entry(receipt, entry, lang=lang)
    print_steps((*found.hashes, *found.signatures, *found.result, HOW), lang=lang)
    return close(found)
