"""The page that tells how to check a site: keys, policy, checkpoint, what it shows and what not, commands.

It stands without script, and says then that nothing was verified; script verifies in `#verify-all`.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tellers.dossier.inside import read_own
from tellers.dossier.layout import PACKAGE
from tellers.log.checkpoint import Checkpoint, read_checkpoint
from tellers.log.note import read_note
from tellers.log.policy import NONE
from tellers.web.site.signers import read_signers
from tellers.web.site.writing import Writing
from tellers.web.words import LANGUAGES, site_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.log.policy import Policy
    from tellers.web.site.signers import Signers
    from tellers.web.site.site import Site

__all__ = ["POLICY", "check_pages", "quorum_words"]

POLICY = "download/policy.txt"
"""The policy as commands read it; the pages have it pinned."""
MOST_SHOWN = 50
LIES = ("change", "two", "untrue", "witness", "mirror", "keys")
"""Who could lie, in the order of docs/reference/log.md."""


def check_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the page in every language, and the policy as a file where the site has one."""
    signers = read_signers(site)
    if site.policy:
        yield POLICY, site.policy.encode()
    digest = hashlib.sha256(read_own(site.dossier.folder, PACKAGE)).hexdigest()
    shown = list(_shown(site))
    for language in LANGUAGES:
        page = site.page("check", language)
        yield (
            page.path,
            site.frame.render(
                "check.html",
                page,
                styles=("report.css",),
                writing=Writing(language, site.layout, page.root),
                signers=signers,
                policy_words=_policy_words(signers, language),
                checkpoint=site.log.note.decode("utf-8", "replace"),
                head=site.log.head,
                shown=shown[:MOST_SHOWN],
                all_shown=len(shown),
                lies=LIES,
                commands=list(_commands(site, digest)),
            ),
        )


def quorum_words(policy: Policy, language: str) -> str:
    """Return which witnesses must have signed: `2 of (anna, bea, 1 of (carla, dora))`.

    >>> from tellers.log.policy import Group, Policy
    >>> quorum_words(Policy(groups={"all": Group(threshold=2, members=("anna", "bea"))}, quorum="all"), "en")
    '2 of (anna, bea)'
    """
    some = site_words(language)["check-policy-some"]
    told: dict[str, str] = {}
    for name, group in policy.groups.items():  # each after those that are its members
        members = ", ".join(told.get(member, member) for member in group.members)
        told[name] = some.format(least=group.threshold, members=members)
    return told.get(policy.quorum, policy.quorum)


def _policy_words(signers: Signers | None, language: str) -> list[str]:
    """Return the policy as sentences; none where nobody signs."""
    if signers is None:
        return []
    words = site_words(language)
    if signers.policy.quorum == NONE:
        return [words["check-policy-log"], words["check-policy-none"]]
    needed = words["check-policy-witnesses"].format(needed=quorum_words(signers.policy, language))
    found = {True: "apart", False: "shared", None: "untold"}[signers.split]
    return [words["check-policy-log"], needed, words[f"check-policy-{found}"]]


def _shown(site: Site) -> Iterator[tuple[str, Checkpoint]]:
    """Yield the path of every checkpoint shown, the last first, and what it says."""
    for path, note in sorted(site.shown.items(), key=lambda one: -int(one[0].rpartition("/")[2])):
        text = read_note(note, where=path).text if b"\n\n" in note else note
        yield f"log/{path}", read_checkpoint(text, where=path)


def _commands(site: Site, digest: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what each command is for, by key, and its lines: the command, and what it should print."""
    yield "install", ("pip install tellers",)
    if site.log.signed:
        yield "verify", (f"tellers log verify log --policy {POLICY}",)
        yield "fsck", (f"tellers log fsck log --policy {POLICY}",)
    yield "check", ("tellers check dossier --json findings.json",)
    yield "recheck", ("tellers recheck download/findings.json dossier",)
    yield "sum", (f"sha256sum dossier/{PACKAGE}", f"{digest}  dossier/{PACKAGE}")
