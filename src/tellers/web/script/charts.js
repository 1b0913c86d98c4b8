import { startOnce } from "./ui/shell.js";
startOnce("charts", () => {});
