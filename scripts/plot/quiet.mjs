// Observable Plot without the <style> elements that it writes into each drawing: a strict Content-Security-Policy
// refuses them. The same rules are in assets/pictures.css. The build fails where Plot no longer has what is taken out.

import { readFileSync } from "node:fs";

const STYLE = /\.append\("style"\)\s*\.text\(\s*`[^`]*`\s*\)/g;

/** Options of esbuild's `build` besides those of every script. */
export const QUIET = {
  plugins: [
    {
      name: "plot-without-style",
      setup({ onLoad }) {
        onLoad({ filter: /@observablehq\/plot\/src\/plot\.js$/ }, ({ path }) => {
          const text = readFileSync(path, "utf8");
          const found = text.match(STYLE) ?? [];
          if (found.length !== 1) throw new Error(`${path}: ${found.length} style elements where one was known`);
          return { contents: text.replace(STYLE, ""), loader: "js" };
        });
      },
    },
  ],
};
