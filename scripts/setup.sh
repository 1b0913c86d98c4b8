#!/bin/sh
# Makes .venv fit for `demo` or `dev` and says so; quick when there is nothing to do.
#
#   1. a Python that is new enough (PYTHON=... chooses one)
#   2. .venv, with Debian's python3-venv when the interpreter came without it
#   3. the pinned packages, each checked against its hash
#   4. Tellers itself, editable
#   5. for `dev` only: Chromium, poppler and R, when this user may install them, and node's packages
set -eu
kind=${1:?demo or dev}
cd "$(dirname "$0")/.."
requirements=requirements-$kind.txt

say() { printf 'setup: %s\n' "$*"; }
stop() { say "$*" >&2; exit 1; }

# Runs apt-get as root or through sudo without a password; fails when neither is possible.
apt() {
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" = 0 ]; then as_root=
  elif sudo -n true 2>/dev/null; then as_root='sudo -n'
  else return 1
  fi
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get "$@" </dev/null >/dev/null
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if new_enough "$candidate"; then echo "$candidate"; return; fi
  done
  stop "no Python 3.11 or newer (${PYTHON:-looked for python3, python3.13 to python3.11})"
}

make_venv() {
  python=$(find_python)
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    say "this Python has no venv; installing python$version-venv"
    { apt update && apt install -y "python$version-venv"; } ||
      stop "python$version-venv is missing: run 'apt-get install python$version-venv' as root"
  fi
  say "making .venv with Python $version"
  rm -rf .venv
  "$python" -m venv .venv
}

# A browser, a PDF reader and R, for the tests of pages and reports only. Their absence is said, not fatal.
install_system() {
  missing=
  command -v chromium >/dev/null || missing="$missing chromium fonts-dejavu-core"
  command -v pdftoppm >/dev/null || missing="$missing poppler-utils"
  command -v Rscript >/dev/null || missing="$missing r-base-core"
  [ -n "$missing" ] || return 0
  say "installing from Debian:$missing"
  # shellcheck disable=SC2086  # a list of package names
  { apt update && apt install -y --no-install-recommends $missing; } ||
    say "could not install$missing; tests that need them will say that they were left out"
}

# Two `make` in one checkout take turns.
if command -v flock >/dev/null && [ -z "${TELLERS_SETUP_LOCKED:-}" ]; then
  mkdir -p .cache
  TELLERS_SETUP_LOCKED=1 exec flock .cache/setup.lock "$0" "$@"
fi

wanted=$( { pwd; cat requirements-dev.txt requirements-demo.txt pyproject.toml package-lock.json scripts/setup.sh; } | sha256sum | cut -c1-64)
stamp=.venv/.tellers-$kind
if [ -x .venv/bin/python ] && new_enough .venv/bin/python; then
  # What suits a developer suits the demo too.
  for done_stamp in "$stamp" .venv/.tellers-dev; do
    if [ "$(cat "$done_stamp" 2>/dev/null)" = "$wanted" ]; then exit 0; fi
  done
else
  make_venv
fi

say "installing packages ($requirements)"
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$requirements"
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
if [ "$kind" = dev ]; then install_system; scripts/node_tools.sh install; fi
printf '%s\n' "$wanted" >"$stamp"
say "ready"
