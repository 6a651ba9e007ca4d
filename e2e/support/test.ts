// The test that every spec uses: it fails on any console error, uncaught exception or violation of the policy.
import { test as base, type BrowserContext, type ConsoleMessage } from '@playwright/test';
import { startServer, type Server } from './server.mjs';

export { expect, type BrowserContext, type Page } from '@playwright/test';

/** The browser's own line for an answer that refuses; allowed only where the test means to be refused. */
const REFUSED = /^Failed to load resource: the server responded with a status of (\d+)/;
const OFFLINE = /net::ERR_INTERNET_DISCONNECTED/;

export type Faults = {
  /** Statuses of answers that this test means to get. */
  allowStatus: (...statuses: number[]) => void;
  /** Requests may fail because the network is off. */
  allowOffline: () => void;
  /** Lines of the browser that say nothing about the pages. */
  allowLine: (line: RegExp) => void;
  /** Watches the pages of one more context. */
  watch: (context: BrowserContext) => void;
};

class Watcher implements Faults {
  readonly found: string[] = [];
  #statuses: number[] = [];
  #lines: RegExp[] = [];

  allowStatus = (...statuses: number[]) => void this.#statuses.push(...statuses);
  allowLine = (line: RegExp) => void this.#lines.push(line);
  allowOffline = () => this.allowLine(OFFLINE);
  watch = (context: BrowserContext) => {
    context.on('console', (message) => this.#onConsole(message));
    context.on('weberror', (error) => this.found.push(`uncaught: ${error.error().stack ?? error.error()}`));
  };

  #onConsole(message: ConsoleMessage) {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const text = message.text();
    const status = Number(REFUSED.exec(text)?.[1]);
    if (this.#statuses.includes(status) || this.#lines.some((line) => line.test(text))) return;
    this.found.push(`${message.type()}: ${text} (${message.location().url})`);
  }
}

export const test = base.extend<{ faults: Faults }>({
  faults: [
    async ({ context }, use) => {
      const watcher = new Watcher();
      watcher.watch(context);
      await use(watcher);
      if (watcher.found.length > 0) throw new Error(`the pages complained:\n${watcher.found.join('\n')}`);
    },
    { auto: true },
  ],
});

/** One fresh server for the tests of a file. */
export function useServer(options: { demo?: boolean } = {}): { readonly current: Server } {
  const slot: { current?: Server } = {};
  test.beforeAll(async () => void (slot.current = await startServer(options)));
  test.afterAll(() => slot.current?.stop());
  return {
    get current() {
      if (!slot.current) throw new Error('the server is started before the first test');
      return slot.current;
    },
  };
}
