"""The site half of `tellers publish`: pages written, and told how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.cli.log_options import counted
from tellers.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["pinned_policy", "refuse_within", "write_site"]


def write_site(
    dossier: Path, site: Path, *, log: Path | None, policy: Path | None, language: str, at: str
) -> None:
    """Write a dossier's site and say what was written."""
    from tellers.cli.progress import shown_count  # noqa: PLC0415 (loaded when needed)
    from tellers.web.site import Ordered, publish_site  # noqa: PLC0415

    ordered = Ordered(
        dossier=dossier,
        folder=site,
        at=at,
        log=log / "public" if log else None,
        policy=pinned_policy(log, policy) if log else "",
        language=language,
    )
    with shown_count("files") as told:
        folder = publish_site(ordered, told=told)
    print(f"{site}: {counted(len(folder.written), 'file')} written; open {site / 'index.html'}")
    if log is None:
        print("Nobody signed it: --log LOG publishes in a log that does, and that witnesses can follow.")


def refuse_within(site: Path, *secret: Path) -> None:
    """Raise `UsageError` where a log's own folder or a key lies in a site's, which anybody may copy."""
    for one in secret:
        if one.resolve().is_relative_to(site.resolve()):
            raise UsageError(
                "the log's own folder or a key lies in the site, which anybody may copy",
                where=str(one),
                remedy="Name another folder for the site.",
            )


def pinned_policy(log: Path, policy: Path | None) -> str:
    """Return the policy of a site's pages, as text: the one named, else the log's own, else its keys."""
    from tellers.cli.log_place import content_of, own_policy, trusted  # noqa: PLC0415 (loaded when needed)

    named = policy or own_policy(str(log))
    who = trusted(policy, (), str(log))
    if named is None:
        return "".join(f"log {key}\n" for key, _ in who.logs) + "quorum none\n"
    lines = content_of(named).decode("utf-8").splitlines()
    return "".join(f"{line}\n" for line in lines if line.strip() and not line.startswith("#"))
