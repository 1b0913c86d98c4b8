/** What is said of the area under the pointer or in focus: beside the pointer, and once for who cannot see it. */

import { el, fill } from "../ui/dom.js";

/** @param {HTMLElement} frame the map, within which it is placed */
export function tipIn(frame) {
  const tip = el("div", { class: "tip", hidden: true, "aria-hidden": "true" });
  frame.append(tip);
  return {
    /**
     * @param {{name: string, lines: string[]}|null} said
     * @param {{x: number, y: number}|null} at within the frame; null for a corner
     */
    show(said, at) {
      tip.hidden = said === null;
      if (!said) return;
      fill(tip, el("strong", {}, said.name), said.lines.map((line) => el("span", {}, line)));
      const { clientWidth: wide, clientHeight: high } = frame;
      const { offsetWidth, offsetHeight } = tip;
      const x = at ? Math.min(Math.max(at.x + 14, 4), Math.max(wide - offsetWidth - 4, 4)) : 8;
      const below = at ? at.y + 16 : 8;
      const y = at && below + offsetHeight > high ? Math.max(at.y - offsetHeight - 10, 4) : below;
      tip.style.left = `${x}px`;
      tip.style.top = `${y}px`;
    },
  };
}
