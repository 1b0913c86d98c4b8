"""`tellers verify`: whether a receipt holds."""

from __future__ import annotations

from tellers.cli.options import LanguageOption
from tellers.cli.receipt_told import EntryOption, PolicyOption, ReceiptFile, close, print_entry, print_steps

__all__ = ["verify_command"]


def verify_command(
    receipt: ReceiptFile,
    /,
    *,
    policy: PolicyOption,
    entry: EntryOption = None,
    lang: LanguageOption = "en",
) -> int:
    """Show that an entry is in a log, and who has seen it there.

    No network is used. What is shown is that the entry stands in the log that these witnesses
    saw; whether it is true is another question. Exit code 0 when the receipt holds, 3 when it
    does not or cannot be read.
    """
    from tellers.log.receipt_files import explain_files  # noqa: PLC0415 (loaded only here)

    found = explain_files(receipt, policy=policy, entry=entry)
    print_steps(found.entry, lang=lang)
    print_entry(receipt, entry, lang=lang)
    print_steps((*found.signatures, *found.result), lang=lang)
    return close(found)
