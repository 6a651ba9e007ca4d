// That a page which complains fails its test: what all other specs rely on.
import { expect, test, useServer, type BrowserContext, type Faults, type Page } from '../support/test';

const server = useServer();
const STYLE = /^policy: style-src-elem forbids inline/m;

const policyOf = (faults: Faults) => faults.take().filter((fault) => fault.startsWith('policy')).join('\n');

async function openHome(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(server.current.origin);
  return page;
}

/** Puts a style into the page, which the policy forbids. */
const violate = (page: Page) =>
  page.evaluate(() => document.head.append(Object.assign(document.createElement('style'), { textContent: 'p{}' })));

// The console's own line may come after the event.
test.beforeEach(({ faults }) => faults.allowLine(/Content Security Policy/));

test('a violation of the policy is found in the test’s own context', async ({ context, faults }) => {
  await violate(await openHome(context));
  await expect.poll(() => policyOf(faults)).toMatch(STYLE);
});

test('a violation of the policy is found in a context that nobody named', async ({ browser, faults }) => {
  const context = await browser.newContext();
  await violate(await openHome(context));
  await expect.poll(() => policyOf(faults)).toMatch(STYLE);
  await context.close();
});

test('a violation of the policy is found in a window that a page opens', async ({ context, faults }) => {
  const page = await openHome(context);
  const opened = context.waitForEvent('page');
  await page.evaluate(() => window.open('/board'));
  const popup = await opened;
  faults.allowStatus(401); // The board asks who is signed in.
  await popup.waitForLoadState();
  await violate(popup);
  await expect.poll(() => policyOf(faults)).toMatch(STYLE);
});

test('no line that is allowed hides a violation', async ({ context, faults }) => {
  faults.allowLine(/./);
  await violate(await openHome(context));
  await expect.poll(() => policyOf(faults)).toMatch(STYLE);
});

test('errors, warnings and exceptions are found', async ({ context, faults }) => {
  const page = await openHome(context);
  await page.evaluate(() => {
    console.error('planted error');
    console.warn('planted warning');
    setTimeout(() => {
      throw new Error('planted exception');
    });
  });
  const found: string[] = [];
  await expect.poll(() => found.push(...faults.take()) && found.join('\n')).toContain('planted exception');
  expect(found.join('\n')).toMatch(/error: planted error/);
  expect(found.join('\n')).toMatch(/warning: planted warning/);
});

test('a complaint fails the test', async ({ page }) => {
  test.fail();
  await page.evaluate(() => console.error('planted'));
});
