/** What our scripts on one page share: the data that came, whoever loaded it first. */
interface TellersShell {
  held: Map<string, unknown>;
  loading: Map<string, Promise<unknown>>;
  files: { site: import("./files.js").SiteFiles | null };
  log: Promise<import("../verify/log.js").Log> | null;
  language: string;
  started: Set<string>;
}
declare var tellersShell: TellersShell | undefined;
declare var tellersData: ((name: string, value: unknown) => void) | undefined;
