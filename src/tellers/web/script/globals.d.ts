/** What our scripts leave for each other, and the worker's part that the page's types lack. */
declare var tellersMldsa: import("./verify/keys.js").VerifyMldsa | undefined;
declare var tellersEd25519: import("./verify/keys.js").VerifyMldsa | undefined;

interface WorkerScope {
  onmessage: (event: MessageEvent) => void;
  postMessage(message: unknown, transfer?: Transferable[]): void;
  importScripts(...addresses: string[]): void;
}
