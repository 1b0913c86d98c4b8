"""The verification core in Chromium: over http, in its worker and without, and on a folder that is chosen."""

from __future__ import annotations

import functools
import shutil

import pytest
from tests.web.scripts import ROOT
from tests.web.served import served
from tests.web.vectors import ANNA, BERT, FOLDER, LOG, POLICY, entry, signed
from tests.web.visit import MIRROR

from tellers.log.tiles import TILE_WIDTH, bundle_path, full_tiles, partial_tiles, write_bundle
from tellers.log.tree import hash_leaf, hash_run

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SIZE = 600
CSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'"
OPEN = """
  const core = await import("/script/verify/index.js");
  const policyText = document.querySelector("meta[name=tellers-policy]").content;
  const files = core.webFiles(new URL("log/", document.baseURI));
"""


def write_log(folder, size: int) -> None:
    """Write the vectors' log of a size as its files."""
    leaves = b"".join(hash_leaf(entry(index)) for index in range(size))
    for tile in (*full_tiles(0, size), *partial_tiles(size)):
        start = tile.index * TILE_WIDTH * 32
        width = TILE_WIDTH**tile.level
        hashes = hash_run(leaves[: size // width * width * 32], 8 * tile.level)
        put(folder / str(tile), hashes[start : start + tile.width * 32])
        if tile.level == 0:
            first = tile.index * TILE_WIDTH
            entries = [entry(index) for index in range(first, first + tile.width)]
            put(folder / bundle_path(tile.index, tile.width), write_bundle(entries))
    put(folder / "checkpoint", signed(size, LOG, ANNA, BERT).encode())


def put(path, data: bytes) -> None:
    """Write a file, and its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.fixture
def site(tmp_path):
    """A folder with a signed log, the scripts, and a page that pins the policy."""
    web = ROOT / "src" / "tellers" / "web"
    (tmp_path / "script").symlink_to(web / "script")
    (tmp_path / "assets").symlink_to(web / "assets")
    (tmp_path / "vectors").symlink_to(FOLDER)
    write_log(tmp_path / "log", SIZE)
    policy = POLICY.replace("\n", "&#10;")
    meta = f'<!doctype html><title>t</title><meta name="tellers-policy" content="{policy}">'
    page = f"{meta}<input type=file webkitdirectory>"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    return tmp_path


@pytest.fixture
def page(visit, site):
    """The page over http, under the policy of content that a site has."""
    with served(site, {"Content-Security-Policy": CSP}) as server:
        visit.page.goto(server.at("index.html"))
        yield visit.page


def ask(page, body: str, argument: object = None) -> object:
    """Return what an async function of the page returns; of a refusal, its code and where."""
    return page.evaluate(
        "async (argument) => { try {" + OPEN + body + "} catch (error) {"
        " if (error.name !== 'VerificationError') throw error; return [error.code, error.where]; } }",
        argument,
    )


def test_an_entry_is_shown_under_the_signed_root(page):
    """Chromium comes to the entry, its proof and the two witnesses; WebCrypto agrees on every hash."""
    answered = ask(
        page,
        """
        const log = await core.openLog({ files, policyText });
        const shown = await log.entries([300]);
        const proof = await log.proof(300);
        return [log.size, log.quorum.signed, new TextDecoder().decode(shown.get(300).bytes),
                proof.steps.length, proof.webcrypto];
        """,
    )

    assert answered == [600, ["anna", "bert"], "300", 10, True]


@pytest.mark.parametrize("worker", ["/assets/verify_worker.js", "", "/assets/there-is-none.js"])
def test_everything_is_verified_in_a_worker_and_without_one(page, worker):
    """Each entry comes in order; where no worker can be had, the page does it itself."""
    answered = ask(
        page,
        """
        const seen = [];
        const { done } = core.verifyAll({ files, policyText, workerAddress: argument,
          onEntries: (first, entries) => { for (const [at, one] of entries.entries())
            seen.push(first + at === Number(new TextDecoder().decode(one))); } });
        const { entries, root, signatures } = await done;
        return [entries, seen.length, seen.every(Boolean), root, signatures.length];
        """,
        worker,
    )

    assert answered == [600, 600, True, signed_root(), 3]


@pytest.mark.parametrize("worker", ["/assets/verify_worker.js", ""])
@pytest.mark.parametrize("path", ["tile/0/001", "tile/entries/002.p/88", "tile/1/000.p/2"])
def test_one_byte_altered_is_refused_and_named(page, site, worker, path):
    """Whatever file it is in, the refusal names it, out of the worker too."""
    file = site / "log" / path
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)

    run = "return await core.verifyAll({ files, policyText, workerAddress: argument }).done;"
    code, where = ask(page, run, worker)

    assert (code, path in where.split(", ")) == (
        {"tile/0/001": "tile-false", "tile/entries/002.p/88": "entry-false"}.get(path, "edge-false"),
        True,
    )


def test_the_last_checkpoint_is_remembered(page, site):
    """First, same, grown, rolled back, forked: each is said; the older is kept where contradicted."""
    say = """
      const log = await core.openLog({ files, policyText: argument.policy });
      const { state, last, against } = await core.rememberCheckpoint(log, localStorage);
      return [state, last?.size ?? null, against?.size ?? null];
    """
    with_policy = functools.partial(ask, page, say, {"policy": POLICY})

    def grown(size: int) -> None:
        shutil.rmtree(site / "log")
        write_log(site / "log", size)

    assert with_policy() == ["first", None, None]
    assert with_policy() == ["same", 600, None]
    grown(700)
    assert with_policy() == ["grew", 600, None]
    grown(650)
    assert with_policy() == ["shrank", 700, 650]
    grown(700)
    assert with_policy() == ["same", 700, 650]


def test_another_history_is_told_as_a_fork(page):
    """A longer log that does not begin with what was seen is a fork; what was seen stays remembered."""
    root = "00" * 32
    seen = {"size": 256, "root": root, "text": "earlier", "seen": "2031-01-01T00:00:00Z"}

    answered = ask(
        page,
        """
        const key = "tellers:checkpoint:example.org/log";
        localStorage.setItem(key, JSON.stringify(argument));
        const log = await core.openLog({ files, policyText });
        const { state, against } = await core.rememberCheckpoint(log, localStorage);
        return [state, against.size, JSON.parse(localStorage.getItem(key)).root];
        """,
        seen,
    )

    assert answered == ["forked", 600, root]


def test_a_folder_that_is_chosen_is_verified_without_the_server(page, site):
    """The visitor chooses the site's folder; its files are read from the disk, worker included."""
    page.set_input_files("input", str(site))

    answered = ask(
        page,
        """
        const chosen = core.chosenFiles(document.querySelector("input").files);
        const log = await core.openLog({ files: chosen, policyText });
        const workerAddress = "/assets/verify_worker.js";
        const { done } = core.verifyAll({ files: chosen, policyText, workerAddress });
        return [log.size, (await done).entries];
        """,
    )

    assert answered == [600, 600]


def test_at_the_edges_of_ed25519_chromium_says_what_python_says(page):
    """S beyond the order, R written otherwise, R neutral: one word in both."""
    answered = ask(
        page,
        """
        const { verifyEd25519 } = await import("/script/verify/keys.js");
        const { readPolicy } = await import("/script/verify/policy_text.js");
        const key = readPolicy(policyText).logs[0].publicKey;
        const differing = [];
        const edges = await (await fetch("/vectors/edges.json")).json();
        for (const { about, signature, message, accepted } of edges) {
          const bytes = Uint8Array.from(atob(signature), (sign) => sign.charCodeAt(0));
          const held = await verifyEd25519(bytes, new TextEncoder().encode(message), key);
          if (held !== accepted) differing.push(about);
        }
        return differing;
        """,
    )

    assert answered == []


def test_a_mirror_on_plain_http_has_no_webcrypto_and_brings_its_own_ed25519(page):
    """Without it nothing is believed; with it the page and its worker verify, and refuse, as elsewhere."""
    page.goto(page.url.replace("127.0.0.1", MIRROR))
    run = """
      const log = await core.openLog({ files, policyText });
      const all = await core.verifyAll({ files, policyText, workerAddress: "/assets/verify_worker.js",
        ed25519Address: "/assets/ed25519.js" }).done;
      return [isSecureContext, log.quorum.signed, (await log.proof(3)).webcrypto, all.entries];
    """

    before = ask(page, run)
    page.add_script_tag(url="/assets/ed25519.js")

    assert before == ["no-crypto", ""]
    assert ask(page, run) == [False, ["anna", "bert"], False, 600]


def signed_root() -> str:
    """Return the root of the log in hex."""
    from tests.web.vectors import tree_of  # noqa: PLC0415

    return tree_of(SIZE).head().root.hex()
