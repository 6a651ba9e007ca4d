// The test that every spec uses: it fails on any console error, uncaught exception or violation of the policy, in
// whatever context its browser opens.
import { test as base, type BrowserContext } from '@playwright/test';
import { startServer, type Server } from './server.mjs';
import { Watcher, type Faults } from './watcher';

export { expect, type BrowserContext, type Page } from '@playwright/test';
export type { Faults };

export const test = base.extend<{ faults: Faults }>({
  faults: [
    async ({ browser }, use) => {
      const watcher = new Watcher();
      const watch = (context: BrowserContext) => watcher.watch(context);
      browser.on('context', watch);
      await use(watcher);
      browser.off('context', watch);
      const found = watcher.take();
      if (found.length > 0) throw new Error(`the pages complained:\n${found.join('\n')}`);
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
