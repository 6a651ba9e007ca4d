// Listens to what pages complain about: the console, uncaught exceptions, violations of the content security policy.
import type { BrowserContext, ConsoleMessage } from '@playwright/test';

/** The browser's own line for an answer that refuses; allowed only where the test means to be refused. */
const REFUSED = /^Failed to load resource: the server responded with a status of (\d+)/;
const OFFLINE = /net::ERR_INTERNET_DISCONNECTED/;
/** The function of the test that pages tell their violations. */
const TELL = '__policyViolated';

export type Faults = {
  /** Statuses of answers that this test means to get. */
  allowStatus: (...statuses: number[]) => void;
  /** Requests may fail because the network is off. */
  allowOffline: () => void;
  /** Lines of the browser that say nothing about the pages. */
  allowLine: (line: RegExp) => void;
  /** Watches the pages of a context that the test's own browser did not open. */
  watch: (context: BrowserContext) => void;
  /** What was found so far; forgets it. For tests that mean to find something. */
  take: () => string[];
};

export class Watcher implements Faults {
  #found: string[] = [];
  #statuses: number[] = [];
  #lines: RegExp[] = [];
  #watched = new WeakSet<BrowserContext>();

  allowStatus = (...statuses: number[]) => void this.#statuses.push(...statuses);
  allowLine = (line: RegExp) => void this.#lines.push(line);
  allowOffline = () => this.allowLine(OFFLINE);
  take = () => this.#found.splice(0);

  watch = (context: BrowserContext) => {
    if (this.#watched.has(context)) return;
    this.#watched.add(context);
    context.on('console', (message) => this.#onConsole(message));
    context.on('weberror', (error) => this.#found.push(`uncaught: ${error.error().stack ?? error.error()}`));
    // Sent before whatever the test asks of the context next, so every page has both before its own scripts run.
    const ready = [
      context.exposeFunction(TELL, (violation: string) => this.#found.push(`policy: ${violation}`)),
      context.addInitScript(tellViolations, TELL),
    ];
    // A context that is closed at once needs neither.
    void Promise.all(ready).catch(() => undefined);
  };

  #onConsole(message: ConsoleMessage) {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const text = message.text();
    const status = Number(REFUSED.exec(text)?.[1]);
    if (this.#statuses.includes(status) || this.#lines.some((line) => line.test(text))) return;
    this.#found.push(`${message.type()}: ${text} (${message.location().url})`);
  }
}

/** Runs in each page. The event comes also where the console stays silent, and no allowed line can hide it. */
function tellViolations(name: string): void {
  const tell = (window as unknown as Record<string, (violation: string) => void>)[name];
  const options = { capture: true };
  window.addEventListener(
    'securitypolicyviolation',
    ({ effectiveDirective, blockedURI, documentURI, sample }) =>
      tell?.(`${effectiveDirective} forbids ${blockedURI} on ${documentURI} ${sample}`.trim()),
    options,
  );
}
