/** The script of every page: language, what this browser remembers of the log, and what the page's kind has. */

import { watchLog } from "./ui/banner.js";
import { startEverything } from "./ui/everything_page.js";
import { startFind } from "./ui/find_page.js";
import { useLanguage } from "./ui/language.js";
import { startSheets } from "./ui/sheet_page.js";
import { askSheet } from "./ui/sheet_tables.js";
import { shell, startOnce } from "./ui/shell.js";

shell(); // takes what the data tags after this one say

startOnce("explorer", async () => {
  askSheet();
  await useLanguage();
  startSheets();
  startFind();
  startEverything();
  watchLog();
});
