// MapLibre GL as our maps need it: page and worker in one file, from the package's own sources.
//
// Apart, as the package ships them, they are 442 kB compressed; one file, without the decoder of vector tiles and the
// ordering of right-to-left letters on a map, is 301 kB.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));

/** Options of esbuild's `build` besides those of every script. */
export const LEAN = {
  define: { "import.meta.url": '""' }, // the worker's address is told, never guessed
  // Its classes declare fields that their parents fill: a declaration must not empty them.
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  plugins: [
    {
      name: "lean-maplibre",
      setup({ onLoad, onResolve }) {
        onResolve({ filter: /^(?:@maplibre\/mlt|bidi-js)$/ }, () => ({ path: join(HERE, "left_out.mjs") }));
        onLoad({ filter: /maplibre-gl\/package\.json$/ }, ({ path }) => ({
          contents: JSON.stringify({ version: JSON.parse(readFileSync(path, "utf8")).version }),
          loader: "json",
        }));
      },
    },
  ],
};
